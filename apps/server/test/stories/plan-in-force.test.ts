import { type DeliveryView, LedgerSummary } from '@kepu/contract/ledger'
import { TodoView } from '@kepu/contract/notification'
import {
  FigureView,
  MatrixView,
  PlanDiffView,
  PlanHeader,
  PlanView,
  TraceView,
  UnitDutiesView,
} from '@kepu/contract/plan'
import ExcelJS from 'exceljs'
import { expect, vi } from 'vitest'
import { z } from 'zod'
import { readDocx } from '../../src/modules/plan/import/read/docx/index.ts'
import type { Client } from '../support/client.ts'
import type { Duty, PlanWish } from '../support/plan-document.ts'
import { importPlan, publish, settle, showDraft } from '../support/plans.ts'
import { test, type World } from '../support/world.ts'

const CURRENT = '/counties/999901/plans/current'
const Todos = z.object({ items: z.array(TodoView) })

/** The plan in force: the first story that wants it publishes it. */
async function inForce(world: World): Promise<PlanView> {
  const answer = await world.stranger.get(CURRENT)
  if (answer.status === 200) return answer.as(PlanView)
  const bao = await world.signIn('bao')
  await publish(bao, (await importPlan(bao)).id)
  return (await world.stranger.get(CURRENT)).as(PlanView)
}

async function todosOf(person: Client, state = 'open'): Promise<TodoView[]> {
  return (await person.get(`/todos?state=${state}`)).as(Todos).items
}

/** The queue works beside the request: what it does comes a moment later. */
function eventually<T>(look: () => Promise<T>): Promise<T> {
  return vi.waitFor(look, { timeout: 15_000, interval: 100 })
}

async function recordFor(world: World, purpose: { taskId: string; measureId?: string }, title: string) {
  const fang = await world.signIn('fang')
  const delivery = {
    occurredOn: '2024-11-01',
    title,
    kind: 'lecture',
    unitId: await world.unitId('县教委'),
    regionCode: '999901100',
    reach: [{ audience: 'youth', personTimes: 40, persons: null }],
    notDuplicate: true,
    ...purpose,
  }
  const answer = await fang.post('/ledger/deliveries', delivery)
  expect(answer.status).toBe(201)
  return answer.json as DeliveryView
}

test('the public sees the plan in force: tasks with their bodies, figures with the words that say so', async ({
  world,
}) => {
  const plan = await inForce(world)
  expect(plan.header).toMatchObject({ status: 'published', revision: 1, previousId: null, can: [] })
  expect(plan.tasks.map(({ title, lead }) => [title, ...lead.map(({ name }) => name)])).toEqual([
    ['青少年科学素质提升行动', '县教委'],
    ['农民科学素质提升行动', '县农业农村委'],
    ['老年人科学素质提升行动', '县卫生健康委'],
  ])
  const target = plan.indicators[0]?.values.find(({ role }) => role === 'target')
  expect(target).toMatchObject({ year: 2025, value: 12, comparator: '=' })
  expect(target?.quote).toContain('到2025年')
})

test('decided names became units, the open group none', async ({ world }) => {
  const plan = await inForce(world)
  const third = plan.tasks[2]
  expect(third?.responsible).toEqual([
    { unitId: await world.unitId('县科协'), name: '县科协', asWritten: '县科协' },
    { unitId: null, name: '各乡镇', asWritten: '各乡镇' },
  ])
  expect(third?.lead[0]?.unitId).toBe(await world.unitId('县卫生健康委'))
})

test('each body finds its duties in its inbox, says that it has seen them, and they are done', async ({ world }) => {
  const plan = await inForce(world)
  const fang = await world.signIn('fang')
  const todo = await eventually(async () => {
    const [first] = await todosOf(fang)
    expect(first).toBeDefined()
    return first
  })
  expect(todo).toMatchObject({ kind: 'plan.duty.new', unitName: '县教委', facts: { leads: 1, supports: 0 } })

  const acknowledge = () => fang.post(`/plans/${plan.header.id}/acknowledge`, { unitId: todo?.unitId })
  expect((await acknowledge()).json).toEqual({ closed: 1 })

  expect(await todosOf(fang)).toEqual([])
  expect((await todosOf(fang, 'done')).map(({ id }) => id)).toEqual([todo?.id])
  expect(await acknowledge()).toBeProblem(404, 'platform.notFound', { kind: 'todo' })
  const others = { unitId: await world.unitId('县科协') }
  const foreign = await fang.post(`/plans/${plan.header.id}/acknowledge`, others)
  expect(foreign).toBeProblem(403, 'platform.notAllowed', { permission: 'plan.duty.acknowledge' })
})

