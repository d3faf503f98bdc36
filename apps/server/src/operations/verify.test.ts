import { open, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actor, COUNTY, countyUnit, makeFolder, openHome, record } from '../../test/support/home.ts'
import { inCounty } from '../platform/database.ts'
import { openEmbedded } from '../platform/postgres/index.ts'
import { verify } from './verify.ts'

const quiet = () => {}
let home: string
const faults = () => verify({ home, databaseUrl: null }, quiet)

beforeAll(async () => {
  home = await makeFolder()
  const system = await openHome(home)
  const unitId = await countyUnit(system)
  for (let i = 0; i < 40; i++) await record(system, unitId, `讲座 ${i}`)
  const sha256 = await system.app.contents.put(Buffer.from('minutes of a meeting'))
  await inCounty(system.app.kernel.db, COUNTY, 'read write', (tx) =>
    tx
      .insertInto('file.object')
      .values({
        county_code: COUNTY,
        id: system.app.kernel.newId(),
        name: '会议纪要.txt',
        media_type: 'text/plain',
        size: 20,
        sha256,
        used_by: 'test',
        created_by: actor.id,
        created_at: new Date(),
      })
      .execute(),
  )
  await system.close()
})

afterAll(() => rm(home, { recursive: true, force: true }))

/** What somebody with the superuser's password could do to the data. */
async function asSuperuser<T>(act: (client: pg.Client) => Promise<T>): Promise<T> {
  const embedded = await openEmbedded({ home })
  const client = new pg.Client({ connectionString: embedded.adminUrl.replace(/postgres$/, 'kepu') })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
    await embedded.stop()
  }
}

/** Does it, looks what verify says, and undoes it. */
async function faultsAfter(statement: string, undo: string): Promise<string[]> {
  await asSuperuser((client) => client.query(statement))
  const found = await faults()
  await asSuperuser((client) => client.query(undo))
  return found
}

test('nothing is wrong with what nobody touched', async () => {
  expect(await faults()).toEqual([])
})

test('a changed audit entry is named', async () => {
  const found = await faultsAfter(
    `update platform.audit_entry set actor_name = 'nobody' where chain = 3 and seq = 1`,
    `update platform.audit_entry set actor_name = 'test' where chain = 3 and seq = 1`,
  )
  expect(found).toEqual([`青屏县（${COUNTY}）审计链 3 第 1 条被改动`])
})

test('a removed audit entry is named', async () => {
  const found = await faultsAfter(
    'create table public.kept as select * from platform.audit_entry where chain = 2 and seq = 1; delete from platform.audit_entry where chain = 2 and seq = 1',
    'insert into platform.audit_entry select * from public.kept; drop table public.kept',
  )
  expect(found).toEqual([`青屏县（${COUNTY}）审计链 2 第 1 条缺失`])
})

test('a whole chain whose head was removed is named', async () => {
  const found = await faultsAfter(
    'create table public.kept as select * from platform.audit_head where chain = 1; delete from platform.audit_head where chain = 1',
    'insert into platform.audit_head select * from public.kept; drop table public.kept',
  )
  expect(found).toEqual([`青屏县（${COUNTY}）审计链 1 第 1 条与链尾不符`])
})

test('an entry added behind the head is named', async () => {
  const found = await faultsAfter(
    `insert into platform.audit_entry select county_code, recorded_at, chain, 1000, acted_at, command_id, actor_id, actor_name,
      unit_id, action, subject_type, subject_id, detail, hash from platform.audit_entry where chain = 4 and seq = 1`,
    'delete from platform.audit_entry where seq = 1000',
  )
  expect(found).toEqual([`青屏县（${COUNTY}）审计链 4 第 1000 条与链尾不符`])
})

test('an upload that changed or vanished is named', async () => {
  const [folder = ''] = await readdir(join(home, 'files'))
  const [name = ''] = await readdir(join(home, 'files', folder))
  const path = join(home, 'files', folder, name)
  await writeFile(path, 'minutes of 1 meeting')
  expect(await faults()).toEqual([expect.stringMatching(/^附件「会议纪要.txt」.*被改动$/)])
  await rm(path)
  expect(await faults()).toEqual([expect.stringMatching(/^附件「会议纪要.txt」.*不见了$/)])
  await writeFile(path, 'minutes of a meeting')
})

test('a page that the disk spoiled is named', async () => {
  const { path, data } = await asSuperuser(async (client) => {
    const { rows } = await client.query(
      "select pg_relation_filepath('ledger.delivery_2024') as path, current_setting('data_directory') as data",
    )
    return rows[0]
  })
  const file = await open(join(data, path), 'r+')
  const byte = Buffer.alloc(1)
  await file.read(byte, 0, 1, 8000)
  await file.write(Buffer.from([(byte[0] ?? 0) ^ 4]), 0, 1, 8000)
  await file.close()

  const found = await faults()
  expect(found.some((fault) => fault.startsWith('ledger.delivery_2024'))).toBe(true)
})
