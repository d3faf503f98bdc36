import { Form, Input } from 'antd'
import { useServiceText } from './words.ts'

/** A few words that have to be said. */
export function ReasonField({ name = 'reason', label }: { name?: string; label?: string }) {
  const text = useServiceText()
  return (
    <Form.Item name={name} label={label ?? text.reason} rules={[{ required: true, min: 2 }]}>
      <Input.TextArea rows={3} maxLength={300} />
    </Form.Item>
  )
}
