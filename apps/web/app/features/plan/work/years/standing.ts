import type { AnnualTaskView, NodeStateView } from '@kepu/contract/plan-year'

export const taskStates = ['overdue', 'soon', 'running', 'done', 'withdrawn'] as const
export type TaskState = (typeof taskStates)[number]

/** A node within so many days is near. */
const SOON_DAYS = 14
const DAY_MS = 86_400_000

/** How a task stands on a day, by its nodes. */
export function stateOf({ status, nodeStates }: AnnualTaskView, today: string): TaskState {
  if (status === 'withdrawn') return 'withdrawn'
  const open = nodeStates.filter(({ doneOn }) => doneOn === null)
  if (nodeStates.length > 0 && open.length === 0) return 'done'
  if (open.some(({ dueOn }) => dueOn < today)) return 'overdue'
  const near = new Date(Date.parse(today) + SOON_DAYS * DAY_MS).toISOString().slice(0, 10)
  return open.some(({ dueOn }) => dueOn <= near) ? 'soon' : 'running'
}

/** The first node that is still open. */
export function nextNode(task: AnnualTaskView): { title: string; dueOn: string } | null {
  const [first] = task.nodeStates.filter(({ doneOn }) => doneOn === null).sort((a, b) => a.dueOn.localeCompare(b.dueOn))
  if (!first) return null
  return { title: task.nodes.find(({ id }) => id === first.nodeId)?.title ?? '', dueOn: first.dueOn }
}

/** How far in hundredths: of the quantity, of the bodies that have to reach it, or of the nodes. */
export function percentOf({ target, progress, nodeStates }: AnnualTaskView): number {
  if (target === null) return share(nodeStates.filter(({ doneOn }) => doneOn !== null).length, nodeStates.length)
  if (target.scope === 'each') return share(progress.filter(({ reachedOn }) => reachedOn).length, progress.length)
  return share(progress[0]?.achieved ?? 0, target.quantity)
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(100, Math.floor((100 * part) / whole))
}

/** A node of a task as a whole: done when all its owners are. */
export interface NodeMark {
  readonly id: string
  readonly title: string
  readonly dueOn: string
  readonly quantity: number | null
  readonly state: 'done' | 'late' | 'open'
}

export function nodeMarks(task: AnnualTaskView, today: string): NodeMark[] {
  const byNode = Map.groupBy(task.nodeStates, ({ nodeId }) => nodeId)
  return task.nodes.map(({ id, title, dueOn, quantity }) => ({
    id,
    title,
    dueOn,
    quantity,
    state: markOf(byNode.get(id) ?? [], dueOn, today),
  }))
}

function markOf(states: readonly NodeStateView[], dueOn: string, today: string): NodeMark['state'] {
  if (states.length > 0 && states.every(({ doneOn }) => doneOn !== null)) return 'done'
  return dueOn < today ? 'late' : 'open'
}

/** Tasks in which one of these units has a duty come first; otherwise the plan's order. */
export function ownFirst(tasks: readonly AnnualTaskView[], units: ReadonlySet<string>): AnnualTaskView[] {
  return tasks.toSorted((a, b) => Number(isOf(b, units)) - Number(isOf(a, units)))
}

export function isOf({ duties }: Pick<AnnualTaskView, 'duties'>, units: ReadonlySet<string>): boolean {
  return duties.some(({ unitId }) => units.has(unitId))
}

export interface TaskFilter {
  readonly text: string | null
  readonly unitId: string | null
  readonly taskId: string | null
  readonly state: string | null
}

export function matching(tasks: readonly AnnualTaskView[], filter: TaskFilter, today: string): AnnualTaskView[] {
  const { text, unitId, taskId, state } = filter
  return tasks.filter(
    (task) =>
      (text === null || `${task.title}${task.measureTitle ?? ''}${task.taskTitle}`.includes(text)) &&
      (unitId === null || task.duties.some((duty) => duty.unitId === unitId)) &&
      (taskId === null || task.taskId === taskId) &&
      (state === null || stateOf(task, today) === state),
  )
}
