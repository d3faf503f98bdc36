import { randomBytes } from 'node:crypto'
import { Id } from '@kepu/contract'
import {
  AddWebhook,
  ChangeWebhook,
  ReplayDelivery,
  RotateWebhook,
  TestWebhook,
  type WebhookRefusal,
  WebhookSecret,
} from '@kepu/contract/webhook'
import { z } from 'zod'
import { may } from '../../../platform/actor.ts'
import { command, type Work } from '../../../platform/command.ts'
import type { Outbound } from '../../../platform/outbound.ts'
import { Refused, refuse } from '../../../platform/problem.ts'
import { secretOf } from './rules/signature.ts'
import { SEND } from './send.ts'
import { insertDelivery, lockWebhook } from './store.ts'

const KEY_BYTES = 32
/** So long the key before the last one signs too. */
const CHANGE_OVER_MS = 24 * 3600_000

function stop(reason: WebhookRefusal): never {
  throw new Refused(reason)
}

/** What leaves the county is the whole county's business: a grant over its root unit is asked for. */
async function requireRoot(work: Work, permission: string): Promise<void> {
  const root = await work.tx
    .selectFrom('organization.unit')
    .select('id')
    .where('county_code', '=', work.county)
    .where('parent_id', 'is', null)
    .executeTakeFirst()
  if (!may(work.actor, permission, root ? [root.id] : [])) refuse({ code: 'platform.notAllowed', permission })
}

export function webhookCommands(outbound: Outbound) {
  const requireAddress = (url: string) => {
    if (!outbound.takes(url)) stop({ code: 'notification.webhook.address', url })
  }

  const addWebhook = command({
    name: 'notification.webhook.add',
    input: AddWebhook,
    output: WebhookSecret,
    secret: true,
    async run(work, { title, url, events }) {
      await requireRoot(work, 'notification.webhook.add')
      requireAddress(url)
      const webhookId = work.newId()
      const secret = secretOf(randomBytes(KEY_BYTES))
      await work.tx
        .insertInto('notification.webhook')
        .values({
          county_code: work.county,
          id: webhookId,
          title,
          url,
          events,
          key_sealed: work.vault.seal(secret),
          active: true,
          created_at: work.now,
        })
        .execute()
      work.record({ subject: ['webhook', webhookId], detail: { title, url, events } })
      return { webhookId, secret, previousUntil: null }
    },
  })

  const changeWebhook = command({
    name: 'notification.webhook.change',
    input: ChangeWebhook,
    output: z.object({ webhookId: Id }),
    async run(work, { webhookId, version, title, url, events, active }) {
      await requireRoot(work, 'notification.webhook.change')
      await lockWebhook(work, webhookId, version)
      requireAddress(url)
      await work.tx
        .updateTable('notification.webhook')
        .set({ title, url, events, active, version: version + 1, ...(active ? { stopped_reason: null } : {}) })
        .where('county_code', '=', work.county)
        .where('id', '=', webhookId)
        .execute()
      work.record({ subject: ['webhook', webhookId], detail: { title, url, events, active } })
      return { webhookId }
    },
  })

  return { addWebhook, changeWebhook }
}

/** A new key; the old one goes on signing beside it for a day. */
export const rotateWebhook = command({
  name: 'notification.webhook.rotate',
  input: RotateWebhook,
  output: WebhookSecret,
  secret: true,
  async run(work, { webhookId, version }) {
    await requireRoot(work, 'notification.webhook.rotate')
    const webhook = await lockWebhook(work, webhookId, version)
    const secret = secretOf(randomBytes(KEY_BYTES))
    const previousUntil = new Date(work.now.getTime() + CHANGE_OVER_MS)
    await work.tx
      .updateTable('notification.webhook')
      .set({
        key_sealed: work.vault.seal(secret),
        previous_key_sealed: webhook.key_sealed,
        previous_until: previousUntil,
        version: version + 1,
      })
      .where('county_code', '=', work.county)
      .where('id', '=', webhookId)
      .execute()
    work.record({ subject: ['webhook', webhookId], detail: { previousUntil: previousUntil.toISOString() } })
    return { webhookId, secret, previousUntil: previousUntil.toISOString() }
  },
})

/** Sends a word that means nothing, for trying the receiver out. */
export const testWebhook = command({
  name: 'notification.webhook.test',
  input: TestWebhook,
  output: z.object({ deliveryId: Id }),
  async run(work, { webhookId }) {
    await requireRoot(work, 'notification.webhook.test')
    const webhook = await lockWebhook(work, webhookId)
    if (!webhook.active) stop({ code: 'notification.webhook.stopped' })
    const deliveryId = work.newId()
    await insertDelivery(work.tx, work.county, {
      id: deliveryId,
      webhookId,
      eventId: deliveryId,
      event: 'notification.webhook.tested',
      data: { webhookId },
      happenedAt: work.now,
      now: work.now,
    })
    await work.schedule(SEND, { deliveryId })
    work.record({ subject: ['webhook', webhookId], detail: { deliveryId } })
    return { deliveryId }
  },
})

/** Sends a delivery of the log again, under its old id: a receiver that has it already knows it. */
export const replayDelivery = command({
  name: 'notification.delivery.replay',
  input: ReplayDelivery,
  output: z.object({ deliveryId: Id }),
  async run(work, { deliveryId }) {
    await requireRoot(work, 'notification.delivery.replay')
    const row = await work.tx
      .selectFrom('notification.webhook_delivery')
      .select(['status', 'webhook_id', 'replays'])
      .where('county_code', '=', work.county)
      .where('id', '=', deliveryId)
      .forUpdate()
      .executeTakeFirst()
    if (!row) refuse({ code: 'platform.notFound', kind: 'delivery' })
    if (row.status === 'waiting') stop({ code: 'notification.delivery.waiting' })
    const webhook = await lockWebhook(work, row.webhook_id)
    if (!webhook.active) stop({ code: 'notification.webhook.stopped' })
    await work.tx
      .updateTable('notification.webhook_delivery')
      .set({ status: 'waiting', attempts: 0, replays: row.replays + 1, next_at: work.now, delivered_at: null })
      .where('county_code', '=', work.county)
      .where('id', '=', deliveryId)
      .execute()
    await work.schedule(SEND, { deliveryId })
    work.record({ subject: ['delivery', deliveryId], detail: { webhookId: row.webhook_id } })
    return { deliveryId }
  },
})
