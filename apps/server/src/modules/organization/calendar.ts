import { Day } from '@kepu/contract'
import { z } from 'zod'
import type { Tx } from '../../platform/database.ts'
import { query } from '../../platform/query.ts'
import type { WorkingCalendar } from './rules/working-time.ts'

/** The state's working days as far as their notices are known: one small table, shared by all counties. */
export async function workingCalendar(tx: Tx): Promise<WorkingCalendar> {
  const rows = await tx.selectFrom('organization.special_day').select(['day', 'working']).execute()
  return {
    special: new Map(rows.map(({ day, working }) => [day, working])),
    years: new Set(rows.map(({ day }) => Number(day.slice(0, 4)))),
  }
}

/** Days that are not what their weekday says, for whoever shows a calendar. */
export const showCalendar = query({
  name: 'organization.calendar.show',
  access: 'signedIn',
  input: z.object({}),
  output: z.object({
    /** Years whose notice is known. */
    years: z.array(z.number()),
    days: z.array(z.object({ day: Day, working: z.boolean() })),
  }),
  async run(read) {
    const { special, years } = await workingCalendar(read.tx)
    return { years: [...years].sort(), days: [...special].map(([day, working]) => ({ day, working })).sort(byDay) }
  },
})

function byDay(a: { day: string }, b: { day: string }): number {
  return a.day.localeCompare(b.day)
}
