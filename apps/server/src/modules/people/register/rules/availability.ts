import type { Availability, DayPart } from '@kepu/contract/people'

/** 1 Monday … 7 Sunday of a calendar day. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay() || 7
}

/** Can they be had on that day and part of it? The last exception that covers the day decides; else the weekly pattern. */
export function isFree({ weekly, exceptions }: Availability, day: string, part: DayPart): boolean {
  const exception = exceptions.findLast(({ from, to }) => from <= day && day <= to)
  if (exception) return exception.free
  return weekly.length === 0 || weekly.some((slot) => slot.weekday === weekdayOf(day) && slot.part === part)
}
