import { dayInShanghai } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/database.ts'
import type { DueFact } from './types.ts'

const KIND_WORDS: Readonly<Record<string, string>> = { quarter: '季度报告', half: '半年报告', year: '年度报告' }

/**
 * The reports of a year by body: due when, confirmed first when. A report that was returned isn't done; one that was returned
 * and confirmed again counts by its first day: asking for a correction makes nobody late.
 */
export async function readReportFacts(
  tx: Tx,
  county: string,
  yearPlanId: string,
): Promise<ReadonlyMap<string, readonly DueFact[]>> {
  const rows = await tx
    .selectFrom('plan.report as report')
    .innerJoin('plan.report_round as round', (join) =>
      join.onRef('round.county_code', '=', 'report.county_code').onRef('round.id', '=', 'report.round_id'),
    )
    .leftJoin('plan.report_step as step', (join) =>
      join
        .onRef('step.county_code', '=', 'report.county_code')
        .onRef('step.report_id', '=', 'report.id')
        .on('step.action', '=', 'confirm'),
    )
    .select((row) => [
      'report.id',
      'report.unit_id',
      'report.status',
      'round.kind',
      'round.ordinal',
      'round.due_on',
      row.fn.min('step.at').as('confirmed_at'),
    ])
    .where('report.county_code', '=', county)
    .where('round.year_plan_id', '=', yearPlanId)
    .groupBy(['report.id', 'report.unit_id', 'report.status', 'round.kind', 'round.ordinal', 'round.due_on'])
    .orderBy('round.due_on')
    .orderBy('report.id')
    .execute()
  const facts = rows.map((row) => {
    const done = row.status !== 'open' && row.status !== 'returned' && row.confirmed_at !== null
    const title = `${row.kind === 'year' ? '' : `第${row.ordinal}个`}${KIND_WORDS[row.kind] ?? '报告'}`
    const doneOn = done && row.confirmed_at !== null ? dayInShanghai(row.confirmed_at) : null
    return { unitId: row.unit_id, id: row.id, title, dueOn: row.due_on, doneOn }
  })
  return Map.groupBy(facts, ({ unitId }) => unitId)
}
