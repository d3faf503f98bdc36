import { pageOf } from '@kepu/contract'
import { DeliveryView } from '@kepu/contract/ledger'
import { RecordView } from '@kepu/contract/people-record'
import { CallbackRound, OrderSignals, TeamRatings } from '@kepu/contract/service-rating'
import { AskerOrder, KitList, VisitList } from '@kepu/contract/service-visit'
import { expect } from 'vitest'
import { nightly } from '../../src/modules/service/index.ts'
import {
  accepted,
  anyTeam,
  asAsker,
  finish,
  place,
  schedule,
  served,
  showCodes,
  showOrder,
  showVisit,
  step,
} from '../support/orders.ts'
import { inventedPhone, person, team } from '../support/people.ts'
import { COUNTY, test } from '../support/world.ts'

const Deliveries = pageOf(DeliveryView)
const at = `/counties/${COUNTY}/service`
const day = 86_400_000

test('a service on the menu is proposed by an office, approved, ordered, and done for its task', async ({ world }) => {
  await showCodes(world)
  const [fang, bao] = [await world.signIn('fang'), await world.signIn('bao')]
  const item = {
    title: '果园会诊',
    summary: '到果园里看叶看果，当场说怎么治',
    topic: 'plantProtection',
    audiences: ['farmers'],
    kind: 'consultation',
    minutes: 120,
    keywords: ['黄龙病', '果树'],
    months: [3, 4, 11],
  }
  const proposed = await fang.post('/service/menu', { unitId: await world.unitId('县教委'), item })
  const { menuItemId } = proposed.json as { menuItemId: string }
  const menu = async () => JSON.stringify((await world.stranger.get(`${at}/menu`)).json)
  expect(await menu()).not.toContain('果园会诊')
  expect(await fang.post(`/service/menu/${menuItemId}/approval`, { version: 1 })).toBeProblem(
    403,
    'platform.notAllowed',
  )
  expect((await bao.post(`/service/menu/${menuItemId}/return`, { version: 1, reason: '写明时长' })).status).toBe(200)
  expect((await fang.send('PUT', `/service/menu/${menuItemId}`, { version: 2, item })).json).toMatchObject({
    status: 'proposed',
  })
  expect((await bao.post(`/service/menu/${menuItemId}/approval`, { version: 3 })).status).toBe(200)
  expect(await menu()).toContain('果园会诊')
  expect(await fang.send('PUT', `/service/menu/${menuItemId}`, { version: 4, item })).toBeProblem(
    422,
    'service.menuItem.state',
  )

  const { orderId } = await place(world)
  expect(await showOrder(world, orderId)).toMatchObject({ menuItemId, title: '果园会诊', words: ['黄龙病'] })
})

test('done and confirmed, a service stands in the ledger once, and the members have their hours', async ({ world }) => {
  await showCodes(world)
  const member = await person(world, { name: '端木演示' })
  const own = await team(world, { name: '柑橘服务队', memberIds: [member.id], leaderId: member.id })
  const [a, b] = [await place(world), await place(world)]
  for (const { orderId } of [a, b]) {
    await step(world, orderId, 'dispatch', { unitId: await world.unitId('县教委') })
    await step(world, orderId, 'claim')
    await step(world, orderId, 'offer', { teamId: own.id })
    await step(world, orderId, 'accept')
  }
  const visit = await schedule(world, [a.orderId, b.orderId])
  expect(await finish(world, visit)).toBeProblem(422, 'service.visit.notYet', { day: '2024-11-21' })
  world.pass(day)
  expect(await finish(world, visit, { heads: [{ audience: 'farmers', count: 0 }] })).toBeProblem(
    422,
    'service.visit.nobody',
  )
  expect((await finish(world, visit, { memberIds: [member.id] })).status).toBe(200)

  const bao = await world.signIn('bao')
  const ledger = async () =>
    (await bao.get('/ledger/deliveries?limit=200')).as(Deliveries).items.filter((one) => one.source.record === visit.id)
  expect(await ledger()).toEqual([])
  const seen = (await world.stranger.get(`${at}/orders/${a.number}?code=${a.code}`)).as(AskerOrder)
  expect(seen).toMatchObject({ status: 'done', teamName: '柑橘服务队', can: ['confirm', 'dispute'] })
  expect((await asAsker(world, a, 'confirmation')).status).toBe(200)
  expect((await asAsker(world, b, 'confirmation')).status).toBe(200)
  expect(await ledger()).toMatchObject([
    {
      occurredOn: '2024-11-21',
      unitName: '县教委',
      regionCode: '999901100001',
      reach: [{ audience: 'farmers', personTimes: 32, persons: 32 }],
      source: { module: 'service', record: visit.id },
    },
  ])
  const records = (await bao.get(`/service-records?personId=${member.id}`)).as(pageOf(RecordView))
  expect(records.items).toMatchObject([{ hours: 2, proof: 'confirmed', personTimes: 32 }])
  world.pass(-day)
})

