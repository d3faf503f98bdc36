import type { Audience } from '@kepu/contract'
import type { DayPart, Language } from '@kepu/contract/people'

const DAY_MS = 24 * 3600_000
const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** Days from the first to the last, both among them. */
export function daysBetween(from: string, to: string): string[] {
  const count = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1)
  return Array.from({ length: count }, (_, i) => dayAfter(from, i))
}

const LOOK_AHEAD = 14
const MOST_DAYS = 62

/** Days on which an order could be visited: those that were wished, from tomorrow on; else the two weeks ahead. */
export function daysFor(wished: { wantedFrom: string | null; wantedTo: string | null }, today: string): string[] {
  const tomorrow = dayAfter(today, 1)
  const from = wished.wantedFrom !== null && wished.wantedFrom > tomorrow ? wished.wantedFrom : tomorrow
  const last = wished.wantedTo !== null && wished.wantedTo >= from ? wished.wantedTo : dayAfter(from, LOOK_AHEAD - 1)
  return daysBetween(from, last).slice(0, MOST_DAYS)
}

/** The language that listeners follow best: whoever comes to old people and farmers had better speak as they do. */
export function languageFor(audience: Audience | null): Language | null {
  return audience === 'elderly' || audience === 'farmers' ? 'local' : null
}

const ALL_DAY: readonly DayPart[] = ['morning', 'afternoon', 'evening']
const BY_DAYLIGHT: readonly DayPart[] = ['morning', 'afternoon']

/** Parts of the day that would suit. */
export function partsOfDay(part: DayPart | null): readonly DayPart[] {
  return part === null ? BY_DAYLIGHT : ALL_DAY.filter((one) => one === part)
}
