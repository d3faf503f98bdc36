import { LightsSwept, SweepLights } from '@kepu/contract/plan-supervision'
import { command, type Work } from '../../../../platform/command.ts'
import { shiftDay } from '../../../organization/index.ts'
import { listYearPlans } from '../../year/store.ts'
import type { YearPlan } from '../../year/types.ts'
import { changesSince, lastDayOf, openBook } from '../lights.ts'
import { readSweep } from '../store.ts'
import type { LightChange } from '../types.ts'

/**
 * 巡检: writes down the lights of the days that are over, for every year that was issued. A night that was missed is made up by
 * the next; a second sweep of a night finds nothing to write. Run by the queue for one county after the other.
 */
export const sweepLights = command({
  name: 'plan.light.sweep',
  input: SweepLights,
  output: LightsSwept,
  async run(work) {
    const years = (await listYearPlans(work.tx, work.county)).filter(({ status }) => status !== 'draft')
    let [lights, changes] = [0, 0]
    for (const year of years) {
      const swept = await sweepYear(work, year)
      lights += swept.lights
      changes += swept.changes
    }
    work.record({ subject: ['county', work.county], detail: { years: years.length, lights, changes } })
    return { years: years.length, lights, changes }
  },
})

async function sweepYear(work: Work, year: YearPlan): Promise<{ lights: number; changes: number }> {
  const { tx, county, today } = work
  const through = lastDayOf(year, shiftDay(today, -1))
  const swept = await readSweep(tx, county, year.id, today)
  if (swept.closedThrough !== null && swept.closedThrough >= through) return { lights: 0, changes: 0 }
  // Two sweeps at once: the second waits here, and then finds the days written down.
  await tx
    .insertInto('plan.light_sweep')
    .values({ county_code: county, year_plan_id: year.id, began_on: today })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx
    .selectFrom('plan.light_sweep')
    .select('began_on')
    .where('county_code', '=', county)
    .where('year_plan_id', '=', year.id)
    .forUpdate()
    .execute()
  const book = await openBook(tx, county, year, today)
  if (book.closedThrough !== null && book.closedThrough >= through) return { lights: 0, changes: 0 }
  const rows = book.subjects.flatMap((subject) =>
    changesSince(book, subject, through).map((change) => rowOf(work, year, subject, change)),
  )
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE)
    await tx
      .insertInto('plan.light_change')
      .values(rows.slice(i, i + ROWS_AT_ONCE))
      .execute()
  await tx
    .updateTable('plan.light_sweep')
    .set({ closed_through: through })
    .where('county_code', '=', county)
    .where('year_plan_id', '=', year.id)
    .execute()
  return { lights: book.subjects.length, changes: rows.length }
}

/** PostgreSQL takes 65,535 parameters in a statement. */
const ROWS_AT_ONCE = 4_000

function rowOf(
  work: Work,
  year: YearPlan,
  { node, unitId }: { node: { readonly id: string }; unitId: string | null },
  change: LightChange,
) {
  return {
    county_code: work.county,
    id: work.newId(),
    year_plan_id: year.id,
    node_id: node.id,
    unit_id: unitId,
    shown_on: change.on,
    colour: change.colour,
    reason: change.reason,
    last_day: change.lastDay,
  }
}
