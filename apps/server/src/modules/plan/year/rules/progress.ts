import type { AnnualProgress, NodeStateView, ProgressRule } from '@kepu/contract/plan-year'
import type { WorkRow } from '../../../ledger/index.ts'
import type { AnnualNode, AnnualTask, NodeCompletion } from '../types.ts'

/** Unit → the unit itself and all above it: work of a village is also its township's. */
export type Ancestors = ReadonlyMap<string, readonly string[]>

/** How much a delivery adds to a quantity; 0 when the rule doesn't count it. */
function amountOf({ counts, audiences }: ProgressRule, row: WorkRow): number {
  const reach = audiences.length === 0 ? row.reach : row.reach.filter(({ audience }) => audiences.includes(audience))
  if (counts === 'deliveries') return audiences.length === 0 || reach.length > 0 ? row.sign : 0
  return reach.reduce((sum, one) => sum + (counts === 'personTimes' ? one.personTimes : (one.persons ?? 0)), 0)
}

function isFor({ rule, task }: { rule: ProgressRule; task: AnnualTask }, row: WorkRow): boolean {
  if (row.occurredOn < task.startsOn || row.occurredOn > task.dueOn) return false
  if (rule.kinds.length > 0 && !rule.kinds.includes(row.kind)) return false
  if (rule.purpose === 'any') return true
  if (rule.purpose === 'measure' && task.measureId !== null) return row.measureId === task.measureId
  return row.taskId === task.taskId
}

/** The bodies of the task that a delivery is work of. */
export function doersOf(task: AnnualTask, row: WorkRow, ancestors: Ancestors): string[] {
  const above = ancestors.get(row.unitId) ?? [row.unitId]
  return task.duties.flatMap(({ unitId }) => (above.includes(unitId) ? [unitId] : []))
}

/** One delivery that counts toward a task of the year: how much, and for whom. */
export interface Counted {
  readonly deliveryId: string
  readonly occurredOn: string
  readonly amount: number
  readonly doers: readonly string[]
}

/** What of the ledger counts toward the task, oldest first. Late work doesn't: the task's days are its days. */
export function countedWork(task: AnnualTask, work: readonly WorkRow[], ancestors: Ancestors): Counted[] {
  const { target } = task
  if (target === null) return []
  const found: Counted[] = []
  for (const row of work) {
    if (!isFor({ rule: target.rule, task }, row)) continue
    const amount = amountOf(target.rule, row)
    if (amount === 0) continue
    const doers = doersOf(task, row, ancestors)
    if (doers.length === 0 && (target.rule.doers === 'duty' || target.scope === 'each')) continue
    found.push({ deliveryId: row.id, occurredOn: row.occurredOn, amount, doers })
  }
  return found
}

/** Sum up to a day, and the first day from which the sum has stayed at the quantity: a reversed delivery takes back what it had reached. */
function reach(counted: readonly Counted[], quantity: number) {
  let achieved = 0
  let reachedOn: string | null = null
  for (const { occurredOn, amount } of counted) {
    achieved += amount
    if (achieved < quantity) reachedOn = null
    else reachedOn ??= occurredOn
  }
  return { achieved, reachedOn }
}

/** Whose work is looked at: null is all bodies together. «Each» is every supporting body, or every lead when nobody supports. */
function lookedAt({ target, duties }: AnnualTask): (string | null)[] {
  if (target?.scope !== 'each') return [null]
  const supports = duties.filter(({ role }) => role === 'support')
  return (supports.length > 0 ? supports : duties).map(({ unitId }) => unitId)
}

function workOf(counted: readonly Counted[], unitId: string | null): readonly Counted[] {
  return unitId === null ? counted : counted.filter(({ doers }) => doers.includes(unitId))
}

/** How far everybody is who has to reach the quantity. Empty without a quantity. */
export function progressOf(task: AnnualTask, counted: readonly Counted[]): AnnualProgress[] {
  const { target } = task
  if (target === null) return []
  return lookedAt(task).map((unitId) => ({ unitId, ...reach(workOf(counted, unitId), target.quantity) }))
}

/** Who owes a node: each body that has its own quantity to reach, else the leads together (null). */
export function nodeOwners(task: AnnualTask): (string | null)[] {
  return lookedAt(task)
}

/** Is it for this body to say that a node is done? */
export function mayConfirm(task: AnnualTask, unitId: string): boolean {
  const owners = nodeOwners(task)
  if (!owners.includes(null)) return owners.includes(unitId)
  return task.duties.some((duty) => duty.unitId === unitId && duty.role === 'lead')
}

/** Each node with each of its owners: reached by the ledger, or confirmed by a lead. */
export function nodeStates(
  task: AnnualTask,
  counted: readonly Counted[],
  completions: readonly NodeCompletion[],
): NodeStateView[] {
  return task.nodes.flatMap((node) => nodeOwners(task).map((unitId) => stateOf(node, unitId, counted, completions)))
}

function stateOf(
  node: AnnualNode,
  unitId: string | null,
  counted: readonly Counted[],
  completions: readonly NodeCompletion[],
): NodeStateView {
  const { id: nodeId, dueOn, quantity } = node
  if (quantity !== null) {
    const { achieved, reachedOn } = reach(workOf(counted, unitId), quantity)
    return { nodeId, unitId, dueOn, quantity, achieved, doneOn: reachedOn }
  }
  const done = completions.filter((one) => one.nodeId === nodeId && (unitId === null || one.unitId === unitId))
  return { nodeId, unitId, dueOn, quantity, achieved: null, doneOn: done.map((one) => one.doneOn).sort()[0] ?? null }
}
