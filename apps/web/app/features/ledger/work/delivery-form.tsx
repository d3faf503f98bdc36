import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { type Audience, audiences } from '@kepu/contract'
import type { DeliveryKind } from '@kepu/contract/ledger'
import { Button, DatePicker, Form, Input, InputNumber, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { ReactNode } from 'react'
import { useTerms } from '../../../lib/screen.tsx'
import type { Option } from './vocabulary.ts'
import { useLedgerText } from './words.ts'

/** What the form holds while it's being filled in. */
export interface DeliveryDraft {
  readonly occurredOn: Dayjs
  readonly title: string
  readonly kind: DeliveryKind
  readonly unitId: string
  readonly regionCode: string
  readonly taskId?: string
  readonly measureId?: string
  readonly reach: readonly {
    readonly audience: Audience
    readonly personTimes: number
    readonly persons?: number | null
  }[]
  readonly note?: string
}

interface DeliveryFormProps {
  readonly form: ReturnType<typeof Form.useForm<DeliveryDraft>>[0]
  /** The county's own day: nothing is recorded for tomorrow. */
  readonly today: string
  readonly units: readonly Option[]
  readonly regions: readonly Option[]
  /** Where the person's own unit is, if it's somewhere. */
  readonly ownRegion: string | null
  /** What is known before: where the person came from says the task and the body. */
  readonly known?: Partial<Pick<DeliveryDraft, 'taskId' | 'measureId' | 'unitId'>>
  readonly tasks: readonly Option[]
  readonly measuresOf: (taskId: string | undefined) => readonly Option[]
  readonly onSubmit: (draft: DeliveryDraft) => void
  readonly children: ReactNode
}

const search = { optionFilterProp: 'label' }

/** One delivery: what is known already is filled in (own unit, its place, today). */
export function DeliveryForm({
  form,
  today,
  units,
  regions,
  ownRegion,
  known = {},
  tasks,
  measuresOf,
  onSubmit,
  children,
}: DeliveryFormProps) {
  const text = useLedgerText()
  const { deliveryKind } = useTerms()
  const taskId = Form.useWatch('taskId', form)
  const required = [{ required: true, message: text.required }]
  const measures = measuresOf(taskId)
  return (
    <Form
      form={form}
      layout="vertical"
      className="panel narrow"
      initialValues={{
        occurredOn: dayjs(today),
        kind: 'lecture',
        unitId: units[0]?.value,
        ...(ownRegion === null ? {} : { regionCode: ownRegion }),
        reach: [{ audience: 'public' }],
        ...known,
      }}
      onFinish={onSubmit}
      scrollToFirstError
    >
      <Form.Item name="title" label={text.name} rules={[...required, { min: 2, max: 120 }]}>
        <Input placeholder={text.nameHint} maxLength={120} />
      </Form.Item>
      <Form.Item name="occurredOn" label={text.day} rules={required}>
        <DatePicker maxDate={dayjs(today)} allowClear={false} />
      </Form.Item>
      <Form.Item name="kind" label={text.kind} rules={required}>
        <Select
          showSearch={search}
          options={Object.entries(deliveryKind).map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      <Form.Item name="unitId" label={text.unit} rules={required}>
        <Select showSearch={search} options={[...units]} />
      </Form.Item>
      <Form.Item name="regionCode" label={text.region} rules={required}>
        <Select showSearch={search} options={[...regions]} />
      </Form.Item>
      <Form.Item name="taskId" label={`${text.task}（${text.optional}）`}>
        <Select
          showSearch={search}
          allowClear
          options={[...tasks]}
          onChange={() => form.setFieldValue('measureId', undefined)}
        />
      </Form.Item>
      {measures.length > 0 && (
        <Form.Item name="measureId" label={`${text.measure}（${text.optional}）`}>
          <Select showSearch={search} allowClear options={[...measures]} />
        </Form.Item>
      )}
      <Reach />
      <Form.Item name="note" label={`${text.note}（${text.optional}）`}>
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
      {children}
    </Form>
  )
}

/** Groups reached: 人次 always, 人数 only where somebody knows it. */
function Reach() {
  const text = useLedgerText()
  const { audience } = useTerms()
  const options = audiences.map((value) => ({ value, label: audience[value] }))
  return (
    <Form.List name="reach">
      {(fields, { add, remove }) => (
        <Form.Item label={text.reach} extra={text.personsHint} required>
          {fields.map(({ key, name }) => (
            <div key={key} className="reach-row">
              <Form.Item name={[name, 'audience']} noStyle rules={[{ required: true, message: text.required }]}>
                <Select aria-label={text.audience} options={options} style={{ width: '11rem' }} />
              </Form.Item>
              <Form.Item name={[name, 'personTimes']} rules={[{ required: true, message: text.required }]}>
                <InputNumber
                  aria-label={text.personTimes}
                  min={0}
                  max={10_000_000}
                  precision={0}
                  suffix={text.personTimes}
                />
              </Form.Item>
              <Form.Item
                name={[name, 'persons']}
                dependencies={[['reach', name, 'personTimes']]}
                rules={[
                  ({ getFieldValue }) => ({
                    validator: async (_, persons: number | null | undefined) => {
                      const times: unknown = getFieldValue(['reach', name, 'personTimes'])
                      if (persons != null && typeof times === 'number' && persons > times)
                        throw new Error(`${text.persons} ≤ ${text.personTimes}`)
                    },
                  }),
                ]}
              >
                <InputNumber aria-label={text.persons} min={0} precision={0} suffix={text.persons} />
              </Form.Item>
              {fields.length > 1 && (
                <Button
                  type="text"
                  icon={<MinusCircleOutlined />}
                  aria-label={text.removeAudience}
                  onClick={() => remove(name)}
                />
              )}
            </div>
          ))}
          {fields.length < audiences.length && (
            <Button type="dashed" size="small" icon={<PlusOutlined />} onClick={() => add({})}>
              {text.addAudience}
            </Button>
          )}
        </Form.Item>
      )}
    </Form.List>
  )
}
