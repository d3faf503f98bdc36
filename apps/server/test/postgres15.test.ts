import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DeliveryView, LedgerSummary } from '@kepu/contract/ledger'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, createApp } from '../src/app.ts'
import { addAccount } from '../src/modules/identity/index.ts'
import { addCounty } from '../src/modules/organization/index.ts'
import { verify } from '../src/operations/verify.ts'
import { execute } from '../src/platform/command.ts'
import { migrate } from '../src/platform/migrate.ts'
import { Client } from './support/client.ts'
import { actor, COUNTY, countyUnitOf } from './support/home.ts'

/** Debian's PostgreSQL 15, the oldest that Kepu runs on; KEPU_TEST_PG15 names another folder of its programs. */
const BIN = process.env['KEPU_TEST_PG15'] ?? '/usr/lib/postgresql/15/bin'
const MAIN = resolve(import.meta.dirname, '../src/main.ts')

/** Root may not run PostgreSQL: then as nobody. */
const account = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return address && typeof address === 'object' ? address.port : 0
}

function run(program: string, ...args: string[]): void {
  const { status, stderr, stdout } = spawnSync(join(BIN, program), args, { ...account, cwd: '/', encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program}: ${stderr}${stdout}`)
}

describe.runIf(existsSync(join(BIN, 'postgres')))('PostgreSQL 15 of one’s own, by DATABASE_URL', () => {
  let folder: string
  let url: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kepu-pg15-'))
    if (account.uid) await chown(folder, account.uid, account.gid)
    const port = await freePort()
    run('initdb', '-D', join(folder, 'data'), '-U', 'owner', '--auth=trust', '--encoding=UTF8', '--locale=C')
    const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`
    run('pg_ctl', '-D', join(folder, 'data'), '-l', join(folder, 'log'), '-o', settings, '-w', 'start')
    // What an administrator does for Kepu: an ordinary role that may create roles, and its database.
    const client = new pg.Client({ connectionString: `postgres://owner@127.0.0.1:${port}/postgres` })
    await client.connect()
    await client.query('create role kepu login createrole')
    await client.query('create database kepu owner kepu')
    await client.end()
    url = `postgres://kepu@127.0.0.1:${port}/kepu`
  })

  afterAll(async () => {
    run('pg_ctl', '-D', join(folder, 'data'), '-m', 'immediate', 'stop')
    await rm(folder, { recursive: true, force: true })
  })

  async function withApp<T>(act: (app: App) => Promise<T>): Promise<T> {
    const app = await createApp({ databaseUrl: url, home: join(folder, 'home'), publicUrl: null, checkAnswers: true })
    await app.start(true)
    try {
      return await act(app)
    } finally {
      await app.close()
    }
  }

  test('migrations run once', async () => {
    expect((await migrate(url)).length).toBeGreaterThan(5)
    expect(await migrate(url)).toEqual([])
  })

  test('a delivery is recorded, summed and reversed, and the audit fits', async () => {
    await withApp(async (app) => {
      const call = { actor, idempotencyKey: null }
      const townships = [{ code: `${COUNTY}100`, name: '东岭镇', villages: [] }]
      const county = { code: COUNTY, name: '青屏县', province: '虚构省', townships }
      await execute(app.kernel, addCounty, { ...call, input: county })
      const unitId = await countyUnitOf(app)
      const added = await execute(app.kernel, addAccount, {
        ...call,
        input: { username: 'bao', name: '鲍演示', unitId, role: 'coordinator' },
      })
      const bao = await Client.signedIn(app, added.username, added.firstPassword)

      const recorded = await bao.post('/ledger/deliveries', {
        occurredOn: '2024-11-20',
        title: '农技讲座',
        kind: 'lecture',
        unitId,
        regionCode: COUNTY,
        reach: [{ audience: 'farmers', personTimes: 30, persons: 25 }],
      })
      const { id } = recorded.as(DeliveryView)
      const summary = async () => (await bao.get(`/counties/${COUNTY}/ledger/summary`)).as(LedgerSummary).total
      expect(await summary()).toMatchObject({ deliveries: 1, personTimes: 30, persons: 25 })
      expect((await bao.post(`/ledger/deliveries/${id}/reversal`, { reason: '重复登记' })).status).toBe(201)
      expect(await summary()).toMatchObject({ deliveries: 0, personTimes: 0 })
    })
    expect(await verify({ home: join(folder, 'home'), databaseUrl: url }, () => {})).toEqual([])
  })

  test('another county’s rows are out of reach', async () => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(`begin; set local role kepu_app; set local kepu.county = '999902'`)
    expect((await client.query('select from ledger.delivery')).rowCount).toBe(0)
    await expect(client.query('delete from platform.audit_entry')).rejects.toThrow('permission denied')
    await client.end()
  })

  test('the server program starts on it, answers and stops in order', async () => {
    const home = join(folder, 'server')
    const child = spawn(process.execPath, [MAIN], {
      env: { ...process.env, DATABASE_URL: url, KEPU_HOME: home, PORT: '0', HOST: '127.0.0.1', KEPU_WEB: 'none' },
      stdio: 'ignore',
    })
    const gone = new Promise((done) => child.on('exit', done))
    try {
      let address = ''
      for (const until = Date.now() + 30_000; !address && Date.now() < until; await sleep(50))
        address = JSON.parse(await readFile(join(home, 'run', 'server.json'), 'utf8').catch(() => '{"url":""}')).url
      const health = await fetch(`${address.replace('localhost', '127.0.0.1')}/api/v1/health`)
      expect(await health.json()).toMatchObject({ status: 'ok' })
    } finally {
      child.kill('SIGTERM')
    }
    expect(await gone).toBe(0)
  })
})
