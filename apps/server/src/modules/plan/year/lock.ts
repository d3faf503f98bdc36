import type { YearRefusal } from '@kepu/contract/plan-year'
import type { Work } from '../../../platform/command.ts'
import { Refused, refuse } from '../../../platform/problem.ts'
import { lockYearPlan } from './store.ts'
import { readAnnualTasks, yearPlanOfTask } from './task-rows.ts'
import type { AnnualTask, YearPlan } from './types.ts'

export interface LockedTask {
  readonly year: YearPlan
  readonly task: AnnualTask
}

/** The year's plan, locked for somebody who saw `version`, if the rule has nothing against it. */
export async function lockYear(
  work: Work,
  asked: { readonly yearPlanId: string; readonly version: number },
  permission: string,
  whyNot: (year: YearPlan) => YearRefusal | null,
): Promise<YearPlan> {
  const year = await lockYearPlan(work, asked.yearPlanId, permission)
  const reason = whyNot(year)
  if (reason) throw new Refused(reason)
  if (year.version !== asked.version) refuse({ code: 'platform.stale', version: year.version })
  return year
}

/** A task for somebody who saw `version`, under the lock of its year, if the rule has nothing against it. */
export async function lockTask(
  work: Work,
  asked: { readonly annualTaskId: string; readonly version: number },
  permission: string,
  whyNot: (locked: LockedTask) => YearRefusal | null,
): Promise<LockedTask> {
  const yearPlanId = await yearPlanOfTask(work.tx, work.county, asked.annualTaskId)
  const year = await lockYearPlan(work, yearPlanId, permission)
  const task: AnnualTask =
    (await readAnnualTasks(work.tx, work.county, year.id)).find(({ id }) => id === asked.annualTaskId) ??
    refuse({ code: 'platform.notFound', kind: 'annualTask' })
  const reason = whyNot({ year, task })
  if (reason) throw new Refused(reason)
  if (task.version !== asked.version) refuse({ code: 'platform.stale', version: task.version })
  return { year, task }
}
