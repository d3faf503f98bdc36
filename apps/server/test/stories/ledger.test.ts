import { randomUUID } from 'node:crypto'
import { DeliveryView, LedgerSummary } from '@kepu/contract/ledger'
import { expect } from 'vitest'
import { z } from 'zod'
import { test, type World } from '../support/world.ts'

const Page = z.object({ items: z.array(DeliveryView), next: z.string().nullable() })
const EAST = '999901100'
const EAST_VILLAGE = '999901100001'

interface Wanted {
  readonly title: string
  readonly unit?: string
  readonly occurredOn?: string
  readonly regionCode?: string
  readonly kind?: string
  readonly reach?: readonly { audience: string; personTimes: number; persons: number | null }[]
  readonly notDuplicate?: boolean
}

async function delivery(world: World, { unit = '县教委', ...wanted }: Wanted) {
  return {
    occurredOn: '2024-11-01',
    kind: 'lecture',
    unitId: await world.unitId(unit),
    regionCode: EAST,
    reach: [{ audience: 'farmers', personTimes: 50, persons: 45 }],
    ...wanted,
  }
}

async function record(world: World, wanted: Wanted): Promise<DeliveryView> {
  const fang = await world.signIn('fang')
  return (await fang.post('/ledger/deliveries', await delivery(world, wanted))).as(DeliveryView)
}

async function countOf(world: World): Promise<number> {
  const fang = await world.signIn('fang')
  return (await fang.get('/ledger/deliveries?limit=200')).as(Page).items.length
}

test('方 records what her office did, and finds it again', async ({ world }) => {
  const fang = await world.signIn('fang')
  const recorded = await record(world, { title: '柑橘冬季管护讲座', regionCode: EAST_VILLAGE })

  expect(recorded).toMatchObject({ unitName: '县教委', regionName: '幸福村', recordedBy: '方演示', reversedBy: null })
  expect(recorded.can).toEqual(['ledger.delivery.reverse'])
  expect((await fang.get(`/ledger/deliveries/${recorded.id}`)).as(DeliveryView)).toEqual(recorded)
  expect(await world.auditOf(recorded.id)).toEqual(['ledger.delivery.record'])
})

test('an empty ledger sums up to nothing', async ({ world }) => {
  const summary = await world.stranger.get('/counties/999902/ledger/summary')
  const nothing = { deliveries: 0, personTimes: 0, persons: 0, personsUnknown: 0 }
  expect(summary.as(LedgerSummary)).toMatchObject({ total: nothing, byMonth: [], byTask: [] })
})

test('方 cannot record for another office; 邓 can for his village and no other', async ({ world }) => {
  const fang = await world.signIn('fang')
  const deng = await world.signIn('deng')
  const before = await countOf(world)
  const foreign = await delivery(world, { title: '替别人登记', unit: '县科协' })
  const permission = 'ledger.delivery.record'
  expect(await fang.post('/ledger/deliveries', foreign)).toBeProblem(403, 'platform.notAllowed', { permission })
  const neighbour = await delivery(world, { title: '邻村的活动', unit: '东岭镇团结村' })
  expect(await deng.post('/ledger/deliveries', neighbour)).toBeProblem(403, 'platform.notAllowed', { permission })
  expect(await countOf(world)).toBe(before)

  const own = await delivery(world, { title: '村里的夜校', unit: '东岭镇幸福村', regionCode: EAST_VILLAGE })
  expect((await deng.post('/ledger/deliveries', own)).status).toBe(201)
})

test('what has not happened yet cannot be recorded; the county day decides', async ({ world }) => {
  const fang = await world.signIn('fang')
  const tomorrow = await delivery(world, { title: '明天的讲座', occurredOn: '2024-11-21' })
  const facts = { occurredOn: '2024-11-21', today: '2024-11-20' }
  expect(await fang.post('/ledger/deliveries', tomorrow)).toBeProblem(422, 'ledger.delivery.future', facts)
})

test('a place of another county, or of none, is refused', async ({ world }) => {
  const fang = await world.signIn('fang')
  for (const regionCode of ['999902100', '999901999']) {
    const elsewhere = await delivery(world, { title: '外县的活动', regionCode })
    expect(await fang.post('/ledger/deliveries', elsewhere)).toBeProblem(422, 'ledger.delivery.region', { regionCode })
  }
})

