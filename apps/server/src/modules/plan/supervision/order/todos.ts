import type { SupervisionStep } from '@kepu/contract/plan-supervision-order'
import type { Work } from '../../../../platform/command.ts'
import { closeTodos, openTodos } from '../../../notification/index.ts'
import { rootUnit } from '../../../organization/index.ts'
import { numberOf } from '../rules/order.ts'
import { findOrder } from './store.ts'
import type { SupervisionOrder } from './types.ts'

export const ORDER_TODO = 'plan.order.step'

const OF_THE_BODY: readonly SupervisionStep[] = ['receipt', 'handling', 'feedback']

/** Whose turn it is: the body's, or the issuer's; null when nothing is left to do. */
async function turnOf(work: Work, { step, kind, unitId, issuerId }: SupervisionOrder): Promise<string | null> {
  if (step === 'closed' || step === 'withdrawn') return null
  if (OF_THE_BODY.includes(step)) return unitId
  const root = await rootUnit(work.tx, work.county)
  return kind === 'supervision' && step !== 'approval' ? issuerId : root.id
}

/** Whoever's turn it is finds the order in the inbox. */
export async function openStepTodo(work: Work, orderId: string): Promise<void> {
  const order = await findOrder(work.tx, work.county, orderId)
  const unitId = await turnOf(work, order)
  if (unitId === null) return
  await openTodos(work, [
    {
      unitId,
      kind: ORDER_TODO,
      subject: ['supervisionOrder', orderId],
      facts: { number: numberOf(order), title: order.title, step: order.step, kind: order.kind },
      dueOn: OF_THE_BODY.includes(order.step) ? order.deadline : null,
    },
  ])
}

export async function closeStepTodos(work: Work, orderId: string): Promise<void> {
  await closeTodos(work, ORDER_TODO, orderId)
}
