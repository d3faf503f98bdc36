import type { NodeLightView, SupervisionSettingView } from '@kepu/contract/plan-supervision'
import { Form, Input, InputNumber, Select } from 'antd'
import { useNavigate } from 'react-router'
import { useWorkbench } from '../../../../shell/workbench.tsx'
import { FormDialog } from '../../../../ui/form-dialog.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { openOrder } from './verbs.ts'
import { useSupervisionText } from './words.ts'

interface Opening {
  readonly unitId: string
  readonly title: string
  readonly demand: string
  readonly termDays: number
}

interface OpenOrderProps {
  readonly light: NodeLightView
  readonly setting: SupervisionSettingView
}

/** 立项: what the letter is called depends on who writes it. */
export function OpenOrder({ light, setting }: OpenOrderProps) {
  const text = useSupervisionText()
  const navigate = useNavigate()
  const { me } = useWorkbench()
  const { run, running, problem, clear } = useCommand(openOrder)
  const isOffice = setting.office !== null && me.grants.some(({ unitId }) => unitId === setting.office?.unitId)
  const name = text.kind[isOffice ? 'supervision' : 'coordination']
  const submit = async (opening: Opening) => {
    const outcome = await run({ nodeId: light.nodeId, ...opening })
    if (outcome.ok) void navigate(`/desk/supervision/orders/${outcome.value.orderId}`)
    return outcome.ok
  }
  return (
    <FormDialog<Opening>
      title={text.openOrder(name)}
      initial={{
        unitId: light.answerable[0]?.unitId ?? '',
        title: `关于“${light.taskTitle}”${light.title}节点的${isOffice ? '督办' : '协调'}`,
        termDays: 10,
      }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <p className="quiet">{text.openLead}</p>
      <Form.Item name="unitId" label={text.to} rules={[{ required: true }]}>
        <Select options={light.answerable.map(({ unitId, unitName }) => ({ value: unitId, label: unitName }))} />
      </Form.Item>
      <Form.Item name="title" label={text.orderTitle} rules={[{ required: true, min: 4, max: 100 }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="demand"
        label={text.demand}
        rules={[{ required: true, min: 4, max: 2000, message: text.noteHint }]}
      >
        <Input.TextArea rows={5} maxLength={2000} />
      </Form.Item>
      <Form.Item name="termDays" label={text.termDays} rules={[{ required: true }]}>
        <InputNumber min={1} max={60} precision={0} />
      </Form.Item>
    </FormDialog>
  )
}
