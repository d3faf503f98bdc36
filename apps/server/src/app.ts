import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OpenAPIHono } from '@hono/zod-openapi'
import { type Role, roles } from '@kepu/contract/identity'
import { sql } from 'kysely'
import pino, { type Logger } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { type ContentStore, DiskStore, fileModule } from './modules/file/index.ts'
import { type AuthOptions, createAuth, identityModule, type RoleRights, sessions } from './modules/identity/index.ts'
import { ledgerModule } from './modules/ledger/index.ts'
import { notificationModule, type TextChannel } from './modules/notification/index.ts'
import { countyClock, listCounties, organizationModule } from './modules/organization/index.ts'
import { peopleModule } from './modules/people/index.ts'
import { planModule } from './modules/plan/index.ts'
import { serviceModule } from './modules/service/index.ts'
import { surveyModule } from './modules/survey/index.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import { type Database, openDatabase } from './platform/database.ts'
import { housekeeping } from './platform/housekeeping.ts'
import { Api } from './platform/http.ts'
import { JobQueue } from './platform/jobs.ts'
import type { Kernel } from './platform/kernel.ts'
import { Metrics } from './platform/metrics.ts'
import type { Module } from './platform/module.ts'
import { describeOther } from './platform/openapi.ts'
import { Outbound } from './platform/outbound.ts'
import { refuse } from './platform/problem.ts'
import { openVault } from './platform/vault.ts'

export interface AppOptions {
  readonly databaseUrl: string
  /** Folder of uploads and secrets. */
  readonly home: string
  readonly publicUrl: string | null
  readonly oidc?: AuthOptions['oidc']
  /** Who shows this word may read the metrics; absent: nobody may. */
  readonly metricsToken?: string | null
  /** Networks that may be posted to though they aren't public, as `10.1.0.0/16`. */
  readonly privateNetworks?: readonly string[]
  /** Where one-time codes go; absent: residents without a village's help can't order, but in a demonstration county. */
  readonly texts?: TextChannel | null
  readonly clock?: Clock
  readonly log?: Logger
  /** Hold every answer against the contract: in tests and development. */
  readonly checkAnswers?: boolean
  readonly pool?: number
}

export interface App {
  readonly kernel: Kernel
  readonly modules: readonly Module[]
  readonly api: Api
  readonly jobs: JobQueue
  /** Bytes of uploads. */
  readonly contents: ContentStore
  readonly rights: RoleRights
  /** Makes the queue ready; `work` says whether this process also does the jobs. */
  start(work: boolean): Promise<void>
  /** Everything under /api/v1. */
  fetch(request: Request): Promise<Response>
  close(): Promise<void>
}

