import type { Work } from '../../../platform/command.ts'
import type { DoneService } from './types.ts'

/** Records of a person under another id count as theirs: who was merged is replaced by whom they were merged into. */
export async function canonicalPeople(work: Work, ids: readonly string[]) {
  const rows = await work.tx
    .selectFrom('people.person as first')
    .innerJoin('people.person as person', (join) =>
      join
        .onRef('person.county_code', '=', 'first.county_code')
        .on((on) => on('person.id', '=', on.fn.coalesce('first.merged_into', 'first.id'))),
    )
    .select(['first.id as asked', 'person.id', 'person.name', 'person.status'])
    .where('first.county_code', '=', work.county)
    .where('first.id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ asked, id, name, status }) => [asked, { id, name, status }]))
}

/** Hours of these people on a day, reversals taken away. */
export async function hoursOnDay(work: Work, personIds: readonly string[], day: string): Promise<Map<string, number>> {
  const rows = await work.tx
    .selectFrom('people.service_record as record')
    .innerJoin('people.person as first', (join) =>
      join.onRef('first.county_code', '=', 'record.county_code').onRef('first.id', '=', 'record.person_id'),
    )
    .select((row) => [
      row.fn.coalesce('first.merged_into', 'first.id').as('person_id'),
      row.fn.sum<number>('record.hours').as('hours'),
    ])
    .where('record.county_code', '=', work.county)
    .where('record.served_on', '=', day)
    .where((row) => row(row.fn.coalesce('first.merged_into', 'first.id'), 'in', [...personIds]))
    .groupBy((row) => row.fn.coalesce('first.merged_into', 'first.id'))
    .execute()
  return new Map(rows.map(({ person_id, hours }) => [person_id, Number(hours)]))
}

/** People who have a record of this source already, under whichever id. */
export async function recordedFor(work: Work, { source }: DoneService): Promise<Set<string>> {
  const rows = await work.tx
    .selectFrom('people.service_record as record')
    .innerJoin('people.person as first', (join) =>
      join.onRef('first.county_code', '=', 'record.county_code').onRef('first.id', '=', 'record.person_id'),
    )
    .select((row) => row.fn.coalesce('first.merged_into', 'first.id').as('person_id'))
    .where('record.county_code', '=', work.county)
    .where('record.source_module', '=', source.module)
    .where('record.source_record', '=', source.record)
    .execute()
  return new Set(rows.map(({ person_id }) => person_id))
}

export interface NewRecord {
  readonly service: DoneService
  readonly personId: string
  readonly reverses: string | null
  readonly reason: string | null
}

/** Appends records; of two that report the same at once, one writes and the other finds it written. */
export async function appendRecords(work: Work, records: readonly NewRecord[]): Promise<string[]> {
  if (records.length === 0) return []
  const rows = await work.tx
    .insertInto('people.service_record')
    .values(
      records.map(({ service, personId, reverses, reason }) => ({
        county_code: work.county,
        id: work.newId(),
        person_id: personId,
        organiser_id: service.organiserId,
        title: service.title,
        kind: service.kind,
        served_on: service.servedOn,
        hours: service.hours,
        region_code: service.regionCode,
        place: service.place,
        person_times: service.personTimes,
        audience: service.audience,
        proof: service.proof,
        host_name: service.hostName,
        source_module: service.source.module,
        source_record: service.source.record,
        delivery_id: service.deliveryId,
        reverses,
        reason,
        recorded_by: work.actor.id,
        recorded_by_name: work.actor.name,
        recorded_at: work.now,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['county_code', 'source_module', 'source_record', 'person_id']).doNothing(),
    )
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}
