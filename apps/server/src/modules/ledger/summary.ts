import type { Audience } from '@kepu/contract'
import type { DeliveryFilter, DeliveryKind, LedgerSummary, Tally } from '@kepu/contract/ledger'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { conditions, type TaskTitles } from './delivery-rows.ts'

interface TallyRow {
  readonly part: 'total' | 'month' | 'kind' | 'township' | 'unit' | 'task'
  readonly key: string | null
  readonly name: string | null
  readonly deliveries: number
  readonly person_times: number
  readonly persons: number
  readonly persons_unknown: number
}

/**
 * All sums of a selection in one pass over it. A reversal counts −1 and its reach is negative already, so that a reversed
 * entry and its reversal cancel out. Cost: one index range of the county's deliveries in the period, whatever the number
 * of other counties.
 */
export async function summarize(
  tx: Tx,
  county: string,
  filter: DeliveryFilter,
  titles: TaskTitles,
): Promise<LedgerSummary> {
  const rows = await tallies(tx, county, filter)
  const audiences = await byAudience(tx, county, filter)
  const part = (name: TallyRow['part']) => rows.filter((row) => row.part === name)
  const biggestFirst = (a: TallyRow, b: TallyRow) =>
    b.person_times - a.person_times || (a.key ?? '').localeCompare(b.key ?? '')
  return {
    total: tallyOf(part('total')[0]),
    byMonth: part('month')
      .sort((a, b) => (a.key ?? '').localeCompare(b.key ?? ''))
      .map((row) => ({ month: row.key ?? '', ...tallyOf(row) })),
    byAudience: audiences,
    byKind: part('kind')
      .sort(biggestFirst)
      .map((row) => ({ kind: row.key as DeliveryKind, ...tallyOf(row) })),
    byTownship: part('township')
      .sort((a, b) => (a.key ?? '').localeCompare(b.key ?? ''))
      .map((row) => ({ regionCode: row.key ?? '', regionName: row.name ?? '', ...tallyOf(row) })),
    byUnit: part('unit')
      .sort(biggestFirst)
      .map((row) => ({ unitId: row.key ?? '', unitName: row.name ?? '', ...tallyOf(row) })),
    byTask: part('task')
      .sort(biggestFirst)
      .map((row) => ({
        taskId: row.key,
        taskTitle: row.key === null ? null : (titles.get(row.key) ?? null),
        ...tallyOf(row),
      })),
  }
}

function tallyOf(row: TallyRow | undefined): Tally {
  if (row === undefined) return { deliveries: 0, personTimes: 0, persons: 0, personsUnknown: 0 }
  return {
    deliveries: row.deliveries,
    personTimes: row.person_times,
    persons: row.persons,
    personsUnknown: row.persons_unknown,
  }
}

/**
 * Reach is joined by the whole key and by nothing else, and summed after the join. Both matter while PostgreSQL has no
 * statistics yet: given the county or the days once more it joins every delivery with all reach of the year (a hundred times slower).
 */
async function tallies(tx: Tx, county: string, filter: DeliveryFilter): Promise<TallyRow[]> {
  // Six, nine or twelve digits: a delivery in a village belongs to its township, one for the whole county to none.
  const found = await sql<TallyRow>`
    with chosen as (
      select to_char(delivery.occurred_on, 'YYYY-MM') as month, delivery.kind, left(delivery.region_code, 9) as township,
        delivery.unit_id, delivery.task_id, case when delivery.reverses is null then 1 else -1 end as sign,
        coalesce(sum(r.person_times), 0) as person_times, coalesce(sum(r.persons), 0) as persons,
        bool_or(r.persons is null) as unknown
      from ledger.delivery delivery
      left join ledger.reach r on r.county_code = delivery.county_code and r.occurred_on = delivery.occurred_on
        and r.delivery_id = delivery.id
        and (${filter.audience ?? null}::text is null or r.audience = ${filter.audience ?? null})
      where ${conditions(county, filter)}
      group by delivery.county_code, delivery.occurred_on, delivery.id
    ), summed as (
      select case
          when grouping(month) = 0 then 'month' when grouping(kind) = 0 then 'kind'
          when grouping(township) = 0 then 'township' when grouping(unit_id) = 0 then 'unit'
          when grouping(task_id) = 0 then 'task' else 'total' end as part,
        coalesce(month, kind, township, unit_id::text, task_id::text) as key,
        -- Over no rows at all the total is still a row, of nulls.
        coalesce(sum(sign), 0)::int as deliveries, coalesce(sum(person_times), 0)::bigint as person_times,
        coalesce(sum(persons), 0)::bigint as persons,
        coalesce(sum(sign) filter (where unknown), 0)::int as persons_unknown
      from chosen
      group by grouping sets ((), (month), (kind), (township), (unit_id), (task_id))
    )
    select summed.*, coalesce(region.name, unit.name) as name
    from summed
    left join organization.region region on summed.part = 'township' and region.code = summed.key
    left join organization.unit unit
      on summed.part = 'unit' and unit.county_code = ${county} and unit.id::text = summed.key`.execute(tx)
  return found.rows
}

async function byAudience(tx: Tx, county: string, filter: DeliveryFilter) {
  const found = await sql<{ audience: Audience; person_times: number; deliveries: number }>`
    select r.audience, sum(r.person_times)::bigint as person_times,
      sum(case when delivery.reverses is null then 1 else -1 end)::int as deliveries
    from ledger.delivery delivery
    join ledger.reach r on r.county_code = delivery.county_code and r.occurred_on = delivery.occurred_on
      and r.delivery_id = delivery.id
    where ${conditions(county, filter)}
      and (${filter.audience ?? null}::text is null or r.audience = ${filter.audience ?? null})
    group by r.audience order by person_times desc`.execute(tx)
  return found.rows.map((row) => ({
    audience: row.audience,
    personTimes: row.person_times,
    deliveries: row.deliveries,
  }))
}
