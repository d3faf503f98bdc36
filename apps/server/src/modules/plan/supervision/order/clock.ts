import type { Tx } from '../../../../platform/database.ts'
import { shiftDay, type WorkingDays } from '../../../organization/index.ts'
import { workingDaysOf } from '../lights.ts'
import { clockOn } from '../rules/clock.ts'
import type { Waiting } from '../types.ts'
import type { SupervisionOrder } from './types.ts'

export interface OrderClock {
  /** The last day in time; null before it's issued, and while somebody is awaited. */
  readonly deadline: string | null
  readonly left: number | null
}

const RUNNING = ['receipt', 'handling', 'feedback']

/** The clock of an order on a day: its term, put off by what its node has waited meanwhile. */
export function orderClock(
  days: WorkingDays,
  order: SupervisionOrder,
  waits: readonly Waiting[],
  today: string,
): OrderClock {
  const { deadline, termFrom, step } = order
  if (deadline === null || termFrom === null) return { deadline: null, left: null }
  const facts = { startsOn: shiftDay(termFrom, 1), dueOn: deadline, steps: [], granted: [], waits }
  const clock = clockOn(days, facts, today)
  return { deadline: clock.lastDay, left: RUNNING.includes(step) ? clock.left(today) : null }
}

/** The last day of a term of working days that begins on the day after. */
export async function endOfOrderTerm(tx: Tx, today: string, termDays: number): Promise<string> {
  const days = await workingDaysOf(tx, Number(today.slice(0, 4)))
  return days.nth(days.upTo(today) + termDays)
}

/** Waiting of nodes, by node: a few rows for a few orders. */
export async function waitsOfNodes(
  tx: Tx,
  county: string,
  nodeIds: readonly string[],
): Promise<ReadonlyMap<string, Waiting[]>> {
  if (nodeIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('plan.wait')
    .select(['node_id', 'told_on', 'since', 'ended_on'])
    .where('county_code', '=', county)
    .where('node_id', 'in', nodeIds)
    .execute()
  const waits = rows.map((row) => ({
    nodeId: row.node_id,
    toldOn: row.told_on,
    since: row.since,
    endedOn: row.ended_on,
  }))
  return Map.groupBy(waits, ({ nodeId }) => nodeId)
}
