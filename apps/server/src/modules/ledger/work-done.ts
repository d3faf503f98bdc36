import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

export interface WorkDone {
  readonly deliveries: number
  readonly personTimes: number
}

/** What the ledger holds for each task, measure and unit of the county within some years: one pass, then any selection. */
export async function workByPurpose(tx: Tx, county: string, years: { start: number; end: number } | null) {
  const found = await sql<{
    task_id: string | null
    measure_id: string | null
    unit_id: string
    deliveries: number
    person_times: number
  }>`
    select delivery.task_id, delivery.measure_id, delivery.unit_id,
      sum(case when delivery.reverses is null then 1 else -1 end)::int as deliveries,
      coalesce(sum(reached.person_times), 0)::bigint as person_times
    from ledger.delivery delivery
    cross join lateral (
      select sum(r.person_times) as person_times from ledger.reach r
      where r.county_code = delivery.county_code and r.occurred_on = delivery.occurred_on and r.delivery_id = delivery.id
    ) reached
    where delivery.county_code = ${county}
      and delivery.occurred_on >= make_date(${years?.start ?? 1990}, 1, 1)
      and delivery.occurred_on <= make_date(${years?.end ?? 2100}, 12, 31)
    group by delivery.task_id, delivery.measure_id, delivery.unit_id`.execute(tx)
  return (matches: { taskId?: string; measureId?: string; unitId?: string }): WorkDone => {
    let [deliveries, personTimes] = [0, 0]
    for (const row of found.rows) {
      if (matches.taskId !== undefined && row.task_id !== matches.taskId) continue
      if (matches.measureId !== undefined && row.measure_id !== matches.measureId) continue
      if (matches.unitId !== undefined && row.unit_id !== matches.unitId) continue
      deliveries += row.deliveries
      personTimes += row.person_times
    }
    return { deliveries, personTimes }
  }
}
