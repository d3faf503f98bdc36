import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { z } from 'zod'
import { systemActor } from '../src/platform/actor.ts'
import { CHAINS, verifyAudit } from '../src/platform/audit.ts'
import { command, execute } from '../src/platform/command.ts'
import { inCounty } from '../src/platform/database.ts'
import { COUNTY, OTHER_COUNTY, test, type World } from './support/world.ts'

interface Entry {
  readonly chain: number
  readonly seq: number
  readonly action: string
}

/** Work in every chain. */
async function busy(world: World): Promise<void> {
  const bao = await world.signIn('bao')
  for (let i = 0; i < 60; i++)
    await bao.post('/units', { name: `第${i}科普小组${randomUUID().slice(0, 8)}`, kind: 'other' })
}

async function entriesOf({ app }: World): Promise<Entry[]> {
  return inCounty(app.kernel.db, COUNTY, 'read only', (tx) =>
    tx
      .selectFrom('platform.audit_entry')
      .select(['chain', 'seq', 'action'])
      .where('county_code', '=', COUNTY)
      .orderBy('chain')
      .orderBy('seq')
      .execute(),
  )
}

/** An entry with others before and behind it in its chain. */
async function middle(world: World): Promise<Entry> {
  const entries = await entriesOf(world)
  const longest = [...Map.groupBy(entries, ({ chain }) => chain).values()].sort((a, b) => b.length - a.length)[0] ?? []
  const found = longest[Math.floor(longest.length / 2)]
  if (!found || longest.length < 4) throw new Error('no chain is long enough')
  return found
}

/** What somebody with the database's own password can do: past all rights of the application. */
async function asOwner({ app }: World, ...statements: string[]): Promise<void> {
  await app.kernel.db.transaction().execute(async (tx) => {
    await sql.raw(`set local kepu.county = '${COUNTY}'`).execute(tx)
    for (const statement of statements) await sql.raw(statement).execute(tx)
  })
}

const TABLES = ['platform.audit_entry', 'platform.audit_head']

/** Tampers, verifies, and puts everything back. */
async function verdictAfter(world: World, tampering: string): Promise<Awaited<ReturnType<typeof verifyAudit>>> {
  const copies = TABLES.map((table) => table.replace('platform.', 'public.copy_of_'))
  await asOwner(world, ...TABLES.map((table, i) => `create table ${copies[i]} as select * from ${table}`), tampering)
  const verdict = await verifyAudit(world.app.kernel.db, COUNTY)
  const restore = TABLES.flatMap((table, i) => [
    `delete from ${table}`,
    `insert into ${table} select * from ${copies[i]}`,
    `drop table ${copies[i]}`,
  ])
  await asOwner(world, ...restore)
  return verdict
}

test('sixty commands later every chain fits, and each command stands in one', async ({ world }) => {
  await busy(world)
  const { entries, faults } = await verifyAudit(world.app.kernel.db, COUNTY)
  expect(faults).toEqual([])
  expect(entries).toBe((await entriesOf(world)).length)
  expect(new Set((await entriesOf(world)).map(({ chain }) => chain)).size).toBe(CHAINS)
})

test.for([
  ['what was done', "detail = '{}'", 'altered'],
  ['who did it', "actor_name = '别人'", 'altered'],
  ['when', "acted_at = acted_at - interval '1 day'", 'altered'],
  ['the action', "action = 'organization.unit.rename'", 'altered'],
  ['the hash', "hash = '\\x00'", 'altered'],
] as const)('%s changed in an entry is found at its place', async ([, change, why], { world }) => {
  const { chain, seq } = await middle(world)
  const where = `county_code = '${COUNTY}' and chain = ${chain} and seq = ${seq}`
  const { faults } = await verdictAfter(world, `update platform.audit_entry set ${change} where ${where}`)
  expect(faults).toEqual([{ county: COUNTY, chain, seq, why }])
})

test('an entry taken out is missing at its place', async ({ world }) => {
  const { chain, seq } = await middle(world)
  const where = `county_code = '${COUNTY}' and chain = ${chain} and seq = ${seq}`
  const { faults } = await verdictAfter(world, `delete from platform.audit_entry where ${where}`)
  expect(faults).toEqual([{ county: COUNTY, chain, seq, why: 'missing' }])
})

test('the last entries of a chain cut off: the head still knows them', async ({ world }) => {
  const { chain, seq } = await middle(world)
  const where = `county_code = '${COUNTY}' and chain = ${chain} and seq > ${seq}`
  const { faults } = await verdictAfter(world, `delete from platform.audit_entry where ${where}`)
  expect(faults).toEqual([{ county: COUNTY, chain, seq: seq + 1, why: 'missing' }])
})

test('a head set back or taken away leaves entries that nothing covers', async ({ world }) => {
  const { chain, seq } = await middle(world)
  const head = `county_code = '${COUNTY}' and chain = ${chain}`
  const set = `update platform.audit_head set seq = ${seq - 1} where ${head}`
  expect((await verdictAfter(world, set)).faults).toContainEqual({ county: COUNTY, chain, seq, why: 'headDiffers' })
  const { faults } = await verdictAfter(world, `delete from platform.audit_head where ${head}`)
  expect(faults).toEqual([{ county: COUNTY, chain, seq: 1, why: 'headDiffers' }])
})

test('after all that everything is as it was, and the other county was never touched', async ({ world }) => {
  for (const county of [COUNTY, OTHER_COUNTY])
    expect((await verifyAudit(world.app.kernel.db, county)).faults).toEqual([])
})

test('a refused command and a failed one leave no entry', async ({ world }) => {
  const bao = await world.signIn('bao')
  const before = await entriesOf(world)
  await bao.post('/units', { name: '县科协', kind: 'other' })
  await bao.post('/units', { name: '', kind: 'other' })
  expect(await entriesOf(world)).toEqual(before)
})

test('a command that records nothing is a mistake: it rolls back', async ({ world }) => {
  const silent = command({
    name: 'test.silent',
    input: z.object({}),
    output: null,
    async run(work) {
      await work.tx
        .updateTable('organization.county')
        .set({ name: '改过的县名' })
        .where('code', '=', work.county)
        .execute()
    },
  })
  const call = { actor: systemActor(COUNTY, 'test'), input: {}, idempotencyKey: null }
  await expect(execute(world.app.kernel, silent, call)).rejects.toThrow('recorded nothing')
  expect((await world.stranger.get(`/counties/${COUNTY}`)).json).toMatchObject({ name: '青屏县' })
})
