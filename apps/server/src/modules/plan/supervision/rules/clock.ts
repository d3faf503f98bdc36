import { shiftDay, type WorkingDays } from '../../../organization/index.ts'
import type { GrantedDay, LightFacts, Waiting } from '../types.ts'

/** The clock of a node as it's known on a day. */
export interface NodeClock {
  /** The last day in time; null while somebody is awaited before it's reached. */
  readonly lastDay: string | null
  /** The first day with at most so many working days to go; null while the clock stands still before it. */
  dayWithLeft(left: number): string | null
  /** Working days to go on a day, without those on which the clock stood still; negative when it's late. */
  left(day: string): number
}

/** A stretch of working days by their numbers, in which the clock stands still; without an end while it lasts. */
interface Stop {
  readonly first: number
  readonly last: number
}

/** The day that counts on a day: the latest that was granted by then, else none. */
function grantedBy(granted: readonly GrantedDay[], day: string): GrantedDay | null {
  const order = (one: GrantedDay) => `${one.grantedOn} ${one.day}`
  const known = granted.filter(({ grantedOn }) => grantedOn <= day)
  return known.sort((a, b) => order(a).localeCompare(order(b))).at(-1) ?? null
}

/** Stretches of waiting as they're known on a day. What was waited before a day was granted is in that day already. */
function stopsBy(days: WorkingDays, waits: readonly Waiting[], day: string, since: string | null): Stop[] {
  const stops = waits.flatMap(({ toldOn, since: from, endedOn }): Stop[] => {
    if (toldOn > day) return []
    const start = since !== null && since > from ? since : from
    const first = days.upTo(shiftDay(start, -1)) + 1
    const last = endedOn !== null && endedOn <= day ? days.upTo(shiftDay(endedOn, -1)) : Number.POSITIVE_INFINITY
    return first <= last ? [{ first, last }] : []
  })
  return stops.sort((a, b) => a.first - b.first)
}

/** The number of the working day on which `worked` days have passed after the `from`-th; null when the clock never gets there. */
function afterWorked(stops: readonly Stop[], from: number, worked: number): number | null {
  let at = from
  let left = worked
  for (const { first, last } of stops) {
    const free = Math.max(0, first - 1 - at)
    if (left <= free) return at + left
    left -= free
    at = Math.max(at, last)
  }
  return Number.isFinite(at) ? at + left : null
}

/** Working days after the `from`-th up to the `to`-th on which the clock ran. */
function workedBetween(stops: readonly Stop[], from: number, to: number): number {
  let at = from
  let worked = 0
  for (const { first, last } of stops) {
    worked += Math.max(0, Math.min(first - 1, to) - at)
    at = Math.max(at, last)
  }
  return worked + Math.max(0, to - at)
}

/** A term that ends on a day off ends on the next working day; each working day of waiting puts the end off by one. */
export function clockOn(days: WorkingDays, { startsOn, dueOn, granted, waits }: LightFacts, day: string): NodeClock {
  const grant = grantedBy(granted, day)
  const stops = stopsBy(days, waits, day, grant?.grantedOn ?? null)
  const start = days.upTo(shiftDay(startsOn, -1))
  const term = days.upTo(shiftDay(grant?.day ?? dueOn, -1)) + 1 - start
  const after = (worked: number): string | null => {
    if (worked <= 0) return startsOn
    const end = afterWorked(stops, start, worked)
    return end === null ? null : days.nth(end)
  }
  const lastDay = after(term)
  return {
    lastDay,
    dayWithLeft: (left) => after(term - left),
    left: (today) =>
      lastDay !== null && today > lastDay
        ? days.upTo(lastDay) - days.upTo(today)
        : term - workedBetween(stops, start, Math.max(start, days.upTo(today))),
  }
}
