import { Id } from '@kepu/contract'
import { CalendarAddress, CalendarView } from '@kepu/contract/plan-calendar'
import { z } from 'zod'
import { canOf } from '../../../../platform/actor.ts'
import type { Tx } from '../../../../platform/database.ts'
import { refuse } from '../../../../platform/problem.ts'
import { query } from '../../../../platform/query.ts'
import { findUnit } from '../../../organization/index.ts'
import { listYearPlans } from '../store.ts'
import { readAnnualTasks } from '../task-rows.ts'
import { entriesOf } from './entries.ts'

export function calendarPath(county: string, token: string): string {
  return `/api/v1/counties/${county}/calendars/${token}.ics`
}

/** The address of a body's calendar, for those who work for the body. */
export const showCalendarAddress = query({
  name: 'plan.calendar.show',
  access: 'permission',
  input: z.object({ unitId: Id }),
  output: CalendarAddress,
  async run(read, { unitId }) {
    const unit = await findUnit(read.tx, read.county, unitId)
    if (!unit) refuse({ code: 'platform.notFound', kind: 'unit' })
    if (canOf(read.actor, ['plan.calendar.show'], unit.ancestors).length === 0)
      refuse({ code: 'platform.notAllowed', permission: 'plan.calendar.show' })
    const feed = await read.tx
      .selectFrom('plan.calendar_feed')
      .select(['key_word', 'renewed_at'])
      .where('county_code', '=', read.county)
      .where('unit_id', '=', unitId)
      .executeTakeFirst()
    return {
      unitId,
      path: feed ? calendarPath(read.county, feed.key_word) : null,
      renewedAt: feed?.renewed_at.toISOString() ?? null,
    }
  },
})

/** What the address shows to whoever has it: years that were issued, this one and the ones beside it. */
export const showUnitCalendar = query({
  name: 'plan.calendar.read',
  access: 'public',
  input: z.object({ token: z.string().regex(/^[\w-]{32}$/) }),
  output: CalendarView,
  async run({ tx, county, today }, { token }) {
    const feed = await tx
      .selectFrom('plan.calendar_feed as feed')
      .innerJoin('organization.unit as unit', (join) =>
        join.onRef('unit.county_code', '=', 'feed.county_code').onRef('unit.id', '=', 'feed.unit_id'),
      )
      .select(['feed.unit_id', 'unit.name'])
      .where('feed.county_code', '=', county)
      .where('feed.key_word', '=', token)
      .executeTakeFirst()
    if (!feed) refuse({ code: 'platform.notFound', kind: 'calendar' })
    const thisYear = Number(today.slice(0, 4))
    const years = (await listYearPlans(tx, county)).filter(
      ({ year, status }) => status !== 'draft' && Math.abs(year - thisYear) <= 1,
    )
    const entries = []
    for (const year of years) {
      const changedAt = await lastChanges(tx, county, year.id)
      for (const task of await readAnnualTasks(tx, county, year.id))
        entries.push(...entriesOf(task, feed.unit_id, county, changedAt.get(task.id) ?? year.issuedAt ?? new Date(0)))
    }
    return { county, unitName: feed.name, entries: entries.sort((a, b) => a.day.localeCompare(b.day)) }
  },
})

async function lastChanges(tx: Tx, county: string, yearPlanId: string): Promise<ReadonlyMap<string, Date>> {
  const rows = await tx
    .selectFrom('plan.annual_change as change')
    .innerJoin('plan.annual_task as task', (join) =>
      join.onRef('task.county_code', '=', 'change.county_code').onRef('task.id', '=', 'change.annual_task_id'),
    )
    .select('change.annual_task_id')
    .select((row) => row.fn.max('change.changed_at').as('at'))
    .where('change.county_code', '=', county)
    .where('task.year_plan_id', '=', yearPlanId)
    .groupBy('change.annual_task_id')
    .execute()
  return new Map(rows.map(({ annual_task_id, at }) => [annual_task_id, at]))
}