test('the matrix: as JSON, as a workbook and as CSV with the same cells', async ({ world }) => {
  await inForce(world)
  const matrix = (await world.stranger.get(`${CURRENT}/matrix`)).as(MatrixView)
  expect(matrix).toMatchObject({ leadCells: 3, responsibleCells: 5 })
  expect(matrix.units.map(({ name, leads, supports }) => [name, leads, supports])).toContainEqual(['县科协', 0, 3])

  const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    (await world.stranger.get(`${CURRENT}/matrix.csv`)).bytes,
  )
  expect(csv.startsWith('\uFEFF类别,序号,任务,单位,职责\r\n')).toBe(true)
  expect(csv).toContain('提升行动,1,青少年科学素质提升行动,县教委,牵头\r\n')
  expect(csv.trim().split('\r\n')).toHaveLength(1 + matrix.cells.length)

  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load((await world.stranger.get(`${CURRENT}/matrix.xlsx`)).bytes as unknown as ExcelJS.Buffer)
  const text = JSON.stringify(workbook.worksheets[0]?.getSheetValues())
  for (const { name } of matrix.units) expect(text).toContain(name)
})

test('the Word table of duties names every body of every task', async ({ world }) => {
  const plan = await inForce(world)
  const answer = await world.stranger.get(`${CURRENT}/duties.docx`)
  expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('重点任务分工.docx'))
  const { text } = await readDocx(answer.bytes)
  for (const task of plan.tasks)
    for (const word of [task.title, ...[...task.lead, ...task.responsible].map(({ name }) => name)])
      expect(text).toContain(word)
})

test('every figure has an address that others may cite, as JSON and as CSV', async ({ world }) => {
  const plan = await inForce(world)
  const target = plan.indicators[0]?.values.find(({ role }) => role === 'target')
  const path = `/counties/999901/figures/${target?.id}`
  const figure = (await world.stranger.get(path)).as(FigureView)
  expect(figure).toMatchObject({ value: 12, year: 2025, unit: '%', revision: 1, superseded: false })
  expect(figure.source).toContain('青屏县人民政府')
  const csv = await world.stranger.get(`${path}.csv`)
  expect(csv.status).toBe(200)
  expect(csv.headers.get('content-type')).toContain('text/csv')
  expect(new TextDecoder().decode(csv.bytes)).toContain(`${target?.id},公民具备科学素质的比例,2025,=,12,%,target`)
})

test('the trace leads from a sentence to the work done for it, and back', async ({ world }) => {
  const plan = await inForce(world)
  const [task] = plan.tasks
  const [measure] = task?.measures ?? []
  const before = (await world.stranger.get(`${CURRENT}/trace`)).as(TraceView)
  await recordFor(world, { taskId: task?.id ?? '', measureId: measure?.id ?? '' }, '科学家进校园')
  const trace = (await world.stranger.get(`${CURRENT}/trace`)).as(TraceView)

  const linkOf = (view: TraceView, id: string | undefined) => view.links.find((link) => link.id === id)
  expect(linkOf(trace, task?.id)?.deliveries).toBe((linkOf(before, task?.id)?.deliveries ?? 0) + 1)
  expect(linkOf(trace, measure?.id)?.deliveries).toBe((linkOf(before, measure?.id)?.deliveries ?? 0) + 1)
  const [start, end] = linkOf(trace, measure?.id)?.span ?? [0, 0]
  expect(trace.text.slice(start, end)).toContain(measure?.title)
  expect(new Set(trace.links.map(({ kind }) => kind))).toEqual(
    new Set(['indicator', 'task', 'measure', 'responsibility']),
  )
})

test('a body has a page: what it leads, what it supports, with whom, and what it has done', async ({ world }) => {
  const plan = await inForce(world)
  const [task] = plan.tasks
  await recordFor(world, { taskId: task?.id ?? '' }, '校园科技节')
  const path = `/counties/999901/units/${await world.unitId('县教委')}/duties`
  const page = (await world.stranger.get(path)).as(UnitDutiesView)
  expect(page).toMatchObject({ unitName: '县教委', planId: plan.header.id })
  expect(page.duties).toHaveLength(1)
  expect(page.duties[0]).toMatchObject({ role: 'lead', taskTitle: task?.title, with: ['县科协', '县卫生健康委'] })
  expect(page.duties[0]?.deliveries).toBeGreaterThan(0)
  expect(page.duties[0]?.personTimes).toBeGreaterThan(39)
})

const REVISED: PlanWish = {
  target: 12.5,
  documentNumber: '青屏府发〔2023〕7号',
  issuedOn: '2023年2月1日',
  duties: [
    ['青少年科学素质提升行动', '县教委', '县科协、县文化旅游委'],
    ['老年人科学素质提升行动', '县卫生健康委', '县科协'],
    ['产业工人科学素质提升行动', '县总工会', '县科协'],
  ] satisfies Duty[],
}

