import type { YearRefusal } from '@kepu/contract/plan-year'
import type { AnnualTask, YearPlan } from '../types.ts'

/** A year's plan is written as long as it's a draft. */
export function whyNotWrite({ status }: YearPlan): YearRefusal | null {
  return status === 'draft' ? null : { code: 'plan.year.state', yearStatus: status }
}

export function whyNotIssue(year: YearPlan, tasks: readonly AnnualTask[]): YearRefusal | null {
  return whyNotWrite(year) ?? (tasks.length === 0 ? { code: 'plan.year.empty' } : null)
}

/** The days of a task lie in its year. */
export function whyNotInYear(
  year: number,
  task: { title: string; startsOn: string; dueOn: string },
): YearRefusal | null {
  const { title, startsOn, dueOn } = task
  const inside = startsOn >= `${year}-01-01` && dueOn <= `${year}-12-31`
  return inside ? null : { code: 'plan.annualTask.outsideYear', year, startsOn, dueOn, task: title }
}

/** Every body with a duty gets the plan, once. */
export function bodiesOf(tasks: readonly AnnualTask[]): string[] {
  return [...new Set(tasks.flatMap((task) => task.duties.map(({ unitId }) => unitId)))]
}
