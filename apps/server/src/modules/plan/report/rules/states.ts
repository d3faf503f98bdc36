import type { ReportAction, ReportRefusal, ReportStatus } from '@kepu/contract/plan-report'
import type { Report } from '../types.ts'

/**
 * The life of a report, after DHIS2's approve-then-accept: the body confirms, the coordinator accepts or returns, closing the
 * round locks. Out of the lock leads one way alone, from the top.
 */
const next = {
  open: { confirm: 'confirmed', lock: 'locked' },
  confirmed: { withdraw: 'open', accept: 'accepted', return: 'returned' },
  returned: { confirm: 'confirmed', lock: 'locked' },
  accepted: { return: 'returned', lock: 'locked' },
  locked: { unlock: 'returned' },
} as const satisfies Record<ReportStatus, Partial<Record<ReportAction, ReportStatus>>>

/** Where an action leads, or null where it can't be done. */
export function after(status: ReportStatus, action: ReportAction): ReportStatus | null {
  const row: Partial<Record<ReportAction, ReportStatus>> = next[status]
  return row[action] ?? null
}

export function whyNotAct(report: Pick<Report, 'status' | 'unitName'>, action: ReportAction): ReportRefusal | null {
  const { status, unitName } = report
  return after(status, action) === null ? { code: 'plan.report.state', reportStatus: status, unitName } : null
}

/** Confirming and accepting are said of what was seen: figures that moved in the meantime are shown first. */
export function whyNotSeen(report: Pick<Report, 'unitName'>, saw: string, is: string): ReportRefusal | null {
  return saw === is ? null : { code: 'plan.report.moved', seen: is, unitName: report.unitName }
}

/** A round is closed when nobody waits for the coordinator any more. */
export function whyNotClose(
  round: { readonly status: 'open' | 'closed' },
  statuses: readonly ReportStatus[],
): ReportRefusal | null {
  if (round.status === 'closed') return { code: 'plan.round.closed' }
  const reports = statuses.filter((status) => status === 'confirmed').length
  return reports === 0 ? null : { code: 'plan.round.awaiting', reports }
}
