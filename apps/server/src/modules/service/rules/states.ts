import type { NextActor, OrderAction, OrderRefusal, OrderStatus } from '@kepu/contract/service'

/** The whole life of an order: what can be done in each state, and where it leads. */
const next = {
  submitted: {
    forward: 'submitted',
    dispatch: 'dispatched',
    keep: 'claimed',
    reject: 'rejected',
    merge: 'merged',
    withdraw: 'withdrawn',
  },
  dispatched: {
    claim: 'claimed',
    handBack: 'submitted',
    reroute: 'dispatched',
    merge: 'merged',
    withdraw: 'withdrawn',
  },
  claimed: {
    offer: 'offered',
    open: 'open',
    handBack: 'submitted',
    reroute: 'dispatched',
    merge: 'merged',
    withdraw: 'withdrawn',
  },
  offered: { accept: 'accepted', decline: 'claimed', recall: 'claimed', reroute: 'dispatched', withdraw: 'withdrawn' },
  open: { take: 'accepted', recall: 'claimed', reroute: 'dispatched', withdraw: 'withdrawn' },
  accepted: { schedule: 'scheduled', handBack: 'claimed', withdraw: 'withdrawn' },
  scheduled: {
    reschedule: 'scheduled',
    arrive: 'serving',
    finish: 'done',
    handBack: 'claimed',
    withdraw: 'withdrawn',
  },
  serving: { finish: 'done' },
  done: { confirm: 'confirmed', dispute: 'claimed' },
  confirmed: { rate: 'closed', reopen: 'claimed', close: 'closed' },
  // A call-back may reach the asker after the order was closed.
  closed: { rate: 'closed', reopen: 'claimed' },
  rejected: {},
  merged: {},
  withdrawn: {},
} as const satisfies Record<OrderStatus, Partial<Record<OrderAction, OrderStatus>>>

const table: Readonly<Record<OrderStatus, Partial<Record<OrderAction, OrderStatus>>>> = next

/** Where the action leads from here; null: it can't be done here. */
export function statusAfter(status: OrderStatus, action: OrderAction): OrderStatus | null {
  return table[status][action] ?? null
}

/** What can be done in a state. */
export function actionsIn(status: OrderStatus): OrderAction[] {
  return orderActionsOf(table[status])
}

function orderActionsOf(row: Partial<Record<OrderAction, OrderStatus>>): OrderAction[] {
  const actions: OrderAction[] = []
  let action: OrderAction
  for (action in row) actions.push(action)
  return actions
}

/** Why this can't be done to the order, or null. */
export function whyNotAct(
  order: { readonly status: OrderStatus; readonly question: string | null },
  action: OrderAction,
): OrderRefusal | null {
  if (statusAfter(order.status, action) === null)
    return { code: 'service.order.state', orderStatus: order.status, action }
  // While the asker is awaited only they, or who gives the order up, may end the step.
  if (order.question !== null && !WHILE_AWAITED.has(action))
    return { code: 'service.order.awaited', question: order.question }
  return null
}

const WHILE_AWAITED: ReadonlySet<OrderAction> = new Set([
  'withdraw',
  'reject',
  'merge',
  'forward',
  'handBack',
  'reroute',
])

const actors: Readonly<Record<OrderStatus, NextActor>> = {
  submitted: 'unit',
  dispatched: 'unit',
  claimed: 'unit',
  open: 'unit',
  offered: 'team',
  accepted: 'team',
  scheduled: 'team',
  serving: 'team',
  done: 'asker',
  confirmed: 'asker',
  closed: 'nobody',
  rejected: 'nobody',
  merged: 'nobody',
  withdrawn: 'nobody',
}

/** Who has to act next. */
export function nextActor(order: { readonly status: OrderStatus; readonly question: string | null }): NextActor {
  return order.question !== null ? 'asker' : actors[order.status]
}

/** Can others still join it, instead of ordering the same again? */
export function isJoinable(status: OrderStatus): boolean {
  return JOINABLE.has(status)
}

export const joinableStatuses = [
  'submitted',
  'dispatched',
  'claimed',
  'offered',
  'open',
  'accepted',
  'scheduled',
] as const
const JOINABLE: ReadonlySet<OrderStatus> = new Set(joinableStatuses)
