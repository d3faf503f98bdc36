import type { SupervisionAction, SupervisionOrderMoved } from '@kepu/contract/plan-supervision-order'
import type { z } from 'zod'
import type { Work } from '../../../../platform/command.ts'
import { Refused, refuse } from '../../../../platform/problem.ts'
import { rootUnit } from '../../../organization/index.ts'
import { readAncestors } from '../../year/store.ts'
import { workingDaysOf } from '../lights.ts'
import { levelAbove, stepAfter, whyNotAct, whyNotWords } from '../rules/order.ts'
import { mayAct } from './access.ts'
import { endOfOrderTerm, orderClock, waitsOfNodes } from './clock.ts'
import { findLight } from './light.ts'
import { insertEvent, lockOrder, stop } from './store.ts'
import { closeStepTodos, openStepTodo } from './todos.ts'
import type { SupervisionOrder } from './types.ts'

export interface Act {
  readonly orderId: string
  readonly version: number
  readonly action: SupervisionAction
  readonly note: string | null
  /** A new term in working days; null: none is set, or the order's own. */
  readonly termDays: number | null
}

/** One step of an order: lock, ask the state table, write, tell whose turn it is. */
export async function act(
  work: Work,
  { orderId, version, action, note, termDays }: Act,
): Promise<z.infer<typeof SupervisionOrderMoved>> {
  const order = await lockOrder(work, orderId, version)
  await requireSide(work, order, action)
  const facts = await factsOf(work, order, action)
  const reason = whyNotAct(facts, action) ?? whyNotWords(order.kind, note !== null && isIssuers(action) ? [note] : [])
  if (reason) throw new Refused(reason)
  const step = stepAfter(order.step, action) ?? stop({ code: 'plan.order.step', orderStep: order.step, action })

  const level = action === 'raise' ? (levelAbove(order.level) ?? order.level) : order.level
  const term = action === 'issue' ? order.termDays : termDays
  const deadline = term === null ? order.deadline : await endOfOrderTerm(work.tx, work.today, term)
  await work.tx
    .updateTable('plan.supervision_order')
    .set({
      step,
      level,
      deadline,
      version: version + 1,
      ...(action === 'submit' ? { submitted_by_id: work.actor.id } : {}),
      // A new term begins today: waiting before it is in it already.
      ...(term === null ? {} : { term_from: work.today }),
    })
    .where('county_code', '=', work.county)
    .where('id', '=', orderId)
    .execute()
  await insertEvent(work, orderId, version + 1, { action, step, level, note, deadline })
  await closeStepTodos(work, orderId)
  await openStepTodo(work, orderId)
  work.record({ subject: ['supervisionOrder', orderId], detail: { from: order.step, to: step, level, note, deadline } })
  return { step, version: version + 1 }
}

const ISSUERS: readonly SupervisionAction[] = ['sendBack', 'return', 'accept', 'raise', 'excuse', 'withdraw']
const isIssuers = (action: SupervisionAction) => ISSUERS.includes(action)

async function requireSide(work: Work, order: SupervisionOrder, action: SupervisionAction): Promise<void> {
  const ancestors = await readAncestors(work.tx, work.county)
  const root = (await rootUnit(work.tx, work.county)).ancestors
  if (mayAct(work.actor, order, action, { ancestors, root })) return
  if (order.kind === 'supervision') stop({ code: 'plan.order.notAuthorised' })
  refuse({ code: 'platform.notAllowed', permission: `plan.order.${action}` })
}

async function factsOf(work: Work, order: SupervisionOrder, action: SupervisionAction) {
  const { tx, county, today } = work
  const waits = await waitsOfNodes(tx, county, [order.nodeId])
  const days = await workingDaysOf(tx, order.year)
  const { deadline } = orderClock(days, order, waits.get(order.nodeId) ?? [], today)
  return {
    step: order.step,
    level: order.level,
    deadline,
    today,
    nodeDone: action !== 'accept' || (await isNodeDone(work, order)),
    ownOrder: order.submittedById === work.actor.id,
  }
}

async function isNodeDone(work: Work, order: SupervisionOrder): Promise<boolean> {
  const light = await findLight(work, order)
  // Taken out of the plan meanwhile: nobody owes it any more.
  return light === null || light.doneOn !== null
}
