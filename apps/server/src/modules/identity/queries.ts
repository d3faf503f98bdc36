import { Day, Instant, PageQuery, pageOf } from '@kepu/contract'
import { AccountView, AuditEntryView, MeView } from '@kepu/contract/identity'
import { sql } from 'kysely'
import { z } from 'zod'
import { canOf } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database.ts'
import { decodeCursor, pageOfRows } from '../../platform/page.ts'
import { refuse } from '../../platform/problem.ts'
import { query } from '../../platform/query.ts'
import { countOpenTodos } from '../notification/index.ts'
import { rootUnit } from '../organization/index.ts'
import { identityRights } from './rights.ts'
import { listGrants } from './store.ts'

export const showMe = query({
  name: 'identity.me',
  access: 'signedIn',
  input: z.object({}),
  output: MeView,
  async run(read) {
    const actor = read.actor ?? refuse({ code: 'platform.notSignedIn' })
    const grants = await listGrants(read.tx, read.county, actor.id)
    const first = grants[0] ?? refuse({ code: 'platform.notSignedIn' })
    const person = await read.tx
      .selectFrom('identity.user')
      .select('username')
      .where('id', '=', actor.id)
      .executeTakeFirstOrThrow()
    return {
      userId: actor.id,
      username: person.username ?? '',
      name: actor.name,
      county: read.county,
      counties: await countiesOf(read.tx, actor.id),
      unitId: first.unitId,
      unitName: first.unitName,
      grants: grants.map(({ id, role, unitId, unitName }) => ({ id, role, unitId, unitName })),
      can: [...new Set(actor.scopes.flatMap((scope) => [...scope.permissions]))].sort(),
      openTodos: await countOpenTodos(read.tx, actor),
    }
  },
})

function countiesOf(tx: Tx, userId: string): Promise<{ code: string; name: string }[]> {
  return tx
    .selectFrom('identity.membership as membership')
    .innerJoin('organization.county as county', 'county.code', 'membership.county')
    .select(['county.code', 'county.name'])
    .where('membership.user_id', '=', userId)
    .orderBy('county.code')
    .execute()
}

export const listAccounts = query({
  name: 'identity.account.list',
  access: 'permission',
  input: z.object({ text: z.string().trim().max(40).optional() }),
  output: z.object({ items: z.array(AccountView) }),
  async run(read, { text }) {
    const grants = Map.groupBy(await listGrants(read.tx, read.county), (grant) => grant.userId)
    if (grants.size === 0) return { items: [] }
    const root = await rootUnit(read.tx, read.county)
    const can = canOf(read.actor, Object.keys(identityRights), root.ancestors)
    const people = await read.tx
      .selectFrom('identity.user as person')
      .select(['id', 'username', 'name', 'active'])
      .select((row) =>
        row
          .selectFrom('identity.session as session')
          .select((session) => session.fn.max('session.updatedAt').as('seen'))
          .whereRef('session.userId', '=', 'person.id')
          .as('seen'),
      )
      .where('id', 'in', [...grants.keys()])
      .orderBy('username')
      .execute()
    const matches = (person: { username: string | null; name: string }) =>
      text === undefined || `${person.username} ${person.name}`.includes(text)
    return {
      items: people.filter(matches).map((person) => ({
        userId: person.id,
        username: person.username ?? '',
        name: person.name,
        active: person.active,
        lastSeenAt: person.seen?.toISOString() ?? null,
        grants: (grants.get(person.id) ?? []).map(({ id, role, unitId, unitName }) => ({ id, role, unitId, unitName })),
        can,
      })),
    }
  },
})

/** Instant, chain and number of the last row of a page. */
const SortKey = z.tuple([Instant, z.int(), z.int()])

export const listAudit = query({
  name: 'identity.audit.list',
  access: 'permission',
  input: PageQuery.extend({
    action: z.string().max(80).optional(),
    actorId: z.string().max(80).optional(),
    subjectType: z.string().max(40).optional(),
    subjectId: z.string().max(80).optional(),
    from: Day.optional(),
    to: Day.optional(),
  }),
  output: pageOf(AuditEntryView),
  async run(read, { cursor, limit, action, actorId, subjectType, subjectId, from, to }) {
    let rows = read.tx
      .selectFrom('platform.audit_entry as entry')
      .leftJoin('organization.unit as unit', (join) =>
        join.onRef('unit.county_code', '=', 'entry.county_code').onRef('unit.id', '=', 'entry.unit_id'),
      )
      .selectAll('entry')
      .select('unit.name as unit_name')
      .where('entry.county_code', '=', read.county)
    if (action) rows = rows.where('entry.action', 'like', `${action}%`)
    if (actorId) rows = rows.where('entry.actor_id', '=', actorId)
    if (subjectType) rows = rows.where('entry.subject_type', '=', subjectType)
    if (subjectId) rows = rows.where('entry.subject_id', '=', subjectId)
    if (from) rows = rows.where('entry.acted_at', '>=', new Date(`${from}T00:00:00+08:00`))
    if (to) rows = rows.where('entry.acted_at', '<=', new Date(`${to}T23:59:59.999+08:00`))
    if (cursor) {
      const [at, chain, seq] = decodeCursor(cursor, SortKey)
      rows = rows.where(
        sql<boolean>`(entry.recorded_at, entry.chain, entry.seq) < (${at}::timestamptz, ${chain}, ${seq})`,
      )
    }
    const found = await rows
      .orderBy('entry.recorded_at', 'desc')
      .orderBy('entry.chain', 'desc')
      .orderBy('entry.seq', 'desc')
      .limit(limit + 1)
      .execute()
    const page = pageOfRows(found, limit, (row) => [row.recorded_at.toISOString(), row.chain, row.seq])
    return {
      next: page.next,
      items: page.items.map((row) =>
        AuditEntryView.parse({
          chain: row.chain,
          seq: row.seq,
          at: row.acted_at.toISOString(),
          actorName: row.actor_name,
          unitName: row.unit_name,
          action: row.action,
          subjectType: row.subject_type,
          subjectId: row.subject_id,
          detail: row.detail,
        }),
      ),
    }
  },
})
