import {
  AddAnnualTask,
  AddAnnualTasks,
  type AnnualTaskInput,
  OpenYearPlan,
  RemoveAnnualTask,
  RewriteAnnualTask,
  YearPlanHeader,
} from '@kepu/contract/plan-year'
import { z } from 'zod'
import { command, type Work } from '../../../../platform/command.ts'
import { currentPlanId } from '../../document/read-plan.ts'
import { requirePlanRight } from '../../document/store.ts'
import { requireKnown, requireOrigins } from '../known.ts'
import { type LockedTask, lockTask, lockYear } from '../lock.ts'
import { whyNotInYear, whyNotWrite } from '../rules/issue.ts'
import { bumpYearPlan, findYearPlan, listYearPlans, stop } from '../store.ts'
import {
  insertAnnualTasks,
  type NewAnnualTask,
  readAnnualTasks,
  removeAnnualTask as removeRows,
  rewriteAnnualTask as rewriteRows,
} from '../task-rows.ts'
import type { YearPlan } from '../types.ts'
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

function requireInYear(year: YearPlan, task: AnnualTaskInput): void {
  const reason = whyNotInYear(year.year, task)
  if (reason) stop(reason)
}

/** Puts tasks behind those that the year has. */
async function append(
  work: Work,
  year: YearPlan,
  tasks: readonly Pick<NewAnnualTask, 'copiedFrom' | 'task'>[],
): Promise<string[]> {
  for (const { task } of tasks) requireInYear(year, task)
  await requireKnown(
    work,
    tasks.map(({ task }) => task),
  )
  await requireOrigins(work, tasks)
  const present = await readAnnualTasks(work.tx, work.county, year.id)
  const last = Math.max(0, ...present.map(({ ordinal }) => ordinal))
  const ids = await insertAnnualTasks(
    work,
    year.id,
    tasks.map((task, i) => ({ ...task, ordinal: last + i + 1 })),
  )
  await bumpYearPlan(work, year)
  return ids
}

export const addAnnualTask = command({
  name: 'plan.annualTask.add',
  input: AddAnnualTask,
  output: z.object({ annualTaskId: z.uuid() }),
  async run(work, { task, ...asked }) {
    const year = await lockYear(work, asked, 'plan.annualTask.add', whyNotWrite)
    const [annualTaskId = ''] = await append(work, year, [{ copiedFrom: null, task }])
    work.record({ subject: ['annualTask', annualTaskId], detail: { year: year.year, title: task.title } })
    return { annualTaskId }
  },
})

/** Tasks that were drafted from the plan, copied from another year, or read from a workbook: all of them, or none. */
export const addAnnualTasks = command({
  name: 'plan.annualTask.addMany',
  input: AddAnnualTasks,
  output: z.object({ annualTaskIds: z.array(z.uuid()) }),
  async run(work, { tasks, ...asked }) {
    const year = await lockYear(work, asked, 'plan.annualTask.addMany', whyNotWrite)
    const annualTaskIds = await append(work, year, tasks)
    work.record({ subject: ['yearPlan', year.id], detail: { year: year.year, tasks: tasks.length } })
    return { annualTaskIds }
  },
})

const whyNotWriteTask = ({ year }: LockedTask) => whyNotWrite(year)

export const rewriteAnnualTask = command({
  name: 'plan.annualTask.rewrite',
  input: RewriteAnnualTask,
  output: z.object({ version: z.number() }),
  async run(work, { task, ...asked }) {
    const { year, task: before } = await lockTask(work, asked, 'plan.annualTask.rewrite', whyNotWriteTask)
    requireInYear(year, task)
    await requireKnown(work, [task], before)
    await rewriteRows(work, before, task, 'deleted')
    work.record({ subject: ['annualTask', before.id], detail: { before: before.title, after: task.title } })
    return { version: asked.version + 1 }
  },
})

export const removeAnnualTask = command({
  name: 'plan.annualTask.remove',
  input: RemoveAnnualTask,
  output: null,
  async run(work, asked) {
    const { year, task } = await lockTask(work, asked, 'plan.annualTask.remove', whyNotWriteTask)
    await removeRows(work, task)
    await bumpYearPlan(work, year)
    work.record({ subject: ['annualTask', task.id], detail: { title: task.title } })
  },
})
