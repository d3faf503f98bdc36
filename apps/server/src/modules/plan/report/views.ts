import type { ReportRoundView, ReportRow } from '@kepu/contract/plan-report'
import { type Actor, canOf, holds } from '../../../platform/actor.ts'
import type { Tx } from '../../../platform/database.ts'
import { after } from './rules/states.ts'
import type { Report, ReportRound } from './types.ts'

export function roundView(round: ReportRound, actor: Actor | null): ReportRoundView {
  const closes = round.status === 'open' && actor !== null && holds(actor, 'plan.round.close')
  return { ...round, can: closes ? ['plan.round.close'] : [] }
}

const ACTIONS = ['confirm', 'withdraw', 'accept', 'return', 'unlock'] as const

/** What the reader may do with the report as it is. */
export function verbsOn({ status, ancestors }: Report, actor: Actor | null): string[] {
  const possible = ACTIONS.filter((action) => after(status, action) !== null).map((action) => `plan.report.${action}`)
  const writable = after(status, 'confirm') === null ? [] : ['plan.report.remark']
  return canOf(actor, [...possible, ...writable], ancestors)
}

interface Confirmed {
  readonly hash: string
  readonly confirmed_at: Date
  readonly nothing_new: boolean
  readonly hints: number
}

/** Rows of the board: each report with what was confirmed last and why it was last sent back. Two reads, whatever their number. */
export async function reportRows(
  tx: Tx,
  county: string,
  reports: readonly Report[],
  actor: Actor | null,
): Promise<ReportRow[]> {
  if (reports.length === 0) return []
  const ids = reports.map(({ id }) => id)
  const snapshots = await tx
    .selectFrom('plan.report_snapshot')
    .select(['id', 'hash', 'confirmed_at', 'nothing_new', 'hints'])
    .where('county_code', '=', county)
    .where('report_id', 'in', ids)
    .execute()
  const reasons = await tx
    .selectFrom('plan.report_step')
    .select(['report_id', 'reason'])
    .where('county_code', '=', county)
    .where('report_id', 'in', ids)
    .where('reason', 'is not', null)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const snapshotOf = new Map<string, Confirmed>(snapshots.map((row) => [row.id, row]))
  const reasonOf = new Map(reasons.map((row) => [row.report_id, row.reason]))
  return reports.map((report) => rowOf(report, snapshotOf.get(report.snapshotId ?? ''), reasonOf.get(report.id), actor))
}

function rowOf(
  report: Report,
  confirmed: Confirmed | undefined,
  reason: string | null | undefined,
  actor: Actor | null,
): ReportRow {
  const { id, roundId, unitId, unitName, status } = report
  return {
    id,
    roundId,
    unitId,
    unitName,
    status,
    seen: confirmed?.hash ?? null,
    confirmedAt: confirmed?.confirmed_at.toISOString() ?? null,
    nothingNew: confirmed?.nothing_new ?? false,
    hints: confirmed?.hints ?? 0,
    reason: status === 'returned' ? (reason ?? null) : null,
    can: verbsOn(report, actor),
  }
}

export async function readSteps(tx: Tx, county: string, reportId: string) {
  return tx
    .selectFrom('plan.report_step')
    .select(['action', 'reason', 'by_name', 'at'])
    .where('county_code', '=', county)
    .where('report_id', '=', reportId)
    .orderBy('at')
    .orderBy('id')
    .execute()
}
