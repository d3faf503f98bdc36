import { sql } from 'kysely'
import { z } from 'zod'
import type { Work } from '../../../platform/command.ts'

/** What followed a merge: enough to send it back. */
export const Moved = z.object({
  /** Teams that the merged person was in, and whether the kept one was in it too. */
  teams: z.array(z.object({ teamId: z.string(), keptWasIn: z.boolean(), led: z.boolean() })),
  /** People who had been merged into the merged one. */
  children: z.array(z.string()),
  /** Open requests for correction. */
  corrections: z.array(z.string()),
  userId: z.string().nullable(),
})
export type Moved = z.infer<typeof Moved>

/** Moves memberships, leaderships, earlier merges and open requests to the person who stays. */
export async function follow(work: Work, keepId: string, mergeId: string, userId: string | null): Promise<Moved> {
  const teams = await work.tx
    .selectFrom('people.team_member as member')
    .innerJoin('people.team as team', (join) =>
      join.onRef('team.county_code', '=', 'member.county_code').onRef('team.id', '=', 'member.team_id'),
    )
    .select(['team.id as teamId', 'team.leader_id'])
    .select(
      sql<boolean>`exists (select from people.team_member kept where kept.county_code = member.county_code
        and kept.team_id = member.team_id and kept.person_id = ${keepId}::uuid)`.as('keptWasIn'),
    )
    .where('member.county_code', '=', work.county)
    .where('member.person_id', '=', mergeId)
    .orderBy('team.id')
    .forUpdate('team')
    .execute()
  for (const { teamId, keptWasIn, leader_id } of teams)
    await swapMember(work, { teamId, from: mergeId, to: keepId, add: !keptWasIn, lead: leader_id === mergeId })
  const children = await repoint(work, mergeId, keepId)
  const corrections = await work.tx
    .updateTable('people.correction')
    .set({ person_id: keepId })
    .where('county_code', '=', work.county)
    .where('person_id', '=', mergeId)
    .where('status', '=', 'open')
    .returning('id')
    .execute()
  return {
    teams: teams.map(({ teamId, keptWasIn, leader_id }) => ({ teamId, keptWasIn, led: leader_id === mergeId })),
    children,
    corrections: corrections.map(({ id }) => id),
    userId,
  }
}

/** Sends back what followed, as far as it's still where it went: a team that has dropped the person keeps its decision. */
export async function sendBack(work: Work, keptId: string, mergedId: string, moved: Moved): Promise<void> {
  await sendMembersBack(work, keptId, mergedId, moved)
  if (moved.children.length > 0)
    await work.tx
      .updateTable('people.person')
      .set({ merged_into: mergedId })
      .where('county_code', '=', work.county)
      .where('id', 'in', moved.children)
      .where('merged_into', '=', keptId)
      .execute()
  if (moved.corrections.length > 0)
    await work.tx
      .updateTable('people.correction')
      .set({ person_id: mergedId })
      .where('county_code', '=', work.county)
      .where('id', 'in', moved.corrections)
      .where('status', '=', 'open')
      .execute()
}

async function sendMembersBack(work: Work, keptId: string, mergedId: string, { teams }: Moved): Promise<void> {
  if (teams.length === 0) return
  const still = await work.tx
    .selectFrom('people.team as team')
    .innerJoin('people.team_member as member', (join) =>
      join.onRef('member.county_code', '=', 'team.county_code').onRef('member.team_id', '=', 'team.id'),
    )
    .select(['team.id', 'team.leader_id'])
    .where('team.county_code', '=', work.county)
    .where(
      'team.id',
      'in',
      teams.map(({ teamId }) => teamId),
    )
    .where('member.person_id', '=', keptId)
    .orderBy('team.id')
    .forUpdate('team')
    .execute()
  const leads = new Map(still.map(({ id, leader_id }) => [id, leader_id === keptId]))
  for (const { teamId, keptWasIn, led } of teams) {
    if (!leads.has(teamId)) continue
    const lead = led && leads.get(teamId) === true
    await swapMember(work, { teamId, from: keptWasIn ? null : keptId, to: mergedId, add: true, lead })
  }
}

interface Swap {
  readonly teamId: string
  readonly from: string | null
  readonly to: string
  readonly add: boolean
  readonly lead: boolean
}

async function swapMember(work: Work, { teamId, from, to, add, lead }: Swap): Promise<void> {
  const team = { county_code: work.county, team_id: teamId }
  if (add)
    await work.tx
      .insertInto('people.team_member')
      .values({ ...team, person_id: to })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  if (from !== null)
    await work.tx
      .deleteFrom('people.team_member')
      .where('county_code', '=', work.county)
      .where('team_id', '=', teamId)
      .where('person_id', '=', from)
      .execute()
  await work.tx
    .updateTable('people.team')
    .set((row) => ({ version: row('version', '+', 1), ...(lead ? { leader_id: to } : {}) }))
    .where('county_code', '=', work.county)
    .where('id', '=', teamId)
    .execute()
}

async function repoint(work: Work, from: string, to: string): Promise<string[]> {
  const rows = await work.tx
    .updateTable('people.person')
    .set({ merged_into: to })
    .where('county_code', '=', work.county)
    .where('merged_into', '=', from)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}
