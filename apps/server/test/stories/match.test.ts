import { setTimeout as sleep } from 'node:timers/promises'
import { ConfirmedAssignment, MatchSettingsView, PlanningView, TeamRanking } from '@kepu/contract/service-match'
import { expect } from 'vitest'
import { z } from 'zod'
import type { Client } from '../support/client.ts'
import { claimed, showCodes, showOrder, step } from '../support/orders.ts'
import { team } from '../support/people.ts'
import { test, type World } from '../support/world.ts'

const EAST = '999901100'
const WEST = '999901101'

/** Two townships half an hour from each other. */
async function locate(world: World): Promise<void> {
  const bao = await world.signIn('bao')
  for (const [regionCode, latitude] of [
    [EAST, 30.3],
    [WEST, 30.45],
  ] as const) {
    const answer = await bao.send('PUT', `/places/${regionCode}`, {
      regionCode,
      longitude: 108,
      latitude,
      source: '虚构',
    })
    expect(answer.status).toBe(200)
  }
}

async function ranking(who: Client, orderId: string): Promise<TeamRanking> {
  return (await who.get(`/orders/${orderId}/teams`)).as(TeamRanking)
}

async function settled(who: Client, planningId: string): Promise<PlanningView> {
  for (let i = 0; i < 300; i++) {
    const view = (await who.get(`/assignments/${planningId}`)).as(PlanningView)
    if (view.header.status !== 'running') return view
    await sleep(100)
  }
  return expect.fail('no proposal came')
}

test('the near team that knows the subject stands first, with its reasons; who is too far is told why not', async ({
  world,
}) => {
  await showCodes(world)
  await locate(world)
  const bao = await world.signIn('bao')
  const fruit = await team(world, {
    name: '果树队',
    topics: ['plantProtection'],
    languages: ['local'],
    regionCode: EAST,
  })
  const far = await team(world, { name: '远方果树队', topics: ['plantProtection'], regionCode: WEST, radiusKm: 60 })
  const other = await team(world, { name: '防骗队', topics: ['fraudPrevention'], regionCode: EAST })
  const near = await team(world, { name: '近身队', topics: ['plantProtection'], regionCode: WEST, radiusKm: 5 })
  const order = await claimed(world, { wish: '柑橘黄龙病怎么防', audience: 'farmers' })

  const { ranked, passedOver, position } = await ranking(bao, order.id)
  expect(position).toBe('township')
  const names = ranked.map(({ teamName }) => teamName)
  expect(names.indexOf('果树队')).toBe(0)
  expect(names.indexOf('远方果树队')).toBeLessThan(names.indexOf('防骗队'))
  const parts = new Map(ranked[0]?.parts.map((part) => [part.name, part]))
  expect(parts.get('topic')?.value).toBe(1)
  expect(parts.get('language')?.value).toBe(1)
  expect(parts.get('distance')).toMatchObject({ value: 1, facts: { kilometres: 0 } })
  expect(parts.get('rating')?.facts).toMatchObject({ ratings: 0 })
  expect(passedOver.find(({ teamId }) => teamId === near.id)?.reason).toMatchObject({
    code: 'service.match.outOfRadius',
    radiusKm: 5,
  })
  expect([fruit.id, far.id, other.id].every((id) => ranked.some(({ teamId }) => teamId === id))).toBe(true)
  const deng = await world.signIn('deng')
  expect(await deng.get(`/orders/${order.id}/teams`)).toBeProblem(403, 'platform.notAllowed')
})

test('the county weighs the reasons itself; of two who change it at once the second is told', async ({ world }) => {
  const bao = await world.signIn('bao')
  const { settings, version } = (await bao.get('/match-settings')).as(MatchSettingsView)
  const heavier = { ...settings, weights: { ...settings.weights, distance: 9 } }
  const put = () => bao.send('PUT', '/match-settings', { settings: heavier, version })
  const answers = await Promise.all([put(), put()])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await bao.get('/match-settings')).as(MatchSettingsView).settings.weights.distance).toBe(9)
  const fang = await world.signIn('fang')
  expect((await fang.send('PUT', '/match-settings', { settings, version: 2 })).status).toBe(403)
})