test('an unknown task is refused', async ({ world }) => {
  const fang = await world.signIn('fang')
  const taskId = randomUUID()
  const aimless = { ...(await delivery(world, { title: '没有任务的活动' })), taskId }
  expect(await fang.post('/ledger/deliveries', aimless)).toBeProblem(422, 'ledger.delivery.task', { taskId })
})

test('人数 never exceeds 人次, a group is named once, and both faults are told at once', async ({ world }) => {
  const fang = await world.signIn('fang')
  const reach = [
    { audience: 'youth', personTimes: 10, persons: 11 },
    { audience: 'youth', personTimes: 10, persons: null },
  ]
  const answer = await fang.post('/ledger/deliveries', await delivery(world, { title: '数错了的活动', reach }))
  expect(answer).toBeProblem(400, 'platform.invalid')
  const { issues } = answer.as(z.object({ issues: z.array(z.object({ path: z.string() })) }))
  expect(issues.map(({ path }) => path)).toContain('reach.0.persons')
})

test('the same thing typed twice is asked about, and taken when the person says it is another', async ({ world }) => {
  const fang = await world.signIn('fang')
  const first = await record(world, { title: '食品安全科普讲座进社区', occurredOn: '2024-10-10' })
  const again = { title: '食品安全科普讲座（进社区）', occurredOn: '2024-10-11' }

  const refused = await fang.post('/ledger/deliveries', await delivery(world, again))

  expect(refused).toBeProblem(422, 'ledger.delivery.duplicate', {
    candidates: [{ id: first.id, title: first.title, occurredOn: '2024-10-10', unitName: '县教委' }],
  })
  const insisted = await fang.post('/ledger/deliveries', await delivery(world, { ...again, notDuplicate: true }))
  expect(insisted.status).toBe(201)
})

test('a mistake is reversed once; the reversal itself stays', async ({ world }) => {
  const fang = await world.signIn('fang')
  const wrong = await record(world, { title: '记错了人数的展览', kind: 'exhibition', occurredOn: '2024-09-09' })
  const reverse = () => fang.post(`/ledger/deliveries/${wrong.id}/reversal`, { reason: '人数记错' })

  const reversal = (await reverse()).as(DeliveryView)

  expect(reversal).toMatchObject({ reverses: wrong.id, reason: '人数记错', occurredOn: '2024-09-09', can: [] })
  expect(reversal.reach).toEqual([{ audience: 'farmers', personTimes: -50, persons: -45 }])
  expect(await reverse()).toBeProblem(422, 'ledger.delivery.alreadyReversed', { reversedBy: reversal.id })
  const twice = await fang.post(`/ledger/deliveries/${reversal.id}/reversal`, { reason: '再冲一次' })
  expect(twice).toBeProblem(422, 'ledger.delivery.isReversal')
  expect((await fang.get(`/ledger/deliveries/${wrong.id}`)).as(DeliveryView).reversedBy).toBe(reversal.id)
  expect(await world.auditOf(wrong.id)).toEqual(['ledger.delivery.record', 'ledger.delivery.reverse'])
})

test('two people reverse one entry at once: one reversal comes of it', async ({ world }) => {
  const fang = await world.signIn('fang')
  const bao = await world.signIn('bao')
  const wrong = await record(world, { title: '两人同时更正的义诊', kind: 'consultation', occurredOn: '2024-08-08' })
  const path = `/ledger/deliveries/${wrong.id}/reversal`

  const answers = await Promise.all([
    fang.post(path, { reason: '重复' }),
    bao.post(path, { reason: '重复' }),
    bao.post(path, { reason: '重复' }),
  ])

  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  for (const { status } of answers) expect([201, 409, 422]).toContain(status)
  const { items } = (await fang.get('/ledger/deliveries?from=2024-08-08&to=2024-08-08')).as(Page)
  expect(items.filter(({ reverses }) => reverses === wrong.id)).toHaveLength(1)
  expect(await world.auditOf(wrong.id)).toEqual(['ledger.delivery.record', 'ledger.delivery.reverse'])
})

