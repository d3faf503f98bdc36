import { PlusOutlined } from '@ant-design/icons'
import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import { useReview } from './review-context.ts'
import { useReviewText } from './words.ts'

/** A button that turns into a field for a new title. */
export function AddText({
  label,
  hint,
  onAdd,
}: {
  label: string
  hint: string
  onAdd: (value: string) => Promise<boolean>
}) {
  const { busy } = useReview()
  const text = useReviewText()
  const [typed, setTyped] = useState<string | null>(null)
  if (typed === null) {
    return (
      <Button size="small" type="dashed" icon={<PlusOutlined />} onClick={() => setTyped('')}>
        {label}
      </Button>
    )
  }
  const title = typed.trim()
  const add = async () => {
    if (title.length >= 2 && (await onAdd(title))) setTyped(null)
  }
  return (
    <Space.Compact block>
      <Input
        autoFocus
        aria-label={hint}
        placeholder={hint}
        maxLength={200}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onPressEnter={() => void add()}
        onKeyDown={({ key, nativeEvent }) => key === 'Escape' && !nativeEvent.isComposing && setTyped(null)}
      />
      <Button type="primary" disabled={busy || title.length < 2} onClick={() => void add()}>
        {text.add}
      </Button>
      <Button onClick={() => setTyped(null)}>{text.cancel}</Button>
    </Space.Compact>
  )
}
