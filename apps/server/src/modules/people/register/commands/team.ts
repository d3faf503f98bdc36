import type { PeopleRefusal } from '@kepu/contract/people'
import { AddTeam, ChangeTeam, type TeamInput, TeamView } from '@kepu/contract/people-team'
import { command, type Work } from '../../../../platform/command.ts'
import { Refused, refuse } from '../../../../platform/problem.ts'
import { unitForActor } from '../../../organization/index.ts'
import { requireRegion } from '../regions.ts'
import { findTeam, lockTeam, replaceMembers, teamColumns } from '../team-rows.ts'
import { teamView } from '../views.ts'

function stop(reason: PeopleRefusal): never {
  throw new Refused(reason)
}

async function viewOfTeam(work: Work, id: string): Promise<TeamView> {
  const team = (await findTeam(work.tx, work.county, id)) ?? refuse({ code: 'platform.notFound', kind: 'team' })
  return teamView(team, work.actor)
}

/** Place of the county, people who are in the register and haven't left, a name of its own. */
async function requireSound(work: Work, team: TeamInput, ownId: string | null): Promise<void> {
  const { regionCode, memberIds, name } = team
  if (!regionCode.startsWith(work.county)) stop({ code: 'people.team.region', regionCode })
  await requireRegion(work.tx, regionCode, { code: 'people.team.region', regionCode })
  const namesake = await work.tx
    .selectFrom('people.team')
    .select('id')
    .where('county_code', '=', work.county)
    .where('name', '=', name)
    .executeTakeFirst()
  if (namesake && namesake.id !== ownId) stop({ code: 'people.team.name', name })
  if (memberIds.length === 0) return
  // Locked, so that nobody leaves the register while they join a team.
  const known = await work.tx
    .selectFrom('people.person')
    .select('id')
    .where('county_code', '=', work.county)
    .where('id', 'in', memberIds)
    .where('status', '=', 'active')
    .orderBy('id')
    .forShare()
    .execute()
  const found = new Set(known.map(({ id }) => id))
  for (const personId of memberIds) if (!found.has(personId)) stop({ code: 'people.team.member', personId })
}

export const addTeam = command({
  name: 'people.team.add',
  input: AddTeam,
  output: TeamView,
  async run(work, { team }) {
    await unitForActor(work, team.unitId, 'people.team.add')
    await requireSound(work, team, null)
    const id = work.newId()
    await work.tx
      .insertInto('people.team')
      .values({ county_code: work.county, id, ...teamColumns(team), created_at: work.now })
      .execute()
    await replaceMembers(work, id, team.memberIds)
    work.record({ subject: ['team', id], detail: { name: team.name, members: team.memberIds.length } })
    return viewOfTeam(work, id)
  },
})

export const changeTeam = command({
  name: 'people.team.change',
  input: ChangeTeam,
  output: TeamView,
  async run(work, { teamId, version, team, active }) {
    const before = await lockTeam(work, teamId, version, 'people.team.change')
    if (team.unitId !== before.unitId) await unitForActor(work, team.unitId, 'people.team.change')
    await requireSound(work, team, teamId)
    await work.tx
      .updateTable('people.team')
      .set({ ...teamColumns(team), active, version: before.version + 1 })
      .where('county_code', '=', work.county)
      .where('id', '=', teamId)
      .execute()
    await replaceMembers(work, teamId, team.memberIds)
    work.record({ subject: ['team', teamId], detail: { name: team.name, members: team.memberIds.length, active } })
    return viewOfTeam(work, teamId)
  },
})
