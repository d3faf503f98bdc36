import { Day, Id } from '@kepu/contract'
import { UnitView } from '@kepu/contract/organization'
import { z } from 'zod'
import { apiOf, type RouteCall } from '../../../../lib/api.ts'

const Purpose = z.object({ id: Id, taskId: Id, title: z.string(), label: z.string(), active: z.boolean() })
export type Purpose = z.infer<typeof Purpose>
const Calendar = z.object({ years: z.array(z.number()), days: z.array(z.object({ day: Day, working: z.boolean() })) })
export type Calendar = z.infer<typeof Calendar>
const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })

/** What a task of the year is written with: bodies, tasks and measures of the plan, working days. */
export interface Choices {
  readonly units: readonly Pick<UnitView, 'id' | 'name' | 'kind'>[]
  readonly purposes: readonly Purpose[]
  readonly calendar: Calendar
}

export async function readChoices(call: RouteCall): Promise<Choices> {
  const api = apiOf(call)
  const [units, purposes, calendar] = await Promise.all([
    api.get('/units', listOf(UnitView)),
    api.get('/ledger/purposes', listOf(Purpose)),
    api.get('/calendar', Calendar),
  ])
  return {
    units: units.items
      .filter(({ active, kind }) => active && kind !== 'village')
      .map(({ id, name, kind }) => ({ id, name, kind })),
    purposes: purposes.items.filter(({ active }) => active),
    calendar,
  }
}

export function readCalendar(call: RouteCall): Promise<Calendar> {
  return apiOf(call).get('/calendar', Calendar)
}

/** Days that are not what their weekday says: day → worked. */
export function specialDays({ days }: Calendar): ReadonlyMap<string, boolean> {
  return new Map(days.map(({ day, working }) => [day, working]))
}
