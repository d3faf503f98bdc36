/** On which days a piece of work is done: 工作日、周末、any. */
export type DayKind = 'working' | 'weekend' | 'any'

/** First day of the Spring Festival; the week from its eve on is nobody's working time. */
const SPRING_FESTIVAL = ['2022-02-01', '2023-01-22', '2024-02-10', '2025-01-29', '2026-02-17'].map((day) =>
  Date.parse(day),
)
const DAY_MS = 86_400_000

function isSpringFestival(at: number): boolean {
  return SPRING_FESTIVAL.some((first) => at >= first - DAY_MS && at < first + 6 * DAY_MS)
}

/** Days of a month, 2024-02, on which such work is done: ISO days, in order. */
export function daysOf(month: string, kind: DayKind): string[] {
  const days: string[] = []
  for (let at = Date.parse(`${month}-01`); ; at += DAY_MS) {
    const date = new Date(at)
    const day = date.toISOString().slice(0, 10)
    if (!day.startsWith(month)) return days
    const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6
    const nationalDay = day.slice(5) >= '10-01' && day.slice(5) <= '10-07'
    if (isSpringFestival(at)) continue
    if (kind === 'working' && (weekend || nationalDay)) continue
    if (kind === 'weekend' && !weekend) continue
    days.push(day)
  }
}

/** Months from the first to the last, both included: 2022-01 … */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = []
  for (let [year = 0, month = 1] = first.split('-').map(Number); ; month++) {
    if (month > 12) [year, month] = [year + 1, 1]
    const text = `${year}-${String(month).padStart(2, '0')}`
    if (text > last) return months
    months.push(text)
  }
}
