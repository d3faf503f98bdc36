import { createHash } from 'node:crypto'
import type { IndicatorView } from '@kepu/contract/plan'
import {
  EvaluationView,
  MeasuredValueView,
  ProgressEditionView,
  ProgressTableView,
  ProgressView,
} from '@kepu/contract/plan-evaluation'
import { expect } from 'vitest'
import { z } from 'zod'
import { recordIndicatorValue } from '../../src/modules/plan/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { canonical } from '../../src/platform/canonical.ts'
import { command, execute } from '../../src/platform/command.ts'
import { COUNTY, test, type World } from '../support/world.ts'
import { issuedYear, planInForce } from '../support/years.ts'

const DAY = 86_400_000

async function indicator(world: World): Promise<IndicatorView> {
  const [found] = (await planInForce(world)).indicators
  if (!found) throw new Error('the plan has no indicator')
  return found
}

async function measure(world: World, said: Record<string, unknown>) {
  const bao = await world.signIn('bao')
  const { id } = await indicator(world)
  return bao.post('/measured-values', {
    indicatorId: id,
    year: 2023,
    value: 10.9,
    method: '入户抽样调查',
    source: '县科协监测报告（虚构）',
    ...said,
  })
}

async function evaluation(world: World): Promise<EvaluationView> {
  return (await (await world.signIn('feng')).get('/evaluation')).as(EvaluationView)
}

const progress = async (world: World, query = '') =>
  (await world.stranger.get(`/counties/${COUNTY}/progress${query}`)).as(ProgressView)

test('without a measured value nobody can tell; the plan’s own baseline is no proof', async ({ world }) => {
  await planInForce(world)
  const [goal] = (await evaluation(world)).achievements.goals
  expect(goal).toMatchObject({ verdict: 'cannotTell', basis: 'none', judgedBy: null, power: null })
  expect(goal?.points).toMatchObject([{ year: 2020, value: 8, source: 'plan', scoringRule: null }])
})

test('a value with an interval that contains the goal settles nothing, and the sentence says why', async ({
  world,
}) => {
  const answer = await measure(world, {
    interval: { low: 8.6, high: 13.6 },
    sampleSize: 1000,
    designEffect: 2,
    scoringRule: 'crisp',
  })
  expect(answer.status).toBe(201)
  const { achievements, sections } = await evaluation(world)
  const [goal] = achievements.goals
  expect(goal).toMatchObject({ verdict: 'cannotTell', basis: 'interval', final: false })
  expect(goal?.power?.power).toBeCloseTo(0.56, 2)
  const words = sections.find(({ section }) => section === 'indicators')?.assembled.join('') ?? ''
  expect(words).toContain('95%置信区间8.6%—13.6%')
  expect(words).toContain('95%区间包含目标值12%，据此不能判定目标是否达到')
  expect(words).toContain('约有56%的可能被检出')
  expect(words).toContain('每轮约需1759个有效样本')
})

test('what can’t have been measured so is refused, and nothing is written', async ({ world }) => {
  const before = (await evaluation(world)).achievements.goals[0]?.points.length
  expect(await measure(world, { year: 2025 })).toBeProblem(422, 'plan.measuredValue.future', { today: '2024-11-20' })
  expect(await measure(world, { year: 2022, value: 108 })).toBeProblem(422, 'plan.measuredValue.share', { value: 108 })
  expect(await measure(world, { year: 2020, measuredOn: '2023-01-01' })).toBeProblem(
    422,
    'plan.measuredValue.dayOutsideYear',
  )
  expect(await measure(world, { interval: { low: 12, high: 14 }, year: 2021 })).toBeProblem(400, 'platform.invalid')
  expect(await measure(world, { indicatorId: '0198c9d0-0000-7000-8000-000000000001' })).toBeProblem(
    422,
    'plan.measuredValue.indicator',
  )
  expect(await measure(world, { scoringRule: 'crisp' })).toBeProblem(422, 'plan.measuredValue.exists', { year: 2023 })
  expect((await evaluation(world)).achievements.goals[0]?.points.length).toBe(before)
})

