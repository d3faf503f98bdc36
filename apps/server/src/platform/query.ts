import type { ZodType, z } from 'zod'
import { type Actor, holds } from './actor.ts'
import { dayInShanghai } from './clock.ts'
import { inCounty, type Tx } from './database.ts'
import type { Kernel } from './kernel.ts'
import type { Limits } from './limits.ts'
import { invalid, Refused, refusalOfDatabaseError, refuse } from './problem.ts'
import type { Vault } from './vault.ts'

/** What a query may touch: reading only. `actor` is null for the public. */
export interface Read {
  readonly tx: Tx
  readonly actor: Actor | null
  readonly county: string
  readonly now: Date
  readonly today: string
  readonly vault: Vault
}

/** `public`: anybody; `signedIn`: whoever has signed in; `permission`: holders of the permission of the query's name. */
export type Access = 'public' | 'signedIn' | 'permission'

export interface Query<I extends ZodType, O> {
  readonly name: string
  readonly access: Access
  /** Of a public one whose answer is for one person alone (who knows a code): so often at most, and kept by nobody. */
  readonly limits?: Limits<z.output<I>>
  readonly input: I
  readonly output: ZodType<O>
  run(read: Read, input: z.output<I>): Promise<O>
}

export function query<I extends ZodType, O>(definition: Query<I, O>): Query<I, O> {
  return definition
}

export interface Asking {
  readonly actor: Actor | null
  readonly county: string
  readonly input: unknown
}

/** Runs a query in a read-only transaction that sees one county. */
export async function answer<I extends ZodType, O>(
  kernel: Kernel,
  definition: Query<I, O>,
  asking: Asking,
): Promise<O> {
  const { actor, county } = asking
  if (definition.access !== 'public' && actor === null) refuse({ code: 'platform.notSignedIn' })
  if (definition.access === 'permission' && actor !== null && !holds(actor, definition.name)) {
    refuse({ code: 'platform.notAllowed', permission: definition.name })
  }
  const parsed = definition.input.safeParse(asking.input)
  if (!parsed.success) throw invalid(parsed.error)
  try {
    // Before a connection is taken: see `execute`.
    const now = await kernel.countyNow(county)
    return await inCounty(kernel.db, county, 'read only', (tx) => {
      return definition.run({ tx, actor, county, now, today: dayInShanghai(now), vault: kernel.vault }, parsed.data)
    })
  } catch (error) {
    const refusal = refusalOfDatabaseError(error)
    if (refusal) throw new Refused(refusal)
    throw error
  }
}
