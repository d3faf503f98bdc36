const MINUTE = 60
const HOUR = 60 * MINUTE

/** Seconds to wait after the first, second, … try that failed; after the last one the delivery has failed. Two days in all. */
export const waits: readonly number[] = [5, 30, 2 * MINUTE, 10 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR]

/** When to try again, or null: it has been tried often enough. */
export function nextTry(attempts: number, now: Date): Date | null {
  const wait = waits[attempts - 1]
  return wait === undefined ? null : new Date(now.getTime() + wait * 1000)
}

/** Is the event one of those that the address wants to hear of? */
export function matches(patterns: readonly string[], event: string): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('.*') ? event.startsWith(pattern.slice(0, -1)) : pattern === event,
  )
}
