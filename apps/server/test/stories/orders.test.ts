import { pageOf } from '@kepu/contract'
import { TodoView } from '@kepu/contract/notification'
import { OrderPage, UnderstoodWish } from '@kepu/contract/service'
import { expect } from 'vitest'
import type { Answer } from '../support/client.ts'
import { anyTeam, claimed, codeFor, place, showCodes, showOrder, step, VILLAGE } from '../support/orders.ts'
import { inventedPhone } from '../support/people.ts'
import { COUNTY, test } from '../support/world.ts'

const Todos = pageOf(TodoView)
const at = `/counties/${COUNTY}/service`

test('a resident orders with telephone and code; the village finds it in its inbox and dispatches it', async ({
  world,
}) => {
  await showCodes(world)
  const deng = await world.signIn('deng')
  const placed = await place(world, { called: '王大爷', people: 40 })
  expect(placed.number).toMatch(/^\d{12}$/)

  const order = await showOrder(world, placed.orderId)
  expect(order).toMatchObject({
    status: 'submitted',
    topic: 'plantProtection',
    words: ['黄龙病'],
    channel: 'self',
    people: 40,
    next: { actor: 'unit', unitName: '东岭镇幸福村', dueOn: '2024-11-22', overdue: false },
  })
  expect(order.askerList).toMatchObject([{ called: '王大爷', phoneMasked: expect.stringMatching(/^130\*{4}\d{4}$/) }])
  const waiting = (await deng.get('/todos')).as(Todos)
  expect(waiting.items.find(({ subjectId }) => subjectId === placed.orderId)).toMatchObject({
    kind: 'service.order.next',
    dueOn: '2024-11-22',
  })

  const unitId = await world.unitId('县教委')
  const answer = await deng.post(`/orders/${placed.orderId}/dispatch`, { version: order.version, unitId })
  expect(answer.json).toMatchObject({ status: 'dispatched' })
  const left = (await deng.get('/todos')).as(Todos)
  expect(left.items.map(({ subjectId }) => subjectId)).not.toContain(placed.orderId)

  const fang = await world.signIn('fang')
  expect((await fang.get('/orders')).as(OrderPage).items.map(({ id }) => id)).toContain(placed.orderId)
  expect(await world.auditOf(placed.orderId)).toEqual(['service.order.place', 'service.order.dispatch'])
})

test('without the right code nothing is placed, and a guesser runs out of tries', async ({ world }) => {
  await showCodes(world)
  const phone = inventedPhone()
  const right = await codeFor(world, phone)
  const order = (code: string) =>
    world.stranger.post(`${at}/orders`, { wish: '想学用智能手机', regionCode: VILLAGE, phone, code })
  const wrong = right === '000000' ? '000001' : '000000'
  for (let i = 0; i < 8; i++) expect(await order(wrong)).toBeProblem(422, 'service.code.wrong')
  expect(await order(right)).toBeProblem(429, 'platform.tooManyRequests')
  world.pass(16 * 60_000)
  expect(await order(right)).toBeProblem(422, 'service.code.wrong')
})

test('a code is good once; a repeat of the same request gets the first answer', async ({ world }) => {
  await showCodes(world)
  const phone = inventedPhone()
  const code = await codeFor(world, phone)
  const body = { wish: '想请医生来量血压', regionCode: VILLAGE, phone, code }
  const first = await world.stranger.post(`${at}/orders`, body, { key: 'tapped-twice' })
  const repeat = await world.stranger.post(`${at}/orders`, body, { key: 'tapped-twice' })
  expect(first.status).toBe(201)
  expect(repeat.json).toEqual(first.json)
  expect(await world.stranger.post(`${at}/orders`, body)).toBeProblem(422, 'service.code.wrong')
})

test('a county without a channel for texts says where to get help instead', async ({ world }) => {
  await world.app.kernel.db.updateTable('organization.county').set({ demo: false }).where('code', '=', COUNTY).execute()
  const answer = await world.stranger.post(`${at}/codes`, { phone: inventedPhone() })
  expect(answer).toBeProblem(422, 'service.code.noChannel')
})

