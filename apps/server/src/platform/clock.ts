/** The only place where the time of day comes from: nothing else calls `new Date()` without an argument. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** The calendar day in Asia/Shanghai, which has had no daylight saving since 1991: UTC + 8 h. */
export function dayInShanghai(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3600_000).toISOString().slice(0, 10)
}