test('a backlog becomes a proposal; what was taken meanwhile is told apart when it is confirmed', async ({ world }) => {
  const fang = await world.signIn('fang')
  const bao = await world.signIn('bao')
  const unitId = await world.unitId('县教委')
  const wishes = ['果树剪枝怎么做', '果树怎么施肥', '蔬菜虫害怎么治']
  const orders = await Promise.all(
    wishes.map((wish) => claimed(world, { wish, menuItemId: null, topic: 'plantProtection' })),
  )

  const asked = await fang.post('/assignments', { unitId, from: '2024-12-02', to: '2024-12-20' })
  expect(asked.status).toBe(201)
  const { planningId } = asked.as(z.object({ planningId: z.string() }))
  const view = await settled(fang, planningId)
  expect(view.header).toMatchObject({ status: 'proposed', result: { proven: true, gap: 0, method: 'whole' } })
  expect(view.header.result!.cost.total).toBeLessThanOrEqual(view.header.result!.greedy.total)
  const mine = view.rows.filter(({ orderId }) => orders.some(({ id }) => id === orderId))
  expect(mine).toHaveLength(3)
  for (const row of mine)
    expect(row).toMatchObject({ teamId: expect.any(String), day: expect.any(String), whyNot: null })
  // Neighbours share a trip, as far as a team’s week goes.
  expect(view.trips.some(({ orderIds }) => orderIds.length === 2)).toBe(true)
  expect((await showOrder(world, orders[0]!.id)).status).toBe('claimed')

  await step(world, orders[0]!.id, 'open')
  const dropped = { version: view.header.version, choice: null }
  expect((await fang.send('PUT', `/assignments/${planningId}/rows/${orders[1]!.id}`, dropped)).status).toBe(200)
  const { header } = (await fang.get(`/assignments/${planningId}`)).as(PlanningView)
  const answer = await fang.post(`/assignments/${planningId}/confirm`, { version: header.version })
  const told = answer.as(ConfirmedAssignment)
  expect(told.moved).toBe(1)
  expect(told.offered).toBeGreaterThan(0)
  expect((await showOrder(world, orders[0]!.id)).status).toBe('open')
  expect((await showOrder(world, orders[1]!.id)).status).toBe('claimed')
  const third = await showOrder(world, orders[2]!.id)
  expect(third.status).toBe('offered')
  expect(third.events.at(-1)?.facts).toMatchObject({ proposedOn: expect.stringMatching(/^2024-12-/) })
  const after = (await bao.get(`/assignments/${planningId}`)).as(PlanningView)
  expect(after.rows.find(({ orderId }) => orderId === orders[0]!.id)?.outcome).toBe('moved')
  expect(await fang.post(`/assignments/${planningId}/confirm`, { version: after.header.version })).toBeProblem(
    422,
    'service.planning.state',
    { planningStatus: 'confirmed' },
  )
})

test('two who confirm at once: one does, nothing is offered twice', async ({ world }) => {
  const fang = await world.signIn('fang')
  const unitId = await world.unitId('县教委')
  const order = await claimed(world, { menuItemId: null, topic: 'plantProtection' })
  const asked = await fang.post('/assignments', { unitId, from: '2024-12-02', to: '2024-12-20' })
  const { planningId } = asked.as(z.object({ planningId: z.string() }))
  const { version } = (await settled(fang, planningId)).header
  const answers = await Promise.all([1, 2].map(() => fang.post(`/assignments/${planningId}/confirm`, { version })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const { events } = await showOrder(world, order.id)
  expect(events.filter(({ action }) => action === 'offer')).toHaveLength(1)
})

test('bad days, nothing to plan, another office: each refused in words', async ({ world }) => {
  const fang = await world.signIn('fang')
  const unitId = await world.unitId('县教委')
  const propose = (body: object) => fang.post('/assignments', { unitId, from: '2024-12-02', to: '2024-12-20', ...body })
  expect(await propose({ from: '2024-11-20' })).toBeProblem(422, 'service.planning.past', { today: '2024-11-20' })
  expect(await propose({ to: '2024-12-01' })).toBeProblem(400, 'platform.invalid')
  expect(await propose({ to: '2025-12-01' })).toBeProblem(400, 'platform.invalid')
  expect(await propose({ unitId: await world.unitId('县科协') })).toBeProblem(403, 'platform.notAllowed')
  const bao = await world.signIn('bao')
  const empty = { unitId: await world.unitId('县科协'), from: '2024-12-02', to: '2024-12-20' }
  expect(await bao.post('/assignments', empty)).toBeProblem(422, 'service.planning.empty')
})
