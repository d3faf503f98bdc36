import type { WebhookView } from '@kepu/contract/webhook'
import { Form, Input, Select, Switch } from 'antd'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { addWebhook, changeWebhook } from './webhook-verbs.ts'
import { useWebhooksText } from './webhook-words.ts'

/** What other systems usually want to hear of; anything else can be typed. */
const USUAL = [
  ...['service.*', 'ledger.*', 'plan.*', 'service.order.claimed', 'service.order.closed'],
  ...['ledger.delivery.recorded', 'plan.published'],
].map((value) => ({ value, label: value }))

function Fields() {
  const text = useWebhooksText()
  return (
    <>
      <Form.Item name="title" label={text.name} rules={[{ required: true, min: 2, max: 60 }]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="url" label={text.url} extra={text.urlHint} rules={[{ required: true, type: 'url' }]}>
        <Input inputMode="url" autoComplete="off" spellCheck={false} placeholder="https://" />
      </Form.Item>
      <Form.Item name="events" label={text.events} extra={text.eventsHint} rules={[{ required: true }]}>
        <Select mode="tags" options={USUAL} tokenSeparators={[' ', ',']} />
      </Form.Item>
    </>
  )
}

interface NewWebhook {
  readonly title: string
  readonly url: string
  readonly events: string[]
}

export function AddWebhook({ onSecret }: { onSecret: (secret: string) => void }) {
  const text = useWebhooksText()
  const { run, running, problem, clear } = useCommand(addWebhook)
  const submit = async (values: NewWebhook) => {
    const outcome = await run(values)
    if (outcome.ok) onSecret(outcome.value.secret)
    return outcome.ok
  }
  return (
    <FormDialog<NewWebhook>
      title={text.add}
      button={{ type: 'primary' }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <Fields />
    </FormDialog>
  )
}

export function ChangeWebhook({ webhook }: { webhook: WebhookView }) {
  const text = useWebhooksText()
  const { run, running, problem, clear } = useCommand(changeWebhook)
  const { id: webhookId, version, title, url, events, active } = webhook
  return (
    <FormDialog<NewWebhook & { active: boolean }>
      title={text.change}
      button={{ size: 'small' }}
      initial={{ title, url, events, active }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={async (values) => (await run({ webhookId, version, ...values })).ok}
    >
      <Fields />
      <Form.Item name="active" label={text.active} valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormDialog>
  )
}
