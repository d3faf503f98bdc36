import type { DeliveryKind } from '@kepu/contract/ledger'
import { sql } from 'kysely'
import { dayInShanghai } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database.ts'
import type { Reach } from './types.ts'

/** A delivery as sums need it. A reversal has the facts of the entry that it cancels and sign −1, its reach is negative. */
export interface WorkRow {
  readonly id: string
  readonly occurredOn: string
  /** The county's day on which the ledger learned of it. */
  readonly recordedOn: string
  readonly unitId: string
  readonly regionCode: string
  readonly kind: DeliveryKind
  readonly taskId: string | null
  readonly measureId: string | null
  readonly sign: 1 | -1
  readonly reach: readonly Reach[]
}

/**
 * The county's deliveries between two days, both included, oldest first: for callers that add them up in many ways at once.
 * Cost: one index range of the county's deliveries in the period; a year of a county is some thousand rows.
 */
export async function workBetween(tx: Tx, county: string, from: string, to: string): Promise<WorkRow[]> {
  const found = await sql<{
    id: string
    occurred_on: string
    recorded_at: Date
    unit_id: string
    region_code: string
    kind: DeliveryKind
    task_id: string | null
    measure_id: string | null
    sign: 1 | -1
    reach: Reach[] | null
  }>`
    select delivery.id, delivery.occurred_on, delivery.recorded_at, delivery.unit_id, delivery.region_code, delivery.kind, delivery.task_id,
      delivery.measure_id, case when delivery.reverses is null then 1 else -1 end as sign,
      jsonb_agg(jsonb_build_object('audience', r.audience, 'personTimes', r.person_times, 'persons', r.persons))
        filter (where r.audience is not null) as reach
    from ledger.delivery delivery
    left join ledger.reach r on r.county_code = delivery.county_code and r.occurred_on = delivery.occurred_on
      and r.delivery_id = delivery.id
    where delivery.county_code = ${county} and delivery.occurred_on between ${from}::date and ${to}::date
    group by delivery.county_code, delivery.occurred_on, delivery.id
    order by delivery.occurred_on, delivery.id`.execute(tx)
  return found.rows.map((row) => ({
    id: row.id,
    occurredOn: row.occurred_on,
    recordedOn: dayInShanghai(row.recorded_at),
    unitId: row.unit_id,
    regionCode: row.region_code,
    kind: row.kind,
    taskId: row.task_id,
    measureId: row.measure_id,
    sign: row.sign,
    reach: row.reach ?? [],
  }))
}
