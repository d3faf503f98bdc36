import type { AnnualTaskDraft, AnnualTaskView } from '@kepu/contract/plan-year'

/** What a task says, as it's written: again with its nodes' ids, or anew without them. */
export function writtenOf(task: AnnualTaskView, as: 'again' | 'anew'): AnnualTaskDraft {
  const { taskId, measureId, title, deliverable, target, startsOn, dueOn, duties, nodes } = task
  return {
    taskId,
    measureId,
    title,
    deliverable,
    target,
    startsOn,
    dueOn,
    duties: duties.map(({ unitId, role }) => ({ unitId, role })),
    nodes: nodes.map((node) => ({
      ...(as === 'again' ? { id: node.id } : {}),
      title: node.title,
      dueOn: node.dueOn,
      quantity: node.quantity,
    })),
  }
}
