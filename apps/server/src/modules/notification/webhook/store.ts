import type { Selectable } from 'kysely'
import type { Work } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database.ts'
import { refuse } from '../../../platform/problem.ts'
import type { NotificationWebhook } from '../../../schema.gen.ts'

export type WebhookRow = Selectable<NotificationWebhook>

/** Addresses of the county that hear of events now. */
export async function activeWebhooks(tx: Tx, county: string): Promise<WebhookRow[]> {
  return tx
    .selectFrom('notification.webhook')
    .selectAll()
    .where('county_code', '=', county)
    .where('active', '=', true)
    .orderBy('id')
    .execute()
}

export async function lockWebhook(work: Work, id: string, version?: number): Promise<WebhookRow> {
  const row = await work.tx
    .selectFrom('notification.webhook')
    .selectAll()
    .where('county_code', '=', work.county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) refuse({ code: 'platform.notFound', kind: 'webhook' })
  if (version !== undefined && row.version !== version) refuse({ code: 'platform.stale', version: row.version })
  return row
}

interface NewDelivery {
  readonly id: string
  readonly webhookId: string
  readonly eventId: string
  readonly event: string
  readonly data: Readonly<Record<string, unknown>>
  readonly happenedAt: Date
  readonly now: Date
}

/** One row an address and event: of an event that comes in twice the second is none. */
export async function insertDelivery(tx: Tx, county: string, delivery: NewDelivery): Promise<boolean> {
  const inserted = await tx
    .insertInto('notification.webhook_delivery')
    .values({
      county_code: county,
      id: delivery.id,
      webhook_id: delivery.webhookId,
      event_id: delivery.eventId,
      event: delivery.event,
      data: JSON.stringify(delivery.data),
      happened_at: delivery.happenedAt,
      status: 'waiting',
      created_at: delivery.now,
      next_at: delivery.now,
    })
    .onConflict((conflict) => conflict.columns(['county_code', 'webhook_id', 'event_id']).doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}
