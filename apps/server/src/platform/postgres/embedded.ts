import { readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { createCluster, databasePassword, isCreated, SUPERUSER } from './create.ts'
import type { DatabaseLog } from './database-log.ts'
import { hasCode } from './errors.ts'
import { Keeper } from './keeper.ts'
import { type Place, placeOf, RESTORING } from './place.ts'
import { lastWords, runningPostmaster, spawnPostmaster, stopPostmaster } from './postmaster.ts'

export interface EmbeddedOptions {
  /** KEPU_HOME: data, secrets, logs. */
  readonly home: string
  readonly log?: DatabaseLog
}

export interface EmbeddedDatabase {
  /** Database `kepu` as role `kepu`: no superuser, may create databases and roles. */
  readonly url: string
  /** Database `postgres` as superuser: backups and nothing else. */
  readonly adminUrl: string
  readonly dataDirectory: string
  readonly version: string
  /** The server ran before: another Kepu program uses it, or one died and left it. */
  readonly adopted: boolean
  /** Claims this home for one Kepu server, until it stops or dies. False: another server holds it. */
  lockServer(): Promise<boolean>
  /** Lets go; stops the database when no other program uses it. */
  stop(): Promise<void>
}

const QUIET: DatabaseLog = { info() {}, warn() {} }
const PATIENCE = 30_000

/**
 * The PostgreSQL of a home: created at first use, started unless it runs, restarted on the same port when it dies.
 * Any number of programs may have it open; the last to `stop` stops it. A program that is killed leaves it running, and the
 * next one finds it.
 */
export async function openEmbedded({ home, log = QUIET }: EmbeddedOptions): Promise<EmbeddedDatabase> {
  await refuseHalfRestored(home)
  const { place, password } = await enter(home)
  if (!(await isCreated(place.dataDirectory))) {
    log.info('正在创建数据库…… Creating the database …')
    await createCluster(place, password)
  }
  await refuseOtherMajor(place)
  const adopted = (await runningPostmaster(place.dataDirectory)) !== null
  const found = await ensureRunning(place, null, log)
  const adminUrl = `postgres://${SUPERUSER}:${password}@127.0.0.1:${found}/postgres`
  const keeper = new Keeper({
    url: adminUrl,
    log,
    revive: async () => {
      await ensureRunning(place, found, log)
    },
  })
  await keeper.open(PATIENCE)
  await createDatabase(adminUrl, password)
  return {
    url: `postgres://kepu:${password}@127.0.0.1:${found}/kepu`,
    adminUrl,
    dataDirectory: place.dataDirectory,
    version: place.binaries.version,
    adopted,
    lockServer: () => keeper.lockServer(),
    async stop() {
      const alone = await keeper.close()
      if (!alone) return
      const running = await runningPostmaster(place.dataDirectory)
      if (running) await stopPostmaster(running.pid)
    },
  }
}

/** Place and password of the database. @throws in words when another account owns the home */
async function enter(home: string): Promise<{ place: Place; password: string }> {
  try {
    return { place: await placeOf(home), password: await databasePassword(home) }
  } catch (error) {
    if (!hasCode(error, 'EACCES')) throw error
    throw new Error(
      `无权读写 ${home}（可能曾以 root 或另一个系统账号运行），请用同一账号运行，或用 KEPU_HOME 另指目录。` +
        ` ${home} belongs to another account: run as that account or set KEPU_HOME.`,
    )
  }
}

/** An empty database made now would hide that the restored one is missing. */
async function refuseHalfRestored(home: string): Promise<void> {
  if ((await stat(join(home, RESTORING)).catch(() => null)) === null) return
  throw new Error(
    `${home} 的恢复正在进行或中途停止：请等它结束，或再执行一次 kepu restore。 A restore into this home is unfinished.`,
  )
}

/** PostgreSQL itself would say so in its log, in words that help nobody. */
async function refuseOtherMajor({ dataDirectory, binaries }: Place): Promise<void> {
  const major = (await readFile(join(dataDirectory, 'PG_VERSION'), 'utf8')).trim()
  const own = binaries.version.split('.')[0]
  if (major === own) return
  throw new Error(
    `数据来自 PostgreSQL ${major}，本程序内置 ${own}：升级步骤见 docs/operations/upgrade.md。` +
      ` The data is of PostgreSQL ${major}, this program brings ${own}: see docs/operations/upgrade.md.`,
  )
}

/** @returns the port on which the home's server takes connections, started now if need be */
async function ensureRunning(place: Place, port: number | null, log: DatabaseLog): Promise<number> {
  let child: { exited: () => boolean } | null = null
  let wanted = port ?? (await freePort())
  let said = Date.now()
  const retryUntil = Date.now() + PATIENCE
  for (;;) {
    const running = await runningPostmaster(place.dataDirectory)
    if (running?.status === 'ready') return running.port
    if (!running && (child === null || child.exited())) {
      if (child) {
        const words = await lastWords(place.logFile)
        if (Date.now() > retryUntil || !isPassing(words)) throw new Error(`数据库没有启动：\n${words}`)
        await sleep(250)
        wanted = port ?? (await freePort())
      }
      child = await spawnPostmaster(place, wanted)
    }
    if (Date.now() - said > 5000) {
      said = Date.now()
      log.info('数据库正在启动，可能在恢复上次未正常关闭的数据…… The database is starting, perhaps recovering …')
    }
    await sleep(20)
  }
}

/** Troubles that time heals: processes of a killed server are still leaving, or someone took the port meanwhile. */
function isPassing(words: string): boolean {
  return /pre-existing shared memory block|lock file "postmaster.pid" already exists|could not bind|could not create any TCP/.test(
    words,
  )
}

async function createDatabase(adminUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const found = await client.query("select from pg_database where datname = 'kepu'")
    if (found.rowCount) return
    // A role that it creates is then also one it may switch to, as on PostgreSQL 15.
    await ignoreExisting(
      client.query(`
        create role kepu login createdb createrole password '${password}';
        alter role kepu set createrole_self_grant = 'set, inherit'`),
    )
    await ignoreExisting(client.query('create database kepu owner kepu'))
  } finally {
    await client.end()
  }
}

async function ignoreExisting(query: Promise<unknown>): Promise<void> {
  try {
    await query
  } catch (error) {
    if (!hasCode(error, '42710', '42P04', '23505')) throw error
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port)
        else reject(new Error('no free port'))
      })
    })
  })
}
