import { TodoView } from '@kepu/contract/notification'
import { expect } from 'vitest'
import { z } from 'zod'
import { openDueRounds } from '../../src/modules/plan/report/jobs.ts'
import {
  board,
  deliver,
  EDUCATION,
  openQuarter,
  rowOf,
  showReport,
  TOWNSHIP,
  yearOfReports,
} from '../support/reports.ts'
import { COUNTY, test, type World } from '../support/world.ts'
import { showYear } from '../support/years.ts'

async function todosOf(world: World, persona: 'fang' | 'geng', kind: string): Promise<TodoView[]> {
  const person = await world.signIn(persona)
  const { items } = (await person.get('/todos')).as(z.object({ items: z.array(TodoView) }))
  return items.filter((todo) => todo.kind === kind)
}

test('a round opens with one thing to do for every body; what a report says comes from the ledger', async ({
  world,
}) => {
  const year = await yearOfReports(world)
  await deliver(world, EDUCATION, '2024-03-05')
  const july = await deliver(world, EDUCATION, '2024-07-09')
  const village = await deliver(world, '东岭镇幸福村', '2024-08-01')
  const stray = await deliver(world, EDUCATION, '2024-08-02', { taskId: undefined, title: '没有对应任务的咨询' })
  const bao = await world.signIn('bao')
  const fang = await world.signIn('fang')

  expect((await fang.post('/report-rounds', { yearPlanId: year.header.id, kind: 'quarter', ordinal: 3 })).status).toBe(
    403,
  )
  const early = { yearPlanId: year.header.id, kind: 'quarter', ordinal: 4 }
  expect(await bao.post('/report-rounds', early)).toBeProblem(422, 'plan.round.early', { endsOn: '2024-12-31' })
  const round = await openQuarter(world, year, 3)
  // 30 September is a Monday; seven days off follow, then five working days, one of them a Saturday made up for.
  expect(round).toMatchObject({ startsOn: '2024-07-01', endsOn: '2024-09-30', dueOn: '2024-10-12', status: 'open' })
  expect(await bao.post('/report-rounds', { ...early, ordinal: 3 })).toBeProblem(422, 'plan.round.exists')
  expect(await todosOf(world, 'fang', 'plan.report.due')).toMatchObject([{ dueOn: '2024-10-12', facts: { tasks: 2 } }])

  const report = await showReport(fang, (await rowOf(fang, round, EDUCATION)).id)
  const [lectures, books] = report.content.lines
  expect(lectures).toMatchObject({
    own: { period: 1, cumulative: 2 },
    together: { period: 2, cumulative: 3 },
    work: { deliveries: 1, personTimes: 40, persons: 38, personsUnknown: 0 },
    byAudience: [{ audience: 'farmers', personTimes: 40 }],
    deliveryIds: [july],
    nodes: [{ title: '三季度小结', doneOn: null }],
  })
  expect(books).toMatchObject({ target: null, own: { period: 1, cumulative: 2 } })
  expect(report.content.besides).toEqual({ deliveries: 1, personTimes: 40, deliveryIds: [stray] })

  const geng = await world.signIn('geng')
  const township = await showReport(geng, (await rowOf(geng, round, TOWNSHIP)).id)
  expect(township.content.below).toMatchObject([{ unitName: '东岭镇幸福村', deliveries: 1 }])
  expect(township.content.lines.find(({ title }) => title === '每乡镇培训农民')).toMatchObject({
    own: { period: 40, cumulative: 40 },
    deliveryIds: [village],
  })
})

