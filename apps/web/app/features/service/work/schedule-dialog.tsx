import { Form, Input, Select } from 'antd'
import { useNavigate } from 'react-router'
import { DayField } from '../../../ui/day-field.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import type { ActionProps } from './order-action.ts'
import { scheduleVisit } from './verbs.ts'
import { useServiceText } from './words.ts'

export interface When {
  readonly day: string
  readonly startsAt: string
  readonly endsAt: string
  readonly kitIds?: string[]
}

interface Scheduled extends When {
  readonly orderIds?: string[]
  readonly place?: string
}

/** 排期: when, with what, and which other orders of the same team go with it. */
export function ScheduleDialog({ order, choices }: ActionProps) {
  const text = useServiceText()
  const navigate = useNavigate()
  const { run, running, problem, clear } = useCommand(scheduleVisit)
  const together = choices.others.filter(({ teamId, status }) => teamId === order.teamId && status === 'accepted')
  const submit = async ({ orderIds = [], kitIds = [], place, ...when }: Scheduled) => {
    const outcome = await run({ ...when, kitIds, orderIds: [order.id, ...orderIds], place: place || null })
    if (outcome.ok) navigate(`/desk/service/visits/${outcome.value.visitId}`)
    return outcome.ok
  }
  return (
    <FormDialog<Scheduled>
      title={text.verbs.schedule}
      button={{ type: 'primary' }}
      initial={{ startsAt: '09:00', endsAt: '11:00' }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <WhenFields kits={choices.kits} />
      {together.length > 0 && (
        <Form.Item name="orderIds" label={text.together}>
          <Select
            mode="multiple"
            options={together.map(({ id, title, regionName }) => ({ value: id, label: `${regionName} ${title}` }))}
          />
        </Form.Item>
      )}
      <Form.Item name="place" label={text.visitPlace}>
        <Input maxLength={60} />
      </Form.Item>
    </FormDialog>
  )
}

export function WhenFields({ kits }: { kits: readonly { id: string; name: string }[] }) {
  const text = useServiceText()
  return (
    <>
      <Form.Item name="day" label={text.day} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
      <Form.Item name="startsAt" label={text.from} rules={[{ required: true }]}>
        <Input type="time" />
      </Form.Item>
      <Form.Item name="endsAt" label={text.to} rules={[{ required: true }]}>
        <Input type="time" />
      </Form.Item>
      <Form.Item name="kitIds" label={text.kits}>
        <Select mode="multiple" options={kits.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
    </>
  )
}