test('a session does not lend its rights to what is open to the public', async ({ world }) => {
  await showCodes(world)
  const phone = inventedPhone()
  const code = await codeFor(world, phone)
  const bao = await world.signIn('bao')
  const placed = await bao.post(`${at}/orders`, { wish: '想学用微信', regionCode: VILLAGE, phone, code })
  const { orderId } = placed.json as { orderId: string }
  expect((await showOrder(world, orderId)).events[0]).toMatchObject({ byName: '公众', unitName: null })
})

test('before it is sent, a wish is explained and like orders nearby are shown; who joins repeats nothing', async ({
  world,
}) => {
  await showCodes(world)
  const first = await place(world, { wish: '村里好多人被电话诈骗，想听反诈课', regionCode: '999901101001' })
  const wish = encodeURIComponent('想请人来讲电话诈骗怎么防')
  const understood = (await world.stranger.get(`${at}/wish?wish=${wish}&regionCode=999901101002`)).as(UnderstoodWish)
  expect(understood.classifications[0]).toMatchObject({ topic: 'fraudPrevention', words: ['诈骗'] })
  expect(understood.similar).toMatchObject([{ orderId: first.orderId, sameVillage: false, askers: 1 }])
  expect(JSON.stringify(understood)).not.toContain('好多人')

  const phone = inventedPhone()
  const join = async () =>
    world.stranger.post(`${at}/orders/${first.orderId}/askers`, { phone, code: await codeFor(world, phone) })
  expect((await join()).json).toMatchObject({ joined: true })
  expect((await showOrder(world, first.orderId)).askers).toBe(2)
  expect(await join()).toBeProblem(422, 'service.order.joined')
})

test('what cannot be placed goes up; what does not belong comes back, each with its reason', async ({ world }) => {
  await showCodes(world)
  const deng = await world.signIn('deng')
  const fang = await world.signIn('fang')
  const { orderId } = await place(world)
  const versionOf = async () => (await showOrder(world, orderId)).version

  expect((await deng.post(`/orders/${orderId}/forward`, { version: 1, reason: '本村派不了' })).status).toBe(200)
  expect((await showOrder(world, orderId)).next.unitName).toBe('东岭镇')
  expect(await deng.post(`/orders/${orderId}/forward`, { version: 2, reason: '再上报' })).toBeProblem(
    403,
    'platform.notAllowed',
  )
  await step(world, orderId, 'dispatch', { unitId: await world.unitId('县教委') })
  const back = { version: await versionOf(), reason: '不属于教育系统' }
  expect((await fang.post(`/orders/${orderId}/hand-back`, back)).json).toMatchObject({ status: 'submitted' })
  const order = await showOrder(world, orderId)
  expect(order.next.unitName).toBe('东岭镇')
  expect(order.events.map(({ action, reason }) => [action, reason])).toEqual([
    ['place', null],
    ['forward', '本村派不了'],
    ['dispatch', null],
    ['handBack', '不属于教育系统'],
  ])
  expect(await fang.post(`/orders/${orderId}/hand-back`, back)).toBeProblem(403, 'platform.notAllowed')
})

test('while the asker is awaited the clock stands still', async ({ world }) => {
  await showCodes(world)
  const { orderId } = await place(world, { regionCode: '999901101001' })
  const asked = await step(world, orderId, 'question', { question: '想在哪天上课？' })
  expect(asked.next).toMatchObject({ actor: 'asker', paused: true, dueOn: null })
  const bao = await world.signIn('bao')
  const attempt = await bao.post(`/orders/${orderId}/dispatch`, {
    version: asked.version,
    unitId: await world.unitId('县教委'),
  })
  expect(attempt).toBeProblem(422, 'service.order.awaited', { question: '想在哪天上课？' })
  world.pass(5 * 86_400_000)
  const answered = await step(world, orderId, 'answer', { answer: '周六上午' })
  expect(answered.next).toMatchObject({ actor: 'unit', paused: false, overdue: false, dueOn: '2024-11-27' })
  world.pass(-5 * 86_400_000)
})

