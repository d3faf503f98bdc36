import { PlusOutlined } from '@ant-design/icons'
import type { ResponsibilityRole } from '@kepu/contract/plan'
import { AutoComplete, Button, Tag } from 'antd'
import { useState } from 'react'
import { unitKey } from './marks.ts'
import { useReview } from './review-context.ts'
import { useReviewText } from './words.ts'

interface DutiesProps {
  readonly task: number
  /** Null: the duties of the task itself. */
  readonly measure: number | null
  readonly duty: ResponsibilityRole
  readonly names: readonly string[]
}

/** Who answers for a task or measure in one role: names as written, taken away by ×, added from the document's names. */
export function Duties({ task, measure, duty, names }: DutiesProps) {
  const { canEdit, edit, select } = useReview()
  const text = useReviewText()
  const change = (name: string, present: boolean) =>
    edit({ edit: 'responsibility', task, measure, role: duty, name, present })
  if (names.length === 0 && !canEdit) return null
  return (
    <div className="duties">
      <span className="duties-role">{text.roles[duty]}</span>
      <span className="duties-names">
        {names.map((name) => (
          <Tag
            key={name}
            color={duty === 'lead' ? 'blue' : 'default'}
            closable={canEdit ? { 'aria-label': `${text.remove}：${name}` } : false}
            onClose={(event) => {
              event.preventDefault()
              void change(name, false)
            }}
          >
            <button type="button" className="plain" onClick={() => select(unitKey(name))}>
              {name}
            </button>
          </Tag>
        ))}
        {names.length === 0 && <em className="quiet">{text.none}</em>}
        {canEdit && (
          <AddName
            present={names}
            label={`${text.addUnit}：${text.roles[duty]}`}
            onAdd={(name) => change(name, true)}
          />
        )}
      </span>
    </div>
  )
}

function AddName({
  present,
  label,
  onAdd,
}: {
  present: readonly string[]
  label: string
  onAdd: (name: string) => Promise<boolean>
}) {
  const { draft, busy } = useReview()
  const text = useReviewText()
  const [typed, setTyped] = useState<string | null>(null)
  if (typed === null) {
    return (
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined />}
        aria-label={label}
        title={label}
        onClick={() => setTyped('')}
      />
    )
  }
  const add = async (name: string) => {
    if (name.trim().length < 2 || (await onAdd(name.trim()))) setTyped(null)
  }
  const options = draft.units.filter(({ name }) => !present.includes(name)).map(({ name }) => ({ value: name }))
  return (
    <AutoComplete
      autoFocus
      size="small"
      className="add-name"
      aria-label={label}
      placeholder={text.addUnit}
      options={options}
      showSearch={{ filterOption: (input, option) => option?.value.includes(input) ?? false }}
      value={typed}
      disabled={busy}
      onChange={(value: string) => setTyped(value)}
      onSelect={(name: string) => void add(name)}
      onBlur={() => setTyped(null)}
      onKeyDown={({ key, nativeEvent }) => {
        // Enter and Escape belong to the input method while it composes.
        if (nativeEvent.isComposing) return
        if (key === 'Enter') void add(typed)
        if (key === 'Escape') setTyped(null)
      }}
    />
  )
}
