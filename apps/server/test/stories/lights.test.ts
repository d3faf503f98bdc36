import { pageOf } from '@kepu/contract'
import { LightBoardView, NodeLightView, SupervisionSettingView } from '@kepu/contract/plan-supervision'
import { expect } from 'vitest'
import { sweepCounties } from '../../src/modules/plan/index.ts'
import { inCounty } from '../../src/platform/database.ts'
import type { Client } from '../support/client.ts'
import { COUNTY, OTHER_COUNTY, test, type World } from '../support/world.ts'
import { issuedYear } from '../support/years.ts'

const education = '县教委'
const DAY_MS = 86_400_000
const LightPage = pageOf(NodeLightView)

async function lightsOf(person: Client, query = ''): Promise<NodeLightView[]> {
  return (await person.get(`/supervision/lights?limit=200${query}`)).as(LightPage).items
}

async function recorded({ app }: World): Promise<string[]> {
  const rows = await inCounty(app.kernel.db, COUNTY, 'read only', (tx) =>
    tx
      .selectFrom('plan.light_change as change')
      .innerJoin('plan.annual_node as node', 'node.id', 'change.node_id')
      .select(['node.title', 'change.shown_on', 'change.colour', 'change.reason'])
      .orderBy('change.shown_on')
      .orderBy('change.id')
      .execute(),
  )
  return rows.map((row) => `${row.shown_on} ${row.title} ${row.colour} ${row.reason}`)
}

const sweep = ({ app }: World) => sweepCounties(app.kernel, [COUNTY, OTHER_COUNTY])

test('a node of the year turns as its days pass, and every colour is written down once', async ({ world }) => {
  const bao = await world.signIn('bao')
  const fang = await world.signIn('fang')
  const { tasks } = await issuedYear(world, 2024, [
    {
      leads: [education],
      title: '青少年科学营',
      target: null,
      nodes: [
        { title: '方案', dueOn: '2024-11-18', quantity: null },
        { title: '总结', dueOn: '2024-11-30', quantity: null },
      ],
    },
  ])
  const [plan, summary] = tasks[0]?.nodes ?? []
  const [late, near] = await lightsOf(bao)
  expect(late).toMatchObject({ nodeId: plan?.id, colour: 'red', left: -2, lastDay: '2024-11-18' })
  expect(near).toMatchObject({
    nodeId: summary?.id,
    colour: 'blue',
    left: 8,
    dueOn: '2024-11-30',
    lastDay: '2024-12-02',
  })
  expect(near?.answerable.map(({ unitName }) => unitName)).toEqual([education])

  // Nobody is late before the year is issued, and a day is written down when it's over.
  expect(await sweep(world)).toMatchObject([{ county: COUNTY, changes: 0 }, { county: OTHER_COUNTY }])
  world.pass(DAY_MS)
  expect(await sweep(world)).toEqual([
    { county: COUNTY, changes: 2 },
    { county: OTHER_COUNTY, changes: 0 },
  ])
  const first = await recorded(world)
  expect(await sweep(world)).toMatchObject([{ changes: 0 }, { changes: 0 }])
  expect(await recorded(world)).toEqual(first)

  // Done in time, told three days later: it was red, so it's yellow for ever.
  await fang.post(`/nodes/${plan?.id}/completion`, { unitId: await world.unitId(education), doneOn: '2024-11-18' })
  expect((await lightsOf(bao, '&colour=red')).length).toBe(0)
  world.pass(3 * DAY_MS)
  await sweep(world)
  const now = await recorded(world)
  expect(now.slice(0, first.length)).toEqual(first)
  expect(now.slice(first.length)).toEqual(['2024-11-21 方案 yellow madeGood'])
  const [made] = await lightsOf(bao, '&colour=yellow')
  expect(made).toMatchObject({ nodeId: plan?.id, colour: 'yellow', doneOn: '2024-11-18', left: null })
  expect(made?.history.map(({ colour }) => colour)).toEqual(['red', 'yellow'])
})

test('the board sums up months and bodies; a body sees its own lights only', async ({ world }) => {
  const bao = await world.signIn('bao')
  const board = (await bao.get('/supervision/board')).as(LightBoardView)
  expect(board.bodies).toHaveLength(1)
  expect(board.bodies[0]).toMatchObject({
    unitName: education,
    months: [{ month: 11, colour: 'yellow', nodes: 2 }],
  })
  expect(board.counts).toEqual({ grey: 0, blue: 1, yellow: 1, red: 0, green: 0 })
  expect(await lightsOf(await world.signIn('fang'))).toHaveLength(2)
  expect(await lightsOf(await world.signIn('feng'))).toHaveLength(2)
  expect(await lightsOf(await world.signIn('deng'))).toEqual([])
})

test('two sweeps at once write each day once', async ({ world }) => {
  world.pass(12 * DAY_MS)
  const swept = (await Promise.all([sweep(world), sweep(world), sweep(world)])).flat()
  expect(swept.filter(({ changes }) => changes === null)).toEqual([])
  const written = await recorded(world)
  expect(new Set(written).size).toBe(written.length)
  expect(written.at(-1)).toBe('2024-12-03 总结 red overdue')
})

test('thresholds change what comes, never what was shown', async ({ world }) => {
  const bao = await world.signIn('bao')
  const fang = await world.signIn('fang')
  const wish = { blueDays: 20, yellowDays: 5, behindPercent: 0, digestsPerWeek: 1, office: null }
  expect((await fang.send('PUT', '/supervision/setting', wish)).status).toBe(403)
  expect(await bao.send('PUT', '/supervision/setting', { ...wish, yellowDays: 21 })).toBeProblem(
    400,
    'platform.invalid',
  )
  const before = await recorded(world)
  const set = await bao.send('PUT', '/supervision/setting', wish)
  expect(set.as(SupervisionSettingView)).toMatchObject({ blueDays: 20, validFrom: '2024-12-06', setByName: '鲍演示' })
  world.pass(DAY_MS)
  await sweep(world)
  expect((await recorded(world)).slice(0, before.length)).toEqual(before)
  expect((await bao.get('/supervision/setting')).as(SupervisionSettingView)).toMatchObject({ digestsPerWeek: 1 })
})

test('a county that fails stops no other', async ({ world }) => {
  const swept = await sweepCounties(world.app.kernel, ['not a county', COUNTY])
  expect(swept).toMatchObject([{ changes: null }, { county: COUNTY, changes: 0 }])
})
