import type { OrderAction } from '@kepu/contract/service'
import type { Updateable } from 'kysely'
import type { Work } from '../../platform/command.ts'
import { Refused } from '../../platform/problem.ts'
import type { ServiceOrder } from '../../schema.gen.ts'
import { closeTodos, openTodos } from '../notification/index.ts'
import { findUnit } from '../organization/index.ts'
import { dueOn, endPause } from './clock.ts'
import { updateOrder } from './order-rows.ts'
import { nextActor, statusAfter, whyNotAct } from './rules/states.ts'
import type { Order } from './types.ts'

/** The to-do of whoever has an order, and of the unit above when its step is overdue. */
export const NEXT_TODO = 'service.order.next'
export const OVERDUE_TODO = 'service.order.overdue'

/** What a step says besides its action. */
export interface Step {
  readonly change?: Updateable<ServiceOrder>
  readonly reason?: string
  readonly facts?: Readonly<Record<string, string | number | null>>
}

/**
 * Moves a locked order on: asks the table of states, starts the next step's clock, writes the history, tells who acts next.
 * @throws Refused when the table doesn't know the way
 */
export async function move(work: Work, order: Order, action: OrderAction, step: Step = {}): Promise<Order> {
  const refusal = whyNotAct(order, action)
  const status = statusAfter(order.status, action)
  if (refusal || status === null) throw new Refused(refusal ?? { code: 'service.order.state' })
  if (order.question !== null) await endPause(work, order.id)
  const change = { ...step.change, status }
  const stepFrom = work.today
  const visitOn = change.visit_on === undefined ? order.visitOn : change.visit_on
  const due = await dueOn(work, { id: order.id, status, stepFrom, visitOn })
  const seen = await withAncestors(work, order.seenBy, change.holder_unit_id)
  const moved = await updateOrder(work, order, {
    ...change,
    seen_by: seen,
    step_from: stepFrom,
    due_on: due,
    question: null,
    escalated_to: null,
    ...(nextActor({ status, question: null }) === 'nobody' ? { closed_at: work.now } : { closed_at: null }),
  })
  await writeEvent(work, moved, { action, from: order.status, ...step })
  await tellNext(work, moved)
  work.record({ subject: ['order', order.id], detail: { action, from: order.status, to: status, ...step.facts } })
  await work.emit('service.order.moved', { orderId: order.id, action, from: order.status, to: status })
  return moved
}

/** The units that see an order grow: whoever had it once may look what became of it. */
export async function withAncestors(
  work: Work,
  seenBy: readonly string[],
  unitId: string | undefined,
): Promise<string[]> {
  if (unitId === undefined || seenBy.includes(unitId)) return [...seenBy]
  const unit = await findUnit(work.tx, work.county, unitId)
  return [...new Set([...seenBy, ...(unit?.ancestors ?? [unitId])])]
}

export interface Happening extends Step {
  readonly action: string
  readonly from: Order['status'] | null
}

export async function writeEvent(work: Work, order: Order, { action, from, reason, facts }: Happening): Promise<void> {
  await work.tx
    .insertInto('service.order_event')
    .values({
      county_code: work.county,
      id: work.newId(),
      order_id: order.id,
      at: work.now,
      action,
      from_status: from,
      to_status: order.status,
      by_name: work.actor.name,
      unit_id: work.actor.unitId,
      reason: reason ?? null,
      facts: JSON.stringify(facts ?? {}),
    })
    .execute()
}

/** Closes what was to do and opens it for whoever acts next. An asker has no inbox: their village hears when they don't answer. */
export async function tellNext(work: Work, order: Order): Promise<void> {
  await closeTodos(work, NEXT_TODO, order.id)
  await closeTodos(work, OVERDUE_TODO, order.id)
  const actor = nextActor(order)
  if (actor !== 'unit' && actor !== 'team') return
  await openTodos(work, [
    {
      unitId: order.holderUnitId,
      kind: NEXT_TODO,
      subject: ['order', order.id],
      facts: { title: order.title, number: order.number, step: order.status, team: order.teamName ?? '' },
      dueOn: order.dueOn,
    },
  ])
}
