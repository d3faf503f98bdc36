import { Availability, type PersonInput } from '@kepu/contract/people'
import { sql } from 'kysely'
import { may } from '../../../platform/actor.ts'
import type { Work } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database.ts'
import { refuse } from '../../../platform/problem.ts'
import type { Vault } from '../../../platform/vault.ts'
import { plainName } from './rules/likeness.ts'
import type { Person, SealedPhone } from './types.ts'

export function selectPeople(tx: Tx, county: string) {
  return tx
    .selectFrom('people.person as person')
    .innerJoin('organization.unit as unit', (join) =>
      join.onRef('unit.county_code', '=', 'person.county_code').onRef('unit.id', '=', 'person.unit_id'),
    )
    .selectAll('person')
    .select(['unit.name as unit_name', 'unit.ancestors'])
    .where('person.county_code', '=', county)
}
export type PersonRecord = Awaited<ReturnType<ReturnType<typeof selectPeople>['executeTakeFirstOrThrow']>>

/** Check constraints and the contract let nothing else into the columns: their words are those of the closed lists. */
export function personOf(row: PersonRecord): Person {
  return {
    id: row.id,
    name: row.name,
    kinds: row.kinds as Person['kinds'],
    headPost: row.head_post as Person['headPost'],
    unitId: row.unit_id,
    unitName: row.unit_name,
    ancestors: row.ancestors,
    employer: row.employer,
    position: row.position,
    birthYear: row.birth_year,
    fields: row.fields,
    topics: row.topics as Person['topics'],
    audiences: row.audiences as Person['audiences'],
    languages: row.languages as Person['languages'],
    regionCode: row.region_code,
    appointedBy: row.appointed_by,
    termFrom: row.term_from,
    termTo: row.term_to,
    availability: Availability.parse(row.availability),
    volunteerNumber: row.volunteer_number,
    phone: row.phone_sealed && row.phone_print ? { sealed: row.phone_sealed, print: row.phone_print } : null,
    consent:
      row.consent_by === null || row.consent_on === null
        ? null
        : {
            by: row.consent_by === 'guardian' ? 'guardian' : 'self',
            on: row.consent_on,
            guardianName: row.guardian_name,
          },
    userId: row.user_id,
    status: row.status as Person['status'],
    leftOn: row.left_on,
    eraseOn: row.erase_on,
    mergedInto: row.merged_into,
    version: row.version,
  }
}

/** The columns of what a person's record says. */
export function personColumns(person: PersonInput) {
  return {
    name: plainName(person.name),
    kinds: person.kinds,
    head_post: person.headPost,
    unit_id: person.unitId,
    employer: person.employer,
    position: person.position,
    birth_year: person.birthYear,
    fields: person.fields,
    topics: person.topics,
    audiences: person.audiences,
    languages: person.languages,
    region_code: person.regionCode,
    appointed_by: person.appointedBy,
    term_from: person.termFrom,
    term_to: person.termTo,
    availability: JSON.stringify(person.availability),
    volunteer_number: person.volunteerNumber,
    consent_by: person.consent?.by ?? null,
    consent_on: person.consent?.on ?? null,
    guardian_name: person.consent?.guardianName ?? null,
  }
}

/** A telephone of a county: equal numbers of two counties have different hashes. */
export function sealPhone(vault: Vault, county: string, phone: string): SealedPhone {
  return { sealed: vault.seal(phone), print: vault.print(`${county}:${phone}`) }
}

export function phoneColumns(phone: SealedPhone | null) {
  return { phone_sealed: phone?.sealed ?? null, phone_print: phone?.print ?? null }
}

export async function findPerson(tx: Tx, county: string, id: string): Promise<Person | null> {
  const row = await selectPeople(tx, county).where('person.id', '=', id).executeTakeFirst()
  return row ? personOf(row) : null
}

/** The person, if the actor may do this to it; else not found or not allowed. */
export async function personForActor(work: Work, id: string, permission: string): Promise<Person> {
  const person = (await findPerson(work.tx, work.county, id)) ?? refuse({ code: 'platform.notFound', kind: 'person' })
  if (!may(work.actor, permission, person.ancestors)) refuse({ code: 'platform.notAllowed', permission })
  return person
}

/** Locks people by id, always in the same order: two merges of the same two wait instead of dying. */
export async function lockPeople(work: Work, ids: readonly string[]): Promise<void> {
  await work.tx
    .selectFrom('people.person')
    .select('id')
    .where('county_code', '=', work.county)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Locks the person for a change by somebody who saw `version`. */
export async function lockPerson(work: Work, id: string, version: number, permission: string): Promise<Person> {
  await lockPeople(work, [id])
  const person = await personForActor(work, id, permission)
  if (person.version !== version) refuse({ code: 'platform.stale', version: person.version })
  return person
}

export async function insertPeople(
  work: Work,
  people: readonly { readonly person: PersonInput; readonly phone: SealedPhone | null }[],
): Promise<string[]> {
  if (people.length === 0) return []
  const rows = people.map(({ person, phone }) => ({
    county_code: work.county,
    id: work.newId(),
    ...personColumns(person),
    ...phoneColumns(phone),
    status: 'active',
    created_at: work.now,
  }))
  await work.tx.insertInto('people.person').values(rows).execute()
  return rows.map(({ id }) => id)
}

export async function updatePerson(
  work: Work,
  before: Person,
  person: PersonInput,
  phone: SealedPhone | null,
): Promise<void> {
  await work.tx
    .updateTable('people.person')
    .set({ ...personColumns(person), ...phoneColumns(phone), version: before.version + 1 })
    .where('county_code', '=', work.county)
    .where('id', '=', before.id)
    .execute()
}

/** Records that may be the same person as one of these names, hashes or numbers, without those that left. */
export async function peopleAlike(
  tx: Tx,
  county: string,
  like: {
    readonly names: readonly string[]
    readonly prints: readonly Buffer[]
    readonly numbers: readonly string[]
  },
): Promise<Person[]> {
  const rows = await selectPeople(tx, county)
    .where('person.status', '=', 'active')
    .where((where) =>
      where.or([
        sql<boolean>`person.name = any(${[...like.names]}::text[])`,
        sql<boolean>`person.phone_print = any(${[...like.prints]}::bytea[])`,
        sql<boolean>`person.volunteer_number = any(${[...like.numbers]}::text[])`,
      ]),
    )
    .orderBy('person.id')
    .execute()
  return rows.map(personOf)
}
