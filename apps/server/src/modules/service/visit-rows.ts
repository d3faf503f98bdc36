import type { Work } from '../../platform/command.ts'
import type { Order } from './types.ts'

/** Takes an order out of its visit; a visit that serves nobody any more is cancelled and its kits are free again. */
export async function dropFromVisit(work: Work, order: Order): Promise<void> {
  if (order.visitId === null) return
  const others = await work.tx
    .selectFrom('service.order')
    .select('id')
    .where('county_code', '=', work.county)
    .where('visit_id', '=', order.visitId)
    .where('id', '<>', order.id)
    .executeTakeFirst()
  if (others) return
  await work.tx
    .updateTable('service.visit')
    .set((visit) => ({ status: 'cancelled', version: visit('version', '+', 1) }))
    .where('county_code', '=', work.county)
    .where('id', '=', order.visitId)
    .execute()
  await freeKits(work, order.visitId)
}

export async function freeKits(work: Work, visitId: string): Promise<void> {
  await work.tx
    .deleteFrom('service.kit_reservation')
    .where('county_code', '=', work.county)
    .where('visit_id', '=', visitId)
    .execute()
}
