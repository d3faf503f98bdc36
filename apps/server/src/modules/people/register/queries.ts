import { Id, PageQuery, pageOf } from '@kepu/contract'
import { ListPeople, LookView, type PersonFilter, PersonRow, PersonView } from '@kepu/contract/people'
import { ListTeams, type TeamFilter, TeamPage, TeamView } from '@kepu/contract/people-team'
import { sql } from 'kysely'
import { z } from 'zod'
import { holds, may, unitsOf } from '../../../platform/actor.ts'
import { decodeCursor, pageOfRows } from '../../../platform/page.ts'
import { refuse } from '../../../platform/problem.ts'
import { query, type Read } from '../../../platform/query.ts'
import { findPerson, personOf, selectPeople } from './person-rows.ts'
import { regionName } from './regions.ts'
import { findTeam, membersOfTeams, selectTeams, teamOf, teamsOfPerson } from './team-rows.ts'
import type { Person } from './types.ts'
import { personRow, personView, teamView } from './views.ts'

/** Name and id of the last row of a page. */
const SortKey = z.tuple([z.string(), Id])

/** People whom the actor may see and who meet the filter. */
export function peopleMeeting(read: Read, filter: PersonFilter) {
  const { text, kind, topic, audience, unitId, regionCode, termBefore } = filter
  let rows = selectPeople(read.tx, read.county).where('person.status', '=', filter.status ?? 'active')
  const units = read.actor === null ? [] : unitsOf(read.actor, 'people.person.list')
  if (units !== null) rows = rows.where(sql<boolean>`unit.ancestors && ${units}::uuid[]`)
  if (unitId) rows = rows.where(sql<boolean>`${unitId}::uuid = any(unit.ancestors)`)
  if (kind) rows = rows.where(sql<boolean>`${kind} = any(person.kinds)`)
  if (topic) rows = rows.where(sql<boolean>`${topic} = any(person.topics)`)
  if (audience) rows = rows.where(sql<boolean>`${audience} = any(person.audiences)`)
  if (regionCode) rows = rows.where('person.region_code', 'like', `${regionCode}%`)
  if (termBefore) rows = rows.where('person.term_to', '<', termBefore)
  if (text) {
    const words = sql`concat_ws(' ', person.name, person.employer, person.position, array_to_string(person.fields, ' '))`
    rows = rows.where(sql<boolean>`position(lower(${text}) in lower(${words})) > 0`)
  }
  return rows.orderBy('person.name').orderBy('person.id')
}

async function teamCounts(read: Read, people: readonly Person[]): Promise<ReadonlyMap<string, number>> {
  if (people.length === 0) return new Map()
  const ids = people.map(({ id }) => id)
  const rows = await read.tx
    .selectFrom('people.team_member')
    .select((row) => ['person_id', row.fn.countAll<number>().as('n')])
    .where('county_code', '=', read.county)
    .where('person_id', 'in', ids)
    .groupBy('person_id')
    .execute()
  return new Map(rows.map(({ person_id, n }) => [person_id, n]))
}

export const listPeople = query({
  name: 'people.person.list',
  access: 'permission',
  input: ListPeople,
  output: pageOf(PersonRow),
  async run(read, { cursor, limit, ...filter }) {
    let rows = peopleMeeting(read, filter)
    if (cursor) {
      const [name, id] = decodeCursor(cursor, SortKey)
      rows = rows.where(sql<boolean>`(person.name, person.id) > (${name}, ${id}::uuid)`)
    }
    const found = await rows.limit(limit + 1).execute()
    const page = pageOfRows(found.map(personOf), limit, ({ name, id }) => [name, id])
    const teams = await teamCounts(read, page.items)
    return { items: page.items.map((one) => personRow(one, teams.get(one.id) ?? 0, read.vault)), next: page.next }
  },
})

/** A person whom the actor may see; `permission` is the query's own. */
export async function personToRead(read: Read, personId: string, permission: string): Promise<Person> {
  const none = () => refuse({ code: 'platform.notFound', kind: 'person' })
  const person = (await findPerson(read.tx, read.county, personId)) ?? none()
  return read.actor !== null && may(read.actor, permission, person.ancestors) ? person : none()
}

