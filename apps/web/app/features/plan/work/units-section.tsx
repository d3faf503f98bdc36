import { SplitCellsOutlined } from '@ant-design/icons'
import type { PlanDraftView, PlanEdit, UnitDecision } from '@kepu/contract/plan'
import { Button, Checkbox, Input, Modal, Select, Tag } from 'antd'
import { useState } from 'react'
import { unitKey } from './marks.ts'
import { Node } from './node.tsx'
import { useReview } from './review-context.ts'
import { useReviewText } from './words.ts'

/** As many corrections as one request may carry. */
const MOST_EDITS = 200

type DraftUnit = PlanDraftView['units'][number]

/** A name with nothing in doubt: a known unit of this very name, or one that resembles no other. */
export function plainDecision({ suggestions }: DraftUnit): UnitDecision | null {
  const exact = suggestions.filter(({ why, unitId }) => unitId !== null && (why === 'name' || why === 'alias'))
  const [only] = exact
  if (exact.length === 1 && only?.unitId) return { as: 'unit', unitId: only.unitId }
  const doubtful = suggestions.some(({ why }) => why === 'proposed' || why === 'similar')
  return exact.length === 0 && !doubtful ? { as: 'new' } : null
}

/** What each written name becomes. Two names are merged only by a person's choice. */
export function UnitsSection() {
  const { draft, canEdit, edit, busy, selected } = useReview()
  const text = useReviewText()
  const [onlyUndecided, setOnlyUndecided] = useState(false)
  const rest = draft.units.flatMap((unit): PlanEdit[] => {
    const decision = unit.decision === null ? plainDecision(unit) : null
    return decision === null ? [] : [{ edit: 'unit', name: unit.name, decision }]
  })
  const shown = draft.units.filter(
    ({ name, decision }) => !onlyUndecided || decision === null || unitKey(name) === selected,
  )
  return (
    <>
      <p className="quiet">{text.unitsLead}</p>
      <div className="task-buttons">
        {canEdit && rest.length > 0 && (
          <Button
            type="primary"
            size="small"
            disabled={busy}
            title={text.confirmRestWhat}
            onClick={() => void edit(...rest.slice(0, MOST_EDITS))}
          >
            {text.confirmRest(rest.length)}
          </Button>
        )}
        <Checkbox checked={onlyUndecided} onChange={({ target }) => setOnlyUndecided(target.checked)}>
          {text.onlyUndecided}
        </Checkbox>
      </div>
      {shown.map((unit) => (
        <UnitRow key={unit.name} unit={unit} />
      ))}
    </>
  )
}

function UnitRow({ unit }: { unit: DraftUnit }) {
  const { draft, canEdit, edit, busy } = useReview()
  const text = useReviewText()
  const inSource = draft.proposal.units.some(({ name, spans }) => name === unit.name && spans.length > 0)
  return (
    <Node nodeKey={unitKey(unit.name)} inSource={inSource}>
      <div className="unit-row">
        <span className="unit-name">
          {unit.name} <small className="quiet">×{unit.cells}</small>
        </span>
        <Select<string>
          className="unit-decision"
          aria-label={`${text.decision}：${unit.name}`}
          status={unit.decision === null ? 'error' : ''}
          placeholder={text.undecided}
          value={unit.decision === null ? null : keyOf(unit.decision)}
          disabled={!canEdit || busy}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          options={optionsFor(unit, draft, text)}
          onChange={(key) => void edit({ edit: 'unit', name: unit.name, decision: decisionOf(key) })}
        />
        {canEdit && <SplitButton unit={unit} />}
      </div>
      {unit.decision === null &&
        unit.suggestions.map(({ name, why }) => <Tag key={name} color="warning">{`${text.why[why]}：${name}`}</Tag>)}
    </Node>
  )
}

/** A decision as one word, for the list of choices. */
function keyOf(decision: UnitDecision): string {
  if (decision.as === 'unit') return `unit ${decision.unitId}`
  if (decision.as === 'same') return `same ${decision.name}`
  return decision.as
}

function decisionOf(key: string): UnitDecision {
  const [as, ...rest] = key.split(' ')
  const value = rest.join(' ')
  if (as === 'unit') return { as, unitId: value }
  if (as === 'same') return { as, name: value }
  if (as === 'openGroup' || as === 'ignore') return { as }
  return { as: 'new' }
}

function optionsFor(unit: DraftUnit, draft: PlanDraftView, text: ReturnType<typeof useReviewText>) {
  const known = unit.suggestions.flatMap(({ unitId, name }) =>
    unitId === null ? [] : [{ value: `unit ${unitId}`, label: text.decisions.unit(name) }],
  )
  const chosen = unit.decision
  const kept =
    chosen?.as === 'unit' && !known.some(({ value }) => value === keyOf(chosen))
      ? [{ value: keyOf(chosen), label: text.decisions.unit(unit.name) }]
      : []
  const proposed = new Set(unit.suggestions.flatMap(({ unitId, name }) => (unitId === null ? [name] : [])))
  const others = draft.units
    .filter(({ name }) => name !== unit.name)
    .toSorted((a, b) => Number(proposed.has(b.name)) - Number(proposed.has(a.name)))
    .map(({ name }) => ({ value: `same ${name}`, label: text.decisions.same(name) }))
  return [
    ...known,
    ...kept,
    { value: 'new', label: text.decisions.new },
    { value: 'openGroup', label: text.decisions.openGroup },
    { value: 'ignore', label: text.decisions.ignore },
    ...others,
  ]
}

/** One written name that is really several. */
function SplitButton({ unit }: { unit: DraftUnit }) {
  const { edit } = useReview()
  const text = useReviewText()
  const [typed, setTyped] = useState<string | null>(null)
  const into = (typed ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length >= 2)
  const split = async () => {
    if (await edit({ edit: 'splitUnit', name: unit.name, into })) setTyped(null)
  }
  return (
    <>
      <Button
        type="text"
        size="small"
        icon={<SplitCellsOutlined />}
        title={text.split}
        aria-label={`${text.split}：${unit.name}`}
        onClick={() => setTyped(unit.name)}
      />
      <Modal
        open={typed !== null}
        title={`${text.split}：${unit.name}`}
        okText={text.save}
        cancelText={text.cancel}
        okButtonProps={{ disabled: into.length === 0 }}
        onCancel={() => setTyped(null)}
        onOk={() => void split()}
      >
        <Input.TextArea
          rows={4}
          aria-label={text.splitHint}
          placeholder={text.splitHint}
          value={typed ?? ''}
          onChange={({ target }) => setTyped(target.value)}
        />
      </Modal>
    </>
  )
}
