import { AcceptReports, ReturnReport, UnlockReport } from '@kepu/contract/plan-report'
import { z } from 'zod'
import { command, type Work } from '../../../../platform/command.ts'
import { Refused } from '../../../../platform/problem.ts'
import { openTodos } from '../../../notification/index.ts'
import { whyNotAct, whyNotSeen } from '../rules/states.ts'
import { findRound, lockReport, lockReports } from '../store.ts'
import type { Report } from '../types.ts'
import { act, RETURNED_TODO } from './act.ts'

/** Hashes of what was confirmed, by report. */
async function confirmedHashes(work: Work, reports: readonly Report[]): Promise<ReadonlyMap<string, string>> {
  const ids = reports.flatMap(({ snapshotId }) => (snapshotId === null ? [] : [snapshotId]))
  if (ids.length === 0) return new Map()
  const rows = await work.tx
    .selectFrom('plan.report_snapshot')
    .select(['report_id', 'hash'])
    .where('county_code', '=', work.county)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.report_id, row.hash]))
}

/** Accepts one report or many: all or none. In a round that is closed already, what is accepted is locked at once. */
export const acceptReports = command({
  name: 'plan.report.accept',
  input: AcceptReports,
  output: z.object({ accepted: z.number() }),
  async run(work, { reports: wanted }) {
    const reports = await lockReports(
      work,
      wanted.map(({ reportId }) => reportId),
      'plan.report.accept',
    )
    const saw = new Map(wanted.map(({ reportId, seen }) => [reportId, seen]))
    const hashes = await confirmedHashes(work, reports)
    for (const report of reports) {
      const reason =
        whyNotAct(report, 'accept') ?? whyNotSeen(report, saw.get(report.id) ?? '', hashes.get(report.id) ?? '')
      if (reason) throw new Refused(reason)
      const accepted = await act(work, report, 'accept')
      const round = await findRound(work.tx, work.county, report.roundId)
      if (round.status === 'closed') await act(work, accepted, 'lock')
      work.record({ subject: ['report', report.id], detail: { unitId: report.unitId, hash: hashes.get(report.id) } })
    }
    await work.emit('plan.report.accepted', { reportIds: reports.map(({ id }) => id) })
    return { accepted: reports.length }
  },
})

async function sendBack(work: Work, report: Report, action: 'return' | 'unlock', reason: string): Promise<void> {
  await act(work, report, action, { reason })
  const { year, kind, ordinal } = await findRound(work.tx, work.county, report.roundId)
  await openTodos(work, [
    {
      unitId: report.unitId,
      kind: RETURNED_TODO,
      subject: ['report', report.id],
      facts: { year, kind, ordinal, reason },
      dueOn: null,
    },
  ])
  work.record({ subject: ['report', report.id], detail: { unitId: report.unitId, reason } })
  await work.emit('plan.report.returned', { reportId: report.id, unitId: report.unitId })
}

/** Sent back with a reason: the body finds it in its inbox. */
export const returnReport = command({
  name: 'plan.report.return',
  input: ReturnReport,
  output: null,
  async run(work, { reportId, reason }) {
    await sendBack(work, await lockReport(work, reportId, 'plan.report.return'), 'return', reason)
  },
})

/** Out of the lock, from the top alone and with a reason: the body corrects what it confirmed. */
export const unlockReport = command({
  name: 'plan.report.unlock',
  input: UnlockReport,
  output: null,
  async run(work, { reportId, reason }) {
    await sendBack(work, await lockReport(work, reportId, 'plan.report.unlock'), 'unlock', reason)
  },
})
