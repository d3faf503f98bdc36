import type { OrderAction } from '@kepu/contract/service'
import {
  DispatchOrder,
  ForwardOrder,
  HandBackOrder,
  KeepOrder,
  MergeOrder,
  RejectOrder,
  RerouteOrder,
  WithdrawOrder,
} from '@kepu/contract/service-route'
import { command, type Work } from '../../../platform/command.ts'
import { findUnit } from '../../organization/index.ts'
import { move, withAncestors, writeEvent } from '../move.ts'
import { MovedOrder, moved } from '../moved.ts'
import { lockOrder, lockOrderRow, stop, updateOrder } from '../order-rows.ts'
import { isJoinable, whyNotAct } from '../rules/states.ts'
import type { Order } from '../types.ts'
import { dropFromVisit } from '../visit-rows.ts'

/** 上报: the village or township can't place it and hands it to the unit above. */
export const forwardOrder = command({
  name: 'service.order.forward',
  input: ForwardOrder,
  output: MovedOrder,
  async run(work, { reason, ...seen }) {
    const order = await lockOrder(work, seen, 'service.order.forward')
    const holder = await findUnit(work.tx, work.county, order.holderUnitId)
    if (!holder?.parentId) stop({ code: 'service.order.top' })
    return moved(await move(work, order, 'forward', { change: { holder_unit_id: holder.parentId }, reason }))
  },
})

/** A unit that can be given orders: any that works, whose village or county it isn't. */
async function department(work: Work, unitId: string): Promise<string> {
  const unit = await findUnit(work.tx, work.county, unitId)
  if (!unit?.active || unit.kind === 'village') stop({ code: 'service.order.unit', unitId })
  return unit.id
}

/** 派单: to the department whose field it is. */
export const dispatchOrder = command({
  name: 'service.order.dispatch',
  input: DispatchOrder,
  output: MovedOrder,
  async run(work, { unitId, note, ...seen }) {
    const order = await lockOrder(work, seen, 'service.order.dispatch')
    const holder_unit_id = await department(work, unitId)
    const change = { holder_unit_id, department_id: unitId, dispatcher_unit_id: order.holderUnitId }
    return moved(await move(work, order, 'dispatch', { change, ...(note ? { reason: note } : {}) }))
  },
})

/** 自办: the unit that has it sends its own team; it needn't claim what it gave itself. */
export const keepOrder = command({
  name: 'service.order.keep',
  input: KeepOrder,
  output: MovedOrder,
  async run(work, seen) {
    const order = await lockOrder(work, seen, 'service.order.keep')
    const change = { department_id: order.holderUnitId, dispatcher_unit_id: order.holderUnitId }
    return moved(await move(work, order, 'keep', { change }))
  },
})

/** 不予受理: with a reason, which the asker alone sees. */
export const rejectOrder = command({
  name: 'service.order.reject',
  input: RejectOrder,
  output: MovedOrder,
  async run(work, { reason, ...seen }) {
    const order = await lockOrder(work, seen, 'service.order.reject')
    return moved(await move(work, order, 'reject', { reason }))
  },
})

/** 改派: whoever dispatched it gives it to another department, whatever has become of it there. */
export const rerouteOrder = command({
  name: 'service.order.reroute',
  input: RerouteOrder,
  output: MovedOrder,
  async run(work, { unitId, reason, ...seen }) {
    const order = await lockOrder(work, seen, 'service.order.reroute', 'dispatcher')
    const holder_unit_id = await department(work, unitId)
    const change = { holder_unit_id, department_id: unitId, team_id: null, team_name: null }
    return moved(await move(work, order, 'reroute', { change, reason }))
  },
})

/** 退回: a department to who dispatched it, a team to its department. */
export const handBackOrder = command({
  name: 'service.order.handBack',
  input: HandBackOrder,
  output: MovedOrder,
  async run(work, { reason, ...seen }) {
    const order = await lockOrder(work, seen, 'service.order.handBack')
    const refusal = whyNotAct(order, 'handBack')
    if (refusal) stop(refusal)
    const fromTeam = order.teamId !== null
    const holder = (fromTeam ? order.departmentId : order.dispatcherUnitId) ?? order.regionUnitId
    const gone = fromTeam
      ? { team_id: null, team_name: null, visit_id: null, visit_on: null }
      : { department_id: null, dispatcher_unit_id: null }
    await dropFromVisit(work, order)
    return moved(await move(work, order, 'handBack', { change: { holder_unit_id: holder, ...gone }, reason }))
  },
})

/** 撤回, as the village notes it for the asker; the asker does it by their number. */
export const withdrawOrder = command({
  name: 'service.order.withdraw',
  input: WithdrawOrder,
  output: MovedOrder,
  async run(work, { reason, ...seen }) {
    const order = await lockOrder(work, seen, 'service.order.withdraw', 'region')
    return moved(await withdraw(work, order, reason))
  },
})

export async function withdraw(work: Work, order: Order, reason: string): Promise<Order> {
  const action: OrderAction = 'withdraw'
  const refusal = whyNotAct(order, action)
  if (refusal) stop(refusal)
  await dropFromVisit(work, order)
  return move(work, order, action, { change: { visit_id: null, visit_on: null }, reason })
}

/** 合并: two orders become one; who asked for the first stands behind the second from now on. */
export const mergeOrder = command({
  name: 'service.order.merge',
  input: MergeOrder,
  output: MovedOrder,
  async run(work, { orderId, version, intoId, reason }) {
    if (orderId === intoId) stop({ code: 'service.order.mergeItself' })
    // Both rows, the smaller id first: two who merge crosswise don't wait for each other for ever.
    for (const id of [orderId, intoId].sort()) await lockOrderRow(work, id)
    const order = await lockOrder(work, { orderId, version }, 'service.order.merge')
    const into = await lockOrderRow(work, intoId)
    if (!isJoinable(into.status)) stop({ code: 'service.order.state', orderStatus: into.status, action: 'merge' })
    const gone = await move(work, order, 'merge', {
      change: { merged_into: into.id, askers: 0 },
      reason,
      facts: { into: into.number },
    })
    await work.tx
      .updateTable('service.asker')
      .set({ order_id: into.id })
      .where('county_code', '=', work.county)
      .where('order_id', '=', order.id)
      .execute()
    // The askers' own village goes on seeing what they asked for.
    const seen_by = await withAncestors(work, [...new Set([...into.seenBy, ...order.seenBy])], undefined)
    const grown = await updateOrder(work, into, { askers: into.askers + order.askers, seen_by })
    await writeEvent(work, grown, { action: 'absorb', from: into.status, facts: { number: order.number } })
    return moved(gone)
  },
})
