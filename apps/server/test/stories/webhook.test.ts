import { setTimeout as sleep } from 'node:timers/promises'
import { WebhookDeliveryPage, type WebhookDeliveryView, WebhookSecret, WebhookView } from '@kepu/contract/webhook'
import { expect } from 'vitest'
import { z } from 'zod'
import type { Client } from '../support/client.ts'
import { Receiver, verifies } from '../support/receiver.ts'
import { test, type World } from '../support/world.ts'

const List = z.object({ items: z.array(WebhookView) })

async function hook(an: Client, url: string, events: readonly string[]): Promise<WebhookSecret> {
  return (await an.post('/webhooks', { title: '县政务平台', url, events })).as(WebhookSecret)
}

async function find(an: Client, id: string): Promise<WebhookView> {
  const { items } = (await an.get('/webhooks')).as(List)
  return items.find((one) => one.id === id) ?? expect.fail('no such address')
}

/** The log of an address, once it says so. */
async function log(an: Client, id: string, settled: (items: readonly WebhookDeliveryView[]) => boolean) {
  for (let i = 0; i < 200; i++) {
    const { items } = (await an.get(`/webhook-deliveries?webhookId=${id}`)).as(WebhookDeliveryPage)
    if (settled(items)) return items
    await sleep(50)
  }
  return expect.fail('the log never came to that')
}

async function lecture(world: World, title: string): Promise<string> {
  const bao = await world.signIn('bao')
  const answer = await bao.post('/ledger/deliveries', {
    occurredOn: '2024-11-01',
    title,
    kind: 'lecture',
    unitId: await world.unitId('县教委'),
    regionCode: '999901100',
    reach: [{ audience: 'youth', personTimes: 40, persons: 40 }],
    notDuplicate: true,
  })
  return (answer.json as { id: string }).id
}

test('an event goes out signed, and again until it is taken, under one id', async ({ world }) => {
  const receiver = await Receiver.open()
  receiver.answer(500, 503)
  const an = await world.signIn('an')
  const { webhookId, secret } = await hook(an, receiver.url, ['ledger.*'])
  const deliveryId = await lecture(world, '讲座一')

  const heard = await receiver.heard(3)
  expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  for (const one of heard) expect(verifies(one, secret)).toBe(true)
  expect(verifies({ ...heard[0]!, body: heard[0]!.body.replace('ledger', 'lodger') }, secret)).toBe(false)
  expect(JSON.parse(heard[2]!.body)).toMatchObject({
    type: 'ledger.delivery.recorded',
    data: { deliveryIds: [deliveryId] },
  })
  const [entry] = await log(an, webhookId, ([first]) => first?.status === 'delivered')
  expect(entry).toMatchObject({ attempts: 3, lastStatus: 204, lastFailure: null })
  receiver.close()
})

test('what nobody wants to hear of is written nowhere', async ({ world }) => {
  const receiver = await Receiver.open()
  const an = await world.signIn('an')
  const { webhookId } = await hook(an, receiver.url, ['plan.*'])
  await lecture(world, '讲座二')
  await an.post(`/webhooks/${webhookId}/test`)
  await receiver.heard(1)
  const entries = await log(an, webhookId, ([first]) => first?.status === 'delivered')
  expect(entries.map(({ event }) => event)).toEqual(['notification.webhook.tested'])
  receiver.close()
})

test('a delivery is sent again from the log under its old id', async ({ world }) => {
  const receiver = await Receiver.open()
  const an = await world.signIn('an')
  const { webhookId, secret } = await hook(an, receiver.url, ['plan.*'])
  const { deliveryId } = (await an.post(`/webhooks/${webhookId}/test`)).as(z.object({ deliveryId: z.string() }))
  await log(an, webhookId, ([first]) => first?.status === 'delivered')
  expect((await an.post(`/webhook-deliveries/${deliveryId}/replay`)).status).toBe(200)
  const heard = await receiver.heard(2)
  expect(heard.map(({ headers }) => headers['webhook-id'])).toEqual([deliveryId, deliveryId])
  expect(heard.every((one) => verifies(one, secret))).toBe(true)
  const [entry] = await log(an, webhookId, ([first]) => first?.status === 'delivered')
  expect(entry).toMatchObject({ replays: 1, attempts: 1 })
  expect(await world.auditOf(deliveryId)).toEqual(['notification.delivery.replay'])
  receiver.close()
})