test('sums keep 人次 and 人数 apart, say how many gave no 人数, and a reversed entry adds nothing', async ({
  world,
}) => {
  const fang = await world.signIn('fang')
  const known = [
    { audience: 'youth', personTimes: 30, persons: 20 },
    { audience: 'elderly', personTimes: 5, persons: 5 },
  ]
  await record(world, { title: '开学第一课', occurredOn: '2023-03-01', reach: known })
  const unknown = [{ audience: 'youth', personTimes: 100, persons: null }]
  await record(world, { title: '线上直播课堂', kind: 'online', occurredOn: '2023-03-20', reach: unknown })
  const wrong = await record(world, { title: '并未举办的培训', kind: 'training', occurredOn: '2023-03-25' })
  await fang.post(`/ledger/deliveries/${wrong.id}/reversal`, { reason: '未举办' })

  const march = '/counties/999901/ledger/summary?from=2023-03-01&to=2023-03-31'
  const summary = (await world.stranger.get(march)).as(LedgerSummary)

  expect(summary.total).toEqual({ deliveries: 2, personTimes: 135, persons: 25, personsUnknown: 1 })
  expect(summary.byMonth).toEqual([{ month: '2023-03', ...summary.total }])
  const groups = Object.fromEntries(summary.byAudience.map(({ audience, personTimes }) => [audience, personTimes]))
  expect(groups).toMatchObject({ youth: 130, elderly: 5 })
  const youth = (await world.stranger.get(`${march}&audience=youth`)).as(LedgerSummary)
  expect(youth.total).toEqual({ deliveries: 2, personTimes: 130, persons: 20, personsUnknown: 1 })
})

test.for([
  ['regionCode=999901101', 1],
  ['regionCode=999901101002', 1],
  ['regionCode=999901', 3],
  ['kind=drill', 1],
  ['audience=officials', 1],
  [`text=${encodeURIComponent('演练')}`, 1],
  ['from=2022-05-02', 2],
  ['to=2022-05-01', 1],
] as const)('list and sum agree on the filter %s', async ([filter, count], { world }) => {
  const fang = await world.signIn('fang')
  const whole = '/ledger/deliveries?to=2022-12-31'
  if ((await fang.get(whole)).as(Page).items.length === 0) {
    await record(world, { title: '消防演练', kind: 'drill', occurredOn: '2022-05-01', regionCode: '999901101002' })
    await record(world, {
      title: '公务员科学素质培训',
      kind: 'training',
      occurredOn: '2022-05-02',
      reach: [{ audience: 'officials', personTimes: 9, persons: 9 }],
    })
    await record(world, { title: '全县科技活动周', occurredOn: '2022-05-20', regionCode: '999901' })
  }
  const range = filter.startsWith('to=') ? '' : '&to=2022-12-31'
  const { items } = (await fang.get(`/ledger/deliveries?${filter}${range}`)).as(Page)
  const summary = (await fang.get(`/counties/999901/ledger/summary?${filter}${range}`)).as(LedgerSummary)
  expect(items).toHaveLength(count)
  expect(summary.total.deliveries).toBe(count)
})

test('a list in pages gives each entry once, also when others are recorded meanwhile', async ({ world }) => {
  const fang = await world.signIn('fang')
  for (let i = 1; i <= 7; i++)
    await record(world, { title: `第 ${i} 期科普课堂`, occurredOn: '2021-06-15', notDuplicate: true })
  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const path = `/ledger/deliveries?from=2021-06-01&to=2021-06-30&limit=3${cursor && `&cursor=${cursor}`}`
    const page: z.infer<typeof Page> = (await fang.get(path)).as(Page)
    seen.push(...page.items.map(({ title }) => title))
    cursor = page.next
    if (seen.length === 3)
      await record(world, { title: '后来补记的课堂', occurredOn: '2021-06-16', notDuplicate: true })
  }
  expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((i) => `第 ${i} 期科普课堂`))
})

test.for([
  'x',
  'bm9uc2Vuc2U',
  '',
  Buffer.from('["2024-01-01"]').toString('base64url'),
  Buffer.from('["no day","no id"]').toString('base64url'),
])('a cursor that is not ours (%s) is refused or ignored, never a failure', async (cursor, { world }) => {
  const fang = await world.signIn('fang')
  const answer = await fang.get(`/ledger/deliveries?cursor=${cursor}`)
  if (cursor === '') expect(answer.status).toBe(200)
  else expect(answer).toBeProblem(400, 'platform.invalid')
})
