import { type RecordFilter, RecordView } from '@kepu/contract/people-record'
import { type RawBuilder, sql } from 'kysely'
import { type Actor, canOf } from '../../../platform/actor.ts'
import type { Tx } from '../../../platform/database.ts'

/** A record belongs to whom its person was merged into: the row itself is never changed. */
const FROM = sql`
  people.service_record record
  join people.person first on first.county_code = record.county_code and first.id = record.person_id
  join people.person person on person.county_code = record.county_code
    and person.id = coalesce(first.merged_into, first.id)
  join organization.unit organiser on organiser.county_code = record.county_code and organiser.id = record.organiser_id
  left join people.record_confirmation confirmation on confirmation.county_code = record.county_code
    and confirmation.record_id = coalesce(record.reverses, record.id)`

const PROOF = sql`case when confirmation.record_id is null then record.proof else 'confirmed' end`

/** Conditions of a filter, for the list and for its sum alike. `units` are those of the actor; null: the whole county. */
export function recordConditions(
  county: string,
  filter: RecordFilter,
  units: readonly string[] | null,
): RawBuilder<unknown> {
  const { personId, organiserId, from, to, proof, text } = filter
  const parts = [sql`record.county_code = ${county}`]
  if (units !== null)
    parts.push(sql`(organiser.ancestors && ${[...units]}::uuid[] or person.unit_id in (
      select unit.id from organization.unit unit where unit.county_code = ${county}
        and unit.ancestors && ${[...units]}::uuid[]))`)
  if (personId)
    parts.push(sql`record.person_id in (select own.id from people.person own where own.county_code = ${county}
      and (own.id = ${personId}::uuid or own.merged_into = ${personId}::uuid))`)
  if (organiserId) parts.push(sql`${organiserId}::uuid = any(organiser.ancestors)`)
  if (from) parts.push(sql`record.served_on >= ${from}::date`)
  if (to) parts.push(sql`record.served_on <= ${to}::date`)
  if (proof) parts.push(sql`${PROOF} = ${proof}`)
  if (text) parts.push(sql`position(lower(${text}) in lower(record.title || ' ' || person.name)) > 0`)
  return sql.join(parts, sql` and `)
}

export interface RecordRow {
  readonly id: string
  readonly person_id: string
  readonly person_name: string
  readonly volunteer_number: string | null
  readonly organiser_id: string
  readonly organiser_name: string
  readonly ancestors: string[]
  readonly title: string
  readonly kind: string
  readonly served_on: string
  readonly hours: number
  readonly region_code: string
  readonly region_name: string
  readonly place: string | null
  readonly person_times: number | null
  readonly audience: string | null
  readonly proof: 'seen' | 'confirmed' | 'claimed'
  readonly host_name: string | null
  readonly source_module: string
  readonly delivery_id: string | null
  readonly reverses: string | null
  readonly reversed_by: string | null
  readonly reason: string | null
  readonly recorded_by_name: string
  readonly recorded_at: Date
  readonly teams: string | null
}

/** Records that meet the conditions, newest service first. */
export async function selectRecords(tx: Tx, where: RawBuilder<unknown>, limit: number): Promise<RecordRow[]> {
  const found = await sql<RecordRow>`
    select record.id, person.id as person_id, person.name as person_name, person.volunteer_number,
      record.organiser_id, organiser.name as organiser_name, organiser.ancestors, record.title, record.kind,
      record.served_on, record.hours, record.region_code, region.name as region_name, record.place,
      record.person_times, record.audience, ${PROOF} as proof,
      coalesce(confirmation.host_name, record.host_name) as host_name, record.source_module, record.delivery_id,
      record.reverses, reversal.id as reversed_by, record.reason, record.recorded_by_name, record.recorded_at,
      (select string_agg(team.name, '、' order by team.name) from people.team_member member
        join people.team team on team.county_code = member.county_code and team.id = member.team_id
        where member.county_code = person.county_code and member.person_id = person.id) as teams
    from ${FROM}
    join organization.region region on region.code = record.region_code
    left join people.service_record reversal on reversal.county_code = record.county_code
      and reversal.reverses = record.id
    where ${where}
    order by record.served_on desc, record.id desc
    limit ${limit}`.execute(tx)
  return found.rows
}

/** What records add up to; a reversal has negative hours and takes its service away. */
export async function sumRecords(tx: Tx, where: RawBuilder<unknown>) {
  const found = await sql<{ services: number; hours: number | null; people: number }>`
    select coalesce(sum(case when record.reverses is null then 1 else -1 end), 0)::int as services,
      coalesce(sum(record.hours), 0) as hours,
      (count(distinct person.id) filter (where record.reverses is null and not exists (
        select from people.service_record reversal where reversal.county_code = record.county_code
          and reversal.reverses = record.id)))::int as people
    from ${FROM} where ${where}`.execute(tx)
  const [row] = found.rows
  return { services: row?.services ?? 0, hours: row?.hours ?? 0, people: row?.people ?? 0 }
}

const VERBS = ['people.record.reverse', 'people.record.confirm']

export function recordView(row: RecordRow, actor: Actor | null): RecordView {
  const stands = row.reverses === null && row.reversed_by === null
  const verbs = VERBS.filter((verb) => verb !== 'people.record.confirm' || row.proof === 'claimed')
  return RecordView.parse({
    id: row.id,
    personId: row.person_id,
    personName: row.person_name,
    organiserId: row.organiser_id,
    organiserName: row.organiser_name,
    title: row.title,
    kind: row.kind,
    servedOn: row.served_on,
    hours: row.hours,
    regionCode: row.region_code,
    regionName: row.region_name,
    place: row.place,
    personTimes: row.person_times,
    audience: row.audience,
    proof: row.proof,
    hostName: row.host_name,
    source: row.source_module === 'people' ? null : row.source_module,
    deliveryId: row.delivery_id,
    reverses: row.reverses,
    reversedBy: row.reversed_by,
    reason: row.reason,
    recordedByName: row.recorded_by_name,
    recordedAt: row.recorded_at.toISOString(),
    can: stands ? canOf(actor, verbs, row.ancestors) : [],
  })
}
