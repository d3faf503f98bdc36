import { Id, pageOf } from '@kepu/contract'
import { CorrectionView, ListCorrections } from '@kepu/contract/people-correction'
import { sql } from 'kysely'
import { z } from 'zod'
import { unitsOf } from '../../../platform/actor.ts'
import { decodeCursor, pageOfRows } from '../../../platform/page.ts'
import { query, type Read } from '../../../platform/query.ts'
import { personOf, selectPeople } from '../register/person-rows.ts'
import { correctionView } from './rows.ts'

/** Requests about people whom the actor may see, newest first. */
export const listCorrections = query({
  name: 'people.correction.list',
  access: 'permission',
  input: ListCorrections,
  output: pageOf(CorrectionView),
  async run(read, { cursor, limit, status, personId }) {
    const units = read.actor === null ? [] : unitsOf(read.actor, 'people.correction.list')
    let rows = read.tx
      .selectFrom('people.correction as correction')
      .innerJoin('people.person as person', (join) =>
        join.onRef('person.county_code', '=', 'correction.county_code').onRef('person.id', '=', 'correction.person_id'),
      )
      .innerJoin('organization.unit as unit', (join) =>
        join.onRef('unit.county_code', '=', 'person.county_code').onRef('unit.id', '=', 'person.unit_id'),
      )
      .selectAll('correction')
      .where('correction.county_code', '=', read.county)
      .where('correction.status', '=', status)
    if (units !== null) rows = rows.where(sql<boolean>`unit.ancestors && ${units}::uuid[]`)
    if (personId) rows = rows.where('correction.person_id', '=', personId)
    if (cursor) rows = rows.where('correction.id', '<', decodeCursor(cursor, z.tuple([Id]))[0])
    const found = await rows
      .orderBy('correction.id', 'desc')
      .limit(limit + 1)
      .execute()
    const page = pageOfRows(found, limit, ({ id }) => [id])
    const people = await peopleById(read, [...new Set(page.items.map(({ person_id }) => person_id))])
    return {
      next: page.next,
      items: page.items.flatMap((row) => {
        const person = people.get(row.person_id)
        return person ? [correctionView(row, person, read)] : []
      }),
    }
  },
})

async function peopleById(read: Read, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, ReturnType<typeof personOf>>()
  const rows = await selectPeople(read.tx, read.county).where('person.id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, personOf(row)]))
}
