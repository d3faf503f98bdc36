import type { DeliveryFilter } from '@kepu/contract/ledger'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { conditions } from './delivery-rows.ts'

/** A delivery as other modules point at it. */
export interface FoundDelivery {
  readonly id: string
  readonly title: string
  readonly occurredOn: string
  readonly unitName: string
  readonly taskId: string | null
  readonly measureId: string | null
}

/** The newest deliveries of a selection that still count: neither reversals nor what was reversed. */
export async function recentDeliveries(
  tx: Tx,
  county: string,
  filter: DeliveryFilter,
  limit: number,
): Promise<FoundDelivery[]> {
  const found = await sql<FoundDelivery>`
    select delivery.id, delivery.title, delivery.occurred_on as "occurredOn", unit.name as "unitName",
      delivery.task_id as "taskId", delivery.measure_id as "measureId"
    from ledger.delivery delivery
    join organization.unit unit on unit.county_code = delivery.county_code and unit.id = delivery.unit_id
    where ${conditions(county, filter)} and delivery.reverses is null
      and not exists (select from ledger.delivery reversal
        where reversal.county_code = delivery.county_code and reversal.occurred_on = delivery.occurred_on
          and reversal.reverses = delivery.id)
    order by delivery.occurred_on desc, delivery.id desc
    limit ${limit}`.execute(tx)
  return found.rows
}

export async function findDelivery(tx: Tx, county: string, id: string): Promise<FoundDelivery | null> {
  const found = await sql<FoundDelivery>`
    select delivery.id, delivery.title, delivery.occurred_on as "occurredOn", unit.name as "unitName",
      delivery.task_id as "taskId", delivery.measure_id as "measureId"
    from ledger.delivery delivery
    join organization.unit unit on unit.county_code = delivery.county_code and unit.id = delivery.unit_id
    where delivery.county_code = ${county} and delivery.id = ${id}`.execute(tx)
  return found.rows[0] ?? null
}
