const DAY_MS = 86_400_000

/** The day `days` later. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}

/** 0 Monday … 6 Sunday. */
export function weekdayOf(day: string): number {
  return (new Date(day).getUTCDay() + 6) % 7
}

/** Whole weeks from Monday on: that of the day, or all that the day's month touches. */
export function daysInSight(day: string, view: 'month' | 'week'): string[] {
  const first = view === 'week' ? day : `${day.slice(0, 7)}-01`
  const start = shiftDay(first, -weekdayOf(first))
  const next = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 1)).toISOString().slice(0, 10)
  const days: string[] = []
  for (let one = start; view === 'week' ? days.length < 7 : one < next || days.length % 7 !== 0; one = shiftDay(one, 1))
    days.push(one)
  return days
}

/** The same view before or after. */
export function turned(day: string, view: 'month' | 'week', by: -1 | 1): string {
  if (view === 'week') return shiftDay(day, by * 7)
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + by, 1)).toISOString().slice(0, 10)
}
