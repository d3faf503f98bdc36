import { Availability } from '@kepu/contract/people'
import type { TeamInput } from '@kepu/contract/people-team'
import { may } from '../../../platform/actor.ts'
import type { Work } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database.ts'
import { refuse } from '../../../platform/problem.ts'
import type { Team, TeamMember } from './types.ts'

export function selectTeams(tx: Tx, county: string) {
  return tx
    .selectFrom('people.team as team')
    .innerJoin('organization.unit as unit', (join) =>
      join.onRef('unit.county_code', '=', 'team.county_code').onRef('unit.id', '=', 'team.unit_id'),
    )
    .innerJoin('organization.region as region', 'region.code', 'team.region_code')
    .leftJoin('people.person as leader', (join) =>
      join.onRef('leader.county_code', '=', 'team.county_code').onRef('leader.id', '=', 'team.leader_id'),
    )
    .selectAll('team')
    .select(['unit.name as unit_name', 'unit.ancestors', 'region.name as region_name', 'leader.name as leader_name'])
    .select((row) =>
      row
        .selectFrom('people.team_member as member')
        .select((member) => member.fn.countAll<number>().as('n'))
        .whereRef('member.county_code', '=', 'team.county_code')
        .whereRef('member.team_id', '=', 'team.id')
        .as('members'),
    )
    .where('team.county_code', '=', county)
}
type TeamRecord = Awaited<ReturnType<ReturnType<typeof selectTeams>['executeTakeFirstOrThrow']>>

/** The contract lets nothing else into the columns: their words are those of the closed lists. */
export function teamOf(row: TeamRecord): Team {
  return {
    id: row.id,
    name: row.name,
    unitId: row.unit_id,
    unitName: row.unit_name,
    ancestors: row.ancestors,
    leaderId: row.leader_id,
    leaderName: row.leader_name,
    topics: row.topics as Team['topics'],
    audiences: row.audiences as Team['audiences'],
    languages: row.languages as Team['languages'],
    regionCode: row.region_code,
    regionName: row.region_name,
    longitude: row.longitude,
    latitude: row.latitude,
    radiusKm: row.radius_km,
    weeklyVisits: row.weekly_visits,
    availability: Availability.parse(row.availability),
    platformNumber: row.platform_number,
    note: row.note,
    active: row.active,
    memberCount: row.members ?? 0,
    version: row.version,
  }
}

export async function findTeam(tx: Tx, county: string, id: string): Promise<Team | null> {
  const row = await selectTeams(tx, county).where('team.id', '=', id).executeTakeFirst()
  return row ? teamOf(row) : null
}

/** The team, if the actor may do this to it: the permission is the caller's own, over the team's unit. */
export async function teamForActor(work: Work, id: string, permission: string): Promise<Team> {
  const team = (await findTeam(work.tx, work.county, id)) ?? refuse({ code: 'platform.notFound', kind: 'team' })
  if (!may(work.actor, permission, team.ancestors)) refuse({ code: 'platform.notAllowed', permission })
  return team
}

/** Every team that takes orders, by name: some dozens to hundreds a county, one read. */
export async function listActiveTeams(tx: Tx, county: string): Promise<Team[]> {
  const rows = await selectTeams(tx, county)
    .where('team.active', '=', true)
    .orderBy('team.name')
    .orderBy('team.id')
    .execute()
  return rows.map(teamOf)
}

/** Locks the team for a change by somebody who saw `version`. */
export async function lockTeam(work: Work, id: string, version: number, permission: string): Promise<Team> {
  await work.tx
    .selectFrom('people.team')
    .select('id')
    .where('county_code', '=', work.county)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  const team = await teamForActor(work, id, permission)
  if (team.version !== version) refuse({ code: 'platform.stale', version: team.version })
  return team
}

/** Who is in these teams, leaders first. */
export async function membersOfTeams(tx: Tx, county: string, teamIds: readonly string[]): Promise<TeamMember[]> {
  if (teamIds.length === 0) return []
  const rows = await tx
    .selectFrom('people.team_member as member')
    .innerJoin('people.team as team', (join) =>
      join.onRef('team.county_code', '=', 'member.county_code').onRef('team.id', '=', 'member.team_id'),
    )
    .innerJoin('people.person as person', (join) =>
      join.onRef('person.county_code', '=', 'member.county_code').onRef('person.id', '=', 'member.person_id'),
    )
    .select(['member.team_id', 'member.person_id', 'person.name', 'person.user_id', 'team.leader_id'])
    .where('member.county_code', '=', county)
    .where('member.team_id', 'in', [...teamIds])
    .orderBy('person.name')
    .orderBy('person.id')
    .execute()
  const members = rows.map((row) => ({
    teamId: row.team_id,
    personId: row.person_id,
    name: row.name,
    leads: row.leader_id === row.person_id,
    userId: row.user_id,
  }))
  return members.sort((a, b) => Number(b.leads) - Number(a.leads))
}

/** Keyed hashes of the members' telephones, as hex, of each team: for telling whether a telephone is a member's. */
export async function phonesOfTeams(
  tx: Tx,
  county: string,
  teamIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (teamIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('people.team_member as member')
    .innerJoin('people.person as person', (join) =>
      join.onRef('person.county_code', '=', 'member.county_code').onRef('person.id', '=', 'member.person_id'),
    )
    .select(['member.team_id', 'person.phone_print'])
    .where('member.county_code', '=', county)
    .where('member.team_id', 'in', [...teamIds])
    .where('person.phone_print', 'is not', null)
    .execute()
  const groups = Map.groupBy(rows, (row) => row.team_id)
  return new Map(
    [...groups].map(([team, members]) => [
      team,
      new Set(members.flatMap(({ phone_print }) => (phone_print === null ? [] : [phone_print.toString('hex')]))),
    ]),
  )
}

/** Teams that a person is in. */
export async function teamsOfPerson(tx: Tx, county: string, personId: string) {
  const rows = await tx
    .selectFrom('people.team_member as member')
    .innerJoin('people.team as team', (join) =>
      join.onRef('team.county_code', '=', 'member.county_code').onRef('team.id', '=', 'member.team_id'),
    )
    .select(['team.id', 'team.name', 'team.leader_id'])
    .where('member.county_code', '=', county)
    .where('member.person_id', '=', personId)
    .orderBy('team.name')
    .execute()
  return rows.map(({ id, name, leader_id }) => ({ id, name, leads: leader_id === personId }))
}

export function teamColumns(team: TeamInput) {
  return {
    name: team.name,
    unit_id: team.unitId,
    leader_id: team.leaderId,
    topics: team.topics,
    audiences: team.audiences,
    languages: team.languages,
    region_code: team.regionCode,
    longitude: team.longitude,
    latitude: team.latitude,
    radius_km: team.radiusKm,
    weekly_visits: team.weeklyVisits,
    availability: JSON.stringify(team.availability),
    platform_number: team.platformNumber,
    note: team.note,
  }
}

export async function replaceMembers(work: Work, teamId: string, personIds: readonly string[]): Promise<void> {
  await work.tx
    .deleteFrom('people.team_member')
    .where('county_code', '=', work.county)
    .where('team_id', '=', teamId)
    .execute()
  if (personIds.length === 0) return
  await work.tx
    .insertInto('people.team_member')
    .values(personIds.map((person_id) => ({ county_code: work.county, team_id: teamId, person_id })))
    .execute()
}
