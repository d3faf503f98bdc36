import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { Role } from '@kepu/contract/identity'
import pg from 'pg'
import { type App, createApp } from '../../server/src/app.ts'
import { addAccount } from '../../server/src/modules/identity/index.ts'
import { addCounty, rootUnit } from '../../server/src/modules/organization/index.ts'
import { systemActor } from '../../server/src/platform/actor.ts'
import { execute } from '../../server/src/platform/command.ts'
import { inCounty } from '../../server/src/platform/database.ts'
import { migrate } from '../../server/src/platform/migrate.ts'
import { openTestCluster } from '../../server/src/platform/postgres/index.ts'
import { createWeb } from '../serve.ts'
import { importAndPublish } from './published-plan.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
export const COUNTY = '999902'
const SHIFT_TO_2024 = Math.round((Date.UTC(2024, 10, 20, 2) - Date.now()) / 1000)

export interface Account {
  readonly username: string
  readonly password: string
}

/** The whole system on a free port: real database, real API, the built web. */
export interface World {
  readonly url: string
  readonly app: App
  account(username: string, name: string, role: Role, unitName?: string): Promise<Account>
  close(): Promise<void>
}

export const PLAN_FILE = join(import.meta.dirname, 'fixtures/plan.md')

export interface WorldOptions {
  /** The document that is published; null publishes none. */
  readonly plan?: string | null
  /** The address that people type, where a gateway stands in front. */
  readonly publicUrl?: string | null
}

/** An invented county. */
export async function openWorld({ plan = PLAN_FILE, publicUrl = null }: WorldOptions = {}): Promise<World> {
  const cluster = await openTestCluster(ROOT)
  const name = `web_e2e_${process.pid}_${Date.now()}`
  const databaseUrl = cluster.url.replace(/\/[^/?]*(\?|$)/, `/${name}$1`)
  await administer(cluster.url, `create database ${name}`)
  await migrate(databaseUrl)
  const home = await mkdtemp(join(tmpdir(), 'kepu-web-e2e-'))
  const app = await createApp({ databaseUrl, home, publicUrl, checkAnswers: true })
  await app.start(true)
  await setUpCounty(app)
  if (plan !== null) await importAndPublish(app, COUNTY, { name: basename(plan), bytes: await readFile(plan) })

  const web = await createWeb({ api: app.fetch, development: false })
  const server = createServer(
    getRequestListener((request) =>
      new URL(request.url).pathname.startsWith('/api/v1/') ? app.fetch(request) : web.fetch(request),
    ),
  )
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    app,
    account: (username, person, role, unitName) => openAccount(app, { username, person, role, unitName }),
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      await app.close()
      await administer(cluster.url, `drop database if exists ${name} with (force)`)
      await cluster.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

async function setUpCounty(app: App): Promise<void> {
  const township = (number: number, name: string) => ({
    code: `${COUNTY}${String(number).padStart(3, '0')}`,
    name,
    villages: [{ code: `${COUNTY}${String(number).padStart(3, '0')}001`, name: '幸福村' }],
  })
  await execute(app.kernel, addCounty, {
    actor: systemActor(COUNTY, 'e2e'),
    input: {
      code: COUNTY,
      name: '清溪县',
      province: '虚构省',
      demo: true,
      clockShiftSeconds: SHIFT_TO_2024,
      townships: [township(100, '东岭镇'), township(101, '西坪镇'), township(102, '南湾乡')],
    },
    idempotencyKey: null,
  })
}

interface NewAccount {
  readonly username: string
  readonly person: string
  readonly role: Role
  readonly unitName: string | undefined
}

async function openAccount(app: App, { username, person, role, unitName }: NewAccount): Promise<Account> {
  const unitId = await inCounty(app.kernel.db, COUNTY, 'read only', async (tx) => {
    if (unitName === undefined) return (await rootUnit(tx, COUNTY)).id
    const row = await tx
      .selectFrom('organization.unit')
      .select('id')
      .where('name', '=', unitName)
      .executeTakeFirstOrThrow()
    return row.id
  })
  const added = await execute(app.kernel, addAccount, {
    actor: systemActor(COUNTY, 'e2e'),
    input: { username, name: person, unitId, role },
    idempotencyKey: null,
  })
  return { username, password: added.firstPassword }
}
