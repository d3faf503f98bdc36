import { sql } from 'kysely'
import { inCounty } from './database.ts'
import type { Kernel } from './kernel.ts'
import { refuse } from './problem.ts'

/** So many tries in so many seconds. */
export interface Rate {
  readonly max: number
  readonly seconds: number
}

/** A rate for one caller, telephone or record; `of` says which. It's kept as a keyed hash only. */
export interface Limit extends Rate {
  readonly of: string
}

/** How often a person without an account may call. A whole village may stand behind one address: be generous there. */
export interface Limits<I> {
  readonly perClient: Rate
  readonly per?: (input: I) => readonly Limit[]
}

/**
 * Counts a try against each limit, in a transaction of its own: a try that is refused afterwards has been made all the same.
 * @throws Refused platform.tooManyRequests when one of them is used up
 */
export async function countTries(kernel: Kernel, county: string, limits: readonly Limit[]): Promise<void> {
  const now = kernel.clock.now().getTime()
  const over = await inCounty(kernel.db, county, 'read write', async (tx) => {
    const waits: number[] = []
    for (const { of, max, seconds } of limits) {
      const window = Math.floor(now / 1000 / seconds) * seconds
      const counted = await sql<{ count: number }>`
        insert into platform.try_count as tries (county_code, key, window_start, count)
        values (${county}, ${kernel.vault.print(`limit ${of}`)}, ${new Date(window * 1000)}, 1)
        on conflict (county_code, key, window_start) do update set count = tries.count + 1
        returning count`.execute(tx)
      if ((counted.rows[0]?.count ?? 0) > max) waits.push(Math.ceil(window + seconds - now / 1000))
    }
    return waits
  })
  if (over.length > 0) refuse({ code: 'platform.tooManyRequests', retryAfter: Math.max(...over) })
}

/** Everything that a call of the public counts against. */
export function limitsOf<I>(name: string, limits: Limits<I>, client: string, input: I): Limit[] {
  const own = limits.per?.(input) ?? []
  return [{ ...limits.perClient, of: `client ${client}` }, ...own].map((one) => ({ ...one, of: `${name} ${one.of}` }))
}