test('a revised document shows what changes, takes over, and what was done stays with its task', async ({ world }) => {
  const bao = await world.signIn('bao')
  const first = await inForce(world)
  const youth = first.tasks[0]?.id ?? ''
  await recordFor(world, { taskId: youth }, '修订以前的活动')
  const draft = await importPlan(bao, REVISED)

  const diff = (await bao.get(`/plans/${draft.id}/diff?fromId=${first.header.id}`)).as(PlanDiffView)
  const told = diff.changes.map(({ kind, change, before, after }) => `${kind} ${change} ${before ?? ''}>${after ?? ''}`)
  expect(told.join('\n')).toMatch(/task (removed|renamed).*农民科学素质提升行动/)
  expect(told.join('\n')).toMatch(/产业工人科学素质提升行动/)
  expect(told.join('\n')).toMatch(/indicator changed .*12.*12\.5/)

  const published = await publish(bao, draft.id)
  expect(published).toMatchObject({ revision: 2, previousId: first.header.id })
  const second = (await world.stranger.get(CURRENT)).as(PlanView)
  expect(second.header.id).toBe(draft.id)
  expect(second.tasks.map(({ title }) => title)).toEqual(REVISED.duties?.map(([title]) => title))
  expect(second.tasks[0]?.id).toBe(youth)
  expect(second.tasks[1]?.id).toBe(first.tasks[2]?.id)
  expect(first.tasks.map(({ id }) => id)).not.toContain(second.tasks[2]?.id)
  const summary = (await world.stranger.get(`/counties/999901/ledger/summary?taskId=${youth}`)).as(LedgerSummary)
  expect(summary.byTask[0]).toMatchObject({ taskId: youth, taskTitle: '青少年科学素质提升行动' })
})

test('the edition before stays readable under its own address, and its figures cite their edition', async ({
  world,
}) => {
  const second = (await world.stranger.get(CURRENT)).as(PlanView)
  const firstId = second.header.previousId ?? ''
  const old = (await world.stranger.get(`/counties/999901/plans/${firstId}`)).as(PlanView)
  expect(old.header.status).toBe('superseded')
  expect(old.tasks).toHaveLength(3)
  const target = old.indicators[0]?.values.find(({ role }) => role === 'target')
  const path = `/counties/999901/figures/${target?.id}`
  expect((await world.stranger.get(`${path}?revision=1`)).as(FigureView)).toMatchObject({ value: 12, superseded: true })
  expect((await world.stranger.get(path)).as(FigureView)).toMatchObject({ value: 12.5, revision: 2, superseded: false })
})

test('a task that the revision dropped takes no new work', async ({ world }) => {
  const second = (await world.stranger.get(CURRENT)).as(PlanView)
  const old = (await world.stranger.get(`/counties/999901/plans/${second.header.previousId}`)).as(PlanView)
  const dropped = old.tasks.find(({ id }) => !second.tasks.some((task) => task.id === id))
  const fang = await world.signIn('fang')
  const delivery = {
    occurredOn: '2024-11-02',
    title: '为已取消的任务登记',
    kind: 'lecture',
    unitId: await world.unitId('县教委'),
    regionCode: '999901100',
    reach: [{ audience: 'farmers', personTimes: 1, persons: 1 }],
    taskId: dropped?.id,
  }
  expect(await fang.post('/ledger/deliveries', delivery)).toBeProblem(422, 'ledger.delivery.task')
})

test('two drafts of one period published at once: one follows the other, one is in force', async ({ world }) => {
  const bao = await world.signIn('bao')
  const drafts = [await importPlan(bao, { target: 13 }), await importPlan(bao, { target: 14 })]
  for (const { id } of drafts) await settle(bao, id)
  const versions = await Promise.all(drafts.map(async ({ id }) => (await showDraft(bao, id)).header.version))

  const answers = await Promise.all(
    drafts.map(({ id }, i) => bao.post(`/plans/${id}/publish`, { version: versions[i] })),
  )

  for (const { status } of answers) expect([200, 409, 503]).toContain(status)
  expect(answers.some(({ status }) => status === 200)).toBe(true)
  const { items } = (await bao.get('/counties/999901/plans')).as(z.object({ items: z.array(PlanHeader) }))
  expect(items.filter(({ status }) => status === 'published')).toHaveLength(1)
  const revisions = items.filter(({ status }) => status !== 'draft').map(({ revision }) => revision)
  expect(new Set(revisions).size).toBe(revisions.length)
})