test('a set of equipment is promised once, also to two who ask in the same moment', async ({ world }) => {
  await showCodes(world)
  const bao = await world.signIn('bao')
  const added = await bao.post('/service/kits', {
    name: '测土箱 1 号',
    kind: 'soilTest',
    unitId: await world.unitId('县科协'),
  })
  const { kitId } = added.json as { kitId: string }
  const own = await anyTeam(world)
  const orders = [await accepted(world, own.id), await accepted(world, own.id), await accepted(world, own.id)]
  const book = (i: number, startsAt: string, endsAt: string) =>
    bao.post('/visits', { orderIds: [orders[i]?.id], day: '2024-11-22', startsAt, endsAt, kitIds: [kitId] })

  const both = await Promise.all([book(0, '09:00', '11:00'), book(1, '10:00', '12:00')])
  expect(both.map(({ status }) => status).sort()).toEqual([201, 422])
  const refused = both.find(({ status }) => status === 422)
  if (refused) expect(refused).toBeProblem(422, 'service.kit.taken', { kits: ['测土箱 1 号'] })
  expect((await book(2, '14:00', '15:00')).status).toBe(201)
  const morning = await bao.get('/service/kits?day=2024-11-22&startsAt=09:30&endsAt=10:30')
  expect(morning.as(KitList).items.find(({ id }) => id === kitId)?.free).toBe(false)
})

test('rain moves a visit; a team that cannot come gives it back, and the equipment is free', async ({ world }) => {
  await showCodes(world)
  const own = await anyTeam(world)
  const order = await accepted(world, own.id)
  const visit = await schedule(world, [order.id], { day: '2024-11-25' })
  const bao = await world.signIn('bao')
  const moved = await bao.send('PUT', `/visits/${visit.id}/day`, {
    version: visit.version,
    day: '2024-11-27',
    startsAt: '14:00',
    endsAt: '16:00',
    why: 'weather',
  })
  expect(moved.status).toBe(200)
  expect(await showVisit(world, visit.id)).toMatchObject({ day: '2024-11-27', moves: 1, lastMove: 'weather' })
  expect(await showOrder(world, order.id)).toMatchObject({ status: 'scheduled', visitOn: '2024-11-27' })
  const calendar = (await bao.get('/visits?from=2024-11-01&to=2024-11-30')).as(VisitList)
  expect(calendar.items.map(({ id }) => id)).toContain(visit.id)

  const back = await step(world, order.id, 'hand-back', { reason: '队员生病' })
  expect(back).toMatchObject({ status: 'claimed', teamName: null, visitOn: null })
  expect((await showVisit(world, visit.id)).status).toBe('cancelled')
})

test('one visit serves orders of one team in one township only', async ({ world }) => {
  await showCodes(world)
  const own = await anyTeam(world)
  const near = await accepted(world, own.id)
  const far = await accepted(world, own.id, { regionCode: '999901101001' })
  const bao = await world.signIn('bao')
  const when = { day: '2024-11-22', startsAt: '09:00', endsAt: '10:00' }
  expect(await bao.post('/visits', { orderIds: [near.id, far.id], ...when })).toBeProblem(422, 'service.visit.orders')
  expect((await showOrder(world, near.id)).status).toBe('accepted')
})

test('who is not content gets the service again; the team never learns who said what', async ({ world }) => {
  await showCodes(world)
  const own = await anyTeam(world)
  const slip = await served(world, own.id)
  expect(await asAsker(world, slip, 'rating', { score: 2 })).toBeProblem(422, 'service.rating.notConfirmed')
  await asAsker(world, slip, 'confirmation')
  expect(await asAsker(world, slip, 'rating', {})).toBeProblem(400, 'platform.invalid')
  expect((await asAsker(world, slip, 'rating', { score: 1, comment: '只待了十分钟' })).status).toBe(200)

  const order = await showOrder(world, slip.orderId)
  expect(order).toMatchObject({ status: 'claimed', round: 2, teamName: null, next: { unitName: '县教委' } })
  expect(JSON.stringify(order)).not.toContain('只待了十分钟')
  expect(order.events.map(({ action }) => action)).toContain('reopen')
  const bao = await world.signIn('bao')
  const ratings = (await bao.get('/service/ratings')).as(TeamRatings)
  expect(ratings.teams.find(({ teamId }) => teamId === own.id) ?? { counts: null }).toMatchObject({ counts: null })
})