test('read, a sentence, confirm; the coordinator returns it, accepts it, the round locks it; out of the lock from the top alone', async ({
  world,
}) => {
  const [bao, fang] = [await world.signIn('bao'), await world.signIn('fang')]
  const round = (await board(bao)).rounds.find(({ ordinal }) => ordinal === 3)
  if (!round) throw new Error('no round')
  const { id } = await rowOf(fang, round, EDUCATION)
  const first = await showReport(fang, id)
  const annualTaskId = first.content.lines[0]?.annualTaskId
  const sentence = { version: first.version, annualTaskId, sentence: '两所学校因放假改到十月。' }
  expect((await fang.send('PUT', `/reports/${id}/sentence`, sentence)).status).toBe(200)
  expect(await fang.send('PUT', `/reports/${id}/sentence`, sentence)).toBeProblem(409, 'platform.stale')
  // The sentence is part of what is confirmed: who didn't see it is told.
  expect(await fang.post(`/reports/${id}/confirmation`, { seen: first.seen })).toBeProblem(422, 'plan.report.moved')
  const second = await showReport(fang, id)
  expect((await fang.post(`/reports/${id}/confirmation`, { seen: second.seen })).status).toBe(200)
  expect(await todosOf(world, 'fang', 'plan.report.due')).toEqual([])
  const waiting = { reportStatus: 'confirmed' }
  expect(await fang.post(`/reports/${id}/confirmation`, { seen: null })).toBeProblem(422, 'plan.report.state', waiting)

  // Accepting and unlocking are the coordinator's, and a round with something to review stays open.
  const { seen } = second
  expect((await fang.post('/reports/acceptance', { reports: [{ reportId: id, seen }] })).status).toBe(403)
  expect(await bao.post(`/report-rounds/${round.id}/closing`)).toBeProblem(422, 'plan.round.awaiting', { reports: 1 })
  await bao.post(`/reports/${id}/return`, { reason: '请说明小结何时完成' })
  expect(await todosOf(world, 'fang', 'plan.report.returned')).toMatchObject([
    { facts: { reason: '请说明小结何时完成' } },
  ])

  const third = await showReport(fang, id)
  expect(third).toMatchObject({ status: 'returned', frozen: false })
  expect((await fang.post(`/reports/${id}/confirmation`, { seen: third.seen })).status).toBe(200)
  expect((await bao.post('/reports/acceptance', { reports: [{ reportId: id, seen }] })).status).toBe(200)
  expect((await bao.post(`/report-rounds/${round.id}/closing`)).status).toBe(204)

  const locked = await showReport(fang, id)
  expect(locked).toMatchObject({ status: 'locked', frozen: true, can: [] })
  expect(locked.steps.map(({ action }) => action)).toEqual(['confirm', 'return', 'confirm', 'accept', 'lock'])
  expect((await fang.post(`/reports/${id}/unlocking`, { reason: '要改' })).status).toBe(403)
  expect((await bao.post(`/reports/${id}/unlocking`, { reason: '补报两场讲座' })).status).toBe(204)
  expect((await fang.post(`/reports/${id}/confirmation`, { seen: null })).status).toBe(200)
  const again = (await rowOf(bao, round, EDUCATION)).seen
  await bao.post('/reports/acceptance', { reports: [{ reportId: id, seen: again }] })
  // The round is closed: what is accepted now is locked at once.
  expect((await showReport(fang, id)).status).toBe('locked')
})

test('what was confirmed stays; the ledger moving on shows as a difference, in this report and in the next', async ({
  world,
}) => {
  const [bao, fang] = [await world.signIn('bao'), await world.signIn('fang')]
  const year = await showYear(bao, 'current')
  const second = await openQuarter(world, year, 2)
  const { id } = await rowOf(fang, second, EDUCATION)
  expect((await fang.post(`/reports/${id}/confirmation`, { seen: null })).status).toBe(200)
  const before = await showReport(fang, id)
  expect(before.confirmed).toMatchObject({ nothingNew: true, byName: '方演示' })

  const late = await deliver(world, EDUCATION, '2024-05-06')
  const after = await showReport(fang, id)
  expect(after.content).toEqual(before.content)
  expect(after.seen).toBe(before.seen)
  expect(after.sinceConfirmed).toMatchObject([
    { title: '开展科普讲座', before: 1, now: 2, added: [late], removed: [] },
    { title: '编印科普读本', before: 1, now: 2 },
  ])
  const third = (await board(bao)).rounds.find(({ ordinal }) => ordinal === 3)
  const next = await rowOf(fang, third ?? second, EDUCATION)
  await bao.post(`/reports/${next.id}/unlocking`, { reason: '看看补登的' })
  expect((await showReport(fang, next.id)).sinceLast).toMatchObject([
    { title: '开展科普讲座', before: 1, now: 2 },
    { title: '编印科普读本', before: 1, now: 2 },
  ])
  // Reversed, it's as if it had not been: the figures are again those that were confirmed.
  await bao.post(`/ledger/deliveries/${late}/reversal`, { reason: '登记有误' })
  expect((await showReport(fang, id)).sinceConfirmed).toEqual([])
  expect((await showReport(fang, next.id)).sinceLast).toEqual([])
})

