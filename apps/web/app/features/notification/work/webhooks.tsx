import { WebhookDeliveryPage, WebhookView } from '@kepu/contract/webhook'
import { App, Button, Modal, Space, Tag, Typography } from 'antd'
import { useState } from 'react'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { z } from 'zod'
import { apiOf, withQuery } from '../../../lib/api.ts'
import { formatInstant } from '../../../lib/format.ts'
import { useCan } from '../../../shell/workbench.tsx'
import { ConfirmButton } from '../../../ui/confirm-button.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { AddWebhook, ChangeWebhook } from './webhook-form.tsx'
import { WebhookLog } from './webhook-log.tsx'
import { rotateWebhook, testWebhook } from './webhook-verbs.ts'
import { useWebhooksText } from './webhook-words.ts'

const Webhooks = z.object({ items: z.array(WebhookView) })

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const { searchParams } = new URL(call.request.url)
  const { items: webhooks } = await api.get('/webhooks', Webhooks)
  const wanted = {
    webhookId: searchParams.get('webhookId'),
    status: searchParams.get('status'),
    cursor: searchParams.get('cursor'),
    limit: '20',
  }
  return { webhooks, log: await api.get(withQuery('/webhook-deliveries', wanted), WebhookDeliveryPage) }
}

/** Which systems hear of what, and whether it reached them. */
export default function WebhooksPage() {
  const { webhooks, log } = useLoaderData<typeof loader>()
  const text = useWebhooksText()
  const mayAdd = useCan('notification.webhook.add')
  const mayReplay = useCan('notification.delivery.replay')
  const [secret, setSecret] = useState<string | null>(null)
  const columns: Columns<WebhookView> = [
    {
      title: text.name,
      key: 'title',
      render: (_, { title, url }) => (
        <>
          {title}
          <div className="quiet webhook-url">{url}</div>
        </>
      ),
    },
    {
      title: text.events,
      key: 'events',
      render: (_, { events }) => events.map((event) => <Tag key={event}>{event}</Tag>),
    },
    { title: text.state, key: 'state', render: (_, webhook) => <State webhook={webhook} /> },
    {
      title: text.recent,
      key: 'recent',
      render: (_, { delivered, waiting, failed }) => text.counts(delivered, waiting, failed),
    },
    {
      title: text.actions,
      key: 'actions',
      render: (_, webhook) => <Actions webhook={webhook} onSecret={setSecret} />,
    },
  ]
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} actions={mayAdd && <AddWebhook onSecret={setSecret} />} />
      <DataTable label={text.title} rows={webhooks} columns={columns} rowKey={({ id }) => id} empty={text.empty} />
      <WebhookLog webhooks={webhooks} page={log} mayReplay={mayReplay} />
      <Modal
        open={secret !== null}
        title={text.secretTitle}
        closable={false}
        mask={{ closable: false }}
        keyboard={false}
        footer={
          <Button type="primary" onClick={() => setSecret(null)}>
            {text.secretClose}
          </Button>
        }
      >
        <Typography.Paragraph copyable className="first-password">
          {secret ?? ''}
        </Typography.Paragraph>
        <p>{text.secretText}</p>
      </Modal>
    </>
  )
}

function State({ webhook }: { webhook: WebhookView }) {
  const text = useWebhooksText()
  const { active, stoppedReason, previousUntil } = webhook
  return (
    <>
      <Tag color={active ? 'green' : 'default'}>{active ? text.on : text.off}</Tag>
      {stoppedReason && <div className="quiet">{text.stopped[stoppedReason]}</div>}
      {previousUntil && <div className="quiet">{text.previousUntil(formatInstant(previousUntil))}</div>}
    </>
  )
}

function Actions({ webhook, onSecret }: { webhook: WebhookView; onSecret: (secret: string) => void }) {
  const text = useWebhooksText()
  const { message } = App.useApp()
  const rotation = useCommand(rotateWebhook)
  const trial = useCommand(testWebhook)
  const { id: webhookId, version, title, can, active } = webhook
  const rotate = async () => {
    const outcome = await rotation.run({ webhookId, version })
    if (outcome.ok) onSecret(outcome.value.secret)
  }
  const test = async () => {
    if ((await trial.run({ webhookId })).ok) message.success(text.tested)
  }
  return (
    <>
      <Space wrap>
        {can.includes('notification.webhook.change') && <ChangeWebhook webhook={webhook} />}
        {can.includes('notification.webhook.test') && (
          <Button size="small" disabled={!active} loading={trial.running} onClick={test}>
            {text.test}
          </Button>
        )}
        {can.includes('notification.webhook.rotate') && (
          <ConfirmButton
            size="small"
            question={text.rotateQuestion(title)}
            consequence={text.rotateConsequence}
            loading={rotation.running}
            onConfirm={rotate}
          >
            {text.rotate}
          </ConfirmButton>
        )}
      </Space>
      <ProblemAlert problem={rotation.problem ?? trial.problem} />
    </>
  )
}
