import type { PlanView } from '@kepu/contract/plan'
import { PlanView as PlanSchema } from '@kepu/contract/plan'
import { TraceChainView, TraceOriginView } from '@kepu/contract/plan-trace'
import type { AnnualTaskInput } from '@kepu/contract/plan-year'
import { YearPlanHeader, YearPlanView } from '@kepu/contract/plan-year'
import { expect } from 'vitest'
import { z } from 'zod'
import { publishDemoPlan } from '../../seed/plan/publish.ts'
import { zhongxianPlan } from '../../seed/plan/zhongxian.ts'
import { appendDeliveries } from '../../src/modules/ledger/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { command, execute } from '../../src/platform/command.ts'
import { COUNTY, OTHER_COUNTY, test, type World } from '../support/world.ts'

interface Purpose {
  readonly taskId: string
  readonly measureId: string | null
  readonly span: readonly [number, number]
}

function purposesOf(plan: PlanView): Purpose[] {
  return plan.tasks.flatMap((task) => [
    ...(task.span ? [{ taskId: task.id, measureId: null, span: task.span }] : []),
    ...task.measures.flatMap(({ id, span }) => (span ? [{ taskId: task.id, measureId: id, span }] : [])),
  ])
}

/** A delivery for every purpose, each by its own number. */
const recordAll = command({
  name: 'test.deliveries.record',
  input: z.object({ unitId: z.string(), purposes: z.custom<readonly Purpose[]>(Array.isArray) }),
  output: z.object({ ids: z.array(z.string()) }),
  async run(work, { unitId, purposes }) {
    const ids = await appendDeliveries(
      work,
      purposes.map(({ taskId, measureId }, i) => ({
        occurredOn: '2024-03-05',
        title: `第 ${i} 项工作`,
        kind: 'lecture',
        unitId,
        regionCode: `${COUNTY}100`,
        taskId,
        measureId,
        reach: [{ audience: 'public', personTimes: 1, persons: null }],
        note: null,
        source: { module: 'test', record: String(i) },
        reverses: null,
        reason: null,
      })),
    )
    work.record({ subject: ['test', '1'], detail: {} })
    return { ids: [...ids] }
  },
})

function annualTask({ taskId, measureId }: Purpose, unitId: string): AnnualTaskInput {
  return {
    taskId,
    measureId,
    title: '年度任务',
    deliverable: null,
    target: null,
    startsOn: '2024-01-01',
    dueOn: '2024-12-31',
    duties: [{ unitId, role: 'lead' }],
    nodes: [{ title: '完成', dueOn: '2024-12-20', quantity: null }],
  }
}

/** The demonstration plan with a task of the year and a delivery for each of its tasks and measures. */
async function furnish(world: World) {
  await publishDemoPlan(world.app, COUNTY, zhongxianPlan)
  const plan = (await world.stranger.get(`/counties/${COUNTY}/plans/current`)).as(PlanSchema)
  const purposes = purposesOf(plan)
  const bao = await world.signIn('bao')
  const unitId = await world.unitId('县教委')
  const actor = systemActor(COUNTY, 'test')
  const { ids } = await execute(world.app.kernel, recordAll, {
    actor,
    input: { unitId, purposes },
    idempotencyKey: null,
  })
  const { id } = (await bao.post('/years', { year: 2024, title: '2024年计划' })).as(YearPlanHeader)
  let version = 1
  for (const purpose of purposes) {
    await bao.post(`/years/${id}/tasks`, { version, task: annualTask(purpose, unitId) })
    version += 1
  }
  await bao.post(`/years/${id}/issue`, { version })
  const year = (await bao.get(`/years/${id}`)).as(YearPlanView)
  return { plan, purposes, deliveryIds: ids, year }
}

let made: ReturnType<typeof furnish> | null = null
function furnished(world: World) {
  made ??= furnish(world)
  return made
}

const chainAt = async (world: World, at: number) =>
  (await (await world.signIn('fang')).get(`/plans/current/sentence?at=${at}`)).as(TraceChainView)
