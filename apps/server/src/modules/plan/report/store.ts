import { ReportContent, type ReportRefusal, type ReportStatus, type RoundKind } from '@kepu/contract/plan-report'
import { type Selectable, sql } from 'kysely'
import { type Actor, may } from '../../../platform/actor.ts'
import type { Work } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database.ts'
import { Refused, refuse } from '../../../platform/problem.ts'
import type { PlanReport, PlanReportSnapshot } from '../../../schema.gen.ts'
import { USUAL_SCHEDULE } from './rules/periods.ts'
import type { Report, ReportRound, ReportSchedule, ReportSnapshot } from './types.ts'

/** Refuses in the words of reports. */
export function stop(reason: ReportRefusal): never {
  throw new Refused(reason)
}

export async function readSchedule(tx: Tx, county: string, yearPlanId: string): Promise<ReportSchedule> {
  const row = await tx
    .selectFrom('plan.report_schedule')
    .select(['kind', 'term_days'])
    .where('county_code', '=', county)
    .where('year_plan_id', '=', yearPlanId)
    .executeTakeFirst()
  // The column's check constraint allows no other kind.
  return row ? { kind: row.kind as RoundKind, termDays: row.term_days } : USUAL_SCHEDULE
}

function roundRows(tx: Tx, county: string) {
  return tx
    .selectFrom('plan.report_round as round')
    .innerJoin('plan.year_plan as year', (join) =>
      join.onRef('year.county_code', '=', 'round.county_code').onRef('year.id', '=', 'round.year_plan_id'),
    )
    .select([
      'round.id',
      'round.year_plan_id',
      'year.year',
      'round.kind',
      'round.ordinal',
      'round.starts_on',
      'round.ends_on',
      'round.due_on',
      'round.status',
    ])
    .where('round.county_code', '=', county)
}

type RoundRow = Awaited<ReturnType<ReturnType<typeof roundRows>['executeTakeFirstOrThrow']>>

function roundOf(row: RoundRow): ReportRound {
  return {
    id: row.id,
    yearPlanId: row.year_plan_id,
    year: row.year,
    kind: row.kind as RoundKind,
    ordinal: row.ordinal,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    dueOn: row.due_on,
    status: row.status === 'closed' ? 'closed' : 'open',
  }
}

export async function listRounds(tx: Tx, county: string, yearPlanId: string): Promise<ReportRound[]> {
  const rows = await roundRows(tx, county)
    .where('round.year_plan_id', '=', yearPlanId)
    .orderBy('round.ends_on')
    .orderBy('round.starts_on', 'desc')
    .execute()
  return rows.map(roundOf)
}

export async function findRound(tx: Tx, county: string, id: string): Promise<ReportRound> {
  const row = await roundRows(tx, county).where('round.id', '=', id).executeTakeFirst()
  return row ? roundOf(row) : refuse({ code: 'platform.notFound', kind: 'round' })
}

/** Locks a round against closing it, or for closing it. Always before its reports. */
export async function lockRound(work: Work, id: string, how: 'share' | 'update'): Promise<ReportRound> {
  const rows = work.tx
    .selectFrom('plan.report_round')
    .select('id')
    .where('county_code', '=', work.county)
    .where('id', '=', id)
  await (how === 'share' ? rows.forShare() : rows.forUpdate()).execute()
  return findRound(work.tx, work.county, id)
}

type ReportFields = Selectable<PlanReport> & { unit_name: string; ancestors: string[] }

function reportOf(row: ReportFields): Report {
  return {
    id: row.id,
    roundId: row.round_id,
    unitId: row.unit_id,
    unitName: row.unit_name,
    ancestors: row.ancestors,
    status: row.status as ReportStatus,
    remark: row.remark,
    snapshotId: row.snapshot_id,
    version: row.version,
  }
}

function reportRows(tx: Tx, county: string) {
  return tx
    .selectFrom('plan.report as report')
    .innerJoin('organization.unit as unit', (join) =>
      join.onRef('unit.county_code', '=', 'report.county_code').onRef('unit.id', '=', 'report.unit_id'),
    )
    .selectAll('report')
    .select(['unit.name as unit_name', 'unit.ancestors'])
    .where('report.county_code', '=', county)
}

export async function findReport(tx: Tx, county: string, id: string): Promise<Report> {
  const row = await reportRows(tx, county).where('report.id', '=', id).executeTakeFirst()
  return row ? reportOf(row) : refuse({ code: 'platform.notFound', kind: 'report' })
}