test('a new key signs at once, the old one for a day', async ({ world }) => {
  const receiver = await Receiver.open()
  const an = await world.signIn('an')
  const { webhookId, secret: old } = await hook(an, receiver.url, ['plan.*'])
  const { version } = await find(an, webhookId)
  const { secret: young } = (await an.post(`/webhooks/${webhookId}/key`, { version })).as(WebhookSecret)
  expect(young).not.toBe(old)
  await an.post(`/webhooks/${webhookId}/test`)
  const [both] = await receiver.heard(1)
  expect([verifies(both!, old), verifies(both!, young)]).toEqual([true, true])
  world.pass(25 * 3600_000)
  await an.post(`/webhooks/${webhookId}/test`)
  const [, one] = await receiver.heard(2)
  expect([verifies(one!, old), verifies(one!, young)]).toEqual([false, true])
  receiver.close()
})

test('an address that says it is gone hears no more', async ({ world }) => {
  const receiver = await Receiver.open()
  receiver.answer(410)
  const an = await world.signIn('an')
  const { webhookId } = await hook(an, receiver.url, ['plan.*'])
  await an.post(`/webhooks/${webhookId}/test`)
  const [entry] = await log(an, webhookId, ([first]) => first?.status === 'failed')
  expect(entry?.lastStatus).toBe(410)
  expect(await find(an, webhookId)).toMatchObject({ active: false, stoppedReason: 'gone' })
  expect(await an.post(`/webhooks/${webhookId}/test`)).toBeProblem(422, 'notification.webhook.stopped')
  receiver.close()
})

test('an address that never answers has failed in the end, and is stopped', async ({ world }) => {
  const an = await world.signIn('an')
  const { webhookId } = await hook(an, 'http://127.0.0.1:1/', ['plan.*'])
  await an.post(`/webhooks/${webhookId}/test`)
  const [entry] = await log(an, webhookId, ([first]) => first?.status === 'failed')
  expect(entry).toMatchObject({ attempts: 9, lastStatus: null, lastFailure: 'connection', nextAt: null })
  expect(await find(an, webhookId)).toMatchObject({ active: false, stoppedReason: 'failing' })
})

test('addresses inside are refused; the key is never shown again; others than administrators see nothing', async ({
  world,
}) => {
  const an = await world.signIn('an')
  const bao = await world.signIn('bao')
  for (const url of [
    'http://10.0.0.1/',
    'http://[fd00::1]/',
    'http://169.254.169.254/latest',
    'http://a:b@example.com/',
  ])
    expect(await an.post('/webhooks', { title: '内网', url, events: ['plan.*'] })).toBeProblem(
      422,
      'notification.webhook.address',
    )
  expect((await an.post('/webhooks', { title: '坏', url: 'ftp://example.com', events: ['plan.*'] })).status).toBe(400)
  expect((await an.post('/webhooks', { title: '坏', url: 'http://example.com', events: ['drop table'] })).status).toBe(
    400,
  )
  const body = { title: '两次', url: 'https://example.com/hook', events: ['plan.*'] }
  const first = await an.post('/webhooks', body, { key: 'the-same-key' })
  expect(first.status).toBe(201)
  expect(await an.post('/webhooks', body, { key: 'the-same-key' })).toBeProblem(422, 'platform.idempotency.reused')
  expect(JSON.stringify((await an.get('/webhooks')).json)).not.toContain('whsec_')
  expect(await bao.get('/webhooks')).toBeProblem(403, 'platform.notAllowed')
  expect(await bao.post('/webhooks', body)).toBeProblem(403, 'platform.notAllowed')
})
