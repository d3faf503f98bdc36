import { sql } from 'kysely'
import { expect } from 'vitest'
import { inCounty } from '../src/platform/database.ts'
import { COUNTY, test, type World } from './support/world.ts'

/** Catalogue questions. Tenant table = one with `county_code`; partitions count as tables of their own. */
async function rows<T>({ app }: World, text: string): Promise<T[]> {
  return (await sql.raw<T>(text).execute(app.kernel.db)).rows
}

const OURS = `n.nspname not in ('pg_catalog', 'information_schema', 'public', 'pgboss') and n.nspname not like 'pg\\_%'`
const TENANT = `
  select c.oid, n.nspname || '.' || c.relname as name, c.relrowsecurity, c.relforcerowsecurity
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and ${OURS}
    and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'county_code' and not a.attisdropped)`
/** A county's own table, and what stands beside the counties with a reason (decision 0002 and the division data). */
const SHARED = [
  'identity.account',
  'identity.membership',
  'identity.rateLimit',
  'identity.session',
  'identity.twoFactor',
  'identity.user',
  'identity.verification',
  'organization.county',
  'organization.region',
  'organization.region_former_name',
  'organization.special_day',
]

test('every table is a tenant table or one of the few that all counties share', async ({ world }) => {
  const shared = await rows<{ name: string }>(
    world,
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and ${OURS} and c.oid not in (select oid from (${TENANT}) t) order by 1`,
  )
  expect(shared.map(({ name }) => name).sort()).toEqual([...SHARED].sort())
})

test('row-level security is on and forced on every tenant table, with the county policy', async ({ world }) => {
  const tables = await rows<{ name: string; relrowsecurity: boolean; relforcerowsecurity: boolean; policies: number }>(
    world,
    `select t.*, (select count(*) from pg_policy p where p.polrelid = t.oid
       and pg_get_expr(p.polqual, p.polrelid) like '%kepu.county%'
       and pg_get_expr(p.polwithcheck, p.polrelid) like '%kepu.county%')::int as policies
     from (${TENANT}) t`,
  )
  expect(tables.length).toBeGreaterThan(40)
  for (const { name, relrowsecurity, relforcerowsecurity, policies } of tables)
    expect({ name, relrowsecurity, relforcerowsecurity, policies }).toEqual({
      name,
      relrowsecurity: true,
      relforcerowsecurity: true,
      policies: 1,
    })
})

test('primary keys of tenant tables start with the county; unique and foreign keys contain it', async ({ world }) => {
  const constraints = await rows<{ name: string; contype: string; columns: string[] }>(
    world,
    `select t.name || ' ' || k.conname as name, k.contype,
       array(select a.attname::text from unnest(k.conkey) with ordinality as key(num, place)
         join pg_attribute a on a.attrelid = k.conrelid and a.attnum = key.num order by place) as columns
     from (${TENANT}) t join pg_constraint k on k.conrelid = t.oid
     where k.contype in ('p', 'u') or (k.contype = 'f' and k.confrelid in (select oid from (${TENANT}) x))`,
  )
  for (const { name, contype, columns } of constraints) {
    if (contype === 'p') expect(columns[0], name).toBe('county_code')
    else expect(columns, name).toContain('county_code')
  }
  const unkeyed = await rows<{ name: string }>(
    world,
    `select name from (${TENANT}) t
     where not exists (select from pg_constraint k where k.conrelid = t.oid and k.contype = 'p')`,
  )
  expect(unkeyed).toEqual([])
})

test('unique indexes of tenant tables contain the county', async ({ world }) => {
  const found = await rows<{ name: string }>(
    world,
    `select t.name || ' ' || i.indexrelid::regclass as name from (${TENANT}) t join pg_index i on i.indrelid = t.oid
     where i.indisunique and not exists (select from pg_attribute a
       where a.attrelid = t.oid and a.attname = 'county_code' and a.attnum = any(i.indkey))`,
  )
  expect(found).toEqual([])
})

test('every foreign key has an index that begins with its columns', async ({ world }) => {
  const bare = await rows<{ name: string }>(
    world,
    `select k.conrelid::regclass || ' ' || k.conname as name
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and ${OURS} and not exists (select from pg_index i where i.indrelid = k.conrelid
       and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)`,
  )
  expect(bare).toEqual([])
})

test('no trigger stands on a tenant table', async ({ world }) => {
  const found = await rows(
    world,
    `select tgname from pg_trigger where not tgisinternal and tgrelid in (select oid from (${TENANT}) t)`,
  )
  expect(found).toEqual([])
})

test('every table says what it holds', async ({ world }) => {
  const mute = await rows<{ name: string }>(
    world,
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and ${OURS} and obj_description(c.oid) is null order by 1`,
  )
  expect(mute).toEqual([])
})

const APPEND_ONLY = [
  'platform.audit_entry',
  'ledger.delivery',
  'ledger.reach',
  'plan.report_snapshot',
  'plan.report_step',
  'plan.light_change',
  'plan.scheme_edition',
  'plan.appraisal_entry',
  'plan.appraisal_release',
]

test.for(APPEND_ONLY)('%s: the application can neither change, remove nor empty it', async (table, { world }) => {
  const attempts = [`update ${table} set county_code = county_code`, `delete from ${table}`, `truncate ${table}`]
  for (const attempt of attempts) {
    const trial = inCounty(world.app.kernel.db, COUNTY, 'read write', (tx) => sql.raw(attempt).execute(tx))
    await expect(trial, attempt).rejects.toThrow(/permission denied/)
  }
})

test('a transaction of one county neither reads nor writes another', async ({ world }) => {
  const { db } = world.app.kernel
  const units = await inCounty(db, COUNTY, 'read only', (tx) =>
    tx.selectFrom('organization.unit').select('county_code').distinct().execute(),
  )
  expect(units).toEqual([{ county_code: COUNTY }])
  const foreign = inCounty(db, COUNTY, 'read write', (tx) =>
    tx
      .insertInto('notification.todo')
      .values({
        county_code: '999902',
        id: '01900000-0000-7000-8000-000000000000',
        kind: 'test',
        unit_id: '01900000-0000-7000-8000-000000000000',
        subject_type: 'test',
        subject_id: 'test',
        facts: '{}',
        opened_at: new Date(),
      })
      .execute(),
  )
  await expect(foreign).rejects.toThrow(/row-level security/)
})
