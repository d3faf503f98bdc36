import { AppliedPersonImport, ApplyPersonImport, type PersonImportRefusal } from '@kepu/contract/people-import'
import { may } from '../../../platform/actor.ts'
import { command, type Work } from '../../../platform/command.ts'
import { Refused, refuse } from '../../../platform/problem.ts'
import { unitForActor } from '../../organization/index.ts'
import { insertPeople, lockPeople, personOf, sealPhone, selectPeople, updatePerson } from '../register/person-rows.ts'
import type { Person } from '../register/types.ts'
import { openRows, type PlannedRow } from './stored.ts'

function stop(reason: PersonImportRefusal): never {
  throw new Refused(reason)
}

async function lockImport(work: Work, importId: string): Promise<PlannedRow[]> {
  const found = await work.tx
    .selectFrom('people.import')
    .select(['status', 'rows', 'created_by'])
    .where('county_code', '=', work.county)
    .where('id', '=', importId)
    .forUpdate()
    .executeTakeFirst()
  if (!found || found.created_by !== work.actor.id) refuse({ code: 'platform.notFound', kind: 'import' })
  if (found.status !== 'checked' || found.rows === null) stop({ code: 'people.import.applied' })
  return openRows(work, found.rows)
}

/** The people that rows are about, locked; a record that changed since the check is named, and nothing is applied. */
async function lockCompared(work: Work, rows: readonly PlannedRow[]): Promise<ReadonlyMap<string, Person>> {
  const ids = rows.flatMap(({ personId }) => personId ?? [])
  if (ids.length === 0) return new Map()
  await lockPeople(work, ids)
  const found = await selectPeople(work.tx, work.county).where('person.id', 'in', ids).execute()
  const people = new Map(found.map((row) => [row.id, personOf(row)]))
  const moved = rows.filter(({ personId, version }) => personId !== null && people.get(personId)?.version !== version)
  if (moved.length > 0) stop({ code: 'people.import.changedSince', rows: moved.map(({ row }) => row) })
  return people
}

const CHUNK = 500

/** Puts the checked rows into the register: all of them or none. */
export const applyList = command({
  name: 'people.import.apply',
  input: ApplyPersonImport,
  output: AppliedPersonImport,
  async run(work, { importId, rows }) {
    const planned = await lockImport(work, importId)
    const wanted = rows === undefined ? planned : planned.filter(({ row }) => rows.includes(row))
    if (wanted.length === 0) stop({ code: 'people.import.nothing' })
    for (const unitId of new Set(wanted.map(({ person }) => person.unitId)))
      await unitForActor(work, unitId, 'people.import.apply')
    const people = await lockCompared(work, wanted)
    const sealed = (phone: string | null) => (phone === null ? null : sealPhone(work.vault, work.county, phone))

    const fresh = wanted.filter(({ personId }) => personId === null)
    for (let at = 0; at < fresh.length; at += CHUNK)
      await insertPeople(
        work,
        fresh.slice(at, at + CHUNK).map(({ person, phone }) => ({ person, phone: sealed(phone) })),
      )
    let changed = 0
    for (const { personId, person, phone } of wanted) {
      const before = personId === null ? undefined : people.get(personId)
      if (!before) continue
      if (!may(work.actor, 'people.import.apply', before.ancestors))
        refuse({ code: 'platform.notAllowed', permission: 'people.import.apply' })
      await updatePerson(work, before, person, sealed(phone))
      changed += 1
    }
    await work.tx
      .updateTable('people.import')
      .set({ status: 'applied', rows: null, report: '{}' })
      .where('county_code', '=', work.county)
      .where('id', '=', importId)
      .execute()
    work.record({ subject: ['import', importId], detail: { added: fresh.length, changed } })
    return { importId, added: fresh.length, changed }
  },
})
