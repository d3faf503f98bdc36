import { isWorkingDay, shiftDay, type WorkingCalendar } from './working-time.ts'

/** The working days of some years, counted once: for whoever asks of thousands of terms. Says the same as working-time.ts. */
export interface WorkingDays {
  readonly calendar: WorkingCalendar
  /** How many working days there have been up to and including the day. */
  upTo(day: string): number
  /** The working day that is the `n`-th. */
  nth(n: number): string
}

/** @throws RangeError (by its functions) for a day outside of `from`…`to` */
export function countWorkingDays(calendar: WorkingCalendar, from: string, to: string): WorkingDays {
  const counts = new Map<string, number>()
  const worked: string[] = []
  for (let day = from; day <= to; day = shiftDay(day, 1)) {
    if (isWorkingDay(calendar, day)) worked.push(day)
    counts.set(day, worked.length)
  }
  return {
    calendar,
    upTo: (day) => counts.get(day) ?? outside(day),
    nth: (n) => worked[n - 1] ?? outside(`working day ${n}`),
  }
  function outside(what: string): never {
    throw new RangeError(`${what} is not between ${from} and ${to}`)
  }
}
