import type { DigestItem } from '@kepu/contract/notification'

/** A digest that a unit got before. */
export interface SentDigest {
  readonly sentOn: string
  readonly items: readonly DigestItem[]
}

const DAY_MS = 86_400_000

/** The Monday of a day's week. */
function mondayOf(day: string): string {
  const weekday = (new Date(day).getUTCDay() + 6) % 7
  return new Date(Date.parse(day) - weekday * DAY_MS).toISOString().slice(0, 10)
}

export interface Sending {
  readonly today: string
  readonly isWorkingDay: boolean
  readonly perWeek: number
}

/** Is a unit told today? Never on a day off, at most so often a week, once a day, and only when something is new since the last time. */
export function isTold(items: readonly DigestItem[], before: readonly SentDigest[], sending: Sending): boolean {
  const { today, isWorkingDay, perWeek } = sending
  if (!isWorkingDay || items.length === 0) return false
  const monday = mondayOf(today)
  if (before.filter(({ sentOn }) => sentOn >= monday).length >= perWeek) return false
  const last = before.toSorted((a, b) => a.sentOn.localeCompare(b.sentOn)).at(-1)
  if (last?.sentOn === today) return false
  const known = new Set(last?.items.map(({ key }) => key))
  return items.some(({ key }) => !known.has(key))
}
