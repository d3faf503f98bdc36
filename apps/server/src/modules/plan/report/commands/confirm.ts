import { ConfirmReport, RemarkReport, type ReportContent, WithdrawReport } from '@kepu/contract/plan-report'
import { z } from 'zod'
import { command, type Work } from '../../../../platform/command.ts'
import { Refused, refuse } from '../../../../platform/problem.ts'
import { attendanceBetween, comparedFrom } from '../../../ledger/index.ts'
import { openTodos } from '../../../notification/index.ts'
import { readAnnualTasks } from '../../year/task-rows.ts'
import { assembleReports, hashOf, readReportingUnits } from '../grounds.ts'
import { hintsOf } from '../rules/hints.ts'
import { tasksOf } from '../rules/owing.ts'
import { whyNotAct, whyNotSeen } from '../rules/states.ts'
import { changeReport, findRound, lockReport, stop } from '../store.ts'
import type { Report, ReportRound } from '../types.ts'
import { act, REPORT_TODO } from './act.ts'

/** A sentence beside the figures, while the report is the body's. */
export const remarkReport = command({
  name: 'plan.report.remark',
  input: RemarkReport,
  output: z.object({ version: z.number() }),
  async run(work, { reportId, version, annualTaskId, sentence }) {
    const report = await lockReport(work, reportId, 'plan.report.remark')
    if (report.version !== version) refuse({ code: 'platform.stale', version: report.version })
    const reason = whyNotAct(report, 'confirm')
    if (reason) throw new Refused(reason)
    if (annualTaskId !== null) await writeSentence(work, report, annualTaskId, sentence)
    await changeReport(work, report, annualTaskId === null ? { remark: sentence || null } : {})
    work.record({ subject: ['report', report.id], detail: { annualTaskId, sentence } })
    return { version: report.version + 1 }
  },
})

async function writeSentence(work: Work, report: Report, annualTaskId: string, sentence: string): Promise<void> {
  const round = await findRound(work.tx, work.county, report.roundId)
  const tasks = await readAnnualTasks(work.tx, work.county, round.yearPlanId)
  const own = tasksOf(report.unitId, tasks, await readReportingUnits(work.tx, work.county))
  if (!own.some(({ task }) => task.id === annualTaskId)) stop({ code: 'plan.report.noSuchTask', annualTaskId })
  const key = { county_code: work.county, report_id: report.id, annual_task_id: annualTaskId }
  if (sentence === '') {
    await work.tx
      .deleteFrom('plan.report_sentence')
      .where('county_code', '=', work.county)
      .where('report_id', '=', report.id)
      .where('annual_task_id', '=', annualTaskId)
      .execute()
    return
  }
  await work.tx
    .insertInto('plan.report_sentence')
    .values({ ...key, sentence })
    .onConflict((conflict) =>
      conflict.columns(['county_code', 'report_id', 'annual_task_id']).doUpdateSet({ sentence }),
    )
    .execute()
}

/**
 * The body confirms what it saw; the figures, the ids behind them and the sentences are frozen with a hash. «Nothing new»
 * confirms what the ledger holds at this moment: the body has nothing to add to it.
 */
export const confirmReport = command({
  name: 'plan.report.confirm',
  input: ConfirmReport,
  output: z.object({ seen: z.string() }),
  async run(work, { reportId, seen }) {
    const report = await lockReport(work, reportId, 'plan.report.confirm')
    const reason = whyNotAct(report, 'confirm')
    if (reason) throw new Refused(reason)
    const round = await findRound(work.tx, work.county, report.roundId)
    const [hash = ''] = await freeze(work, round, [{ report, saw: seen }])
    await work.emit('plan.report.confirmed', { reportId, roundId: round.id, unitId: report.unitId })
    return { seen: hash }
  },
})

export interface Confirming {
  readonly report: Report
  /** Hash of what was read; null: nothing new. */
  readonly saw: string | null
}

/** Freezes reports of one round, whose rows are locked: the ledger is read once for all of them. */
export async function freeze(work: Work, round: ReportRound, confirming: readonly Confirming[]): Promise<string[]> {
  const reports = confirming.map(({ report }) => report)
  const contents = await assembleReports(work.tx, work.county, round, reports)
  const days = { from: comparedFrom(round.endsOn), to: round.endsOn }
  const attendance = await attendanceBetween(work.tx, work.county, days)
  const hashes: string[] = []
  for (const { report, saw } of confirming) {
    const content = contents.get(report.id)
    if (content === undefined) throw new Error(`report ${report.id} was not assembled`)
    const hash = hashOf(content)
    const moved = saw === null ? null : whyNotSeen(report, saw, hash)
    if (moved) throw new Refused(moved)
    const snapshotId = await insertSnapshot(work, report, content, {
      hash,
      hints: hintsOf(content, attendance).length,
      nothingNew: saw === null,
    })
    await act(work, report, 'confirm', { snapshotId })
    work.record({ subject: ['report', report.id], detail: { unitId: report.unitId, hash, nothingNew: saw === null } })
    hashes.push(hash)
  }
  return hashes
}

async function insertSnapshot(
  work: Work,
  report: Report,
  content: ReportContent,
  { hash, hints, nothingNew }: { readonly hash: string; readonly hints: number; readonly nothingNew: boolean },
): Promise<string> {
  const id = work.newId()
  await work.tx
    .insertInto('plan.report_snapshot')
    .values({
      county_code: work.county,
      id,
      report_id: report.id,
      content: JSON.stringify(content),
      hash,
      hints,
      nothing_new: nothingNew,
      confirmed_by_name: work.actor.name,
      confirmed_at: work.now,
    })
    .execute()
  return id
}

/** Taken back, as long as the coordinator hasn't accepted it: the way to undo a confirmation. */
export const withdrawReport = command({
  name: 'plan.report.withdraw',
  input: WithdrawReport,
  output: null,
  async run(work, { reportId }) {
    const report = await lockReport(work, reportId, 'plan.report.withdraw')
    await act(work, report, 'withdraw')
    const round = await findRound(work.tx, work.county, report.roundId)
    const facts = { year: round.year, kind: round.kind, ordinal: round.ordinal, tasks: 0 }
    await openTodos(work, [
      { unitId: report.unitId, kind: REPORT_TODO, subject: ['report', report.id], facts, dueOn: round.dueOn },
    ])
    work.record({ subject: ['report', report.id], detail: { unitId: report.unitId } })
  },
})
