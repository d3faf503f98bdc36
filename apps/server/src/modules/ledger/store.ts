import type { Work } from '../../platform/command.ts'
import type { Tx } from '../../platform/database.ts'
import { shiftDay } from '../organization/index.ts'
import { DUPLICATE_DAYS } from './rules/duplicate.ts'
import type { NewDelivery, Resembling } from './types.ts'

/** Appends deliveries with their reach. Ids come from the application; nothing in the ledger is ever updated. */
export async function appendDeliveries(work: Work, deliveries: readonly NewDelivery[]): Promise<string[]> {
  const rows = deliveries.map((delivery) => ({ id: work.newId(), delivery }))
  if (rows.length === 0) return []
  await work.tx
    .insertInto('ledger.delivery')
    .values(
      rows.map(({ id, delivery }) => ({
        county_code: work.county,
        occurred_on: delivery.occurredOn,
        id,
        title: delivery.title,
        kind: delivery.kind,
        unit_id: delivery.unitId,
        region_code: delivery.regionCode,
        task_id: delivery.taskId,
        measure_id: delivery.measureId,
        note: delivery.note,
        source_module: delivery.source.module,
        source_record: delivery.source.record,
        reverses: delivery.reverses,
        reason: delivery.reason,
        recorded_by: work.actor.id,
        recorded_by_name: work.actor.name,
        recorded_at: work.now,
      })),
    )
    .execute()
  await work.tx
    .insertInto('ledger.reach')
    .values(
      rows.flatMap(({ id, delivery }) =>
        delivery.reach.map(({ audience, personTimes, persons }) => ({
          county_code: work.county,
          occurred_on: delivery.occurredOn,
          delivery_id: id,
          audience,
          person_times: personTimes,
          persons,
        })),
      ),
    )
    .execute()
  return rows.map((row) => row.id)
}

/** Deliveries in force around a day, for the duplicate check. */
export async function deliveriesAround(
  tx: Tx,
  county: string,
  days: readonly string[],
): Promise<(Resembling & { unitName: string })[]> {
  const sorted = [...days].sort()
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return []
  const rows = await tx
    .selectFrom('ledger.delivery as delivery')
    .innerJoin('organization.unit as unit', (join) =>
      join.onRef('unit.county_code', '=', 'delivery.county_code').onRef('unit.id', '=', 'delivery.unit_id'),
    )
    .select([
      'delivery.id',
      'delivery.title',
      'delivery.occurred_on',
      'delivery.unit_id',
      'delivery.region_code',
      'unit.name',
    ])
    .where('delivery.county_code', '=', county)
    .where('delivery.occurred_on', '>=', shiftDay(first, -DUPLICATE_DAYS))
    .where('delivery.occurred_on', '<=', shiftDay(last, DUPLICATE_DAYS))
    .where('delivery.reverses', 'is', null)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('ledger.delivery as reversal')
            .select('reversal.id')
            .whereRef('reversal.county_code', '=', 'delivery.county_code')
            .whereRef('reversal.occurred_on', '=', 'delivery.occurred_on')
            .whereRef('reversal.reverses', '=', 'delivery.id'),
        ),
      ),
    )
    .execute()
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    occurredOn: row.occurred_on,
    unitId: row.unit_id,
    regionCode: row.region_code,
    unitName: row.name,
  }))
}