test('ten teams take one order at once: one has it, nine are told who', async ({ world }) => {
  await showCodes(world)
  const fang = await world.signIn('fang')
  const order = await claimed(world)
  await step(world, order.id, 'open')
  const teams = []
  for (let i = 0; i < 10; i++) teams.push(await anyTeam(world))

  const answers: Answer[] = await Promise.all(
    teams.map(({ id }) => fang.post(`/orders/${order.id}/take`, { teamId: id })),
  )

  const won = answers.filter(({ status }) => status === 200)
  expect(won).toHaveLength(1)
  const { teamName, events } = await showOrder(world, order.id)
  expect(teams.map(({ name }) => name)).toContain(teamName)
  for (const answer of answers) {
    if (answer !== won[0]) expect(answer).toBeProblem(422, 'service.order.taken', { teamName })
  }
  expect(events.filter(({ action }) => action === 'take')).toHaveLength(1)
})

test('a team that is asked may decline; the department asks another, or opens the order to all', async ({ world }) => {
  await showCodes(world)
  const order = await claimed(world)
  const [first, second] = [await anyTeam(world), await anyTeam(world, '县科协')]
  await step(world, order.id, 'offer', { teamId: first.id })
  const declined = await step(world, order.id, 'decline', { reason: '人手不够' })
  expect(declined).toMatchObject({ status: 'claimed', teamName: null, next: { unitName: '县教委' } })
  const offered = await step(world, order.id, 'offer', { teamId: second.id })
  expect(offered.next).toMatchObject({ actor: 'team', teamName: second.name, unitName: '县科协' })
  const fang = await world.signIn('fang')
  expect(await fang.post(`/orders/${order.id}/accept`, { version: offered.version })).toBeProblem(
    403,
    'platform.notAllowed',
  )
  expect((await step(world, order.id, 'accept')).status).toBe('accepted')
})

test('two orders become one; who asked for the first stands behind the second', async ({ world }) => {
  await showCodes(world)
  const [a, b] = [await place(world), await place(world)]
  const merged = await step(world, a.orderId, 'merge', { intoId: b.orderId, reason: '同村同一讲座' })
  expect(merged).toMatchObject({ status: 'merged', mergedInto: b.orderId, askers: 0 })
  const grown = await showOrder(world, b.orderId)
  expect(grown.askers).toBe(2)
  expect(grown.askerList.map(({ number }) => number).sort()).toEqual([a.number, b.number].sort())
})

test('staff see what their units had, and nothing else', async ({ world }) => {
  await showCodes(world)
  const fang = await world.signIn('fang')
  const { orderId } = await place(world)
  expect(await fang.get(`/orders/${orderId}`)).toBeProblem(404, 'platform.notFound')
  const all = (await fang.get('/orders?board=all&limit=200')).as(OrderPage)
  expect(all.items.map(({ id }) => id)).not.toContain(orderId)
  const bao = await world.signIn('bao')
  expect((await bao.get('/orders?board=all&limit=200')).as(OrderPage).items.map(({ id }) => id)).toContain(orderId)
})

test('village staff enter what came by telephone or on paper', async ({ world }) => {
  const deng = await world.signIn('deng')
  const entered = await deng.post('/orders', {
    wish: '老人想学防跌倒',
    regionCode: VILLAGE,
    channel: 'paper',
    called: '李婆婆',
  })
  expect(entered.status).toBe(201)
  const elsewhere = { wish: '老人想学防跌倒', regionCode: '999901101001', channel: 'paper' }
  expect(await deng.post('/orders', elsewhere)).toBeProblem(403, 'platform.notAllowed')
  const outside = { wish: '老人想学防跌倒', regionCode: '999902100001', channel: 'phone' }
  expect(await deng.post('/orders', outside)).toBeProblem(422, 'service.order.region')
})
