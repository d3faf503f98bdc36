import { isWorkingDay, shiftDay, type WorkingCalendar } from '../../../organization/index.ts'

/** A stretch of days, both included. */
export interface Days {
  readonly startsOn: string
  readonly dueOn: string
}

/** The last working day up to `day`; within the stretch, else the first one after it; else the day itself. */
export function workedDay(calendar: WorkingCalendar, day: string, { startsOn, dueOn }: Days): string {
  let before = day
  while (before >= startsOn && !isWorkingDay(calendar, before)) before = shiftDay(before, -1)
  if (before >= startsOn) return before
  let after = day
  while (after <= dueOn && !isWorkingDay(calendar, after)) after = shiftDay(after, 1)
  return after <= dueOn ? after : day
}

/** The same day of another year; the 29th of February becomes the 28th. */
export function sameDayIn(year: number, day: string): string {
  const moved = `${year}${day.slice(4)}`
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
  return moved.endsWith('-02-29') && !leap ? `${year}-02-28` : moved
}
