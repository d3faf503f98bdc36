import type { Audience } from '@kepu/contract'
import type { DayPart, Topic } from '@kepu/contract/people'
import type { OrderChannel, OrderRefusal, OrderStatus } from '@kepu/contract/service'
import type { Selectable, Updateable } from 'kysely'
import { may } from '../../platform/actor.ts'
import type { Work } from '../../platform/command.ts'
import type { Tx } from '../../platform/database.ts'
import { Refused, refuse } from '../../platform/problem.ts'
import type { ServiceOrder } from '../../schema.gen.ts'
import { findUnit } from '../organization/index.ts'
import { type Over, unitOver } from './rules/can.ts'
import type { Order } from './types.ts'

/** The contract and the columns' check constraints let no other words in. */
export function orderOf(row: Selectable<ServiceOrder>): Order {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    wish: row.wish,
    menuItemId: row.menu_item_id,
    topic: row.topic as Topic | null,
    words: row.words,
    audience: row.audience as Audience | null,
    people: row.people,
    regionCode: row.region_code,
    place: row.place,
    wantedFrom: row.wanted_from,
    wantedTo: row.wanted_to,
    dayPart: row.day_part as DayPart | null,
    channel: row.channel as OrderChannel,
    status: row.status as OrderStatus,
    regionUnitId: row.region_unit_id,
    holderUnitId: row.holder_unit_id,
    dispatcherUnitId: row.dispatcher_unit_id,
    departmentId: row.department_id,
    teamId: row.team_id,
    teamName: row.team_name,
    seenBy: row.seen_by,
    stepFrom: row.step_from,
    dueOn: row.due_on,
    question: row.question,
    escalatedTo: row.escalated_to,
    visitId: row.visit_id,
    visitOn: row.visit_on,
    round: row.round,
    mergedInto: row.merged_into,
    askers: row.askers,
    version: row.version,
  }
}

export async function findOrder(tx: Tx, county: string, id: string): Promise<Order | null> {
  const row = await tx
    .selectFrom('service.order')
    .selectAll()
    .where('county_code', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? orderOf(row) : null
}

/** Locks an order, whoever asks; in the order of ids when there are several. */
export async function lockOrderRow(work: Work, id: string): Promise<Order> {
  const row = await work.tx
    .selectFrom('service.order')
    .selectAll()
    .where('county_code', '=', work.county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? orderOf(row) : refuse({ code: 'platform.notFound', kind: 'order' })
}

/** Locks the order for somebody who saw `version`. Who may not see it learns nothing of it. */
export async function lockOrder(
  work: Work,
  { orderId, version }: { orderId: string; version: number },
  permission: string,
  over: Over = 'holder',
): Promise<Order> {
  const order = await lockOrderRow(work, orderId)
  await requireOver(work, unitOver(order, over), permission)
  if (order.version !== version) refuse({ code: 'platform.stale', version: order.version })
  return order
}

export async function requireOver(work: Work, unitId: string, permission: string): Promise<void> {
  const unit = await findUnit(work.tx, work.county, unitId)
  if (!unit || !may(work.actor, permission, unit.ancestors)) refuse({ code: 'platform.notAllowed', permission })
}

export async function updateOrder(work: Work, order: Order, change: Updateable<ServiceOrder>): Promise<Order> {
  const row = await work.tx
    .updateTable('service.order')
    .set({ ...change, version: order.version + 1 })
    .where('county_code', '=', work.county)
    .where('id', '=', order.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return orderOf(row)
}

/** Refuses in the words of an order. */
export function stop(reason: OrderRefusal): never {
  throw new Refused(reason)
}