/** Puts the process together: database, queue, modules, routes. The one place that knows every module. */
export async function createApp(options: AppOptions): Promise<App> {
  const log = options.log ?? pino({ level: 'silent' })
  const clock = options.clock ?? systemClock
  const db = openDatabase(options.databaseUrl, {
    max: options.pool ?? 10,
    onError: (error) => log.warn({ error: error.message }, 'a database connection broke'),
  })
  const contents = new DiskStore(join(options.home, 'files'))
  const modules: readonly Module[] = [
    organizationModule,
    identityModule,
    notificationModule(() => kernel, new Outbound(options.privateNetworks ?? [])),
    fileModule,
    ledgerModule(contents),
    planModule(contents, () => kernel),
    peopleModule(options.publicUrl, () => kernel),
    serviceModule(() => kernel, options.texts ?? null),
    surveyModule,
  ]
  const subscriptions = modules.flatMap((module) => module.subscriptions ?? [])
  const ownJobs = [...modules.flatMap((module) => module.jobs ?? []), housekeeping(db, clock, () => listCounties(db))]
  const jobs = new JobQueue(options.databaseUrl, subscriptions, ownJobs, log)
  const kernel: Kernel = {
    db,
    clock,
    countyNow: countyClock(db, () => clock.now()),
    hasCounty: async (county) => (await listCounties(db)).some(({ code }) => code === county),
    newId: () => uuidv7(),
    jobs,
    log,
    metrics: new Metrics(),
    vault: openVault(await readSecret(options.home, 'vault')),
  }

  const rights = rightsOf(modules)
  const auth = createAuth(db, {
    secret: await readSecret(options.home, 'auth'),
    publicUrl: options.publicUrl,
    oidc: options.oidc ?? null,
  })
  const api = new Api(kernel, sessions(auth, db, rights), options.checkAnswers ?? false)
  for (const module of modules) module.routes(api)
  platformRoutes(api, db, options.metricsToken ?? null)
  api.app.on(['GET', 'POST'], '/auth/*', (context) => auth.handler(context.req.raw))

  const root = new OpenAPIHono()
  root.use('*', async (context, next) => {
    const startedAt = performance.now()
    await next()
    kernel.metrics.request(context.req.method, context.req.routePath, context.res.status, performance.now() - startedAt)
  })
  root.route('/api/v1', api.app)
  // A route that nobody has falls out of the application mounted above: it's answered in the same words.
  root.notFound((context) => api.notFound(context))
  return {
    kernel,
    modules,
    api,
    jobs,
    contents,
    rights,
    start: (work) => jobs.start(work, () => grantQueue(db)),
    fetch: async (request) => root.fetch(request),
    async close() {
      await jobs.stop()
      await db.destroy()
    },
  }
}

/** Commands enqueue in their own transaction, as the application's role. */
async function grantQueue(db: Database): Promise<void> {
  await sql`
    grant usage on schema pgboss to kepu_app;
    grant select, insert, update, delete on all tables in schema pgboss to kepu_app;
    grant usage on all sequences in schema pgboss to kepu_app;
    grant execute on all functions in schema pgboss to kepu_app`.execute(db)
}

function rightsOf(modules: readonly Module[]): RoleRights {
  const all = modules.flatMap((module) => Object.entries(module.rights))
  return new Map<Role, ReadonlySet<string>>(
    roles.map((role) => [
      role,
      new Set(all.filter(([, held]) => held.includes(role)).map(([permission]) => permission)),
    ]),
  )
}

function platformRoutes(api: Api, db: Database, metricsToken: string | null): void {
  describeOther(api.app.openAPIRegistry, {
    operationId: 'platform.health',
    path: '/health',
    output: z.object({ status: z.literal('ok') }),
  })
  api.app.get('/health', async (context) => {
    await sql`select 1`.execute(db)
    return context.json({ status: 'ok' })
  })
  api.app.get('/metrics', async (context) => {
    const allowed = metricsToken !== null && context.req.header('authorization') === `Bearer ${metricsToken}`
    if (!allowed) refuse({ code: 'platform.notFound', kind: 'route' })
    return context.text(await api.kernel.metrics.registry.metrics())
  })
  describeOther(api.app.openAPIRegistry, {
    operationId: 'organization.county.list',
    path: '/counties',
    output: z.object({ items: z.array(z.object({ code: z.string(), name: z.string(), demo: z.boolean() })) }),
  })
  api.app.get('/counties', async (context) => context.json({ items: await listCounties(db) }))
  api.app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Kepu', version: '1', description: 'Runs a county’s science-literacy action plan' },
    servers: [{ url: '/api/v1' }],
  })
}

/** A secret of this installation: made at first start, kept for the owner alone. There's no default to forget. */
async function readSecret(home: string, name: 'auth' | 'vault'): Promise<string> {
  const path = join(home, 'secrets', name)
  await mkdir(join(home, 'secrets'), { recursive: true, mode: 0o700 })
  // Written whole before it gets its name: of two programs that start at once, both read the one that came first.
  const mine = `${path}.${process.pid}`
  await writeFile(mine, randomBytes(32).toString('base64url'), { mode: 0o600 })
  try {
    await link(mine, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(mine, { force: true })
  }
  return (await readFile(path, 'utf8')).trim()
}
