import {
  type AppraisedGroup,
  type Scheme,
  type SchemeItem,
  type SchemeProblem,
  sectionSum,
} from '@kepu/contract/plan-appraisal'
import { Button, Tag } from 'antd'
import { newKey } from '../../../../lib/verb.ts'
import { NumberField, TextField } from './fields.tsx'
import { SchemeItemRow } from './scheme-item.tsx'
import { useAppraisalText } from './words.ts'

type Section = Scheme['sections'][number]

export interface SchemeSectionProps {
  readonly section: Section
  readonly appraised: readonly AppraisedGroup[]
  readonly problems: readonly SchemeProblem[]
  /** Null removes it. */
  readonly onChange: (section: Section | null) => void
}

/** A section with its items and the live sum of their points, for each group that is appraised. */
export function SchemeSection({ section, appraised, problems, onChange }: SchemeSectionProps) {
  const text = useAppraisalText()
  const { title, points, items } = section
  const change = (more: Partial<Section>) => onChange({ ...section, ...more })
  const changeItem = (at: number, item: SchemeItem | null) =>
    change({ items: items.flatMap((one, i) => (i === at ? (item ? [item] : []) : [one])) })
  const moveUp = (at: number) => {
    const moved = items[at]
    if (moved) change({ items: [...items.slice(0, at - 1), moved, ...items.slice(at - 1, at), ...items.slice(at + 1)] })
  }
  return (
    <section className="panel scheme-section" aria-label={title}>
      <div className="fields">
        <TextField label={text.sectionTitle} value={title} max={60} onChange={(typed) => change({ title: typed })} />
        <NumberField
          label={text.sectionPoints}
          value={points}
          decimals={2}
          onChange={(typed) => change({ points: typed })}
        />
        <p className="sums">
          {appraised.map((group) => {
            const sum = sectionSum(items, group)
            const wrong = problems.some((problem) => problem.code === 'sectionSum' && problem.group === group)
            return (
              <Tag key={group} color={wrong ? 'red' : 'green'}>
                {text.groups[group]} {text.sumOf(sum, points)}
              </Tag>
            )
          })}
        </p>
        <Button danger onClick={() => onChange(null)} aria-label={`${text.remove} ${title}`}>
          {text.remove}
        </Button>
      </div>
      <ol className="scheme-rows">
        {items.map((item, i) => (
          <SchemeItemRow
            key={item.id}
            item={item}
            problems={problems.filter((problem) => 'itemId' in problem && problem.itemId === item.id)}
            onChange={(changed) => changeItem(i, changed)}
            onMoveUp={i === 0 ? null : () => moveUp(i)}
          />
        ))}
      </ol>
      <Button onClick={() => change({ items: [...items, newItem(text.item)] })}>{text.addItem}</Button>
    </section>
  )
}

function newItem(word: string): SchemeItem {
  const id = `i-${newKey().slice(0, 8)}`
  return { id, title: `${word} ${id.slice(2, 6)}`, criteria: '', points: 0, scope: 'all', formula: { kind: 'manual' } }
}
