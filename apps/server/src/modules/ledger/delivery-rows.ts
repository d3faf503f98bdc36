import type { Audience } from '@kepu/contract'
import type { DeliveryFilter } from '@kepu/contract/ledger'
import { DeliveryView } from '@kepu/contract/ledger'
import { type RawBuilder, sql } from 'kysely'
import { type Actor, canOf } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database.ts'

/** Conditions of a filter on `delivery`, for the list and for every sum alike, so that they can't disagree. */
export function conditions(county: string, filter: DeliveryFilter): RawBuilder<unknown> {
  const parts = [sql`delivery.county_code = ${county}`]
  if (filter.from) parts.push(sql`delivery.occurred_on >= ${filter.from}::date`)
  if (filter.to) parts.push(sql`delivery.occurred_on <= ${filter.to}::date`)
  if (filter.unitId) parts.push(sql`delivery.unit_id = ${filter.unitId}::uuid`)
  // A township's code is the beginning of its villages' codes.
  if (filter.regionCode) parts.push(sql`delivery.region_code like ${`${filter.regionCode}%`}`)
  if (filter.taskId) parts.push(sql`delivery.task_id = ${filter.taskId}::uuid`)
  if (filter.measureId) parts.push(sql`delivery.measure_id = ${filter.measureId}::uuid`)
  if (filter.kind) parts.push(sql`delivery.kind = ${filter.kind}`)
  if (filter.text) parts.push(sql`position(lower(${filter.text}) in lower(delivery.title)) > 0`)
  if (filter.audience) {
    parts.push(sql`exists (
      select from ledger.reach r where r.county_code = delivery.county_code and r.occurred_on = delivery.occurred_on
        and r.delivery_id = delivery.id and r.audience = ${filter.audience})`)
  }
  return sql.join(parts, sql` and `)
}

interface DeliveryRow {
  readonly id: string
  readonly occurred_on: string
  readonly title: string
  readonly kind: string
  readonly unit_id: string
  readonly unit_name: string
  readonly ancestors: string[]
  readonly region_code: string
  readonly region_name: string
  readonly task_id: string | null
  readonly measure_id: string | null
  readonly note: string | null
  readonly source_module: string
  readonly source_record: string | null
  readonly reverses: string | null
  readonly reversed_by: string | null
  readonly reason: string | null
  readonly recorded_by_name: string
  readonly recorded_at: Date
  readonly reach: { audience: Audience; personTimes: number; persons: number | null }[] | null
}

/** Rows of the ledger that meet the conditions, newest first. */
export async function selectDeliveries(tx: Tx, where: RawBuilder<unknown>, limit: number): Promise<DeliveryRow[]> {
  const found = await sql<DeliveryRow>`
    select delivery.*, unit.name as unit_name, unit.ancestors, region.name as region_name,
      (select reversal.id from ledger.delivery reversal
        where reversal.county_code = delivery.county_code and reversal.occurred_on = delivery.occurred_on
          and reversal.reverses = delivery.id) as reversed_by,
      (select jsonb_agg(jsonb_build_object('audience', r.audience, 'personTimes', r.person_times, 'persons', r.persons)
          order by r.audience)
        from ledger.reach r where r.county_code = delivery.county_code and r.occurred_on = delivery.occurred_on
          and r.delivery_id = delivery.id) as reach
    from ledger.delivery delivery
    join organization.unit unit on unit.county_code = delivery.county_code and unit.id = delivery.unit_id
    join organization.region region on region.code = delivery.region_code
    where ${where}
    order by delivery.occurred_on desc, delivery.id desc
    limit ${limit}`.execute(tx)
  return found.rows
}

export type TaskTitles = ReadonlyMap<string, string>

/** What the screen gets. Titles of tasks come from the caller: the ledger lies below the plan and doesn't know them. */
export function deliveryView(row: DeliveryRow, titles: TaskTitles, actor: Actor | null): DeliveryView {
  const reversible = row.reverses === null && row.reversed_by === null
  return DeliveryView.parse({
    id: row.id,
    occurredOn: row.occurred_on,
    title: row.title,
    kind: row.kind,
    unitId: row.unit_id,
    unitName: row.unit_name,
    regionCode: row.region_code,
    regionName: row.region_name,
    taskId: row.task_id,
    taskTitle: row.task_id === null ? null : (titles.get(row.task_id) ?? null),
    measureId: row.measure_id,
    reach: row.reach ?? [],
    note: row.note,
    source: { module: row.source_module, record: row.source_record },
    reverses: row.reverses,
    reversedBy: row.reversed_by,
    reason: row.reason,
    recordedBy: row.recorded_by_name,
    recordedAt: row.recorded_at.toISOString(),
    can: reversible ? canOf(actor, ['ledger.delivery.reverse'], row.ancestors) : [],
  })
}
