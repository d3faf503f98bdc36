import type { AnnualTaskInput } from '@kepu/contract/plan-year'
import type { Work } from '../../../platform/command.ts'
import { openTodos } from '../../notification/index.ts'
import { insertChange } from './change-rows.ts'
import { issueTo } from './issuing.ts'
import { requireKnown } from './known.ts'
import { concernedBy, differencesOf, type TaskWords } from './rules/change.ts'
import { whyNotInYear } from './rules/issue.ts'
import { stop } from './store.ts'
import { readAnnualTasks, rewriteAnnualTask, withdrawAnnualTask } from './task-rows.ts'
import type { AnnualTask, YearPlan } from './types.ts'

export const CHANGE_TODO = 'plan.annualTask.changed'

/** What a task of the year says, in the shape in which it's written: for whoever changes a part of it. */
export function inputOf(task: TaskWords): AnnualTaskInput {
  const { taskId, measureId, title, deliverable, target, startsOn, dueOn } = task
  return {
    taskId,
    measureId,
    title,
    deliverable,
    target: target && { ...target, rule: { ...target.rule } },
    startsOn,
    dueOn,
    duties: task.duties.map(({ unitId, role }) => ({ unitId, role })),
    nodes: task.nodes.map(({ id, title, dueOn, quantity }) => ({ id, title, dueOn, quantity })),
  }
}

/**
 * 任务调整: an issued task says something else from now on, with the reason. What it said stays on record, the bodies that it
 * concerned or concerns are told, a new body gets the year's plan. A node that is named keeps its id. To be called under the
 * lock of the year (`lockTask`), for a task and year that `whyNotChange` has nothing against.
 *
 * @throws Refused when nothing differs, or a day, body or measure isn't sound
 */
export async function changeIssuedTask(
  work: Work,
  { year, task: before }: { readonly year: YearPlan; readonly task: AnnualTask },
  task: AnnualTaskInput,
  reason: string,
): Promise<AnnualTask> {
  const outside = whyNotInYear(year.year, task)
  if (outside) stop(outside)
  await requireKnown(work, [task], before)
  await rewriteAnnualTask(work, before, task, 'withdrawn')
  return await keepChange(work, year, before, reason)
}

/** 撤销: an issued task is owed no more, with the reason. */
export async function withdrawIssuedTask(
  work: Work,
  { year, task: before }: { readonly year: YearPlan; readonly task: AnnualTask },
  reason: string,
): Promise<AnnualTask> {
  await withdrawAnnualTask(work, before)
  return await keepChange(work, year, before, reason)
}

async function keepChange(work: Work, year: YearPlan, before: AnnualTask, reason: string): Promise<AnnualTask> {
  const tasks = await readAnnualTasks(work.tx, work.county, year.id)
  const after = tasks.find(({ id }) => id === before.id) ?? before
  const differences = differencesOf(before, after)
  if (differences.length === 0) stop({ code: 'plan.annualTask.same' })
  const unitIds = concernedBy(before, after)
  const changeId = await insertChange(work, { annualTaskId: before.id, reason, before, after, unitIds })
  const { year: number, title } = year
  await openTodos(
    work,
    unitIds.map((unitId) => ({
      unitId,
      kind: CHANGE_TODO,
      subject: ['yearPlan', year.id] as const,
      facts: { year: number, title, task: after.title },
      dueOn: null,
    })),
  )
  await issueTo(work, year, tasks, unitIds)
  work.record({
    subject: ['annualTask', before.id],
    detail: { changeId, reason, fields: [...new Set(differences.map(({ field }) => field))].join('、') },
  })
  await work.emit('plan.annualTask.changed', { annualTaskId: before.id, changeId })
  return after
}
