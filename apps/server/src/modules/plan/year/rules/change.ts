import type { YearRefusal } from '@kepu/contract/plan-year'
import type { AnnualDifference } from '@kepu/contract/plan-year-change'
import type { AnnualTask, YearPlan } from '../types.ts'

/** What a task says, without what computes from it. */
export type TaskWords = Pick<
  AnnualTask,
  'taskId' | 'measureId' | 'title' | 'deliverable' | 'target' | 'startsOn' | 'dueOn' | 'status' | 'nodes'
> & { readonly duties: readonly Pick<AnnualTask['duties'][number], 'unitId' | 'role'>[] }

/** A task is changed with a reason as long as its year runs and it's not withdrawn. */
export function whyNotChange({ year, task }: { year: YearPlan; task: AnnualTask }): YearRefusal | null {
  if (year.status !== 'issued') return { code: 'plan.year.state', yearStatus: year.status }
  return task.status === 'withdrawn' ? { code: 'plan.annualTask.withdrawn' } : null
}

/** What differs between two states of a task, field by field, bodies and nodes one by one. */
export function differencesOf(before: TaskWords, after: TaskWords): AnnualDifference[] {
  const found: AnnualDifference[] = []
  if (before.title !== after.title) found.push({ field: 'title', before: before.title, after: after.title })
  if (before.deliverable !== after.deliverable)
    found.push({ field: 'deliverable', before: before.deliverable, after: after.deliverable })
  if (before.taskId !== after.taskId || before.measureId !== after.measureId)
    found.push({ field: 'purpose', before: purposeOf(before), after: purposeOf(after) })
  if (!same(before.target, after.target)) found.push({ field: 'target', before: before.target, after: after.target })
  if (before.startsOn !== after.startsOn)
    found.push({ field: 'startsOn', before: before.startsOn, after: after.startsOn })
  if (before.dueOn !== after.dueOn) found.push({ field: 'dueOn', before: before.dueOn, after: after.dueOn })
  found.push(...duties(before, after), ...nodes(before, after))
  if (before.status === 'active' && after.status === 'withdrawn') found.push({ field: 'withdrawn' })
  return found
}

function duties(before: TaskWords, after: TaskWords): AnnualDifference[] {
  const roleIn = ({ duties }: TaskWords, unitId: string) => duties.find((duty) => duty.unitId === unitId)?.role ?? null
  const units = new Set([...before.duties, ...after.duties].map(({ unitId }) => unitId))
  return [...units].flatMap((unitId): AnnualDifference[] => {
    const [was, is] = [roleIn(before, unitId), roleIn(after, unitId)]
    return was === is ? [] : [{ field: 'duty', unitId, before: was, after: is }]
  })
}

function nodes(before: TaskWords, after: TaskWords): AnnualDifference[] {
  const nodeIn = ({ nodes }: TaskWords, nodeId: string) => {
    const node = nodes.find(({ id }) => id === nodeId)
    return node ? { title: node.title, dueOn: node.dueOn, quantity: node.quantity } : null
  }
  const ids = new Set([...before.nodes, ...after.nodes].map(({ id }) => id))
  return [...ids].flatMap((nodeId): AnnualDifference[] => {
    const [was, is] = [nodeIn(before, nodeId), nodeIn(after, nodeId)]
    return same(was, is) ? [] : [{ field: 'node', nodeId, before: was, after: is }]
  })
}

function purposeOf({ taskId, measureId }: TaskWords) {
  return { taskId, measureId }
}

/** Whom a change concerns: all that had or have a duty. */
export function concernedBy(before: TaskWords, after: TaskWords): string[] {
  return [...new Set([...before.duties, ...after.duties].map(({ unitId }) => unitId))]
}

/** The same value, whatever the order in which it was written down. */
function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  const mine = new Map(Object.entries(one))
  const theirs = new Map(Object.entries(other))
  return mine.size === theirs.size && [...mine].every(([name, value]) => same(value, theirs.get(name)))
}
