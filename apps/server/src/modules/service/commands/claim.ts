import {
  AcceptOrder,
  ClaimOrder,
  DeclineOrder,
  OfferOrder,
  OpenOrder,
  RecallOrder,
  TakeOrder,
} from '@kepu/contract/service-route'
import { sql } from 'kysely'
import { command, type Work } from '../../../platform/command.ts'
import { refuse } from '../../../platform/problem.ts'
import { findTeam, type Team, teamForActor } from '../../people/index.ts'
import { dueOn } from '../clock.ts'
import { move, tellNext, writeEvent } from '../move.ts'
import { MovedOrder, moved } from '../moved.ts'
import { findOrder, lockOrder, orderOf, stop } from '../order-rows.ts'
import type { Order } from '../types.ts'

/** 领单: the department says that the order is its own. */
export const claimOrder = command({
  name: 'service.order.claim',
  input: ClaimOrder,
  output: MovedOrder,
  async run(work, seen) {
    const order = await lockOrder(work, seen, 'service.order.claim')
    return moved(await move(work, order, 'claim'))
  },
})

/** 派队: the department asks one team, which may decline. */
export const offerOrder = command({
  name: 'service.order.offer',
  input: OfferOrder,
  output: MovedOrder,
  async run(work, { teamId, ...seen }) {
    const order = await lockOrder(work, seen, 'service.order.offer')
    const team = await findTeam(work.tx, work.county, teamId)
    if (!team?.active) stop({ code: 'service.order.team', teamId })
    const change = { team_id: team.id, team_name: team.name, holder_unit_id: team.unitId }
    return moved(await move(work, order, 'offer', { change, facts: { team: team.name } }))
  },
})

/** 放开抢单: any team of the county may take it. */
export const openOrder = command({
  name: 'service.order.open',
  input: OpenOrder,
  output: MovedOrder,
  async run(work, seen) {
    const order = await lockOrder(work, seen, 'service.order.open')
    return moved(await move(work, order, 'open'))
  },
})

const backToDepartment = (order: Order) => ({
  team_id: null,
  team_name: null,
  holder_unit_id: order.departmentId ?? order.holderUnitId,
})

/** 收回: the department takes back what it offered or opened. */
export const recallOrder = command({
  name: 'service.order.recall',
  input: RecallOrder,
  output: MovedOrder,
  async run(work, { reason, ...seen }) {
    const order = await lockOrder(work, seen, 'service.order.recall', 'department')
    return moved(await move(work, order, 'recall', { change: backToDepartment(order), reason }))
  },
})

/** 接单: the team that was asked says yes. */
export const acceptOrder = command({
  name: 'service.order.accept',
  input: AcceptOrder,
  output: MovedOrder,
  async run(work, seen) {
    const order = await lockOrder(work, seen, 'service.order.accept')
    return moved(await move(work, order, 'accept', { facts: { team: order.teamName } }))
  },
})

export const declineOrder = command({
  name: 'service.order.decline',
  input: DeclineOrder,
  output: MovedOrder,
  async run(work, { reason, ...seen }) {
    const order = await lockOrder(work, seen, 'service.order.decline')
    const facts = { team: order.teamName }
    return moved(await move(work, order, 'decline', { change: backToDepartment(order), reason, facts }))
  },
})

/**
 * 抢单: whichever team comes first has it; the others are told who was. One statement claims the row, so of any number at once
 * exactly one finds it open.
 */
export const takeOrder = command({
  name: 'service.order.take',
  input: TakeOrder,
  output: MovedOrder,
  async run(work, { orderId, teamId }) {
    const team = await teamForActor(work, teamId, 'service.order.take')
    if (!team.active) stop({ code: 'service.order.team', teamId })
    const seen =
      (await findOrder(work.tx, work.county, orderId)) ?? refuse({ code: 'platform.notFound', kind: 'order' })
    const taken = seen.status === 'open' && seen.question === null ? await claimRow(work, seen, team) : null
    if (taken === null) return tellWhyNot(work, orderId)
    await writeEvent(work, taken, { action: 'take', from: 'open', facts: { team: team.name } })
    await tellNext(work, taken)
    work.record({ subject: ['order', orderId], detail: { action: 'take', teamId } })
    await work.emit('service.order.moved', { orderId, action: 'take', from: 'open', to: 'accepted' })
    return moved(taken)
  },
})

async function claimRow(work: Work, seen: Order, team: Team): Promise<Order | null> {
  const due = await dueOn(work, { id: seen.id, status: 'accepted', stepFrom: work.today, visitOn: null })
  const row = await work.tx
    .updateTable('service.order')
    .set((order) => ({
      status: 'accepted',
      team_id: team.id,
      team_name: team.name,
      holder_unit_id: team.unitId,
      seen_by: sql<string[]>`array(select distinct unnest(seen_by || ${sql.val([...team.ancestors])}::uuid[]))`,
      step_from: work.today,
      due_on: due,
      escalated_to: null,
      version: order('version', '+', 1),
    }))
    .where('county_code', '=', work.county)
    .where('id', '=', seen.id)
    .where('status', '=', 'open')
    .where('question', 'is', null)
    .returningAll()
    .executeTakeFirst()
  return row ? orderOf(row) : null
}

async function tellWhyNot(work: Work, orderId: string): Promise<never> {
  const order = (await findOrder(work.tx, work.county, orderId)) ?? refuse({ code: 'platform.notFound', kind: 'order' })
  if (order.teamName !== null) stop({ code: 'service.order.taken', teamName: order.teamName })
  stop({ code: 'service.order.state', orderStatus: order.status, action: 'take' })
}
