import type { AnnualTaskInput } from '@kepu/contract/plan-year'
import type { Work } from '../../../platform/command.ts'
import { stop } from './store.ts'
import type { AnnualTask } from './types.ts'

/**
 * Tasks of the year speak only of tasks and measures of a plan in force, and of units that work. What a task said before
 * it's changed it may go on saying: a later edition of the plan, or a unit that was closed since, holds up no change.
 * Two reads, whatever the number of tasks.
 *
 * @throws Refused for the first task that names something unknown
 */
export async function requireKnown(
  work: Work,
  tasks: readonly AnnualTaskInput[],
  before: AnnualTask | null = null,
): Promise<void> {
  const purposes = await purposesInForce(work)
  const units = await unitsAtWork(work)
  for (const duty of before?.duties ?? []) units.add(duty.unitId)
  if (before) purposes.add(purposeKey(before))
  for (const task of tasks) {
    const { title, taskId, measureId } = task
    if (!purposes.has(purposeKey(task)))
      stop({ code: 'plan.annualTask.purpose', taskId: measureId ?? taskId, task: title })
    const unknown = task.duties.find(({ unitId }) => !units.has(unitId))
    if (unknown) stop({ code: 'plan.annualTask.unit', unitId: unknown.unitId, task: title })
  }
}

function purposeKey({ taskId, measureId }: { taskId: string; measureId: string | null }): string {
  return measureId === null ? taskId : `${taskId}/${measureId}`
}

/** Tasks, and task/measure, of the published plans. */
async function purposesInForce(work: Work): Promise<Set<string>> {
  const rows = await work.tx
    .selectFrom('plan.task as task')
    .innerJoin('plan.plan as plan', (join) =>
      join.onRef('plan.county_code', '=', 'task.county_code').onRef('plan.id', '=', 'task.plan_id'),
    )
    .leftJoin('plan.measure as measure', (join) =>
      join
        .onRef('measure.county_code', '=', 'task.county_code')
        .onRef('measure.plan_id', '=', 'task.plan_id')
        .onRef('measure.task_id', '=', 'task.id'),
    )
    .select(['task.id', 'measure.id as measure_id'])
    .where('task.county_code', '=', work.county)
    .where('plan.status', '=', 'published')
    .execute()
  return new Set(rows.flatMap(({ id, measure_id }) => [id, ...(measure_id === null ? [] : [`${id}/${measure_id}`])]))
}

async function unitsAtWork(work: Work): Promise<Set<string>> {
  const rows = await work.tx
    .selectFrom('organization.unit')
    .select('id')
    .where('county_code', '=', work.county)
    .where('active', '=', true)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** @throws Refused when a task goes on from one that the county doesn't have */
export async function requireOrigins(
  work: Work,
  tasks: readonly { readonly copiedFrom: string | null; readonly task: AnnualTaskInput }[],
): Promise<void> {
  const wanted = tasks.flatMap(({ copiedFrom }) => (copiedFrom === null ? [] : [copiedFrom]))
  if (wanted.length === 0) return
  const rows = await work.tx
    .selectFrom('plan.annual_task')
    .select('id')
    .where('county_code', '=', work.county)
    .where('id', 'in', wanted)
    .execute()
  const known = new Set(rows.map(({ id }) => id))
  for (const { copiedFrom, task } of tasks) {
    if (copiedFrom !== null && !known.has(copiedFrom))
      stop({ code: 'plan.annualTask.origin', copiedFrom, task: task.title })
  }
}