test('two colleagues, and a colleague and the coordinator, at the same moment: one of them is told', async ({
  world,
}) => {
  const [bao, geng] = [await world.signIn('bao'), await world.signIn('geng')]
  const second = (await board(bao)).rounds.find(({ ordinal }) => ordinal === 2)
  if (!second) throw new Error('no round')
  const { id } = await rowOf(geng, second, TOWNSHIP)
  const { seen } = await showReport(geng, id)
  const both = await Promise.all([1, 2].map(() => geng.post(`/reports/${id}/confirmation`, { seen })))
  expect(both.map(({ status }) => status).sort()).toEqual([200, 422])

  const [withdrawn, accepted] = await Promise.all([
    geng.send('DELETE', `/reports/${id}/confirmation`, {}),
    bao.post('/reports/acceptance', { reports: [{ reportId: id, seen }] }),
  ])
  expect([withdrawn.status < 300, accepted.status < 300].filter(Boolean)).toHaveLength(1)
  const { status } = await showReport(geng, id)
  expect(status).toBe(withdrawn.status < 300 ? 'open' : 'accepted')
  expect((await todosOf(world, 'geng', 'plan.report.due')).length).toBe(withdrawn.status < 300 ? 1 : 0)
})

test('accepting many is all or none', async ({ world }) => {
  const [bao, fang, geng] = [await world.signIn('bao'), await world.signIn('fang'), await world.signIn('geng')]
  const round = await openQuarter(world, await showYear(bao, 'current'), 1)
  const [mine, theirs] = [await rowOf(bao, round, EDUCATION), await rowOf(bao, round, TOWNSHIP)]
  await fang.post(`/reports/${mine.id}/confirmation`, { seen: null })
  const seen = (await rowOf(bao, round, EDUCATION)).seen ?? ''
  const many = { reports: [mine, theirs].map(({ id }) => ({ reportId: id, seen })) }
  expect(await bao.post('/reports/acceptance', many)).toBeProblem(422, 'plan.report.state', { unitName: TOWNSHIP })
  expect((await rowOf(bao, round, EDUCATION)).status).toBe('confirmed')
  await geng.post(`/reports/${theirs.id}/confirmation`, { seen: null })
  // The township's hash is another one than was seen.
  expect(await bao.post('/reports/acceptance', many)).toBeProblem(422, 'plan.report.moved', { unitName: TOWNSHIP })
  const rows = (await board(bao)).reports.filter(({ roundId, seen: hash }) => roundId === round.id && hash !== null)
  const right = { reports: rows.map(({ id, seen: hash }) => ({ reportId: id, seen: hash })) }
  expect((await bao.post('/reports/acceptance', right)).json).toEqual({ accepted: 2 })
})

test('everybody sees their own reports: a body not its neighbour’s, a village none, the county all', async ({
  world,
}) => {
  const [bao, fang] = [await world.signIn('bao'), await world.signIn('fang')]
  const [geng, deng] = [await world.signIn('geng'), await world.signIn('deng')]
  const names = async (person: typeof bao) => [
    ...new Set((await board(person)).reports.map(({ unitName }) => unitName)),
  ]
  expect(await names(bao)).toEqual([TOWNSHIP, EDUCATION])
  expect(await names(fang)).toEqual([EDUCATION])
  expect(await names(geng)).toEqual([TOWNSHIP])
  expect(await names(deng)).toEqual([])
  const [round] = (await board(bao)).rounds
  if (!round) throw new Error('no round')
  const theirs = await rowOf(geng, round, TOWNSHIP)
  expect((await fang.get(`/reports/${theirs.id}`)).status).toBe(404)
  expect((await fang.post(`/reports/${theirs.id}/confirmation`, { seen: null })).status).toBe(403)
  // The coordinator accepts; it doesn't report in the name of a body.
  expect((await bao.post(`/reports/${theirs.id}/confirmation`, { seen: null })).status).toBe(403)
})

test('on the first working day after a quarter the round is there by itself, once', async ({ world }) => {
  const bao = await world.signIn('bao')
  await bao.send('PUT', `/years/${(await showYear(bao, 'current')).header.id}/report-schedule`, {
    kind: 'year',
    termDays: 3,
  })
  expect(await openDueRounds(world.app.kernel, COUNTY)).toBe(0)
  // 1 January 2025 is a day off; 2 January is worked.
  world.pass(42 * 24 * 3600_000)
  expect(await openDueRounds(world.app.kernel, COUNTY)).toBe(0)
  world.pass(24 * 3600_000)
  expect(await openDueRounds(world.app.kernel, COUNTY)).toBe(1)
  expect(await openDueRounds(world.app.kernel, COUNTY)).toBe(0)
  const opened = (await board(bao)).rounds.find(({ kind }) => kind === 'year')
  expect(opened).toMatchObject({ endsOn: '2024-12-31', dueOn: '2025-01-06' })
})
