import { EditOutlined } from '@ant-design/icons'
import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import { useReview } from './review-context.ts'
import { useReviewText } from './words.ts'

interface EditableTextProps {
  readonly value: string
  /** What the text is: names the button and the field. */
  readonly label: string
  /** Answers whether it was taken. */
  readonly onSave: (value: string) => Promise<boolean>
}

/** A text that turns into a field: Enter saves, Escape leaves it as it was. */
export function EditableText({ value, label, onSave }: EditableTextProps) {
  const { canEdit, busy } = useReview()
  const text = useReviewText()
  const [typed, setTyped] = useState<string | null>(null)
  if (typed === null) {
    return (
      <span className="editable">
        {value || <em>{text.none}</em>}
        {canEdit && (
          <Button
            type="text"
            size="small"
            icon={<EditOutlined />}
            aria-label={`${text.edit}：${label}`}
            onClick={() => setTyped(value)}
          />
        )}
      </span>
    )
  }
  const save = async () => {
    if (typed.trim() === value || (await onSave(typed.trim()))) setTyped(null)
  }
  return (
    <Space.Compact block>
      <Input
        autoFocus
        aria-label={label}
        maxLength={200}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onPressEnter={() => void save()}
        onKeyDown={({ key, nativeEvent }) => key === 'Escape' && !nativeEvent.isComposing && setTyped(null)}
      />
      <Button type="primary" disabled={busy} onClick={() => void save()}>
        {text.save}
      </Button>
      <Button onClick={() => setTyped(null)}>{text.cancel}</Button>
    </Space.Compact>
  )
}
