import { audiences } from '@kepu/contract'
import { deliveryKinds } from '@kepu/contract/ledger'
import { topics } from '@kepu/contract/people'
import { kitKinds, type MenuBoard, type MenuItemInput, type MenuItemView } from '@kepu/contract/service-menu'
import { Form, Input, InputNumber, Select } from 'antd'
import { useTerms } from '../../../lib/screen.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import type { Purpose } from './purposes.ts'
import { proposeMenuItem, reviseMenuItem } from './verbs.ts'
import { useServiceText } from './words.ts'

interface Props {
  readonly units: MenuBoard['units']
  readonly purposes: readonly Purpose[]
  /** Null: a new one. */
  readonly item: MenuItemView | null
}

type Typed = Omit<MenuItemInput, 'taskId' | 'measureId'> & { unitId?: string; purposeId?: string }

const MONTHS = Array.from({ length: 12 }, (_, i) => ({ value: i + 1, label: String(i + 1) }))

/** A service as a department proposes it, or as it's changed. */
export function MenuItemDialog({ units, purposes, item }: Props) {
  const text = useServiceText()
  const proposing = useCommand(proposeMenuItem)
  const revising = useCommand(reviseMenuItem)
  const { running, problem, clear } = item === null ? proposing : revising
  const submit = async ({ unitId = '', purposeId, ...said }: Typed) => {
    const purpose = purposes.find(({ id }) => id === purposeId)
    const whole: MenuItemInput = {
      ...said,
      taskId: purpose?.taskId ?? null,
      measureId: purpose && purpose.id !== purpose.taskId ? purpose.id : null,
    }
    if (item === null) return (await proposing.run({ unitId, item: whole })).ok
    return (await revising.run({ menuItemId: item.id, version: item.version, item: whole })).ok
  }
  return (
    <FormDialog<Typed>
      title={item === null ? text.propose : text.revise}
      button={item === null ? { type: 'primary' } : { size: 'small' }}
      initial={item === null ? { minutes: 90, minPeople: 10, keywords: [], months: [], kits: [] } : initialOf(item)}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      {item === null && (
        <Form.Item name="unitId" label={text.itemUnit} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
      <Fields purposes={purposes} />
    </FormDialog>
  )
}

function initialOf(item: MenuItemView): Partial<Typed> {
  const { taskId, measureId } = item
  const purposeId = measureId ?? taskId
  return { ...item, ...(purposeId === null ? {} : { purposeId }) }
}

function Fields({ purposes }: { purposes: readonly Purpose[] }) {
  const text = useServiceText()
  const terms = useTerms()
  const required = [{ required: true }]
  return (
    <>
      <Form.Item name="title" label={text.itemTitle} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="summary" label={text.itemSummary} rules={[{ required: true, min: 2 }]}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
      <Form.Item name="topic" label={text.topic} rules={required}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={topics.map((value) => ({ value, label: terms.topic[value] }))}
        />
      </Form.Item>
      <Form.Item name="audiences" label={text.audience} rules={required}>
        <Select mode="multiple" options={audiences.map((value) => ({ value, label: terms.audience[value] }))} />
      </Form.Item>
      <Form.Item name="kind" label={text.itemKind} rules={required}>
        <Select options={deliveryKinds.map((value) => ({ value, label: terms.deliveryKind[value] }))} />
      </Form.Item>
      <Form.Item name="minutes" label={text.itemMinutes} rules={required}>
        <InputNumber min={10} max={600} />
      </Form.Item>
      <Form.Item name="minPeople" label={text.itemMinPeople}>
        <InputNumber min={1} max={1000} />
      </Form.Item>
      <Form.Item name="months" label={text.itemMonths}>
        <Select mode="multiple" options={MONTHS} />
      </Form.Item>
      <Form.Item name="kits" label={text.itemKits}>
        <Select mode="multiple" options={kitKinds.map((value) => ({ value, label: terms.kitKind[value] }))} />
      </Form.Item>
      <Form.Item name="keywords" label={text.itemKeywords}>
        <Select mode="tags" open={false} suffixIcon={null} />
      </Form.Item>
      <Form.Item name="purposeId" label={text.itemTask}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={purposes.map(({ id, label, title }) => ({ value: id, label: `${label} ${title}` }))}
        />
      </Form.Item>
    </>
  )
}
