import type { TraceChainView } from '@kepu/contract/plan-trace'
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import { refuse } from '../../../platform/problem.ts'

const LATEST = 12

/** Reports that bodies have confirmed on these tasks of the years, newest first: what they froze names them. */
export async function reportsOn(
  tx: Tx,
  county: string,
  annualTaskIds: readonly string[],
): Promise<TraceChainView['reports']> {
  if (annualTaskIds.length === 0) return []
  const found = await sql<TraceChainView['reports'][number]>`
    select report.id, unit.name as "unitName", round.starts_on as "startsOn", round.ends_on as "endsOn"
    from plan.report report
    join plan.report_round round on round.county_code = report.county_code and round.id = report.round_id
    join plan.report_snapshot snapshot
      on snapshot.county_code = report.county_code and snapshot.id = report.snapshot_id
    join organization.unit unit on unit.county_code = report.county_code and unit.id = report.unit_id
    where report.county_code = ${county} and report.status in ('confirmed', 'accepted', 'locked')
      and exists (select from jsonb_array_elements(snapshot.content -> 'lines') line
        where line ->> 'annualTaskId' = any(${[...annualTaskIds]}::text[]))
    order by round.ends_on desc, unit.created_at, report.id
    limit ${LATEST}`.execute(tx)
  return found.rows
}

/** The tasks of the year that a confirmed report speaks of. */
export async function annualTasksOfReport(tx: Tx, county: string, id: string): Promise<string[]> {
  const found = await sql<{ annualTaskId: string }>`
    select distinct line ->> 'annualTaskId' as "annualTaskId"
    from plan.report report
    join plan.report_snapshot snapshot
      on snapshot.county_code = report.county_code and snapshot.id = report.snapshot_id
    cross join lateral jsonb_array_elements(snapshot.content -> 'lines') line
    where report.county_code = ${county} and report.id = ${id}`.execute(tx)
  if (found.rows.length === 0) refuse({ code: 'platform.notFound', kind: 'report' })
  return found.rows.map(({ annualTaskId }) => annualTaskId)
}