test('a mistake is corrected by a further version; who cited the first still finds it', async ({ world }) => {
  const bao = await world.signIn('bao')
  const { id } = (await measure(world, { year: 2022, value: 9.1 })).as(MeasuredValueView)
  const correction = {
    year: 2022,
    value: 9.4,
    method: '入户抽样调查',
    source: '县科协监测报告（虚构）',
    reason: '录入有误',
  }
  expect(await bao.send('PUT', `/measured-values/${id}`, { version: 2, ...correction })).toBeProblem(
    409,
    'platform.stale',
  )
  const [one, other] = await Promise.all([
    bao.send('PUT', `/measured-values/${id}`, { version: 1, ...correction }),
    bao.send('PUT', `/measured-values/${id}`, { version: 1, ...correction, value: 9.5 }),
  ])
  expect([one?.status, other?.status].sort()).toEqual([200, 409])

  const at = `/counties/${COUNTY}/measured-values/${id}`
  const first = (await world.stranger.get(`${at}?version=1`)).as(MeasuredValueView)
  expect(first).toMatchObject({ version: 1, value: 9.1, status: 'superseded', reason: null })
  const newest = (await world.stranger.get(at)).as(MeasuredValueView)
  expect(newest).toMatchObject({ version: 2, status: 'current', reason: '录入有误' })
  expect(new TextDecoder().decode((await world.stranger.get(`${at}.csv`)).bytes)).toContain(',current')

  await bao.post(`/measured-values/${id}/withdrawal`, { version: 2, reason: '报告作废' })
  expect((await evaluation(world)).achievements.goals[0]?.points.map(({ year }) => year)).not.toContain(2022)
  expect(await bao.post(`/measured-values/${id}/withdrawal`, { version: 3, reason: '再撤' })).toBeProblem(
    422,
    'plan.measuredValue.withdrawn',
  )
  expect(await world.auditOf(id)).toEqual([
    'plan.measuredValue.record',
    'plan.measuredValue.correct',
    'plan.measuredValue.withdraw',
  ])
})

/** Stands for the survey module: it tells its estimate inside a command of its own. */
const tellEstimate = command({
  name: 'survey.estimate.publish',
  input: z.object({ indicatorId: z.string(), value: z.number(), scoringRule: z.string() }),
  output: MeasuredValueView,
  async run(work, { indicatorId, value, scoringRule }) {
    const said = {
      year: 2024,
      measuredOn: '2024-10-31',
      value,
      interval: { low: value - 1, high: value + 1, level: 0.95 },
      sampleSize: 1500,
      designEffect: 1.6,
      method: '分层三阶段抽样',
      source: '本县测评',
      scoringRule,
    }
    const told = await recordIndicatorValue(work, {
      indicatorId,
      said,
      origin: { module: 'survey', record: 'round-1' },
    })
    work.record({ subject: ['measuredValue', told.id], detail: {} })
    return told
  },
})

test('the survey’s estimate comes by the front door: told twice it is there once, told anew it is a version', async ({
  world,
}) => {
  const { id: indicatorId } = await indicator(world)
  const tell = (value: number, scoringRule = 'kepu-2pl') =>
    execute(world.app.kernel, tellEstimate, {
      actor: systemActor(COUNTY, 'survey'),
      input: { indicatorId, value, scoringRule },
      idempotencyKey: null,
    })
  const first = await tell(13.5)
  expect(await tell(13.5)).toMatchObject({ id: first.id, version: 1 })
  expect(await tell(13.6)).toMatchObject({ id: first.id, version: 2, reason: '重新估计' })

  const [goal] = (await evaluation(world)).achievements.goals
  const lines = goal?.series.map((indexes) => indexes.map((index) => goal.points[index]?.scoringRule))
  expect(lines).toContainEqual(['crisp'])
  expect(lines).toContainEqual(['kepu-2pl'])
  const bao = await world.signIn('bao')
  expect(await bao.post(`/measured-values/${first.id}/withdrawal`, { version: 2, reason: '手工撤回' })).toBeProblem(
    422,
    'plan.measuredValue.fromModule',
  )
})

