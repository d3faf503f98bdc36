import { z } from 'zod'
import { inCounty, type Tx } from '../../../platform/database.ts'
import { EveryEvent, type Job, type Subscription } from '../../../platform/jobs.ts'
import type { Kernel } from '../../../platform/kernel.ts'
import { type Outbound, OutboundFailed } from '../../../platform/outbound.ts'
import { matches, nextTry } from './rules/attempts.ts'
import { keyOf, signedHeaders } from './rules/signature.ts'
import { activeWebhooks, insertDelivery } from './store.ts'

export const SEND = 'notification.sendWebhook'
const GONE = 410
const KEEP_MS = 90 * 24 * 3600_000
const Sending = z.object({ deliveryId: z.uuid() })

/** A version-7 UUID begins with its milliseconds. */
function instantOf(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16))
}

/** The machine's time signs and schedules; what people read is the county's own. */
async function timesOf({ clock, countyNow }: Kernel, county: string) {
  const now = clock.now()
  const shift = (await countyNow(county)).getTime() - now.getTime()
  return { now, inCounty: (instant: Date) => new Date(instant.getTime() + shift) }
}

/** Writes down, for each address that wants to hear of it, what is to be sent. */
export function fanOut(kernel: () => Kernel): Subscription {
  return {
    name: 'notification.fanOut',
    event: '*',
    async wanted(tx, county, event) {
      const webhooks = await activeWebhooks(tx, county)
      return webhooks.some(({ events }) => matches(events, event))
    },
    async run(county, payload) {
      const { id: eventId, event, data } = EveryEvent.parse(payload)
      const { db, newId, jobs } = kernel()
      const time = await timesOf(kernel(), county)
      await inCounty(db, county, 'read write', async (tx) => {
        for (const { id: webhookId, events } of await activeWebhooks(tx, county)) {
          if (!matches(events, event)) continue
          const deliveryId = newId()
          const delivery = {
            id: deliveryId,
            webhookId,
            eventId,
            event,
            data,
            happenedAt: time.inCounty(instantOf(eventId)),
          }
          if (await insertDelivery(tx, county, { ...delivery, now: time.inCounty(time.now) }))
            await jobs.schedule(tx, county, SEND, { deliveryId })
        }
      })
    },
  }
}

async function load(tx: Tx, county: string, deliveryId: string) {
  return tx
    .selectFrom('notification.webhook_delivery as delivery')
    .innerJoin('notification.webhook as webhook', (join) =>
      join.onRef('webhook.county_code', '=', 'delivery.county_code').onRef('webhook.id', '=', 'delivery.webhook_id'),
    )
    .select(['delivery.event', 'delivery.data', 'delivery.happened_at', 'delivery.attempts', 'delivery.replays'])
    .select(['webhook.id as webhook_id', 'webhook.url', 'webhook.key_sealed', 'webhook.previous_key_sealed'])
    .select(['webhook.previous_until', 'webhook.active'])
    .where('delivery.county_code', '=', county)
    .where('delivery.id', '=', deliveryId)
    .where('delivery.status', '=', 'waiting')
    .executeTakeFirst()
}

/** Sends one delivery, outside of any transaction, and writes down what came of it. */
export function sendWebhook(kernel: () => Kernel, outbound: Outbound): Job {
  return {
    name: SEND,
    atOnce: 4,
    async run(county, payload) {
      const { deliveryId } = Sending.parse(payload)
      const { db, clock, vault, jobs } = kernel()
      const row = await inCounty(db, county, 'read only', (tx) => load(tx, county, deliveryId))
      if (!row?.active) return
      const time = await timesOf(kernel(), county)
      const body = JSON.stringify({ type: row.event, timestamp: row.happened_at.toISOString(), data: row.data })
      const previous =
        row.previous_until && row.previous_until > time.inCounty(time.now) ? row.previous_key_sealed : null
      const keys = [row.key_sealed, ...(previous ? [previous] : [])].map((sealed) => keyOf(vault.open(sealed)))
      const headers = signedHeaders(deliveryId, Math.floor(time.now.getTime() / 1000), body, keys)
      const outcome = await tried(() => outbound.post(row.url, headers, body))
      const attempts = row.attempts + 1
      const again = outcome.delivered || outcome.status === GONE ? null : nextTry(attempts, clock.now())
      await inCounty(db, county, 'read write', async (tx) => {
        const written = await tx
          .updateTable('notification.webhook_delivery')
          .set({
            status: outcome.delivered ? 'delivered' : again ? 'waiting' : 'failed',
            attempts,
            last_status: outcome.status,
            last_failure: outcome.failure,
            next_at: again && time.inCounty(again),
            delivered_at: outcome.delivered ? time.inCounty(clock.now()) : null,
          })
          .where('county_code', '=', county)
          .where('id', '=', deliveryId)
          // A job that ran twice, or a replay meanwhile: the other one's word counts.
          .where('attempts', '=', row.attempts)
          .where('replays', '=', row.replays)
          .executeTakeFirst()
        if (written.numUpdatedRows === 0n) return
        if (again) await jobs.schedule(tx, county, SEND, { deliveryId }, again)
        else if (!outcome.delivered) await stopWebhook(tx, county, row.webhook_id, outcome.status === GONE)
      })
    },
  }
}

async function tried(post: () => Promise<number>) {
  try {
    const status = await post()
    const delivered = status >= 200 && status < 300
    return { delivered, status, failure: delivered ? null : ('status' as const) }
  } catch (error) {
    if (error instanceof OutboundFailed) return { delivered: false, status: null, failure: error.why }
    throw error
  }
}

/** An address that says it's gone hears no more; nor one that let a delivery fail to the end and took none since. */
async function stopWebhook(tx: Tx, county: string, webhookId: string, gone: boolean): Promise<void> {
  const taken = await tx
    .selectFrom('notification.webhook_delivery as delivery')
    .select('id')
    .where('county_code', '=', county)
    .where('webhook_id', '=', webhookId)
    .where('status', '=', 'delivered')
    .where('created_at', '>', (row) =>
      row
        .selectFrom('notification.webhook_delivery as failed')
        .select((one) => one.fn.min('failed.created_at').as('since'))
        .where('failed.county_code', '=', county)
        .where('failed.webhook_id', '=', webhookId)
        .where('failed.status', '=', 'failed'),
    )
    .executeTakeFirst()
  if (!gone && taken) return
  await tx
    .updateTable('notification.webhook')
    .set((row) => ({ active: false, stopped_reason: gone ? 'gone' : 'failing', version: row('version', '+', 1) }))
    .where('county_code', '=', county)
    .where('id', '=', webhookId)
    .where('active', '=', true)
    .execute()
}

/** Every night: what is older than ninety days goes from the log. */
export function forgetDeliveries(kernel: () => Kernel): Job {
  return {
    name: 'notification.forgetDeliveries',
    every: '40 3 * * *',
    async run() {
      const { db, countyNow } = kernel()
      const counties = await db.selectFrom('organization.county').select('code').execute()
      for (const { code } of counties) {
        const before = new Date((await countyNow(code)).getTime() - KEEP_MS)
        await inCounty(db, code, 'read write', (tx) =>
          tx
            .deleteFrom('notification.webhook_delivery')
            .where('county_code', '=', code)
            .where('created_at', '<', before)
            .execute(),
        )
      }
    },
  }
}
