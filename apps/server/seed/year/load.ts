import type { YearPlanView } from '@kepu/contract/plan-year'
import { type Random, random as randomOf } from '@kepu/numeric'
import type { ZodType, z } from 'zod'
import type { App } from '../../src/app.ts'
import {
  addAnnualTasks,
  changeAnnualTask,
  closeYearPlan,
  completeNode,
  inputOf,
  issueYearPlan,
  listYears,
  openYearPlan,
  receiveYearPlan,
  showPlan,
  showYear,
} from '../../src/modules/plan/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { dayInShanghai } from '../../src/platform/clock.ts'
import { type Command, execute } from '../../src/platform/command.ts'
import { inCounty } from '../../src/platform/database.ts'
import type { Kernel } from '../../src/platform/kernel.ts'
import { answer } from '../../src/platform/query.ts'
import { taskOf, type YearSetting } from './resolve.ts'
import type { TaskWish } from './wish.ts'

export interface CountyYears {
  readonly code: string
  readonly years: readonly TaskWish[]
}

/** Does a command on a day of the past, as if it had been done then. */
type DoOn = <I extends ZodType, O>(day: string, command: Command<I, O>, input: z.input<I>) => Promise<O>

const DAY_MS = 86_400_000

/**
 * The work plans of the years up to the county's own, each issued, signed for and confirmed as its year went on, the past ones
 * closed; and a draft of the next year. What is there isn't done again: a killed load goes on, a later start adds what is due.
 */
export async function loadDemoYears(app: App, { code, years }: CountyYears): Promise<void> {
  const { kernel } = app
  const today = dayInShanghai(await kernel.countyNow(code))
  const thisYear = Number(today.slice(0, 4))
  const setting = await settingOf(kernel, code)
  const doOn = actingOn(kernel, code, today)
  const wished = new Set(years.flatMap(({ quantity }) => Object.keys(quantity ?? {}).map(Number)))
  for (const year of [...wished].sort()) {
    if (year > thisYear + 1) continue
    const tasks = years.flatMap((wish) => taskOf(setting, year, wish) ?? [])
    if (tasks.length === 0) continue
    const id = await draftOf(kernel, code, doOn, year, tasks)
    if (year <= thisYear) await runYear(kernel, code, doOn, year, id, today)
  }
}

async function settingOf(kernel: Kernel, county: string): Promise<YearSetting> {
  const actor = systemActor(county, '演示数据')
  const plan = await answer(kernel, showPlan, { actor, county, input: { planId: 'current' } })
  const units = await inCounty(kernel.db, county, 'read only', (tx) =>
    tx
      .selectFrom('organization.unit')
      .select(['id', 'name', 'kind'])
      .where('county_code', '=', county)
      .where('active', '=', true)
      .where('kind', '<>', 'village')
      .orderBy('region_code')
      .execute(),
  )
  return {
    tasks: plan.tasks,
    unitIds: new Map(units.map(({ id, name }) => [name, id])),
    townships: units.flatMap(({ id, kind }) => (kind === 'township' ? [id] : [])),
  }
}

function actingOn(kernel: Kernel, county: string, today: string): DoOn {
  const actor = systemActor(county, '演示数据')
  return (day, command, input) => {
    const then: Kernel = day < today ? { ...kernel, countyNow: async () => new Date(`${day}T02:30:00Z`) } : kernel
    return execute(then, command, { actor, input, idempotencyKey: null })
  }
}

function read(kernel: Kernel, county: string, yearPlanId: string): Promise<YearPlanView> {
  return answer(kernel, showYear, { actor: systemActor(county, '演示数据'), county, input: { yearPlanId } })
}