export const showPerson = query({
  name: 'people.person.show',
  access: 'permission',
  input: z.object({ personId: Id }),
  output: PersonView,
  async run(read, { personId }) {
    const person = await personToRead(read, personId, 'people.person.show')
    const teams = await teamsOfPerson(read.tx, read.county, personId)
    return personView(person, { regionName: await regionName(read.tx, person.regionCode), teams }, read)
  },
})

/** Looks at a person's telephone, newest first. */
export async function looksAt(read: Read, personId: string, cursor: string | undefined, limit: number) {
  let rows = read.tx
    .selectFrom('people.look as look')
    .leftJoin('organization.unit as unit', (join) =>
      join.onRef('unit.county_code', '=', 'look.county_code').onRef('unit.id', '=', 'look.unit_id'),
    )
    .select(['look.id', 'look.looked_at', 'look.looked_by_name', 'unit.name as unit_name', 'look.purpose', 'look.note'])
    .where('look.county_code', '=', read.county)
    .where('look.person_id', '=', personId)
  if (cursor) rows = rows.where('look.id', '<', decodeCursor(cursor, z.tuple([Id]))[0])
  const found = await rows
    .orderBy('look.id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = pageOfRows(found, limit, ({ id }) => [id])
  const items = page.items.map((row) =>
    LookView.parse({
      id: row.id,
      at: row.looked_at.toISOString(),
      byName: row.looked_by_name,
      unitName: row.unit_name,
      purpose: row.purpose,
      note: row.note,
    }),
  )
  return { items, next: page.next }
}

export const listLooks = query({
  name: 'people.look.list',
  access: 'permission',
  input: PageQuery.extend({ personId: Id }),
  output: pageOf(LookView),
  async run(read, { personId, cursor, limit }) {
    await personToRead(read, personId, 'people.look.list')
    return looksAt(read, personId, cursor, limit)
  },
})

function teamsMeeting(read: Read, { text, topic, audience, unitId, regionCode, active }: TeamFilter) {
  let rows = selectTeams(read.tx, read.county).where('team.active', '=', active !== 'false')
  if (unitId) rows = rows.where(sql<boolean>`${unitId}::uuid = any(unit.ancestors)`)
  if (topic) rows = rows.where(sql<boolean>`${topic} = any(team.topics)`)
  if (audience) rows = rows.where(sql<boolean>`${audience} = any(team.audiences)`)
  if (regionCode) rows = rows.where('team.region_code', 'like', `${regionCode}%`)
  if (text) rows = rows.where(sql<boolean>`position(lower(${text}) in lower(team.name)) > 0`)
  return rows.orderBy('team.name').orderBy('team.id')
}

/** Teams are public bodies: every member of staff sees them, as orders go to them. */
export const listTeams = query({
  name: 'people.team.list',
  access: 'signedIn',
  input: ListTeams,
  output: pageOf(TeamView),
  async run(read, { cursor, limit, ...filter }) {
    let rows = teamsMeeting(read, filter)
    if (cursor) {
      const [name, id] = decodeCursor(cursor, SortKey)
      rows = rows.where(sql<boolean>`(team.name, team.id) > (${name}, ${id}::uuid)`)
    }
    const found = await rows.limit(limit + 1).execute()
    const page = pageOfRows(found.map(teamOf), limit, ({ name, id }) => [name, id])
    return { items: page.items.map((team) => teamView(team, read.actor)), next: page.next }
  },
})

export const showTeam = query({
  name: 'people.team.show',
  access: 'signedIn',
  input: z.object({ teamId: Id }),
  output: TeamPage,
  async run(read, { teamId }) {
    const team = (await findTeam(read.tx, read.county, teamId)) ?? refuse({ code: 'platform.notFound', kind: 'team' })
    const view = teamView(team, read.actor)
    if (read.actor === null || !holds(read.actor, 'people.person.list')) return { team: view, members: [] }
    const ids = (await membersOfTeams(read.tx, read.county, [teamId])).map(({ personId }) => personId)
    if (ids.length === 0) return { team: view, members: [] }
    const rows = await selectPeople(read.tx, read.county).where('person.id', 'in', ids).execute()
    const people = new Map(rows.map((row) => [row.id, personOf(row)]))
    return {
      team: view,
      members: ids.flatMap((id) => {
        const person = people.get(id)
        return person ? [{ id, name: person.name, kinds: person.kinds }] : []
      }),
    }
  },
})
