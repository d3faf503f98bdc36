import type { Logger } from 'pino'
import { type App, createApp } from './app.ts'
import type { Config } from './config.ts'
import { webhookChannel } from './modules/notification/index.ts'
import { migrate } from './platform/migrate.ts'
import { type EmbeddedDatabase, openEmbedded } from './platform/postgres/index.ts'

/** The database and the application on it, for every program: server, worker, command line. */
export interface System {
  readonly app: App
  /** Null with a DATABASE_URL. */
  readonly embedded: EmbeddedDatabase | null
  /** Ends the application, then the embedded database unless another program uses it. */
  close(): Promise<void>
}

export type Tell = (line: string) => void

/** Another Kepu server holds this home. */
export class HomeInUse extends Error {}

export interface SystemOptions {
  /** A server claims its home: two servers on one embedded database would do each job twice. */
  readonly claim: boolean
  readonly work: boolean
}

/**
 * Database, migrations, application, queue.
 * @throws HomeInUse when a server is wanted and another one holds the home
 */
export async function openSystem(
  config: Config,
  log: Logger,
  tell: Tell,
  { claim, work }: SystemOptions,
): Promise<System> {
  const { embedded, url } = await openDatabaseOf(config, tell)
  try {
    if (claim && embedded && !(await embedded.lockServer())) throw new HomeInUse(config.home)
    const applied = await migrate(url)
    if (applied.length > 0) tell(`数据库结构已更新（${applied.length} 项）`)
    const app = await createApp({
      databaseUrl: url,
      home: config.home,
      publicUrl: config.publicUrl,
      oidc: config.oidc,
      metricsToken: config.metricsToken,
      privateNetworks: config.privateNetworks,
      texts: config.texts && webhookChannel(config.texts.url, config.texts.word),
      log,
      checkAnswers: config.development,
    })
    await app.start(work)
    return {
      app,
      embedded,
      async close() {
        await app.close()
        await embedded?.stop()
      },
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

async function openDatabaseOf(config: Config, tell: Tell) {
  if (config.databaseUrl) return { embedded: null, url: config.databaseUrl }
  const embedded = await openEmbedded({ home: config.home, log: { info: tell, warn: tell } })
  return { embedded, url: embedded.url }
}
