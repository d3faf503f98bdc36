import { fromKysely, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Tx } from './database.ts'

/** Runs when an event of another module has been committed, at least once: it has to be safe to repeat. */
export interface Subscription {
  /** `notification.onPlanPublished`; also the name of the queue. */
  readonly name: string
  readonly event: string
  run(county: string, payload: Readonly<Record<string, unknown>>): Promise<void>
}

/** Work for later or every so often. */
export interface Job {
  readonly name: string
  /** Cron expression in Asia/Shanghai; absent: only when scheduled by a command. */
  readonly every?: string
  run(county: string, payload: Readonly<Record<string, unknown>>): Promise<void>
}

export interface Jobs {
  emit(tx: Tx, county: string, event: string, payload: Readonly<Record<string, unknown>>): Promise<void>
  schedule(tx: Tx, county: string, job: string, payload: Readonly<Record<string, unknown>>, at?: Date): Promise<void>
}

interface Envelope {
  readonly county: string
  readonly payload: Readonly<Record<string, unknown>>
}

const RETRIES = 8

/**
 * Queue in the same database: an event is enqueued inside the command's own transaction, so it exists exactly when the
 * command has happened.
 */
export class JobQueue implements Jobs {
  readonly #boss: PgBoss
  readonly #subscribers: ReadonlyMap<string, readonly Subscription[]>
  readonly #handlers: readonly (Subscription | Job)[]
  readonly #log: Logger

  constructor(url: string, subscriptions: readonly Subscription[], jobs: readonly Job[], log: Logger) {
    this.#boss = new PgBoss({ connectionString: url, max: 3, application_name: 'kepu-jobs' })
    this.#boss.on('error', (error) => log.error({ error: error.message }, 'job queue'))
    this.#subscribers = Map.groupBy(subscriptions, (one) => one.event)
    this.#handlers = [...subscriptions, ...jobs]
    this.#log = log
  }

  /** Makes the queue's tables and names; `work` says whether this process also does the jobs. */
  async start(work: boolean, grant: () => Promise<void>): Promise<void> {
    await this.#boss.start()
    for (const handler of this.#handlers) {
      await this.#boss.createQueue(handler.name, { retryLimit: RETRIES, retryBackoff: true })
    }
    await grant()
    if (!work) return
    for (const handler of this.#handlers) {
      await this.#boss.work<Envelope>(handler.name, { pollingIntervalSeconds: 1 }, async (batch) => {
        for (const job of batch) {
          await handler.run(job.data.county, job.data.payload)
          this.#log.debug({ job: handler.name, id: job.id }, 'job done')
        }
      })
      if ('every' in handler && handler.every !== undefined) {
        await this.#boss.schedule(handler.name, handler.every, { county: '', payload: {} }, { tz: 'Asia/Shanghai' })
      }
    }
  }

  async emit(tx: Tx, county: string, event: string, payload: Readonly<Record<string, unknown>>): Promise<void> {
    for (const subscriber of this.#subscribers.get(event) ?? []) {
      await this.#boss.send(subscriber.name, { county, payload }, { db: fromKysely(tx) })
    }
  }

  async schedule(tx: Tx, county: string, job: string, payload: Readonly<Record<string, unknown>>, at?: Date) {
    await this.#boss.send(job, { county, payload }, { db: fromKysely(tx), ...(at ? { startAfter: at } : {}) })
  }

  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: 5_000 })
  }
}
