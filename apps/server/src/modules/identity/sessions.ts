import type { Role } from '@kepu/contract/identity'
import type { Auth } from 'better-auth'
import type { Actor, Scope } from '../../platform/actor.ts'
import { type Database, inCounty } from '../../platform/database.ts'
import type { Authenticate } from '../../platform/http.ts'

/** Role → what it may do, from the rights of all modules. */
export type RoleRights = ReadonlyMap<Role, ReadonlySet<string>>

const COUNTY_COOKIE = /(?:^|;\s*)kepu_county=(\d{6})/

/** Who sends the request, in the county that they chose (cookie `kepu_county`) or the first one they serve. */
export function sessions(auth: Auth, db: Database, rights: RoleRights): Authenticate {
  return async (request) => {
    const cookie = request.headers.get('cookie')
    if (!cookie?.includes('kepu.session_token')) return null
    const session = await auth.api.getSession({ headers: request.headers })
    if (!session) return null
    const { id, name } = session.user
    const counties = await db
      .selectFrom('identity.membership as membership')
      .innerJoin('identity.user as person', 'person.id', 'membership.user_id')
      .select('membership.county')
      .where('membership.user_id', '=', id)
      .where('person.active', '=', true)
      .orderBy('membership.county')
      .execute()
    const chosen = COUNTY_COOKIE.exec(cookie)?.[1]
    const county = counties.find((row) => row.county === chosen)?.county ?? counties[0]?.county
    return county === undefined ? null : actorIn(db, rights, county, { id, name })
  }
}

/** The person with their grants in one county; null when they have none there. */
export async function actorIn(
  db: Database,
  rights: RoleRights,
  county: string,
  person: { id: string; name: string },
): Promise<Actor | null> {
  const grants = await inCounty(db, county, 'read only', (tx) =>
    tx
      .selectFrom('identity.role_grant')
      .select(['unit_id', 'role'])
      .where('county_code', '=', county)
      .where('user_id', '=', person.id)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  )
  const first = grants[0]
  if (!first) return null
  const scopes: Scope[] = grants.map((grant) => ({
    unitId: grant.unit_id,
    permissions: rights.get(grant.role as Role) ?? new Set(),
  }))
  return { ...person, county, unitId: first.unit_id, scopes }
}
