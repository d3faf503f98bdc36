import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { DatabaseLog } from './database-log.ts'

/** Numbers of the advisory locks in database `postgres` that say who uses the server. */
const IN_USE = 7_304_001
const SERVER = 7_304_002

export interface KeeperOptions {
  readonly url: string
  readonly log: DatabaseLog
  /** Called when the connection broke: sees that the server runs again on the same port. */
  readonly revive: () => Promise<void>
}

/**
 * One connection held as long as the program uses the embedded server. Its locks tell other programs "in use" and "a
 * Kepu server runs here", and end with the program however it ends; its breaking tells us to restart the server.
 */
export class Keeper {
  readonly #options: KeeperOptions
  #client: pg.Client | null = null
  #isServer = false
  #closing = false
  #reviving: Promise<void> = Promise.resolve()

  constructor(options: KeeperOptions) {
    this.#options = options
  }

  /** @throws when the server takes no connection within `patience` milliseconds */
  async open(patience: number): Promise<void> {
    const until = Date.now() + patience
    for (;;) {
      try {
        await this.#connect()
        return
      } catch (error) {
        if (Date.now() > until) throw error
        await this.#options.revive()
        await sleep(50)
      }
    }
  }

  async lockServer(): Promise<boolean> {
    this.#isServer = this.#client !== null && (await tryLock(this.#client, SERVER))
    return this.#isServer
  }

  /** @returns whether nobody else uses the server; then nobody new gets in before the connection ends */
  async close(): Promise<boolean> {
    this.#closing = true
    // A server that is being brought back would otherwise outlive us.
    await this.#reviving
    const client = this.#client
    if (!client) return true
    try {
      await client.query(`select pg_advisory_unlock_shared(${IN_USE})`)
      const alone = await tryLock(client, IN_USE)
      if (!alone) await client.end()
      return alone
    } catch {
      return true
    }
  }

  /** @throws also when the connection breaks again while it's being set up */
  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#options.url,
      application_name: 'kepu keeper',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    })
    let broken = false
    const onBreak = () => {
      if (broken) return
      broken = true
      if (this.#client === client && !this.#closing) this.#reviving = this.#reviveForever()
    }
    client.on('error', onBreak)
    client.on('end', onBreak)
    try {
      await client.connect()
      await client.query('set statement_timeout = 5000')
      await client.query(`select pg_advisory_lock_shared(${IN_USE})`)
      if (this.#isServer) await tryLock(client, SERVER)
      // The last answer and the news of the server's death may come in one packet.
      if (broken) throw new Error('the connection broke at once')
      this.#client = client
    } catch (error) {
      // Not waited for: on a connection that broke half-way it may never answer.
      void client.end().catch(() => {})
      throw error
    }
  }

  async #reviveForever(): Promise<void> {
    this.#client = null
    for (let wait = 50; !this.#closing; wait = Math.min(wait * 2, 5000)) {
      this.#options.log.warn('数据库连接中断，正在恢复…… The database went away; bringing it back …')
      try {
        await this.#options.revive()
        await this.#connect()
        this.#options.log.info('数据库已恢复。The database is back.')
        return
      } catch (error) {
        this.#options.log.warn(error instanceof Error ? error.message : String(error))
        await sleep(wait)
      }
    }
  }
}

async function tryLock(client: pg.Client, number: number): Promise<boolean> {
  const answer = await client.query<{ locked: boolean }>(`select pg_try_advisory_lock(${number}) as locked`)
  return answer.rows[0]?.locked === true
}
