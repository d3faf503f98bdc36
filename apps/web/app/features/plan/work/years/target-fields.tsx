import { audiences } from '@kepu/contract'
import { deliveryKinds } from '@kepu/contract/ledger'
import { progressCounts, progressDoers, progressPurposes, quantityScopes } from '@kepu/contract/plan-year'
import { Checkbox, Form, Input, InputNumber, Select, Space } from 'antd'
import { useTerms } from '../../../../lib/screen.tsx'
import type { TaskValues } from './form-values.ts'
import { useYearsText } from './words.ts'

type TaskFormInstance = ReturnType<typeof Form.useForm<TaskValues>>[0]

const optionsOf = <T extends string>(values: readonly T[], words: Readonly<Record<T, string>>) =>
  values.map((value) => ({ value, label: words[value] }))

/** How much, and what of the ledger counts toward it. */
export function TargetFields({ form }: { form: TaskFormInstance }) {
  const text = useYearsText()
  const { deliveryKind, audience } = useTerms()
  const counted = Form.useWatch('counted', form)
  return (
    <>
      <Form.Item name="counted" valuePropName="checked">
        <Checkbox>{text.hasTarget}</Checkbox>
      </Form.Item>
      {counted && (
        <fieldset className="target-fields" aria-label={text.target}>
          <Space wrap align="start">
            <Form.Item name="quantity" label={text.quantity} rules={[{ required: true, message: text.required }]}>
              <InputNumber min={1} max={100_000_000} />
            </Form.Item>
            <Form.Item name="unit" label={text.countUnit} rules={[{ required: true, message: text.required }]}>
              <Input maxLength={20} style={{ width: '7rem' }} />
            </Form.Item>
            <Form.Item name="scope" label={text.scope}>
              <Select options={optionsOf(quantityScopes, text.scopes)} style={{ minWidth: '8rem' }} />
            </Form.Item>
            <Form.Item name="counts" label={text.counts}>
              <Select options={optionsOf(progressCounts, text.countWords)} style={{ minWidth: '8rem' }} />
            </Form.Item>
          </Space>
          <Form.Item name="purpose" label={text.purposeLabel}>
            <Select options={optionsOf(progressPurposes, text.purposes)} />
          </Form.Item>
          <Form.Item name="doers" label={text.doersLabel}>
            <Select options={optionsOf(progressDoers, text.doers)} />
          </Form.Item>
          <Form.Item name="kinds" label={text.kinds}>
            <Select mode="multiple" allowClear options={optionsOf(deliveryKinds, deliveryKind)} />
          </Form.Item>
          <Form.Item name="audiences" label={text.audiences}>
            <Select mode="multiple" allowClear options={optionsOf(audiences, audience)} />
          </Form.Item>
        </fieldset>
      )}
    </>
  )
}