/** The year's plan with its tasks; one that somebody has begun is theirs. */
async function draftOf(
  kernel: Kernel,
  county: string,
  doOn: DoOn,
  year: number,
  tasks: readonly z.input<typeof addAnnualTasks.input>['tasks'][number]['task'][],
): Promise<string> {
  const actor = systemActor(county, '演示数据')
  const { items } = await answer(kernel, listYears, { actor, county, input: {} })
  const known = items.find((one) => one.year === year)
  const day = `${year - 1}-12-20`
  const title = `${year}年全民科学素质工作计划`
  const header = known ?? (await doOn(day, openYearPlan, { year, title }))
  if (header.status !== 'draft' || header.version > 1) return header.id
  const wished = tasks.map((task) => ({ task }))
  await doOn(day, addAnnualTasks, { yearPlanId: header.id, version: header.version, tasks: wished })
  return header.id
}

async function runYear(kernel: Kernel, county: string, doOn: DoOn, year: number, id: string, today: string) {
  const random = randomOf(Number(county)).fork(year)
  const draft = await read(kernel, county, id)
  if (draft.header.status === 'draft') {
    const { version } = draft.header
    await doOn(`${year}-01-12`, issueYearPlan, { yearPlanId: id, version })
  }
  const issued = await read(kernel, county, id)
  if (issued.header.status !== 'issued') return
  await sign(doOn, issued, random.fork(1), today)
  await adjust(kernel, county, doOn, issued, today)
  await confirm(doOn, await read(kernel, county, id), random.fork(2), today)
  if (`${year + 1}-01-10` > today) return
  const { header, tasks } = await read(kernel, county, id)
  const open = tasks.flatMap(({ nodeStates }) => nodeStates.filter(({ doneOn }) => doneOn === null))
  const { version } = header
  await doOn(`${year + 1}-01-10`, closeYearPlan, { yearPlanId: id, version, openNodes: open.length })
}

/** Most bodies sign within two weeks; a few don't, in the year that runs. */
async function sign(doOn: DoOn, { header, receipts }: YearPlanView, random: Random, today: string) {
  for (const { unitId, receivedAt } of receipts) {
    const day = shift(`${header.year}-01-13`, random.integer(13))
    const signs = random.uniform() < 0.88 || header.year < Number(today.slice(0, 4))
    if (receivedAt !== null || !signs || day > today) continue
    await doOn(day, receiveYearPlan, { yearPlanId: header.id, unitId })
  }
}

/** Leads confirm what nobody counts: most in time, some late, one in twelve not at all. */
async function confirm(doOn: DoOn, { tasks }: YearPlanView, random: Random, today: string) {
  for (const { duties, nodeStates } of tasks) {
    const lead = duties.find(({ role }) => role === 'lead')
    for (const { nodeId, dueOn, quantity, doneOn } of nodeStates) {
      const chance = random.uniform()
      const day = shift(dueOn, chance < 0.75 ? -random.integer(9) : random.integer(16))
      if (quantity !== null || doneOn !== null || chance > 0.92 || day > today || !lead) continue
      await doOn(day, completeNode, { nodeId, unitId: lead.unitId, doneOn: day })
    }
  }
}

/** One task a year is changed in July: the second half gets more time. */
async function adjust(kernel: Kernel, county: string, doOn: DoOn, { header, tasks }: YearPlanView, today: string) {
  const day = `${header.year}-07-16`
  const task = tasks.find(({ title }) => title.includes('基地') || title.includes('科普角'))
  if (!task || day > today || (await isChanged(kernel, county, task.id))) return
  const last = task.nodes.length - 1
  const nodes = task.nodes.map((node, i) => (i === last ? { ...node, dueOn: `${header.year}-12-10` } : node))
  await doOn(day, changeAnnualTask, {
    annualTaskId: task.id,
    version: task.version,
    task: { ...inputOf(task), nodes },
    reason: '汛期道路中断，现场工作推迟，完成时间顺延',
  })
}

async function isChanged({ db }: Kernel, county: string, annualTaskId: string): Promise<boolean> {
  const found = await inCounty(db, county, 'read only', (tx) =>
    tx.selectFrom('plan.annual_change').select('id').where('annual_task_id', '=', annualTaskId).executeTakeFirst(),
  )
  return found !== undefined
}

function shift(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}
