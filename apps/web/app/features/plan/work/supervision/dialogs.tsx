import type { NodePageView } from '@kepu/contract/plan-supervision-node'
import { App, Form, Input, Radio, Select } from 'antd'
import { ConfirmButton } from '../../../../ui/confirm-button.tsx'
import { DayField } from '../../../../ui/day-field.tsx'
import { FormDialog } from '../../../../ui/form-dialog.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { answerExtension, answerWait, askExtension, endWait, tellWait, withdrawExtension } from './verbs.ts'
import { useSupervisionText } from './words.ts'

interface PageProps {
  readonly page: NodePageView
}
export interface Option {
  readonly value: string
  readonly label: string
}

/** For which of the bodies that one acts for: a choice only when there are several. */
function ForUnit({ page }: PageProps) {
  const text = useSupervisionText()
  const options = page.actsFor.map(({ unitId, unitName }) => ({ value: unitId, label: unitName }))
  return (
    <Form.Item name="unitId" label={text.forUnit} rules={[{ required: true }]} hidden={options.length < 2}>
      <Select options={options} />
    </Form.Item>
  )
}

function Reason({ name, label }: { readonly name: string; readonly label: string }) {
  const text = useSupervisionText()
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, min: 4, max: 500, message: text.whyHint }]}>
      <Input.TextArea rows={3} maxLength={500} />
    </Form.Item>
  )
}

interface Asking {
  readonly unitId: string
  readonly wantedDay: string
  readonly reason: string
}

/** 申请延期. */
export function AskExtension({ page }: PageProps) {
  const text = useSupervisionText()
  const { message } = App.useApp()
  const { run, running, problem, clear } = useCommand(askExtension)
  const submit = async (asking: Asking) => {
    const outcome = await run({ nodeId: page.light.nodeId, ...asking })
    if (outcome.ok) message.success(text.saved)
    return outcome.ok
  }
  return (
    <FormDialog<Asking>
      title={text.askExtension}
      initial={{ unitId: page.actsFor[0]?.unitId ?? '' }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <p className="quiet">{text.askLead}</p>
      <ForUnit page={page} />
      <Form.Item name="wantedDay" label={text.wantedDay} rules={[{ required: true, message: text.wantedDay }]}>
        <DayField />
      </Form.Item>
      <Reason name="reason" label={text.why} />
    </FormDialog>
  )
}

interface Waiting {
  readonly unitId: string
  readonly awaitedId: string
  readonly since: string
  readonly what: string
}

/** 登记等待他人. */
export function TellWait({ page, units }: PageProps & { readonly units: readonly Option[] }) {
  const text = useSupervisionText()
  const { message } = App.useApp()
  const { run, running, problem, clear } = useCommand(tellWait)
  const submit = async (waiting: Waiting) => {
    const outcome = await run({ nodeId: page.light.nodeId, ...waiting })
    if (outcome.ok) message.success(text.saved)
    return outcome.ok
  }
  return (
    <FormDialog<Waiting>
      title={text.tellWait}
      initial={{ unitId: page.actsFor[0]?.unitId ?? '' }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <p className="quiet">{text.tellLead}</p>
      <ForUnit page={page} />
      <Form.Item name="awaitedId" label={text.awaited} rules={[{ required: true, message: text.awaited }]}>
        <Select options={[...units]} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="since" label={text.since} rules={[{ required: true, message: text.since }]}>
        <DayField />
      </Form.Item>
      <Reason name="what" label={text.what} />
    </FormDialog>
  )
}

/** What waits for this reader's answer: requests and bodies that wait. */
export function Answers({ page }: PageProps) {
  const text = useSupervisionText()
  const asked = page.extensions.filter(({ can }) => can.length > 0)
  const open = page.waits.filter(({ can }) => can.length > 0)
  if (asked.length + open.length === 0) return null
  return (
    <section className="panel">
      {asked.map((one) => (
        <div key={one.id}>
          <p>
            {text.asked(one.unitName, one.wantedDay)} <span className="quiet">{one.reason}</span>
          </p>
          <div className="page-actions">
            {one.can.includes('plan.extension.answer') && <AnswerExtension extension={one} />}
            {one.can.includes('plan.extension.withdraw') && <WithdrawExtension extensionId={one.id} />}
          </div>
        </div>
      ))}
      {open.map((one) => (
        <div key={one.id}>
          <p>
            {text.waits(one.unitName, one.awaitedName)} <span className="quiet">{one.what}</span>
          </p>
          <div className="page-actions">
            {one.can.includes('plan.wait.answer') && <EndOfWait waitId={one.id} by="answer" />}
            {one.can.includes('plan.wait.end') && <EndOfWait waitId={one.id} by="end" />}
          </div>
        </div>
      ))}
    </section>
  )
}

interface Answer {
  readonly decision: 'grant' | 'refuse'
  readonly grantedDay?: string
  readonly answer: string
}

function AnswerExtension({ extension }: { readonly extension: NodePageView['extensions'][number] }) {
  const text = useSupervisionText()
  const { message } = App.useApp()
  const { run, running, problem, clear } = useCommand(answerExtension)
  const submit = async ({ decision, grantedDay, answer }: Answer) => {
    const day = decision === 'grant' ? (grantedDay ?? extension.wantedDay) : null
    const outcome = await run({ extensionId: extension.id, grantedDay: day, answer })
    if (outcome.ok) message.success(text.saved)
    return outcome.ok
  }
  return (
    <FormDialog<Answer>
      title={text.answerExtension}
      button={{ type: 'primary' }}
      initial={{ decision: 'grant', grantedDay: extension.wantedDay }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <Form.Item name="decision" label={text.decision}>
        <Radio.Group
          options={[
            { value: 'grant', label: text.grant },
            { value: 'refuse', label: text.refuse },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle shouldUpdate>
        {({ getFieldValue }) =>
          getFieldValue('decision') === 'grant' && (
            <Form.Item name="grantedDay" label={text.grantedDay} rules={[{ required: true }]}>
              <DayField />
            </Form.Item>
          )
        }
      </Form.Item>
      <Reason name="answer" label={text.answerText} />
    </FormDialog>
  )
}

function WithdrawExtension({ extensionId }: { readonly extensionId: string }) {
  const text = useSupervisionText()
  const { run, running } = useCommand(withdrawExtension)
  return (
    <ConfirmButton question={text.withdrawQuestion} loading={running} onConfirm={() => void run({ extensionId })}>
      {text.withdrawExtension}
    </ConfirmButton>
  )
}

interface Ending {
  readonly words: string
}

function EndOfWait({ waitId, by }: { readonly waitId: string; readonly by: 'answer' | 'end' }) {
  const text = useSupervisionText()
  const { message } = App.useApp()
  const answering = useCommand(answerWait)
  const ending = useCommand(endWait)
  const { running, problem, clear } = by === 'answer' ? answering : ending
  const submit = async ({ words }: Ending) => {
    const outcome =
      by === 'answer' ? await answering.run({ waitId, answer: words }) : await ending.run({ waitId, reason: words })
    if (outcome.ok) message.success(text.saved)
    return outcome.ok
  }
  return (
    <FormDialog<Ending>
      title={by === 'answer' ? text.answerWaitTitle : text.endWait}
      button={{ type: by === 'answer' ? 'primary' : 'default' }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <Reason name="words" label={text.answerText} />
    </FormDialog>
  )
}
