import { Id, Instant } from '@kepu/contract'
import { ListDeliveries, WebhookDeliveryPage, WebhookDeliveryView, WebhookView } from '@kepu/contract/webhook'
import { sql } from 'kysely'
import { z } from 'zod'
import { holds } from '../../../platform/actor.ts'
import { decodeCursor, pageOfRows } from '../../../platform/page.ts'
import { query } from '../../../platform/query.ts'

const VERBS = ['notification.webhook.change', 'notification.webhook.rotate', 'notification.webhook.test']
const WEEK_MS = 7 * 24 * 3600_000

export const listWebhooks = query({
  name: 'notification.webhook.list',
  access: 'permission',
  input: z.object({}),
  output: z.object({ items: z.array(WebhookView) }),
  async run(read) {
    const since = new Date(read.now.getTime() - WEEK_MS)
    const rows = await read.tx
      .selectFrom('notification.webhook as webhook')
      .selectAll('webhook')
      .where('county_code', '=', read.county)
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    const counts = await read.tx
      .selectFrom('notification.webhook_delivery')
      .select(['webhook_id', 'status', (row) => row.fn.countAll<number>().as('n')])
      .where('county_code', '=', read.county)
      .where('created_at', '>=', since)
      .groupBy(['webhook_id', 'status'])
      .execute()
    const count = (id: string, status: string) =>
      counts.find((one) => one.webhook_id === id && one.status === status)?.n ?? 0
    const can = VERBS.filter((verb) => read.actor !== null && holds(read.actor, verb))
    return {
      items: rows.map((row) =>
        WebhookView.parse({
          id: row.id,
          title: row.title,
          url: row.url,
          events: row.events,
          active: row.active,
          stoppedReason: row.stopped_reason,
          previousUntil: row.previous_until && row.previous_until > read.now ? row.previous_until.toISOString() : null,
          delivered: count(row.id, 'delivered'),
          failed: count(row.id, 'failed'),
          waiting: count(row.id, 'waiting'),
          version: row.version,
          can,
        }),
      ),
    }
  },
})

const SortKey = z.tuple([Instant, Id])

export const listWebhookDeliveries = query({
  name: 'notification.delivery.list',
  access: 'permission',
  input: ListDeliveries,
  output: WebhookDeliveryPage,
  async run(read, { cursor, limit, webhookId, status }) {
    let rows = read.tx
      .selectFrom('notification.webhook_delivery as delivery')
      .innerJoin('notification.webhook as webhook', (join) =>
        join.onRef('webhook.county_code', '=', 'delivery.county_code').onRef('webhook.id', '=', 'delivery.webhook_id'),
      )
      .selectAll('delivery')
      .select('webhook.title')
      .where('delivery.county_code', '=', read.county)
    if (webhookId) rows = rows.where('delivery.webhook_id', '=', webhookId)
    if (status) rows = rows.where('delivery.status', '=', status)
    if (cursor) {
      const [createdAt, id] = decodeCursor(cursor, SortKey)
      rows = rows.where(sql<boolean>`(delivery.created_at, delivery.id) < (${createdAt}::timestamptz, ${id}::uuid)`)
    }
    const found = await rows
      .orderBy('delivery.created_at', 'desc')
      .orderBy('delivery.id', 'desc')
      .limit(limit + 1)
      .execute()
    const page = pageOfRows(found, limit, (row) => [row.created_at.toISOString(), row.id])
    return {
      next: page.next,
      items: page.items.map((row) =>
        WebhookDeliveryView.parse({
          id: row.id,
          webhookId: row.webhook_id,
          webhookTitle: row.title,
          event: row.event,
          happenedAt: row.happened_at.toISOString(),
          status: row.status,
          attempts: row.attempts,
          replays: row.replays,
          nextAt: row.next_at?.toISOString() ?? null,
          lastStatus: row.last_status,
          lastFailure: row.last_failure,
          deliveredAt: row.delivered_at?.toISOString() ?? null,
          data: row.data,
        }),
      ),
    }
  },
})
