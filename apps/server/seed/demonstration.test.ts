import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LedgerSummary } from '@kepu/contract/ledger'
import { CountyView } from '@kepu/contract/organization'
import { MatrixView, PlanView } from '@kepu/contract/plan'
import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import type { ZodType } from 'zod'
import { type App, createApp } from '../src/app.ts'
import { addCounty } from '../src/modules/organization/index.ts'
import { systemActor } from '../src/platform/actor.ts'
import { verifyAudit } from '../src/platform/audit.ts'
import type { Clock } from '../src/platform/clock.ts'
import { execute } from '../src/platform/command.ts'
import { inCounty } from '../src/platform/database.ts'
import { administer, databaseUrl, dropDatabase } from '../test/support/template.ts'
import { divisionOf } from './divisions.ts'
import { type DemoAccount, loadDemonstration } from './index.ts'

const quiet = () => {}
/** Each loads thousands of records, on a machine that may have other things to do. */
const PATIENCE = 240_000

async function withEmptyApp(run: (app: App, home: string) => Promise<void>, clock?: Clock): Promise<void> {
  const name = `seed_${randomUUID().replaceAll('-', '')}`
  await administer(inject('clusterUrl'), `create database ${name} template ${inject('templateName')}`)
  const home = await mkdtemp(join(tmpdir(), 'kepu-seed-'))
  const app = await createApp({
    databaseUrl: databaseUrl(inject('clusterUrl'), name),
    home,
    publicUrl: null,
    ...(clock ? { clock } : {}),
  })
  await app.start(false)
  try {
    await run(app, home)
  } finally {
    await app.close()
    await rm(home, { recursive: true, force: true })
    await dropDatabase(inject('clusterUrl'), name)
  }
}

async function publicAnswer<T>(app: App, path: string, view: ZodType<T>): Promise<T> {
  const response = await app.fetch(new Request(`http://localhost/api/v1/counties/${path}`))
  expect(response.status).toBe(200)
  return view.parse(await response.json())
}

const workOf = async (app: App, county: string) =>
  (await publicAnswer(app, `${county}/ledger/summary`, LedgerSummary)).total

/** What stands in the years of a county: how many tasks, signatures, confirmations, changes of each. */
async function yearsOf(app: App, county: string): Promise<unknown> {
  const found = await inCounty(app.kernel.db, county, 'read only', (tx) =>
    sql`
      select year.year, year.status,
        (select count(*)::int from plan.annual_task task where task.year_plan_id = year.id) as tasks,
        (select count(received_at)::int from plan.year_receipt receipt where receipt.year_plan_id = year.id) as signed,
        (select count(*)::int from plan.node_completion done join plan.annual_node node on node.id = done.node_id
          join plan.annual_task task on task.id = node.annual_task_id where task.year_plan_id = year.id) as confirmed,
        (select count(*)::int from plan.annual_change change join plan.annual_task task
          on task.id = change.annual_task_id where task.year_plan_id = year.id) as changed
      from plan.year_plan year where year.county_code = ${county} order by year.year`.execute(tx),
  )
  return found.rows
}

async function expectSignIn(app: App, accounts: readonly DemoAccount[]): Promise<void> {
  for (const { username, password } of accounts) {
    const answer = await app.fetch(
      new Request('http://localhost/api/v1/auth/sign-in/username', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://localhost' },
        body: JSON.stringify({ username, password }),
      }),
    )
    expect([username, answer.status]).toEqual([username, 200])
  }
}

