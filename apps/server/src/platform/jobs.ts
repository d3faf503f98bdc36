import { fromKysely, type JobResult, PgBoss, type Job as PgBossJob } from 'pg-boss'
import type { Logger } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { Tx } from './database.ts'

/** Runs when an event of another module has been committed, at least once: it has to be safe to repeat. */
export interface Subscription {
  /** `notification.onPlanPublished`; also the name of the queue. */
  readonly name: string
  /** `*`: every event, wrapped as `EveryEvent`. */
  readonly event: string
  /** Asked inside the command's transaction before an event is enqueued for it; absent: it wants each. */
  wanted?(tx: Tx, county: string, event: string): Promise<boolean>
  run(county: string, payload: Readonly<Record<string, unknown>>): Promise<void>
}

/** Work for later or every so often. */
export interface Job {
  readonly name: string
  /** Cron expression in Asia/Shanghai; absent: only when scheduled by a command. */
  readonly every?: string
  /** How many a process may do at once; absent: one after the other. */
  readonly atOnce?: number
  run(county: string, payload: Readonly<Record<string, unknown>>): Promise<void>
}

export interface Jobs {
  emit(tx: Tx, county: string, event: string, payload: Readonly<Record<string, unknown>>): Promise<void>
  schedule(tx: Tx, county: string, job: string, payload: Readonly<Record<string, unknown>>, at?: Date): Promise<void>
}

/** What a subscription to every event is given. The id is the same at each delivery. */
export const EveryEvent = z.object({ id: z.uuid(), event: z.string(), data: z.record(z.string(), z.unknown()) })

interface Envelope {
  readonly county: string
  readonly payload: Readonly<Record<string, unknown>>
}

const RETRIES = 8
/** Fetched at once; while they come back full the next are fetched without waiting. Each job fails or is done for itself. */
const BATCH = 25

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
      const options = {
        pollingIntervalSeconds: 1,
        batchSize: BATCH,
        burstWhenBatchFull: true,
        perJobResults: true,
        localConcurrency: ('atOnce' in handler && handler.atOnce) || 1,
      } as const
      await this.#boss.work<Envelope, unknown, typeof options>(handler.name, options, (batch) =>
        this.#settle(handler, batch),
      )
      if ('every' in handler && handler.every !== undefined) {
        await this.#boss.schedule(handler.name, handler.every, { county: '', payload: {} }, { tz: 'Asia/Shanghai' })
      }
    }
  }

  /** Runs a batch, one after the other: what fails is tried again later and keeps none of the others. */
  async #settle(handler: Subscription | Job, batch: readonly PgBossJob<Envelope>[]): Promise<JobResult[]> {
    const results: JobResult[] = []
    for (const { id, data } of batch) {
      try {
        await handler.run(data.county, data.payload)
        results.push({ id, status: 'completed' })
        this.#log.debug({ job: handler.name, id }, 'job done')
      } catch (error) {
        const said = error instanceof Error ? error.message : String(error)
        this.#log.error({ job: handler.name, id, error: said }, 'job failed')
        results.push({ id, status: 'failed', output: { error: said } })
      }
    }
    return results
  }

  async emit(tx: Tx, county: string, event: string, payload: Readonly<Record<string, unknown>>): Promise<void> {
    for (const subscriber of this.#subscribers.get(event) ?? []) {
      if (subscriber.wanted && !(await subscriber.wanted(tx, county, event))) continue
      await this.#boss.send(subscriber.name, { county, payload }, { db: fromKysely(tx) })
    }
    for (const subscriber of this.#subscribers.get('*') ?? []) {
      if (subscriber.wanted && !(await subscriber.wanted(tx, county, event))) continue
      const whole = { id: uuidv7(), event, data: payload } satisfies z.input<typeof EveryEvent>
      await this.#boss.send(subscriber.name, { county, payload: whole }, { db: fromKysely(tx) })
    }
  }

  async schedule(tx: Tx, county: string, job: string, payload: Readonly<Record<string, unknown>>, at?: Date) {
    await this.#boss.send(job, { county, payload }, { db: fromKysely(tx), ...(at ? { startAfter: at } : {}) })
  }

  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: 5_000 })
  }
}
