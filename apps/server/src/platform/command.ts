import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ZodType, z } from 'zod'
import { type Actor, holds } from './actor.ts'
import { type AuditRecord, appendAudit } from './audit.ts'
import { canonical } from './canonical.ts'
import { dayInShanghai } from './clock.ts'
import { inCounty, type Tx } from './database.ts'
import type { Kernel } from './kernel.ts'
import type { Limits } from './limits.ts'
import { invalid, Refused, refusalOfDatabaseError, refuse } from './problem.ts'
import type { Vault } from './vault.ts'

/** What a command may touch. None of it leaves the database, so nothing is sent by a transaction that rolls back. */
export interface Work {
  readonly tx: Tx
  readonly actor: Actor
  readonly county: string
  /** The county's own time. */
  readonly now: Date
  /** The county's own day, in Asia/Shanghai. */
  readonly today: string
  /** For values that must not be readable in the database. */
  readonly vault: Vault
  newId(): string
  /** Writes the audit trail; every command records at least once. */
  record(entry: AuditRecord): void
  /** Tells the subscribers of other modules, after commit. */
  emit(event: string, payload: Readonly<Record<string, unknown>>): Promise<void>
  schedule(job: string, payload: Readonly<Record<string, unknown>>, at?: Date): Promise<void>
}

export interface Command<I extends ZodType, O> {
  /** Also the permission, the audit action and the operation id: `service.order.claim`. */
  readonly name: string
  /**
   * Open to anybody, without an account, so often at most. Its path names the county; a session that comes along isn't looked
   * at, so another site's form can do nothing in somebody's name.
   */
  readonly open?: Limits<z.output<I>>
  readonly input: I
  readonly output: ZodType<O> | null
  /** The answer holds a secret (a first password): it isn't kept, and a repeat of the key is refused. */
  readonly secret?: true
  run(work: Work, input: z.output<I>): Promise<O>
}

/** One verb: lock, ask, write, record, tell. */
export function command<I extends ZodType, O>(definition: Command<I, O>): Command<I, O> {
  return definition
}

export interface Call {
  readonly actor: Actor
  readonly input: unknown
  /** Null only for the system's own work. */
  readonly idempotencyKey: string | null
}

const ATTEMPTS = 4

/**
 * Has the actor the verb → parse → begin → run → audit → events and jobs → commit → answer.
 * A repeat with the same key gets the first answer; a deadlock or serialization failure is tried again.
 */
export async function execute<I extends ZodType, O>(kernel: Kernel, definition: Command<I, O>, call: Call): Promise<O> {
  if (!definition.open && !holds(call.actor, definition.name))
    refuse({ code: 'platform.notAllowed', permission: definition.name })
  const parsed = definition.input.safeParse(call.input)
  if (!parsed.success) throw invalid(parsed.error)

  const startedAt = performance.now()
  let outcome = 'failed'
  try {
    const answer = await attempt(kernel, definition, call, parsed.data)
    outcome = 'done'
    return answer
  } catch (error) {
    if (error instanceof Refused) outcome = 'refused'
    throw error
  } finally {
    kernel.metrics.command(definition.name, outcome, performance.now() - startedAt)
  }
}

async function attempt<I extends ZodType, O>(
  kernel: Kernel,
  definition: Command<I, O>,
  call: Call,
  input: z.output<I>,
): Promise<O> {
  for (let trial = 1; ; trial++) {
    try {
      return await once(kernel, definition, call, input)
    } catch (error) {
      const refusal = refusalOfDatabaseError(error)
      if (refusal === null) throw error
      if (refusal.code !== 'platform.busy' || trial === ATTEMPTS) throw new Refused(refusal)
      await sleep(5 * 2 ** trial)
    }
  }
}

async function once<I extends ZodType, O>(
  kernel: Kernel,
  definition: Command<I, O>,
  call: Call,
  input: z.output<I>,
): Promise<O> {
  const { actor, idempotencyKey } = call
  // Before a connection is taken: whoever holds one and asks the pool for another can wait for ever among their like.
  const now = await kernel.countyNow(actor.county)
  return inCounty(kernel.db, actor.county, 'read write', async (tx) => {
    const request = createHash('sha256').update(canonical(call.input)).digest('hex')
    if (idempotencyKey !== null) {
      const earlier = await claimKey(tx, kernel, definition.name, actor, idempotencyKey, request)
      // The first answer was made by this command from the same input: it has the same type.
      if (earlier !== null) return earlier.answer as O
    }

    const records: AuditRecord[] = []
    const work: Work = {
      tx,
      actor,
      county: actor.county,
      now,
      today: dayInShanghai(now),
      vault: kernel.vault,
      newId: kernel.newId,
      record: (entry) => void records.push(entry),
      emit: (event, payload) => kernel.jobs.emit(tx, actor.county, event, payload),
      schedule: (job, payload, at) => kernel.jobs.schedule(tx, actor.county, job, payload, at),
    }
    const answer = await definition.run(work, input)

    if (records.length === 0) throw new Error(`command ${definition.name} recorded nothing`)
    if (idempotencyKey !== null && !definition.secret) await keepAnswer(tx, actor, idempotencyKey, answer)
    const context = {
      actor,
      action: definition.name,
      commandId: kernel.newId(),
      recordedAt: kernel.clock.now(),
      actedAt: now,
    }
    await appendAudit(tx, context, records)
    return answer
  })
}

/** Claims the key, waiting for a twin that is under way. Null: this is the first call; else the first answer. */
async function claimKey(tx: Tx, kernel: Kernel, name: string, actor: Actor, key: string, request: string) {
  const inserted = await tx
    .insertInto('platform.idempotency')
    .values({
      county_code: actor.county,
      actor_id: actor.id,
      key,
      command: name,
      request_hash: request,
      created_at: kernel.clock.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 1n) return null

  const earlier = await tx
    .selectFrom('platform.idempotency')
    .select(['command', 'request_hash', 'response'])
    .where('county_code', '=', actor.county)
    .where('actor_id', '=', actor.id)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  if (earlier.command !== name || earlier.request_hash !== request || earlier.response === null) {
    refuse({ code: 'platform.idempotency.reused' })
  }
  // Written by keepAnswer below.
  return earlier.response as { answer: unknown }
}

async function keepAnswer(tx: Tx, actor: Actor, key: string, answer: unknown): Promise<void> {
  await tx
    .updateTable('platform.idempotency')
    .set({ response: JSON.stringify({ answer }) })
    .where('county_code', '=', actor.county)
    .where('actor_id', '=', actor.id)
    .where('key', '=', key)
    .execute()
}
