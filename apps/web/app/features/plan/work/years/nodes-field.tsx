import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, InputNumber, Space } from 'antd'
import { DayField } from '../../../../ui/day-field.tsx'
import { type Calendar, specialDays } from './choices.ts'
import type { TaskValues } from './form-values.ts'
import { type QuickKind, quickNodes } from './quick-nodes.ts'
import { useYearsText } from './words.ts'

interface NodesFieldProps {
  readonly form: ReturnType<typeof Form.useForm<TaskValues>>[0]
  readonly calendar: Calendar
}

const QUICK: readonly QuickKind[] = ['quarter', 'half', 'month']

/** 节点: one by one, or every quarter at a click. */
export function NodesField({ form, calendar }: NodesFieldProps) {
  const text = useYearsText()
  const counted = Form.useWatch('counted', form)
  const required = [{ required: true, message: text.required }]
  const fill = (kind: QuickKind) => {
    const { startsOn, dueOn, counted: isCounted, quantity } = form.getFieldsValue()
    if (!startsOn || !dueOn || dueOn < startsOn) return
    const amount = isCounted ? (quantity ?? null) : null
    const special = specialDays(calendar)
    form.setFieldValue(
      'nodes',
      quickNodes({ kind, startsOn, dueOn, quantity: amount, special, titleOf: text.quickTitle }),
    )
  }
  return (
    <Form.List name="nodes">
      {(fields, { add, remove }) => (
        <Form.Item label={text.nodes}>
          <Space wrap className="quick-nodes">
            {QUICK.map((kind) => (
              <Button key={kind} size="small" onClick={() => fill(kind)}>
                {text.quick[kind]}
              </Button>
            ))}
          </Space>
          {fields.map(({ key, name }) => (
            <div key={key} className="node-row">
              <Form.Item name={[name, 'title']} rules={[...required, { min: 2, max: 100 }]}>
                <Input aria-label={text.nodeTitle} placeholder={text.nodeTitle} maxLength={100} />
              </Form.Item>
              <Form.Item name={[name, 'dueOn']} rules={required}>
                <DayField />
              </Form.Item>
              {counted && (
                <Form.Item name={[name, 'quantity']}>
                  <InputNumber aria-label={text.nodeQuantity} placeholder={text.nodeQuantity} min={1} />
                </Form.Item>
              )}
              <Button
                type="text"
                icon={<MinusCircleOutlined />}
                aria-label={text.removeNode}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button type="dashed" size="small" icon={<PlusOutlined />} onClick={() => add({})}>
            {text.addNode}
          </Button>
        </Form.Item>
      )}
    </Form.List>
  )
}
