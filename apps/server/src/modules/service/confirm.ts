import type { ConfirmWay } from '@kepu/contract/service-visit'
import type { Work } from '../../platform/command.ts'
import { Refused } from '../../platform/problem.ts'
import { appendDeliveries } from '../ledger/index.ts'
import { recordService } from '../people/index.ts'
import { findMenuItem } from './menu-rows.ts'
import { move } from './move.ts'
import { halfHours } from './rules/visit.ts'
import type { MenuItem, Order, Visit } from './types.ts'
import { lockVisitRow, updateVisit } from './visit-rows.ts'

/**
 * The asker says that it was done: the visit goes into the ledger, once, whichever of its orders is confirmed first, and its
 * members have their hours.
 */
export async function confirmOrder(work: Work, order: Order, askerId: string, way: ConfirmWay): Promise<Order> {
  const confirmed = await move(work, order, 'confirm', { facts: { way } })
  await work.tx
    .updateTable('service.asker')
    .set({ confirmed_at: work.now, confirmed_way: way })
    .where('county_code', '=', work.county)
    .where('id', '=', askerId)
    .execute()
  if (order.visitId === null) throw new Error(`order ${order.id} is done without a visit`)
  const visit = await lockVisitRow(work, order.visitId)
  if (visit.deliveryId === null) await intoLedger(work, order, visit)
  return confirmed
}

async function intoLedger(work: Work, order: Order, visit: Visit): Promise<void> {
  const item = order.menuItemId === null ? null : await findMenuItem(work.tx, work.county, order.menuItemId)
  const region = await work.tx
    .selectFrom('organization.region')
    .select('name')
    .where('code', '=', visit.regionCode)
    .executeTakeFirstOrThrow()
  const title = `${order.title}（${region.name}）`
  const [deliveryId] = await appendDeliveries(work, [
    {
      occurredOn: visit.day,
      title,
      kind: item?.kind ?? 'consultation',
      unitId: visit.unitId,
      regionCode: visit.regionCode,
      taskId: item?.taskId ?? null,
      measureId: item?.measureId ?? null,
      // At one visit everybody is counted once: attendances are people.
      reach: visit.heads.map(({ audience, count }) => ({ audience, personTimes: count, persons: count })),
      note: `点单服务，单号 ${order.number}，${visit.teamName}`,
      source: { module: 'service', record: visit.id },
      reverses: null,
      reason: null,
    },
  ])
  if (deliveryId === undefined) throw new Error('nothing was appended')
  await updateVisit(work, visit, { delivery_id: deliveryId })
  work.record({ subject: ['delivery', deliveryId], detail: { title, visitId: visit.id } })
  await work.emit('ledger.delivery.recorded', { deliveryIds: [deliveryId] })
  await recordHours(work, { order, visit, item, deliveryId })
}

interface Done {
  readonly order: Order
  readonly visit: Visit
  readonly item: MenuItem | null
  readonly deliveryId: string
}

/** A member whose day is full already doesn't keep the asker from confirming: it's noted, and the team's unit enters it by hand. */
async function recordHours(work: Work, { order, visit, item, deliveryId }: Done): Promise<void> {
  const [most] = [...visit.heads].sort((a, b) => b.count - a.count)
  try {
    await recordService(work, {
      source: { module: 'service', record: visit.id },
      organiserId: visit.unitId,
      personIds: visit.memberIds,
      title: order.title,
      kind: item?.kind ?? 'consultation',
      servedOn: visit.day,
      hours: halfHours(visit.arrivedAt ?? visit.startsAt, visit.leftAt ?? visit.endsAt),
      regionCode: visit.regionCode,
      place: visit.place,
      personTimes: visit.heads.reduce((sum, { count }) => sum + count, 0),
      audience: most?.audience ?? null,
      proof: 'confirmed',
      hostName: null,
      deliveryId,
    })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    work.record({ subject: ['visit', visit.id], detail: { hoursRefused: error.refusal.code } })
  }
}
