import { z } from 'zod'
import { CountyCode, Day, Id, Instant } from './common.ts'

/** The address of a body's calendar: whoever has it may read the days. Null: none yet. */
export const CalendarAddress = z.object({
  unitId: Id,
  path: z.string().nullable(),
  renewedAt: Instant.nullable(),
})
export type CalendarAddress = z.infer<typeof CalendarAddress>

/** Made once, and made anew when it has got into wrong hands: the old address answers no more. */
export const RenewCalendar = z.object({ unitId: Id })

/** One day that a body has to look at (日历事项): a node, or the end of a task. */
export const CalendarEntryView = z.object({
  uid: z.string(),
  day: Day,
  title: z.string(),
  detail: z.string(),
  /** Goes up with every change of the task. */
  sequence: z.number().int(),
  changedAt: Instant,
})
export type CalendarEntryView = z.infer<typeof CalendarEntryView>

/** What the address shows: days, titles and amounts; no person's name, no progress. */
export const CalendarView = z.object({
  county: CountyCode,
  unitName: z.string(),
  entries: z.array(CalendarEntryView),
})
export type CalendarView = z.infer<typeof CalendarView>
