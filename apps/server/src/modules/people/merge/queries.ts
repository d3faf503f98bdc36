import { Id } from '@kepu/contract'
import { ComparisonView, DuplicateView, MergeView } from '@kepu/contract/people-merge'
import { sql } from 'kysely'
import { z } from 'zod'
import { may, unitsOf } from '../../../platform/actor.ts'
import { query, type Read } from '../../../platform/query.ts'
import { personOf, selectPeople } from '../register/person-rows.ts'
import { personToRead } from '../register/queries.ts'
import { regionName } from '../register/regions.ts'
import { changedFields } from '../register/rules/changes.ts'
import { likeness } from '../register/rules/likeness.ts'
import { identityOf } from '../register/similar.ts'
import { teamsOfPerson } from '../register/team-rows.ts'
import type { Person } from '../register/types.ts'
import { maskedPhone, personView } from '../register/views.ts'
import { mayMerge } from './commands.ts'

/** From here on two records are listed as perhaps one person. */
const LIST = 45
const MAX_PAIRS = 500

/**
 * Pairs that share a name, a telephone or a volunteer's number: three joins on indexes, so that not everybody is
 * compared with everybody. Names that differ in one character are found by whoever compares them, not here.
 */
async function pairs(read: Read): Promise<{ one_id: string; other_id: string }[]> {
  const units = read.actor === null ? [] : unitsOf(read.actor, 'people.duplicate.list')
  const mine = units === null ? sql`true` : sql`unit.ancestors && ${units}::uuid[]`
  const found = await sql<{ one_id: string; other_id: string }>`
    with own as (
      select person.id, person.name, person.phone_print, person.volunteer_number from people.person person
      join organization.unit unit on unit.county_code = person.county_code and unit.id = person.unit_id
      where person.county_code = ${read.county} and person.status = 'active' and ${mine}
    ), pair as (
      select one.id as one_id, other.id as other_id from own one join own other on other.name = one.name and one.id < other.id
      union
      select one.id, other.id from own one join own other on other.phone_print = one.phone_print and one.id < other.id
      union
      select one.id, other.id from own one join own other on other.volunteer_number = one.volunteer_number
        and one.id < other.id
    )
    select pair.one_id, pair.other_id from pair where not exists (
      select from people.not_same said where said.county_code = ${read.county} and said.one_id = pair.one_id
        and said.other_id = pair.other_id)
    order by 1, 2 limit ${MAX_PAIRS}`.execute(read.tx)
  return found.rows
}

function brief(person: Person, read: Read) {
  const { id, name, unitName, employer } = person
  return { id, name, unitName, employer, phoneMasked: maskedPhone(person, read.vault) }
}

export const listDuplicates = query({
  name: 'people.duplicate.list',
  access: 'permission',
  input: z.object({}),
  output: z.object({ items: z.array(DuplicateView) }),
  async run(read) {
    const found = await pairs(read)
    const ids = [...new Set(found.flatMap(({ one_id, other_id }) => [one_id, other_id]))]
    if (ids.length === 0) return { items: [] }
    const rows = await selectPeople(read.tx, read.county).where('person.id', 'in', ids).execute()
    const people = new Map(rows.map((row) => [row.id, personOf(row)]))
    const items = found.flatMap(({ one_id, other_id }) => {
      const [one, other] = [people.get(one_id), people.get(other_id)]
      if (!one || !other) return []
      const alike = likeness(identityOf(one), identityOf(other))
      return alike.score < LIST
        ? []
        : [DuplicateView.parse({ one: brief(one, read), other: brief(other, read), likeness: alike })]
    })
    return { items: items.sort((a, b) => b.likeness.score - a.likeness.score) }
  },
})

async function viewFor(read: Read, person: Person) {
  const teams = await teamsOfPerson(read.tx, read.county, person.id)
  return personView(person, { regionName: await regionName(read.tx, person.regionCode), teams }, read)
}

export const comparePeople = query({
  name: 'people.duplicate.show',
  access: 'permission',
  input: z.object({ personId: Id, otherId: Id }),
  output: ComparisonView,
  async run(read, { personId, otherId }) {
    const one = await personToRead(read, personId, 'people.duplicate.show')
    const other = await personToRead(read, otherId, 'people.duplicate.show')
    const different = changedFields(one, other)
    const samePhone = one.phone === null ? other.phone === null : other.phone?.print.equals(one.phone.print) === true
    return ComparisonView.parse({
      one: await viewFor(read, one),
      other: await viewFor(read, other),
      likeness: likeness(identityOf(one), identityOf(other)),
      different: samePhone ? different : [...different, 'phone'],
      can: read.actor !== null && mayMerge(read.actor, one, other) ? ['people.merge.make'] : [],
    })
  },
})

export const listMerges = query({
  name: 'people.merge.list',
  access: 'permission',
  input: z.object({ personId: Id }),
  output: z.object({ items: z.array(MergeView) }),
  async run(read, { personId }) {
    const person = await personToRead(read, personId, 'people.merge.list')
    const rows = await read.tx
      .selectFrom('people.merge as merge')
      .innerJoin('people.person as gone', (join) =>
        join.onRef('gone.county_code', '=', 'merge.county_code').onRef('gone.id', '=', 'merge.merged_id'),
      )
      .selectAll('merge')
      .select('gone.name')
      .where('merge.county_code', '=', read.county)
      .where('merge.kept_id', '=', personId)
      .orderBy('merge.id', 'desc')
      .limit(50)
      .execute()
    const mayUndo = read.actor !== null && may(read.actor, 'people.merge.undo', person.ancestors)
    return {
      items: rows.map((row) =>
        MergeView.parse({
          id: row.id,
          keptId: row.kept_id,
          mergedId: row.merged_id,
          mergedName: row.name,
          taken: row.taken,
          mergedByName: row.merged_by_name,
          mergedAt: row.merged_at.toISOString(),
          undoneAt: row.undone_at?.toISOString() ?? null,
          can: mayUndo && row.undone_at === null && person.version === row.kept_version ? ['people.merge.undo'] : [],
        }),
      ),
    }
  },
})
