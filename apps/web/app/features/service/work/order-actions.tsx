import type { OrderView } from '@kepu/contract/service'
import { Button, Form, Select, Space } from 'antd'
import { useTerms } from '../../../lib/screen.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import type { Choices } from './choices.ts'
import { type ActionProps, useDone } from './order-action.ts'
import { Confirm, Merge } from './order-dialogs.tsx'
import { ReasonField } from './reason-field.tsx'
import { ScheduleDialog } from './schedule-dialog.tsx'
import {
  askAsker,
  classifyOrder,
  dispatchOrder,
  noteAnswer,
  offerOrder,
  plain,
  rerouteOrder,
  takeOrder,
  withReason,
} from './verbs.ts'
import { useServiceText } from './words.ts'

const PLAIN = ['claim', 'accept', 'keep', 'open'] as const
const REASONED = ['forward', 'decline', 'handBack', 'recall', 'reject', 'withdraw', 'dispute'] as const

/** What the reader may do now: the order's own `can` says, nothing else. */
export function OrderActions({ order, choices }: ActionProps) {
  const can = new Set(order.can)
  return (
    <Space wrap className="order-actions">
      {PLAIN.filter((verb) => can.has(`service.order.${verb}`)).map((verb) => (
        <Plain key={verb} order={order} verb={verb} />
      ))}
      {can.has('service.order.dispatch') && <ToUnit order={order} choices={choices} verb="dispatch" />}
      {can.has('service.order.offer') && <ToTeam order={order} choices={choices} />}
      {can.has('service.order.take') && <Take order={order} choices={choices} />}
      {can.has('service.visit.schedule') && <ScheduleDialog order={order} choices={choices} />}
      {can.has('service.order.confirm') && <Confirm order={order} />}
      {can.has('service.order.answer') && <Answer order={order} />}
      {can.has('service.order.ask') && <Ask order={order} />}
      {can.has('service.order.classify') && <Classify order={order} choices={choices} />}
      {can.has('service.order.merge') && <Merge order={order} choices={choices} />}
      {can.has('service.order.reroute') && <ToUnit order={order} choices={choices} verb="reroute" />}
      {REASONED.filter((verb) => can.has(`service.order.${verb}`)).map((verb) => (
        <WithReason key={verb} order={order} verb={verb} />
      ))}
    </Space>
  )
}

function Plain({ order, verb }: { order: OrderView; verb: (typeof PLAIN)[number] }) {
  const terms = useTerms()
  const done = useDone()
  const { run, running, problem } = useCommand(plain[verb])
  const act = async () => done((await run({ orderId: order.id, version: order.version })).ok)
  return (
    <>
      <Button type="primary" loading={running} onClick={act}>
        {terms.orderAction[verb]}
      </Button>
      <ProblemAlert problem={problem} />
    </>
  )
}

function WithReason({ order, verb }: { order: OrderView; verb: (typeof REASONED)[number] }) {
  const terms = useTerms()
  const done = useDone()
  const { run, running, problem, clear } = useCommand(withReason[verb])
  return (
    <FormDialog<{ reason: string }>
      title={terms.orderAction[verb]}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={async ({ reason }) => done((await run({ orderId: order.id, version: order.version, reason })).ok)}
    >
      <ReasonField />
    </FormDialog>
  )
}

function ToUnit({ order, choices, verb }: ActionProps & { verb: 'dispatch' | 'reroute' }) {
  const text = useServiceText()
  const terms = useTerms()
  const done = useDone()
  const dispatching = useCommand(dispatchOrder)
  const rerouting = useCommand(rerouteOrder)
  const { running, problem, clear } = verb === 'dispatch' ? dispatching : rerouting
  const submit = async ({ unitId, reason = '' }: { unitId: string; reason?: string }) => {
    const seen = { orderId: order.id, version: order.version, unitId }
    if (verb === 'dispatch') return done((await dispatching.run(seen)).ok)
    return done((await rerouting.run({ ...seen, reason })).ok)
  }
  return (
    <FormDialog<{ unitId: string; reason?: string }>
      title={terms.orderAction[verb]}
      button={verb === 'dispatch' ? { type: 'primary' } : {}}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <Form.Item name="unitId" label={text.unit} rules={[{ required: true }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={choices.units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      {verb === 'reroute' && <ReasonField />}
    </FormDialog>
  )
}

function TeamField({ choices, label }: { choices: Choices; label: string }) {
  return (
    <Form.Item name="teamId" label={label} rules={[{ required: true }]}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={choices.teams.map(({ id, name, unitName }) => ({ value: id, label: `${name}（${unitName}）` }))}
      />
    </Form.Item>
  )
}

function ToTeam({ order, choices }: ActionProps) {
  const text = useServiceText()
  const terms = useTerms()
  const done = useDone()
  const { run, running, problem, clear } = useCommand(offerOrder)
  return (
    <FormDialog<{ teamId: string }>
      title={terms.orderAction.offer}
      button={{ type: 'primary' }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={async ({ teamId }) => done((await run({ orderId: order.id, version: order.version, teamId })).ok)}
    >
      <TeamField choices={choices} label={text.teamChoice} />
    </FormDialog>
  )
}

function Take({ order, choices }: ActionProps) {
  const text = useServiceText()
  const terms = useTerms()
  const done = useDone()
  const { run, running, problem, clear } = useCommand(takeOrder)
  return (
    <FormDialog<{ teamId: string }>
      title={terms.orderAction.take}
      button={{ type: 'primary' }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={async ({ teamId }) => done((await run({ orderId: order.id, teamId })).ok)}
    >
      <TeamField choices={choices} label={text.chooseTeam} />
    </FormDialog>
  )
}

function Ask({ order }: { order: OrderView }) {
  const text = useServiceText()
  const done = useDone()
  const { run, running, problem, clear } = useCommand(askAsker)
  return (
    <FormDialog<{ question: string }>
      title={text.verbs.ask}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={async ({ question }) => done((await run({ orderId: order.id, version: order.version, question })).ok)}
    >
      <ReasonField name="question" label={text.questionField} />
    </FormDialog>
  )
}

function Answer({ order }: { order: OrderView }) {
  const text = useServiceText()
  const done = useDone()
  const { run, running, problem, clear } = useCommand(noteAnswer)
  return (
    <FormDialog<{ answer: string }>
      title={text.verbs.answer}
      button={{ type: 'primary' }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={async ({ answer }) => done((await run({ orderId: order.id, version: order.version, answer })).ok)}
    >
      <ReasonField name="answer" label={text.answerField} />
    </FormDialog>
  )
}

function Classify({ order, choices }: ActionProps) {
  const text = useServiceText()
  const done = useDone()
  const { run, running, problem, clear } = useCommand(classifyOrder)
  const submit = async ({ menuItemId }: { menuItemId?: string }) =>
    done(
      (await run({ orderId: order.id, version: order.version, menuItemId: menuItemId ?? null, topic: order.topic })).ok,
    )
  return (
    <FormDialog<{ menuItemId?: string }>
      title={text.verbs.classify}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
      initial={order.menuItemId === null ? {} : { menuItemId: order.menuItemId }}
    >
      <Form.Item name="menuItemId" label={text.menuItem}>
        <Select
          allowClear
          placeholder={text.noMenuItem}
          showSearch={{ optionFilterProp: 'label' }}
          options={choices.menu.map(({ id, title }) => ({ value: id, label: title }))}
        />
      </Form.Item>
    </FormDialog>
  )
}
