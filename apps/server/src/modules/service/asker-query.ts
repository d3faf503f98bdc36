import { AskerOrder, LookUpOrder } from '@kepu/contract/service-visit'
import { sql } from 'kysely'
import { refuse } from '../../platform/problem.ts'
import { query, type Read } from '../../platform/query.ts'
import { askerByNumber, byNumber } from './asker-rows.ts'
import { selectOrders } from './order-views.ts'
import { nextActor, statusAfter, whyNotAct } from './rules/states.ts'
import type { Order } from './types.ts'

/** Where an order stands, for whoever has its number and code: no name of anybody, no word of other askers. */
export const lookUpOrder = query({
  name: 'service.asker.show',
  access: 'public',
  limits: byNumber,
  input: LookUpOrder,
  output: AskerOrder,
  async run(read, given) {
    const asker = await askerByNumber(read, given)
    const where = sql`o.county_code = ${read.county} and o.id = ${asker.orderId}`
    const [named] = await selectOrders(read.tx, where, 1)
    if (!named) refuse({ code: 'platform.notFound', kind: 'order' })
    const { order } = named
    const rated = await hasRated(read, asker.id, order.round)
    const waits = nextActor(order) === 'unit'
    return AskerOrder.parse({
      orderId: order.id,
      number: given.number,
      title: order.title,
      regionName: named.regionName,
      placedAt: named.createdAt.toISOString(),
      status: order.status,
      teamName: order.teamName,
      visit: await visitOf(read, order),
      dueOn: order.dueOn,
      waitsForUnit: waits ? named.holderName : null,
      question: order.question,
      reason: await lastReason(read, order),
      askers: order.askers,
      can: canDo(order, rated),
      rated,
    })
  },
})

function canDo(order: Order, rated: boolean): AskerOrder['can'] {
  const can: AskerOrder['can'] = []
  if (whyNotAct(order, 'confirm') === null) can.push('confirm')
  if (whyNotAct(order, 'dispute') === null) can.push('dispute')
  if (whyNotAct(order, 'withdraw') === null) can.push('withdraw')
  if (order.question !== null) can.push('answer')
  if (statusAfter(order.status, 'rate') !== null && !rated) can.push('rate')
  return can
}

async function hasRated({ tx, county }: Read, askerId: string, round: number): Promise<boolean> {
  const row = await tx
    .selectFrom('service.rating')
    .select('id')
    .where('county_code', '=', county)
    .where('asker_id', '=', askerId)
    .where('round', '=', round)
    .executeTakeFirst()
  return row !== undefined
}

async function visitOf({ tx, county }: Read, order: Order): Promise<AskerOrder['visit']> {
  if (order.visitId === null) return null
  const row = await tx
    .selectFrom('service.visit')
    .select(['day', 'starts_at', 'ends_at', 'place'])
    .where('county_code', '=', county)
    .where('id', '=', order.visitId)
    .executeTakeFirst()
  return row ? { day: row.day, startsAt: row.starts_at, endsAt: row.ends_at, place: row.place } : null
}

/** Why it wasn't taken on, in the words of whoever decided. Of other steps' reasons the asker learns nothing: they are between offices. */
async function lastReason({ tx, county }: Read, order: Order): Promise<string | null> {
  if (order.status !== 'rejected') return null
  const row = await tx
    .selectFrom('service.order_event')
    .select('reason')
    .where('county_code', '=', county)
    .where('order_id', '=', order.id)
    .where('action', '=', 'reject')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row?.reason ?? null
}
