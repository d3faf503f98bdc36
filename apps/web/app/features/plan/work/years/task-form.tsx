import type { AnnualTaskDraft } from '@kepu/contract/plan-year'
import { Button, Form, Input, Select, Space } from 'antd'
import type { ReactNode } from 'react'
import { DayField } from '../../../../ui/day-field.tsx'
import type { Choices } from './choices.ts'
import { draftOf, type TaskValues, valuesOf } from './form-values.ts'
import { NodesField } from './nodes-field.tsx'
import { TargetFields } from './target-fields.tsx'
import { useYearsText } from './words.ts'

interface TaskFormProps {
  readonly initial: Partial<AnnualTaskDraft>
  readonly year: number
  readonly choices: Choices
  /** Asks for a reason too: the task was issued. */
  readonly asksReason: boolean
  readonly onSubmit: (task: AnnualTaskDraft, reason: string) => void
  /** Problem and buttons. */
  readonly children: ReactNode
}

const search = { optionFilterProp: 'label' }

/** A task of the year, whole: written, rewritten, corrected before it's added, changed with a reason. */
export function TaskForm({ initial, year, choices, asksReason, onSubmit, children }: TaskFormProps) {
  const text = useYearsText()
  const [form] = Form.useForm<TaskValues>()
  const taskId = Form.useWatch('taskId', form)
  const required = [{ required: true, message: text.required }]
  const tasks = choices.purposes.filter((purpose) => purpose.id === purpose.taskId)
  const measures = choices.purposes.filter((purpose) => purpose.taskId === taskId && purpose.id !== taskId)
  const unitOptions = choices.units.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Form<TaskValues>
      form={form}
      layout="vertical"
      className="panel narrow task-form"
      initialValues={valuesOf(initial, year)}
      onFinish={(values) => onSubmit(draftOf(values), values.reason ?? '')}
      scrollToFirstError
    >
      <Form.Item name="title" label={text.name} rules={[...required, { min: 2, max: 200 }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="taskId" label={text.planTask} rules={required}>
        <Select
          showSearch={search}
          options={tasks.map(({ id, label, title }) => ({ value: id, label: `${label} ${title}` }))}
          onChange={() => form.setFieldValue('measureId', undefined)}
        />
      </Form.Item>
      <Form.Item name="measureId" label={text.measure}>
        <Select
          showSearch={search}
          allowClear
          placeholder={text.wholeTask}
          options={measures.map(({ id, title }) => ({ value: id, label: title }))}
        />
      </Form.Item>
      <Form.Item name="deliverable" label={`${text.deliverable}（${text.optional}）`}>
        <Input maxLength={200} placeholder={text.deliverableHint} />
      </Form.Item>
      <TargetFields form={form} />
      <Space wrap align="start">
        <Form.Item name="startsOn" label={text.startsOn} rules={required}>
          <DayField />
        </Form.Item>
        <Form.Item name="dueOn" label={text.endsOn} rules={required}>
          <DayField />
        </Form.Item>
      </Space>
      <Form.Item name="leads" label={text.leads} rules={required}>
        <Select mode="multiple" showSearch={search} options={unitOptions} maxTagCount={12} />
      </Form.Item>
      <Form.Item
        name="supports"
        label={text.supports}
        extra={<AddTownships choices={choices} onAdd={(ids) => addSupports(form, ids)} />}
      >
        <Select mode="multiple" showSearch={search} options={unitOptions} maxTagCount={12} />
      </Form.Item>
      <NodesField form={form} calendar={choices.calendar} />
      {asksReason && (
        <Form.Item
          name="reason"
          label={text.reason}
          extra={text.reasonHint}
          rules={[...required, { min: 4, max: 500 }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      )}
      {children}
    </Form>
  )
}

function addSupports(form: ReturnType<typeof Form.useForm<TaskValues>>[0], ids: readonly string[]): void {
  const { supports = [], leads = [] } = form.getFieldsValue()
  form.setFieldValue(
    'supports',
    [...new Set([...supports, ...ids])].filter((id) => !leads.includes(id)),
  )
}

function AddTownships({ choices, onAdd }: { choices: Choices; onAdd: (ids: readonly string[]) => void }) {
  const text = useYearsText()
  const townships = choices.units.filter(({ kind }) => kind === 'township').map(({ id }) => id)
  if (townships.length === 0) return null
  return (
    <Button type="link" size="small" onClick={() => onAdd(townships)}>
      {text.allTownships}
    </Button>
  )
}
