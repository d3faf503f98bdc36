import type { Audience } from '@kepu/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

/** What was done in one year, in one township (or for the county as a whole), for one task. */
export interface WorkSum {
  readonly year: number
  /** Nine digits; six for work that belongs to no township. */
  readonly township: string
  readonly taskId: string | null
  readonly deliveries: number
  readonly personTimes: number
}

/** What was done for one group in one year. A delivery for two groups stands with both. */
export interface AudienceSum {
  readonly year: number
  readonly audience: Audience
  readonly deliveries: number
  readonly personTimes: number
}

/**
 * The county's work between two days in sums that any report can add up: two passes over one index range, some hundred rows
 * back. A reversed entry and its reversal cancel out. Reach is joined by its whole key only (see summary.ts).
 */
export async function workSums(tx: Tx, county: string, from: string, to: string) {
  const works = await sql<WorkSum>`
    with chosen as (
      select extract(year from delivery.occurred_on)::int as year, left(delivery.region_code, 9) as township,
        delivery.task_id, case when delivery.reverses is null then 1 else -1 end as sign,
        coalesce(sum(r.person_times), 0) as person_times
      from ledger.delivery delivery
      left join ledger.reach r on r.county_code = delivery.county_code and r.occurred_on = delivery.occurred_on
        and r.delivery_id = delivery.id
      where delivery.county_code = ${county} and delivery.occurred_on between ${from}::date and ${to}::date
      group by delivery.county_code, delivery.occurred_on, delivery.id
    )
    select year, township, task_id as "taskId", sum(sign)::int as deliveries, sum(person_times)::bigint as "personTimes"
    from chosen group by year, township, task_id order by year, township, task_id`.execute(tx)
  const audiences = await sql<AudienceSum>`
    select extract(year from delivery.occurred_on)::int as year, r.audience,
      sum(case when delivery.reverses is null then 1 else -1 end)::int as deliveries,
      sum(r.person_times)::bigint as "personTimes"
    from ledger.delivery delivery
    join ledger.reach r on r.county_code = delivery.county_code and r.occurred_on = delivery.occurred_on
      and r.delivery_id = delivery.id
    where delivery.county_code = ${county} and delivery.occurred_on between ${from}::date and ${to}::date
    group by 1, 2 order by 1, 2`.execute(tx)
  return { works: works.rows, audiences: audiences.rows }
}