test(
  '忠县 is there with its plan, its work and its people, and 青屏县 beside it',
  () => {
    let now = new Date()
    return withEmptyApp(
      async (app, home) => {
        const accounts = await loadDemonstration(app, home, quiet)
        const first = await workOf(app, '500233')
        expect(first.deliveries).toBeGreaterThan(2500)
        expect(first.personTimes).toBeGreaterThan(first.persons)
        expect(first.personsUnknown).toBeGreaterThan(500)
        expect((await workOf(app, '999901')).deliveries).toBeGreaterThan(100)

        const matrix = await publicAnswer(app, '500233/plans/current/matrix', MatrixView)
        expect(matrix).toMatchObject({ leadCells: 27, responsibleCells: 161 })
        expect(matrix.tasks).toHaveLength(10)
        expect(matrix.units).toHaveLength(35)
        const plan = await publicAnswer(app, '500233/plans/current', PlanView)
        const figures = plan.indicators.flatMap(({ values }) => values.map(({ value }) => value))
        expect(figures.sort((a, b) => a - b)).toEqual([5.3, 8, 10.2, 12])
        expect(await yearsOf(app, '500233')).toMatchObject([
          { year: 2022, status: 'closed', tasks: 29, changed: 1 },
          { year: 2023, status: 'closed', tasks: 29, changed: 1 },
          { year: 2024, status: 'issued', tasks: 29, changed: 1 },
          { year: 2025, status: 'draft', tasks: 29, signed: 0 },
        ])
        expect((await publicAnswer(app, '500233', CountyView)).now).toMatch(/^2024-11-20T/)

        for (const county of ['500233', '999901']) expect((await verifyAudit(app.kernel.db, county)).faults).toEqual([])
        const file = join(home, 'secrets', 'demo-accounts.json')
        expect((await stat(file)).mode & 0o777).toBe(0o600)
        expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(
          Object.fromEntries(accounts.map(({ username, password }) => [username, password])),
        )
        await expectSignIn(app, accounts)
        expect(await loadDemonstration(app, home, quiet)).toEqual(accounts)
        expect(await workOf(app, '500233')).toEqual(first)

        now = new Date(now.getTime() + 20 * 86_400_000)
        await loadDemonstration(app, home, quiet)
        const since = await publicAnswer(app, '500233/ledger/summary?from=2024-11-21', LedgerSummary)
        expect(since.byMonth.map(({ month }) => month)).toEqual(['2024-11', '2024-12'])
        expect((await workOf(app, '500233')).deliveries).toBe(first.deliveries + since.total.deliveries)
      },
      { now: () => now },
    )
  },
  PATIENCE,
)

/** The same application, whose process ends when it has made so many ids: in the middle of some transaction. */
function dyingAfter(app: App, ids: number): App {
  let left = ids
  const newId = () => {
    if (left-- === 0) throw new Error('killed')
    return app.kernel.newId()
  }
  return { ...app, kernel: { ...app.kernel, newId } }
}

/** Loads that are killed, each a little later than the one before, until one gets to the end. */
async function killsUntilDone(app: App, home: string): Promise<number> {
  for (let kills = 0; ; kills++) {
    const outcome = await loadDemonstration(dyingAfter(app, Math.round(60 * 1.4 ** kills)), home, quiet).catch(
      (error: unknown) => error,
    )
    if (Array.isArray(outcome)) return kills
    expect(outcome).toMatchObject({ message: 'killed' })
  }
}

test(
  'a load that is killed in the middle is finished by the next, to the same',
  () =>
    withEmptyApp(async (app, home) => {
      expect(await killsUntilDone(app, home)).toBeGreaterThan(8)
      const plans = await inCounty(app.kernel.db, '500233', 'read only', (tx) =>
        tx.selectFrom('plan.plan').select('status').orderBy('created_at').execute(),
      )
      expect(plans).toEqual([{ status: 'published' }, { status: 'draft' }])
      await withEmptyApp(async (whole) => {
        // The home of another database: its passwords are no good here, so new ones are made.
        await expectSignIn(whole, await loadDemonstration(whole, home, quiet))
        for (const county of ['500233', '999901']) {
          expect(await workOf(app, county)).toEqual(await workOf(whole, county))
          expect(await yearsOf(app, county)).toEqual(await yearsOf(whole, county))
        }
      })
    }),
  PATIENCE,
)

test('nothing invented goes into a county that is no demonstration', () =>
  withEmptyApp(async (app, home) => {
    const division = await divisionOf('500233')
    const actor = systemActor('500233', '安')
    await execute(app.kernel, addCounty, { actor, input: division, idempotencyKey: null })
    const told: string[] = []
    const accounts = await loadDemonstration(app, home, (line) => void told.push(line))
    expect(told[0]).toBe('忠县（500233）已正式开设，不载入演示数据')
    expect((await workOf(app, '500233')).deliveries).toBe(0)
    expect(accounts.map(({ username }) => username)).toEqual(['qingping'])
  }))
