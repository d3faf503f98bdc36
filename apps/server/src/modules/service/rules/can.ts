import type { OrderAction } from '@kepu/contract/service'
import type { Order } from '../types.ts'
import { isJoinable, statusAfter, whyNotAct } from './states.ts'

/** Over whose unit an action needs its permission. */
export type Over = 'holder' | 'dispatcher' | 'department' | 'region'

interface Doing {
  readonly permission: string
  readonly over: Over
  readonly isPossible: (order: Order) => boolean
}

const acting = (action: OrderAction, over: Over = 'holder'): Doing => ({
  permission: `service.order.${action}`,
  over,
  isPossible: (order) => whyNotAct(order, action) === null,
})

const waiting = ({ status }: Order) => isJoinable(status) && status !== 'open'

/** Every permission over an order, and in which state it has an object. Teams take an open one for themselves: see `takeOrder`. */
export const doings: readonly Doing[] = [
  acting('forward'),
  acting('dispatch'),
  acting('keep'),
  acting('reject'),
  acting('merge'),
  acting('withdraw', 'region'),
  acting('claim'),
  acting('handBack'),
  acting('reroute', 'dispatcher'),
  acting('offer'),
  acting('open'),
  acting('recall', 'department'),
  acting('accept'),
  acting('decline'),
  acting('dispute', 'region'),
  acting('confirm', 'region'),
  {
    permission: 'service.visit.schedule',
    over: 'holder',
    isPossible: (order) => order.question === null && statusAfter(order.status, 'schedule') !== null,
  },
  { permission: 'service.order.classify', over: 'holder', isPossible: ({ status }) => isJoinable(status) },
  {
    permission: 'service.order.ask',
    over: 'holder',
    isPossible: (order) => waiting(order) && order.question === null,
  },
  { permission: 'service.order.answer', over: 'holder', isPossible: ({ question }) => question !== null },
]

export function unitOver(order: Order, over: Over): string {
  if (over === 'region') return order.regionUnitId
  if (over === 'department') return order.departmentId ?? order.holderUnitId
  if (over === 'dispatcher') return order.dispatcherUnitId ?? order.holderUnitId
  return order.holderUnitId
}