/** Reports of some rounds over which the reader may see them, in the order of the units. */
export async function listReports(
  tx: Tx,
  county: string,
  roundIds: readonly string[],
  within: readonly string[] | null,
): Promise<Report[]> {
  if (roundIds.length === 0 || within?.length === 0) return []
  let rows = reportRows(tx, county).where('report.round_id', 'in', [...roundIds])
  if (within !== null) rows = rows.where(sql<boolean>`unit.ancestors && ${sql.val([...within])}::uuid[]`)
  const found = await rows.orderBy('unit.created_at').orderBy('unit.id').execute()
  return found.map(reportOf)
}

/** The report, if the actor may do this to it. Its row is locked, so of two who act at once the second sees what the first did. */
export async function lockReport(work: Work, id: string, permission: string): Promise<Report> {
  const [report] = await lockReports(work, [id], permission)
  return report ?? refuse({ code: 'platform.notFound', kind: 'report' })
}

/** Several reports, locked in the order of their ids: two who take some of the same ones queue up and don't block each other. */
export async function lockReports(work: Work, ids: readonly string[], permission: string): Promise<Report[]> {
  const rows = await reportRows(work.tx, work.county)
    .where('report.id', 'in', [...ids])
    .orderBy('report.id')
    .forUpdate('report')
    .execute()
  if (rows.length < new Set(ids).size) refuse({ code: 'platform.notFound', kind: 'report' })
  const reports = rows.map(reportOf)
  for (const { ancestors } of reports) requireRight(work.actor, permission, ancestors)
  return reports
}

function requireRight(actor: Actor, permission: string, ancestors: readonly string[]): void {
  if (!may(actor, permission, ancestors)) refuse({ code: 'platform.notAllowed', permission })
}

export async function changeReport(
  work: Work,
  report: Report,
  change: { status?: ReportStatus; remark?: string | null; snapshot_id?: string },
): Promise<void> {
  await work.tx
    .updateTable('plan.report')
    .set({ version: report.version + 1, ...change })
    .where('county_code', '=', work.county)
    .where('id', '=', report.id)
    .execute()
}

/** Sentences of reports: report → task → sentence. */
export async function readSentences(
  tx: Tx,
  county: string,
  reportIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  if (reportIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('plan.report_sentence')
    .select(['report_id', 'annual_task_id', 'sentence'])
    .where('county_code', '=', county)
    .where('report_id', 'in', [...reportIds])
    .execute()
  const byReport = Map.groupBy(rows, (row) => row.report_id)
  return new Map(
    [...byReport].map(([id, found]) => [id, new Map(found.map((row) => [row.annual_task_id, row.sentence]))]),
  )
}

function snapshotOf(row: Selectable<PlanReportSnapshot>): ReportSnapshot {
  return {
    id: row.id,
    content: ReportContent.parse(row.content),
    hash: row.hash,
    hints: row.hints,
    nothingNew: row.nothing_new,
    confirmedByName: row.confirmed_by_name,
    confirmedAt: row.confirmed_at,
  }
}

export async function findSnapshot(tx: Tx, county: string, id: string): Promise<ReportSnapshot> {
  const row = await tx
    .selectFrom('plan.report_snapshot')
    .selectAll()
    .where('county_code', '=', county)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return snapshotOf(row)
}

/** What the body confirmed for the nearest earlier period of the same year that is accepted or waits for it. */
export async function findLastSnapshot(tx: Tx, county: string, report: Report, round: ReportRound) {
  const row = await tx
    .selectFrom('plan.report as report')
    .innerJoin('plan.report_round as round', (join) =>
      join.onRef('round.county_code', '=', 'report.county_code').onRef('round.id', '=', 'report.round_id'),
    )
    .innerJoin('plan.report_snapshot as snapshot', (join) =>
      join.onRef('snapshot.county_code', '=', 'report.county_code').onRef('snapshot.id', '=', 'report.snapshot_id'),
    )
    .selectAll('snapshot')
    .where('report.county_code', '=', county)
    .where('report.unit_id', '=', report.unitId)
    .where('round.year_plan_id', '=', round.yearPlanId)
    .where('round.ends_on', '=', sql<string>`${round.startsOn}::date - 1`)
    .where('report.status', 'in', ['confirmed', 'accepted', 'locked'])
    .executeTakeFirst()
  return row ? snapshotOf(row) : null
}
