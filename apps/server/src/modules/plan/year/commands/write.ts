import {
  AddAnnualTask,
  type AnnualTaskInput,
  OpenYearPlan,
  RemoveAnnualTask,
  RewriteAnnualTask,
  YearPlanHeader,
} from '@kepu/contract/plan-year'
import { z } from 'zod'
import { command, type Work } from '../../../../platform/command.ts'
import { Refused, refuse } from '../../../../platform/problem.ts'
import { currentPlanId } from '../../document/read-plan.ts'
import { requirePlanRight } from '../../document/store.ts'
import { whyNotInYear, whyNotWrite } from '../rules/issue.ts'
import { bumpYearPlan, findYearPlan, listYearPlans, lockYearPlan, requireKnown, stop } from '../store.ts'
import {
  insertAnnualTasks,
  readAnnualTasks,
  removeAnnualTask as removeRows,
  rewriteAnnualTask as rewriteRows,
  yearPlanOfTask,
} from '../task-rows.ts'
import type { AnnualTask, YearPlan } from '../types.ts'
import { yearHeader } from '../views.ts'

/** Begins the work plan of a year, empty. One a year: of two who open it at once, one is told. */
export const openYearPlan = command({
  name: 'plan.year.open',
  input: OpenYearPlan,
  output: YearPlanHeader,
  async run(work, { year, title, documentNumber }) {
    await requirePlanRight(work, 'plan.year.open')
    const before = (await listYearPlans(work.tx, work.county)).find((one) => one.year === year)
    if (before) stop({ code: 'plan.year.exists', year, yearPlanId: before.id })
    const planId =
      (await currentPlanId(work.tx, work.county, `${year}-06-30`)) ?? stop({ code: 'plan.year.noPlan', year })
    const id = work.newId()
    await work.tx
      .insertInto('plan.year_plan')
      .values({
        county_code: work.county,
        id,
        plan_id: planId,
        year,
        title,
        document_number: documentNumber ?? null,
        status: 'draft',
        created_at: work.now,
      })
      .execute()
    work.record({ subject: ['yearPlan', id], detail: { year, title } })
    return yearHeader(await findYearPlan(work.tx, work.county, id), work.actor)
  },
})

/** The year's plan, locked, if its tasks may be written now. */
async function lockWritable(work: Work, yearPlanId: string, permission: string): Promise<YearPlan> {
  const year = await lockYearPlan(work, yearPlanId, permission)
  const reason = whyNotWrite(year)
  if (reason) throw new Refused(reason)
  return year
}

async function requireSound(work: Work, year: YearPlan, task: AnnualTaskInput): Promise<void> {
  const reason = whyNotInYear(year.year, task)
  if (reason) throw new Refused(reason)
  await requireKnown(work, task)
}

/** A task of a draft for somebody who saw `version`, under the lock of its year. */
async function lockTask(work: Work, annualTaskId: string, version: number, permission: string) {
  const year = await lockWritable(work, await yearPlanOfTask(work.tx, work.county, annualTaskId), permission)
  const tasks = await readAnnualTasks(work.tx, work.county, year.id)
  const task: AnnualTask =
    tasks.find(({ id }) => id === annualTaskId) ?? refuse({ code: 'platform.notFound', kind: 'annualTask' })
  if (task.version !== version) refuse({ code: 'platform.stale', version: task.version })
  return { year, task }
}

export const addAnnualTask = command({
  name: 'plan.annualTask.add',
  input: AddAnnualTask,
  output: z.object({ annualTaskId: z.uuid() }),
  async run(work, { yearPlanId, version, task }) {
    const year = await lockWritable(work, yearPlanId, 'plan.annualTask.add')
    if (year.version !== version) refuse({ code: 'platform.stale', version: year.version })
    await requireSound(work, year, task)
    const tasks = await readAnnualTasks(work.tx, work.county, year.id)
    const ordinal = Math.max(0, ...tasks.map((one) => one.ordinal)) + 1
    const [annualTaskId = ''] = await insertAnnualTasks(work, year.id, [{ ordinal, copiedFrom: null, task }])
    await bumpYearPlan(work, year)
    work.record({ subject: ['annualTask', annualTaskId], detail: { year: year.year, title: task.title } })
    return { annualTaskId }
  },
})

export const rewriteAnnualTask = command({
  name: 'plan.annualTask.rewrite',
  input: RewriteAnnualTask,
  output: z.object({ version: z.number() }),
  async run(work, { annualTaskId, version, task }) {
    const { year, task: before } = await lockTask(work, annualTaskId, version, 'plan.annualTask.rewrite')
    await requireSound(work, year, task)
    await rewriteRows(work, before, task)
    work.record({ subject: ['annualTask', annualTaskId], detail: { before: before.title, after: task.title } })
    return { version: version + 1 }
  },
})

export const removeAnnualTask = command({
  name: 'plan.annualTask.remove',
  input: RemoveAnnualTask,
  output: null,
  async run(work, { annualTaskId, version }) {
    const { year, task } = await lockTask(work, annualTaskId, version, 'plan.annualTask.remove')
    await removeRows(work, task)
    await bumpYearPlan(work, year)
    work.record({ subject: ['annualTask', annualTaskId], detail: { title: task.title } })
  },
})
