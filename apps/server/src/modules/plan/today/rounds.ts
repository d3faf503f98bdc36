import { type TodayRound, TodayRound as TodayRoundShape } from '@kepu/contract/plan-today'
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'

interface Row {
  readonly round_id: string
  readonly kind: string
  readonly ordinal: number
  readonly due_on: string
  readonly bodies: number
  readonly with_bodies: number
  readonly waiting: number
  readonly accepted: number
  readonly own: { reportId: string; unitName: string; status: string }[] | null
}

/** The open periods of a year's reports, counted, with the reports of some units: one read. */
export async function readRounds(
  tx: Tx,
  county: string,
  yearPlanId: string,
  units: ReadonlySet<string>,
): Promise<TodayRound[]> {
  const found = await sql<Row>`
    select round.id as round_id, round.kind, round.ordinal, round.due_on, count(*)::int as bodies,
      (count(*) filter (where report.status in ('open', 'returned')))::int as with_bodies,
      (count(*) filter (where report.status = 'confirmed'))::int as waiting,
      (count(*) filter (where report.status in ('accepted', 'locked')))::int as accepted,
      jsonb_agg(jsonb_build_object('reportId', report.id, 'unitName', unit.name, 'status', report.status)
        order by unit.created_at, unit.id) filter (where report.unit_id = any(${[...units]}::uuid[])) as own
    from plan.report_round round
    join plan.report report on report.county_code = round.county_code and report.round_id = round.id
    join organization.unit unit on unit.county_code = report.county_code and unit.id = report.unit_id
    where round.county_code = ${county} and round.year_plan_id = ${yearPlanId} and round.status = 'open'
    group by round.county_code, round.id
    order by round.due_on`.execute(tx)
  return found.rows.map((row) =>
    TodayRoundShape.parse({
      roundId: row.round_id,
      kind: row.kind,
      ordinal: row.ordinal,
      dueOn: row.due_on,
      bodies: row.bodies,
      withBodies: row.with_bodies,
      waiting: row.waiting,
      accepted: row.accepted,
      own: row.own ?? [],
    }),
  )
}