test('wrong number or wrong code: the same answer, and a guesser runs out of tries', async ({ world }) => {
  await showCodes(world)
  const slip = await place(world)
  const wrong = slip.code === '000000' ? '000001' : '000000'
  const look = (code: string) => world.stranger.get(`${at}/orders/${slip.number}?code=${code}`)
  expect(await look(wrong)).toBeProblem(422, 'service.number.unknown')
  const found = await look(slip.code)
  expect(found.as(AskerOrder).can).toEqual(['withdraw'])
  expect(found.headers.get('cache-control')).toBe('private, no-cache')
  for (let i = 0; i < 14; i++) await look(wrong)
  expect(await look(slip.code)).toBeProblem(429, 'platform.tooManyRequests')
})

test('what is late is told once to the unit above; an order that only waits for a rating is closed unrated', async ({
  world,
}) => {
  await showCodes(world)
  const late = await place(world)
  const own = await anyTeam(world)
  const done = await served(world, own.id)
  await asAsker(world, done, 'confirmation')
  world.pass(9 * day)
  await nightly(world.app.kernel, COUNTY)
  await nightly(world.app.kernel, COUNTY)
  const order = await showOrder(world, late.orderId)
  expect(order.next.overdue).toBe(true)
  expect(order.events.filter(({ action }) => action === 'escalate')).toMatchObject([{ facts: { to: '东岭镇' } }])
  expect((await showOrder(world, done.orderId)).status).toBe('closed')
  // A call-back may still reach who has not rated.
  expect((await asAsker(world, done, 'rating', { score: 5 })).status).toBe(200)
  expect(await asAsker(world, done, 'rating', { score: 5 })).toBeProblem(422, 'service.rating.given')
  world.pass(-9 * day)
})

test('call-backs are drawn by a seed: who has the list finds the same people', async ({ world }) => {
  await showCodes(world)
  const bao = await world.signIn('bao')
  const own = await anyTeam(world)
  for (let i = 0; i < 4; i++) await asAsker(world, await served(world, own.id), 'confirmation')
  const draw = async () =>
    (await bao.post('/service/callbacks', { from: '2024-11-20', to: '2024-11-20', size: 2, seed: 42 })).as(
      CallbackRound,
    )
  const [first, again] = [await draw(), await draw()]
  expect(again.listHash).toBe(first.listHash)
  expect(again.calls.map((call) => call.orderNumber)).toEqual(first.calls.map((call) => call.orderNumber))
  expect(first.listSize).toBeGreaterThanOrEqual(4)

  const [call] = first.calls
  const shown = await bao.post(`/service/callbacks/${call?.id}/phone`)
  expect(shown.json).toMatchObject({ phone: expect.stringMatching(/^130\d{8}$/) })
  expect(await world.auditOf(call?.id ?? '')).toEqual(['service.callback.showPhone'])
  const note = (body: object) => bao.post(`/service/callbacks/${call?.id}/outcome`, body)
  expect((await note({ outcome: 'noAnswer' })).status).toBe(200)
  expect(await note({ outcome: 'declined', score: 4 })).toBeProblem(400, 'platform.invalid')
  expect((await note({ outcome: 'reached', score: 4 })).status).toBe(200)
  expect(await note({ outcome: 'reached', score: 4 })).toBeProblem(422, 'service.callback.noted')
})

test('an order by a member of the team that serves it is shown to a person, who says what they found', async ({
  world,
}) => {
  await showCodes(world)
  const bao = await world.signIn('bao')
  const phone = inventedPhone()
  const member = await person(world, { name: '公孙演示' }, phone)
  const own = await team(world, { name: '自己点自己队', memberIds: [member.id] })
  const { orderId } = await served(world, own.id, { phone, regionCode: '999901101002' })
  const signals = async () => (await bao.get('/service/signals')).as(OrderSignals).items
  const found = (await signals()).find((one) => one.orderId === orderId)
  expect(found?.kinds).toContainEqual({ kind: 'askerInTeam', facts: {} })
  await bao.post(`/service/signals/${orderId}/judgement`, { verdict: 'genuine', note: '队员替母亲点的' })
  expect((await signals()).find((one) => one.orderId === orderId)).toMatchObject({
    verdict: 'genuine',
    judgedByName: '鲍演示',
  })
})
