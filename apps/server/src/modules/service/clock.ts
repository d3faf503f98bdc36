import { StepTerms } from '@kepu/contract/service-settings'
import type { Work } from '../../platform/command.ts'
import type { Tx } from '../../platform/database.ts'
import { endOfTerm, type Pause, workingCalendar } from '../organization/index.ts'
import { termFrom, termOf, usualTerms } from './rules/terms.ts'
import type { Order, Setting } from './types.ts'

/** How the county runs its orders; a county that has set nothing runs as usual. */
export async function readSetting(tx: Tx, county: string): Promise<Setting> {
  const row = await tx.selectFrom('service.setting').selectAll().where('county_code', '=', county).executeTakeFirst()
  if (!row) return { terms: usualTerms, entry: 'village', version: 1 }
  return {
    terms: StepTerms.parse(row.terms),
    entry: row.entry === 'township' ? 'township' : 'village',
    version: row.version,
  }
}

/** The last day of the step under way, without the days on which the asker was awaited; null: nothing is due. */
export async function dueOn(
  work: Work,
  order: Pick<Order, 'id' | 'status' | 'stepFrom' | 'visitOn'>,
): Promise<string | null> {
  const { terms } = await readSetting(work.tx, work.county)
  const days = termOf(order.status, terms)
  if (days === null) return null
  const calendar = await workingCalendar(work.tx)
  return endOfTerm(calendar, termFrom(order), days, await readPauses(work.tx, work.county, order.id))
}

async function readPauses(tx: Tx, county: string, orderId: string): Promise<Pause[]> {
  const rows = await tx
    .selectFrom('service.pause')
    .select(['from_day', 'to_day'])
    .where('county_code', '=', county)
    .where('order_id', '=', orderId)
    .execute()
  return rows.map((row) => ({ from: row.from_day, to: row.to_day }))
}

export async function startPause(work: Work, orderId: string): Promise<void> {
  await work.tx
    .insertInto('service.pause')
    .values({ county_code: work.county, id: work.newId(), order_id: orderId, from_day: work.today, to_day: null })
    .execute()
}

/** The day on which the answer came still counts as awaited. */
export async function endPause(work: Work, orderId: string): Promise<void> {
  await work.tx
    .updateTable('service.pause')
    .set({ to_day: work.today })
    .where('county_code', '=', work.county)
    .where('order_id', '=', orderId)
    .where('to_day', 'is', null)
    .execute()
}
