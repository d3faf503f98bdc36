import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role } from '@kepu/contract/identity'
import { test as base, inject } from 'vitest'
import { type App, createApp } from '../../src/app.ts'
import { addAccount } from '../../src/modules/identity/index.ts'
import { addCounty, addUnit, type CountyDivision } from '../../src/modules/organization/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { execute } from '../../src/platform/command.ts'
import { inCounty } from '../../src/platform/database.ts'
import { Client } from './client.ts'
import { administer, databaseUrl, dropDatabase } from './template.ts'

export const COUNTY = '999901'
export const OTHER_COUNTY = '999902'

/** Who shows it may read the metrics. */
export const METRICS_TOKEN = 'metrics-word-of-the-tests'

/** What the clock says at the start of a story. */
const START = new Date('2024-11-20T02:00:00Z')

/** The people of the stories. 蔡 holds a role that may do nothing to anything of the county's offices. */
const PERSONAS = {
  an: { name: '安演示', role: 'administrator', unit: null },
  bao: { name: '鲍演示', role: 'coordinator', unit: null },
  cai: { name: '蔡演示', role: 'auditor', unit: '东岭镇幸福村' },
  deng: { name: '邓演示', role: 'village', unit: '东岭镇幸福村' },
  fang: { name: '方演示', role: 'officer', unit: '县教委' },
  geng: { name: '耿演示', role: 'township', unit: '东岭镇' },
  feng: { name: '冯演示', role: 'leader', unit: null },
} as const satisfies Record<string, { name: string; role: Role; unit: string | null }>
export type Persona = keyof typeof PERSONAS

/** The system on a database of its own, with two invented counties, reached through HTTP. */
export interface World {
  readonly app: App
  readonly databaseUrl: string
  /** A browser of nobody. */
  readonly stranger: Client
  signIn(persona: Persona, county?: string): Promise<Client>
  unitId(name: string, county?: string): Promise<string>
  /** Actions on a subject, in the order of recording. */
  auditOf(subjectId: string, county?: string): Promise<string[]>
  /** Moves the clock. */
  pass(milliseconds: number): void
}

function division(code: string, name: string): CountyDivision {
  const township = (number: number, town: string) => ({
    code: `${code}${number}`,
    name: town,
    villages: ['幸福村', '团结村'].map((village, i) => ({ code: `${code}${number}00${i + 1}`, name: village })),
  })
  return { code, name, province: '虚构省', townships: [township(100, '东岭镇'), township(101, '西坪镇')] }
}

async function setUpCounty({ kernel }: App, code: string, name: string): Promise<void> {
  const actor = systemActor(code, 'test')
  await execute(kernel, addCounty, { actor, input: division(code, name), idempotencyKey: null })
  const units = [
    ['县科协', 'massOrganization'],
    ['县教委', 'department'],
  ] as const
  for (const [unit, kind] of units)
    await execute(kernel, addUnit, { actor, input: { name: unit, kind }, idempotencyKey: null })
}

async function unitIdOf({ kernel }: App, county: string, name: string): Promise<string> {
  const row = await inCounty(kernel.db, county, 'read only', (tx) =>
    tx.selectFrom('organization.unit').select('id').where('name', '=', name).executeTakeFirstOrThrow(),
  )
  return row.id
}

const COUNTY_NAMES: Readonly<Record<string, string>> = { [COUNTY]: '青屏县', [OTHER_COUNTY]: '白石县' }

async function openWorld(url: string): Promise<World & { close(): Promise<void> }> {
  let now = START
  const home = await mkdtemp(join(tmpdir(), 'kepu-test-'))
  const app = await createApp({
    databaseUrl: url,
    home,
    publicUrl: null,
    checkAnswers: true,
    metricsToken: METRICS_TOKEN,
    privateNetworks: ['127.0.0.1'],
    clock: { now: () => now },
  })
  await app.start(true)
  for (const [code, name] of Object.entries(COUNTY_NAMES)) await setUpCounty(app, code, name)
  const clients = new Map<string, Promise<Client>>()

  async function signIn(persona: Persona, county: string): Promise<Client> {
    const { name, role, unit } = PERSONAS[persona]
    const unitId = await unitIdOf(app, county, unit ?? COUNTY_NAMES[county] ?? '')
    const username = `${persona}-${county}`
    const { firstPassword } = await execute(app.kernel, addAccount, {
      actor: systemActor(county, 'test'),
      input: { username, name, unitId, role },
      idempotencyKey: null,
    })
    return Client.signedIn(app, username, firstPassword)
  }

  return {
    app,
    databaseUrl: url,
    stranger: new Client(app, null),
    signIn(persona, county = COUNTY) {
      const key = `${persona}-${county}`
      const client = clients.get(key) ?? signIn(persona, county)
      clients.set(key, client)
      return client
    },
    unitId: (name, county = COUNTY) => unitIdOf(app, county, name),
    async auditOf(subjectId, county = COUNTY) {
      const rows = await inCounty(app.kernel.db, county, 'read only', (tx) =>
        tx
          .selectFrom('platform.audit_entry')
          .select('action')
          .where('subject_id', '=', subjectId)
          .orderBy('command_id')
          .orderBy('seq')
          .execute(),
      )
      return rows.map(({ action }) => action)
    },
    pass(milliseconds) {
      now = new Date(now.getTime() + milliseconds)
    },
    async close() {
      await app.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** Tests with a world: one a file, on a clone of the migrated template. Stories share it, so each makes its own records. */
export const test = base
  .extend('clusterUrl', { scope: 'file' }, () => inject('clusterUrl'))
  .extend('world', { scope: 'file' }, async ({ clusterUrl }, { onCleanup }) => {
    const name = `server_${randomUUID().replaceAll('-', '')}`
    await administer(clusterUrl, `create database ${name} template ${inject('templateName')}`)
    const world = await openWorld(databaseUrl(clusterUrl, name))
    onCleanup(async () => {
      await world.close()
      await dropDatabase(clusterUrl, name)
    })
    return world satisfies World
  })
