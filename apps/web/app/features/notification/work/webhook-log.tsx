import type { WebhookDeliveryView, WebhookView } from '@kepu/contract/webhook'
import { webhookStatuses } from '@kepu/contract/webhook'
import { App, Button, Tag } from 'antd'
import { formatInstant } from '../../../lib/format.ts'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FilterBar, FilterSelect } from '../../../ui/filter-bar.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { replayDelivery } from './webhook-verbs.ts'
import { useWebhooksText } from './webhook-words.ts'

const COLOUR = { waiting: 'blue', delivered: 'green', failed: 'red' } as const

export interface WebhookLogProps {
  readonly webhooks: readonly WebhookView[]
  readonly page: { readonly items: readonly WebhookDeliveryView[]; readonly next: string | null }
  readonly mayReplay: boolean
}

/** What was sent to whom, and what came of it. */
export function WebhookLog({ webhooks, page, mayReplay }: WebhookLogProps) {
  const text = useWebhooksText()
  const columns: Columns<WebhookDeliveryView> = [
    { title: text.when, key: 'when', render: (_, { happenedAt }) => formatInstant(happenedAt) },
    { title: text.events, key: 'event', render: (_, { event }) => <code>{event}</code> },
    { title: text.address, dataIndex: 'webhookTitle', key: 'webhook' },
    { title: text.result, key: 'result', render: (_, delivery) => <Result delivery={delivery} /> },
    { title: text.tries, key: 'tries', render: (_, { attempts, replays }) => text.triesOf(attempts, replays) },
    {
      title: text.actions,
      key: 'actions',
      render: (_, delivery) => mayReplay && delivery.status !== 'waiting' && <Replay deliveryId={delivery.id} />,
    },
  ]
  return (
    <section>
      <h2>{text.log}</h2>
      <p className="quiet">{text.logLead}</p>
      <FilterBar>
        <FilterSelect
          name="webhookId"
          label={text.address}
          options={webhooks.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <FilterSelect
          name="status"
          label={text.result}
          options={webhookStatuses.map((status) => ({ value: status, label: text.status[status] }))}
        />
      </FilterBar>
      <DataTable
        label={text.log}
        rows={page.items}
        columns={columns}
        rowKey={({ id }) => id}
        empty={text.logEmpty}
        next={page.next}
        details={(delivery) => <Details delivery={delivery} />}
      />
    </section>
  )
}

function Result({ delivery }: { delivery: WebhookDeliveryView }) {
  const text = useWebhooksText()
  const { status, lastFailure, lastStatus, nextAt } = delivery
  return (
    <>
      <Tag color={COLOUR[status]}>{text.status[status]}</Tag>
      {lastFailure && (
        <span className="quiet">
          {text.failure[lastFailure]}
          {lastStatus !== null && ` ${lastStatus}`}
        </span>
      )}
      {status === 'waiting' && lastFailure && nextAt && (
        <span className="quiet"> · {text.nextAt(formatInstant(nextAt))}</span>
      )}
    </>
  )
}

function Details({ delivery }: { delivery: WebhookDeliveryView }) {
  const text = useWebhooksText()
  return (
    <>
      <p>
        {text.id}: <code>{delivery.id}</code>
      </p>
      <pre className="webhook-data">{JSON.stringify(delivery.data, null, 2)}</pre>
    </>
  )
}

function Replay({ deliveryId }: { deliveryId: string }) {
  const text = useWebhooksText()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(replayDelivery)
  const replay = async () => {
    if ((await run({ deliveryId })).ok) message.success(text.replayed)
  }
  return (
    <>
      <Button size="small" loading={running} onClick={replay}>
        {text.replay}
      </Button>
      <ProblemAlert problem={problem} />
    </>
  )
}
