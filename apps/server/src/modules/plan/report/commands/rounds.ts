import { CloseRound, OpenRound, ReportRoundView, SetReportSchedule } from '@kepu/contract/plan-report'
import { command, type Work } from '../../../../platform/command.ts'
import { Refused } from '../../../../platform/problem.ts'
import { openTodos } from '../../../notification/index.ts'
import { workingCalendar } from '../../../organization/index.ts'
import { requirePlanRight } from '../../document/store.ts'
import { findYearPlan, lockYearPlan, stop as stopYear } from '../../year/store.ts'
import { readAnnualTasks } from '../../year/task-rows.ts'
import type { YearPlan } from '../../year/types.ts'
import { readReportingUnits } from '../grounds.ts'
import { bodiesOwing, tasksOf } from '../rules/owing.ts'
import { dueDay, periodsOf, whyNotOpenRound } from '../rules/periods.ts'
import { whyNotClose } from '../rules/states.ts'
import { findRound, listReports, listRounds, lockReports, lockRound, readSchedule, stop } from '../store.ts'
import type { ReportPeriod, ReportRound } from '../types.ts'
import { roundView } from '../views.ts'
import { act, REPORT_TODO } from './act.ts'

export const setReportSchedule = command({
  name: 'plan.reportSchedule.set',
  input: SetReportSchedule,
  output: null,
  async run(work, { yearPlanId, kind, termDays }) {
    const year = await lockYearPlan(work, yearPlanId, 'plan.reportSchedule.set')
    if (year.status === 'closed') stopYear({ code: 'plan.year.state', yearStatus: year.status })
    await work.tx
      .insertInto('plan.report_schedule')
      .values({ county_code: work.county, year_plan_id: year.id, kind, term_days: termDays })
      .onConflict((conflict) =>
        conflict.columns(['county_code', 'year_plan_id']).doUpdateSet({ kind, term_days: termDays }),
      )
      .execute()
    work.record({ subject: ['yearPlan', year.id], detail: { year: year.year, kind, termDays } })
  },
})

/** Opens a round: every body with a task gets its report and one thing to do. Nobody types a figure. */
export const openRound = command({
  name: 'plan.round.open',
  input: OpenRound,
  output: ReportRoundView,
  async run(work, { yearPlanId, kind, ordinal, dueOn: wanted }) {
    await requirePlanRight(work, 'plan.round.open')
    const year = await findYearPlan(work.tx, work.county, yearPlanId)
    if (year.status !== 'issued') stopYear({ code: 'plan.year.state', yearStatus: year.status })
    const period =
      periodsOf(year.year, kind).find((one) => one.ordinal === ordinal) ??
      stop({ code: 'plan.round.noSuchPeriod', kind, ordinal })
    const schedule = await readSchedule(work.tx, work.county, year.id)
    const dueOn = dueDay(await workingCalendar(work.tx), period, schedule, wanted)
    const reason = whyNotOpenRound(period, dueOn, work.today)
    if (reason) throw new Refused(reason)
    const opened = await listRounds(work.tx, work.county, year.id)
    const before = opened.find((one) => one.kind === kind && one.ordinal === ordinal)
    if (before) stop({ code: 'plan.round.exists', roundId: before.id })

    // Of two who open it at once the unique key lets one through.
    return roundView(await beginRound(work, year, period, dueOn), work.actor)
  },
})

/** The round with a report and a thing to do for every body. */
export async function beginRound(
  work: Work,
  year: YearPlan,
  period: ReportPeriod,
  dueOn: string,
): Promise<ReportRound> {
  const round = await insertRound(work, year, period, dueOn)
  const reports = await insertReports(work, round)
  const { kind, ordinal } = period
  work.record({ subject: ['round', round.id], detail: { year: year.year, kind, ordinal, dueOn, reports } })
  await work.emit('plan.round.opened', { roundId: round.id })
  return round
}

async function insertRound(work: Work, year: YearPlan, period: ReportPeriod, dueOn: string): Promise<ReportRound> {
  const id = work.newId()
  await work.tx
    .insertInto('plan.report_round')
    .values({
      county_code: work.county,
      id,
      year_plan_id: year.id,
      kind: period.kind,
      ordinal: period.ordinal,
      starts_on: period.startsOn,
      ends_on: period.endsOn,
      due_on: dueOn,
      status: 'open',
      opened_at: work.now,
    })
    .execute()
  return findRound(work.tx, work.county, id)
}

async function insertReports(work: Work, round: ReportRound): Promise<number> {
  const tasks = await readAnnualTasks(work.tx, work.county, round.yearPlanId)
  const units = await readReportingUnits(work.tx, work.county)
  const reports = bodiesOwing(tasks, units).map((unitId) => ({ id: work.newId(), unitId }))
  if (reports.length === 0) return 0
  await work.tx
    .insertInto('plan.report')
    .values(
      reports.map(({ id, unitId }) => ({
        county_code: work.county,
        id,
        round_id: round.id,
        unit_id: unitId,
        status: 'open',
      })),
    )
    .execute()
  await openTodos(
    work,
    reports.map(({ id, unitId }) => ({
      unitId,
      kind: REPORT_TODO,
      subject: ['report', id] as const,
      facts: {
        year: round.year,
        kind: round.kind,
        ordinal: round.ordinal,
        tasks: tasksOf(unitId, tasks, units).length,
      },
      dueOn: round.dueOn,
    })),
  )
  return reports.length
}

/** Closes a round: what was accepted is locked, and what never came. */
export const closeRound = command({
  name: 'plan.round.close',
  input: CloseRound,
  output: null,
  async run(work, { roundId }) {
    await requirePlanRight(work, 'plan.round.close')
    const round = await lockRound(work, roundId, 'update')
    const all = await listReports(work.tx, work.county, [round.id], null)
    const reports = await lockReports(
      work,
      all.map(({ id }) => id),
      'plan.round.close',
    )
    const reason = whyNotClose(
      round,
      reports.map(({ status }) => status),
    )
    if (reason) throw new Refused(reason)
    for (const report of reports) await act(work, report, 'lock')
    await work.tx
      .updateTable('plan.report_round')
      .set({ status: 'closed', closed_at: work.now })
      .where('county_code', '=', work.county)
      .where('id', '=', round.id)
      .execute()
    work.record({ subject: ['round', round.id], detail: { year: round.year, reports: reports.length } })
    await work.emit('plan.round.closed', { roundId: round.id })
  },
})