const origin = async (world: World, source: string, id: string) =>
  (await (await world.signIn('fang')).get(`/plans/current/origin?source=${source}&id=${id}`)).as(TraceOriginView)

test('from the words of every task and measure to the tasks of the year and to the work', async ({ world }) => {
  const { purposes, deliveryIds, year } = await furnished(world)
  expect(purposes.length).toBeGreaterThan(40)
  for (const [i, { taskId, measureId, span }] of purposes.entries()) {
    const chain = await chainAt(world, span[0])
    expect(chain.purposes, chain.sentence.text).toContainEqual(expect.objectContaining({ taskId, measureId }))
    const own = year.tasks.filter((task) => task.taskId === taskId && task.measureId === measureId)
    expect(own).toHaveLength(1)
    expect(chain.annualTasks.map(({ id }) => id)).toContain(own[0]?.id)
    expect(chain.work.deliveries).toBeGreaterThan(0)
    if (measureId !== null) expect(chain.work.latest.map(({ id }) => id)).toContain(deliveryIds[i])
    expect(chain.indicators.length).toBeGreaterThan(0)
  }
}, 120_000)

test('and back: every delivery, task of the year and node finds its sentence', async ({ world }) => {
  const { purposes, deliveryIds, year } = await furnished(world)
  for (const [i, { taskId, measureId, span }] of purposes.entries()) {
    const found = await origin(world, 'delivery', deliveryIds[i] ?? '')
    const [first] = found.sentences
    const inside = (sentence: readonly [number, number]) => sentence[0] < span[1] && span[0] < sentence[1]
    expect(first && inside(first.span), found.from.title).toBe(true)
    const task = year.tasks.find((one) => one.taskId === taskId && one.measureId === measureId)
    expect((await origin(world, 'annualTask', task?.id ?? '')).sentences).toEqual(found.sentences)
    expect((await origin(world, 'node', task?.nodes[0]?.id ?? '')).sentences).toEqual(found.sentences)
    expect((await origin(world, 'purpose', measureId ?? taskId)).sentences).toEqual(found.sentences)
  }
}, 120_000)

test('a figure leads to what was measured, and what was measured to the words of the figure', async ({ world }) => {
  const { plan } = await furnished(world)
  const bao = await world.signIn('bao')
  const goal = plan.indicators.find(({ values }) => values.some(({ role }) => role === 'target'))
  const target = goal?.values.find(({ role }) => role === 'target')
  const value = await bao.post('/measured-values', {
    indicatorId: goal?.id,
    year: 2023,
    value: 10,
    interval: { low: 8, high: 13 },
    method: '抽样',
    source: '虚构',
  })
  const chain = await chainAt(world, target?.span?.[0] ?? -1)
  expect(chain.indicators).toContainEqual(
    expect.objectContaining({ indicatorId: goal?.id, direct: true, verdict: 'cannotTell', basis: 'interval' }),
  )
  const back = await origin(world, 'measuredValue', (value.json as { id: string }).id)
  expect(back.sentences.map(({ text }) => text).join('')).toContain('12%')
  expect(back).toMatchObject({ from: { title: `2023年${goal?.name}` } })
})

test('a sentence that became nothing says so; what is not there is not found', async ({ world }) => {
  await furnished(world)
  const nothing = await chainAt(world, 0)
  expect(nothing).toMatchObject({ purposes: [], annualTasks: [], reports: [], work: { deliveries: 0, latest: [] } })
  const fang = await world.signIn('fang')
  const missing = '0198c9d0-0000-7000-8000-000000000001'
  for (const source of ['delivery', 'annualTask', 'node', 'report', 'measuredValue', 'purpose'])
    expect((await fang.get(`/plans/current/origin?source=${source}&id=${missing}`)).status, source).toBe(404)
  expect((await fang.get('/plans/current/sentence?at=-1')).status).toBe(400)
  expect((await (await world.signIn('fang', OTHER_COUNTY)).get('/plans/current/sentence?at=0')).status).toBe(404)
})
