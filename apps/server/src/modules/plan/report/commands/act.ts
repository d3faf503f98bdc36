import type { ReportAction } from '@kepu/contract/plan-report'
import type { Work } from '../../../../platform/command.ts'
import { Refused } from '../../../../platform/problem.ts'
import { closeTodos } from '../../../notification/index.ts'
import { after, whyNotAct } from '../rules/states.ts'
import { changeReport } from '../store.ts'
import type { Report } from '../types.ts'

export const REPORT_TODO = 'plan.report.due'
export const RETURNED_TODO = 'plan.report.returned'

/** One step in the life of a report whose row is locked: its state, and the line of its history. */
export async function act(
  work: Work,
  report: Report,
  action: ReportAction,
  facts: { readonly reason?: string; readonly snapshotId?: string } = {},
): Promise<Report> {
  const reason = whyNotAct(report, action)
  const status = after(report.status, action)
  if (reason || status === null) throw new Refused(reason ?? { code: 'platform.notFound', kind: 'report' })
  await changeReport(work, report, {
    status,
    ...(facts.snapshotId === undefined ? {} : { snapshot_id: facts.snapshotId }),
  })
  await work.tx
    .insertInto('plan.report_step')
    .values({
      county_code: work.county,
      id: work.newId(),
      report_id: report.id,
      action,
      reason: facts.reason ?? null,
      by_name: work.actor.name,
      at: work.now,
    })
    .execute()
  // The body has done its part, or can't any more.
  if (action === 'confirm' || action === 'lock') {
    for (const kind of [REPORT_TODO, RETURNED_TODO]) await closeTodos(work, kind, report.id)
  }
  return { ...report, status, version: report.version + 1, snapshotId: facts.snapshotId ?? report.snapshotId }
}