test('a task is what its years made of it; groups, townships and years come from the ledger', async ({ world }) => {
  const bao = await world.signIn('bao')
  const plan = await planInForce(world)
  await issuedYear(world, 2023, [
    { leads: ['县教委'], target: null, nodes: [{ title: '总结', dueOn: '2023-12-01', quantity: null }] },
  ])
  await bao.post('/ledger/deliveries', {
    occurredOn: '2023-05-05',
    title: '春季讲座',
    kind: 'lecture',
    unitId: await world.unitId('县教委'),
    regionCode: '999901101',
    taskId: plan.tasks[0]?.id,
    reach: [{ audience: 'youth', personTimes: 40, persons: null }],
  })
  const { achievements, sections, provisional } = await evaluation(world)
  expect(provisional).toBe(true)
  expect(achievements.tasks.map(({ outcome }) => outcome)).toEqual(['notDone', 'notPlanned', 'notPlanned'])
  expect(achievements.tasks[0]).toMatchObject({ deliveries: 1, personTimes: 40, townships: 1 })
  expect(achievements.years.find(({ year }) => year === 2023)).toMatchObject({ deliveries: 1, personTimes: 40 })
  expect(achievements.townships.map(({ name, deliveries }) => [name, deliveries])).toEqual([
    ['东岭镇', 0],
    ['西坪镇', 1],
  ])
  const missing = sections.find(({ section }) => section === 'shortcomings')?.assembled.join('') ?? ''
  expect(missing).toContain('2项任务没有分解到年度计划')
  expect(missing).toContain('1个乡镇（街道）在台账中没有工作记录')
})

test('own paragraphs are kept by chapter; of two writers the second is told', async ({ world }) => {
  const bao = await world.signIn('bao')
  const { planId } = (await evaluation(world)).achievements
  const write = (version: number, text: string, keepAssembled = true) =>
    bao.send('PUT', '/evaluation/sections/next', { planId, version, text, keepAssembled })
  const both = await Promise.all([write(0, '一是补齐短板。'), write(0, '一是继续努力。')])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await write(1, '一是补齐短板。\n二是加强测评。')).json).toEqual({ version: 2 })
  expect(await write(1, '旧稿')).toBeProblem(409, 'platform.stale', { version: 2 })
  const next = (await evaluation(world)).sections.find(({ section }) => section === 'next')
  expect(next?.own).toMatchObject({ text: '一是补齐短板。\n二是加强测评。', updatedByName: '鲍演示' })
})

test('the public page has figures and no ranking; an edition stays while the page goes on', async ({ world }) => {
  const bao = await world.signIn('bao')
  const { planId } = (await evaluation(world)).achievements
  const released = (await bao.post('/progress/editions', { planId })).as(ProgressEditionView)
  expect(await bao.post('/progress/editions', { planId })).toBeProblem(422, 'plan.progress.sameDay', { edition: 1 })
  const frozen = await progress(world, `?edition=${released.edition}`)

  world.pass(DAY)
  await bao.post('/ledger/deliveries', {
    occurredOn: '2024-11-20',
    title: '冬季讲座',
    kind: 'lecture',
    unitId: await world.unitId('县教委'),
    regionCode: '999901100',
    reach: [{ audience: 'elderly', personTimes: 15, persons: null }],
  })
  const now = await progress(world)
  expect(now.achievements.total.personTimes).toBe(frozen.achievements.total.personTimes + 15)
  expect(await progress(world, '?edition=1')).toEqual(frozen)
  expect((await world.stranger.get(`/counties/${COUNTY}/progress?edition=9`)).status).toBe(404)

  const at = `/counties/${COUNTY}/progress/tables/townships`
  const table = (await world.stranger.get(`${at}?edition=1`)).as(ProgressTableView)
  expect(table.columns.map(({ name }) => name)).toEqual(['region_code', 'name', 'year', 'deliveries', 'person_times'])
  const codes = table.rows.map(([code]) => String(code))
  expect(codes).toEqual(codes.toSorted())
  const file = await world.stranger.get(`${at}.csv?edition=1`)
  expect(new TextDecoder().decode(file.bytes)).toContain('999901101,西坪镇,2023,1,40')
  const etag = file.headers.get('etag') ?? ''
  expect((await world.stranger.get(`${at}.csv?edition=1`, { 'if-none-match': etag })).status).toBe(304)
  expect(createHash('sha256').update(canonical(frozen.achievements)).digest('hex')).toBe(released.sha256)
})
