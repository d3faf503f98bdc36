/** Which days are worked (工作日历): weekdays, unless a notice says otherwise. */
export interface WorkingCalendar {
  /** Day → worked or not, for the days that are not what their weekday says. */
  readonly special: ReadonlyMap<string, boolean>
  /** Years whose notice is known; in any other year a weekday counts as worked. */
  readonly years: ReadonlySet<number>
}

/** A stretch in which a clock stands still, e.g. while somebody else is awaited; `to` is null while it lasts. Both days included. */
export interface Pause {
  readonly from: string
  readonly to: string | null
}

const DAY_MS = 86_400_000

/** The day `days` calendar days later. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}

export function isWorkingDay(calendar: WorkingCalendar, day: string): boolean {
  const special = calendar.special.get(day)
  if (special !== undefined) return special
  const weekday = new Date(day).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** Is the yearly notice of that day known? If not, the day's answer is provisional. */
export function isNoticeKnown(calendar: WorkingCalendar, day: string): boolean {
  return calendar.years.has(Number(day.slice(0, 4)))
}

function standsStill(day: string, pauses: readonly Pause[]): boolean {
  return pauses.some(({ from, to }) => from <= day && (to === null || day <= to))
}

/**
 * Working days that have passed after `from` up to and including `to`, without those on which the clock stood still.
 * The day that starts a clock doesn't count; `to` before `from` is 0.
 */
export function workingDaysBetween(
  calendar: WorkingCalendar,
  from: string,
  to: string,
  pauses: readonly Pause[] = [],
): number {
  let count = 0
  for (let day = shiftDay(from, 1); day <= to; day = shiftDay(day, 1)) {
    if (isWorkingDay(calendar, day) && !standsStill(day, pauses)) count += 1
  }
  return count
}

/** How far a search for the next working day goes before it says that the clock doesn't run. */
const HORIZON_DAYS = 3660

/**
 * The last day of a term of `days` working days that starts on `from`: the day on which the count of
 * {@link workingDaysBetween} first reaches `days`. A term of 0 ends on `from`.
 *
 * @returns null while the clock stands still for good: a pause without an end lies in the way
 */
export function endOfTerm(
  calendar: WorkingCalendar,
  from: string,
  days: number,
  pauses: readonly Pause[] = [],
): string | null {
  let day = from
  let left = days
  for (let step = 0; left > 0; step++) {
    if (step > HORIZON_DAYS) return null
    day = shiftDay(day, 1)
    if (isWorkingDay(calendar, day) && !standsStill(day, pauses)) left -= 1
  }
  return day
}

/** The day itself if it's worked, else the next one that is: where a term that ends on a day off really ends. */
export function workingDayFrom(calendar: WorkingCalendar, day: string): string {
  let next = day
  while (!isWorkingDay(calendar, next)) next = shiftDay(next, 1)
  return next
}
