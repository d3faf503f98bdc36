import type { SupervisionAction, SupervisionOrderView } from '@kepu/contract/plan-supervision-order'
import { App, Form, Input, InputNumber } from 'antd'
import { ConfirmButton } from '../../../../ui/confirm-button.tsx'
import { FormDialog } from '../../../../ui/form-dialog.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { notedSteps, plainSteps, termedSteps } from './verbs.ts'
import { useSupervisionText } from './words.ts'

type Plain = keyof typeof plainSteps
type Noted = keyof typeof notedSteps
type Termed = keyof typeof termedSteps

const isPlain = (action: string): action is Plain => Object.hasOwn(plainSteps, action)
const isNoted = (action: string): action is Noted => Object.hasOwn(notedSteps, action)
const isTermed = (action: string): action is Termed => Object.hasOwn(termedSteps, action)

/** The steps that are open to whoever looks, the way forward first. */
export function OrderActions({ order }: { readonly order: SupervisionOrderView }) {
  const actions = order.can.map((permission) => permission.split('.').at(-1) ?? '')
  if (actions.length === 0) return null
  return (
    <section className="panel no-print">
      <div className="page-actions">
        {actions.map((action) => {
          if (isPlain(action)) return <PlainStep key={action} order={order} action={action} />
          if (isNoted(action)) return <NotedStep key={action} order={order} action={action} />
          if (isTermed(action)) return <TermedStep key={action} order={order} action={action} />
          return null
        })}
      </div>
    </section>
  )
}

interface StepProps<A extends SupervisionAction> {
  readonly order: SupervisionOrderView
  readonly action: A
}

function PlainStep({ order, action }: StepProps<Plain>) {
  const text = useSupervisionText()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(plainSteps[action])
  const act = async () => {
    if ((await run({ supervisionOrderId: order.id, version: order.version })).ok) message.success(text.saved)
  }
  return (
    <>
      <ConfirmButton
        type="primary"
        question={text.confirm(text.action[action])}
        loading={running}
        onConfirm={() => void act()}
      >
        {text.action[action]}
      </ConfirmButton>
      <ProblemAlert problem={problem} />
    </>
  )
}

interface Note {
  readonly note: string
}

function NoteField() {
  const text = useSupervisionText()
  return (
    <Form.Item name="note" label={text.note} rules={[{ required: true, min: 4, max: 1000, message: text.noteHint }]}>
      <Input.TextArea rows={4} maxLength={1000} />
    </Form.Item>
  )
}

const FORWARD: readonly Noted[] = ['handle', 'report', 'accept']

function NotedStep({ order, action }: StepProps<Noted>) {
  const text = useSupervisionText()
  const { message } = App.useApp()
  const { run, running, problem, clear } = useCommand(notedSteps[action])
  const submit = async ({ note }: Note) => {
    const outcome = await run({ supervisionOrderId: order.id, version: order.version, note })
    if (outcome.ok) message.success(text.saved)
    return outcome.ok
  }
  return (
    <FormDialog<Note>
      title={text.action[action]}
      button={FORWARD.includes(action) ? { type: 'primary' } : {}}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <NoteField />
    </FormDialog>
  )
}

interface Term extends Note {
  readonly termDays: number
}

function TermedStep({ order, action }: StepProps<Termed>) {
  const text = useSupervisionText()
  const { message } = App.useApp()
  const { run, running, problem, clear } = useCommand(termedSteps[action])
  const submit = async ({ note, termDays }: Term) => {
    const outcome = await run({ supervisionOrderId: order.id, version: order.version, note, termDays })
    if (outcome.ok) message.success(text.saved)
    return outcome.ok
  }
  return (
    <FormDialog<Term>
      title={text.action[action]}
      initial={{ termDays: 5 }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <NoteField />
      <Form.Item name="termDays" label={text.termDays} rules={[{ required: true }]}>
        <InputNumber min={1} max={60} precision={0} />
      </Form.Item>
    </FormDialog>
  )
}
