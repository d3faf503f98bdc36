import { Id } from '@kepu/contract'
import { DeliveryView } from '@kepu/contract/ledger'
import { ReportBoardView, ReportContent, ReportRoundView, ReportView } from '@kepu/contract/plan-report'
import { z } from 'zod'
import { holds, may, unitsOf } from '../../../platform/actor.ts'
import { refuse } from '../../../platform/problem.ts'
import { query, type Read } from '../../../platform/query.ts'
import { attendanceBetween, comparedFrom, deliveriesById } from '../../ledger/index.ts'
import { workingCalendar } from '../../organization/index.ts'
import { listYearPlans } from '../year/store.ts'
import { assembleReports, hashOf } from './grounds.ts'
import { sinceConfirmed, sinceLast } from './rules/difference.ts'
import { hintsOf } from './rules/hints.ts'
import { dueDay, openablePeriods, USUAL_SCHEDULE } from './rules/periods.ts'
import {
  findLastSnapshot,
  findReport,
  findRound,
  findSnapshot,
  listReports,
  listRounds,
  readSchedule,
} from './store.ts'
import type { Report, ReportRound, ReportSnapshot } from './types.ts'
import { readSteps, reportRows, roundView, verbsOn } from './views.ts'

const READ = 'plan.report.show'

/** Units whose reports the reader may see: their own and those below; null: all. */
function withinOf({ actor }: Read): readonly string[] | null {
  return actor === null ? [] : unitsOf(actor, READ)
}

/** Bodies × rounds of one year: at most some hundred fields, so the list is whole. */
export const showReportBoard = query({
  name: 'plan.report.board',
  access: 'signedIn',
  input: z.object({ year: z.coerce.number().int().optional() }),
  output: ReportBoardView,
  async run(read, { year }) {
    const { tx, county, today, actor } = read
    const issued = (await listYearPlans(tx, county)).filter(({ status }) => status !== 'draft')
    const wanted = year ?? Number(today.slice(0, 4))
    const shown = issued.find((one) => one.year === wanted) ?? (year === undefined ? issued[0] : undefined)
    const years = issued.map((one) => one.year)
    const none = { rounds: [], reports: [], openable: [], can: [] }
    if (shown === undefined) return { yearPlanId: null, year: wanted, years, schedule: USUAL_SCHEDULE, ...none }

    const schedule = await readSchedule(tx, county, shown.id)
    const rounds = await listRounds(tx, county, shown.id)
    const reports = await listReports(
      tx,
      county,
      rounds.map(({ id }) => id),
      withinOf(read),
    )
    const opens = actor !== null && holds(actor, 'plan.round.open') && shown.status === 'issued'
    const calendar = await workingCalendar(tx)
    return {
      yearPlanId: shown.id,
      year: shown.year,
      years,
      schedule,
      rounds: rounds.map((round) => roundView(round, actor)),
      reports: await reportRows(tx, county, reports, actor),
      openable: opens
        ? openablePeriods(shown.year, rounds, today).map((period) => ({
            ...period,
            dueOn: dueDay(calendar, period, schedule),
          }))
        : [],
      can: opens ? ['plan.round.open', 'plan.reportSchedule.set'] : [],
    }
  },
})

/** What a report says: frozen once it's confirmed, else what the ledger has now. */
function contentOf(report: Report, snapshot: ReportSnapshot | null, now: ReportContent) {
  const frozen = snapshot !== null && report.status !== 'open' && report.status !== 'returned'
  return { frozen, content: frozen ? snapshot.content : now, seen: frozen ? snapshot.hash : hashOf(now) }
}

export const showReport = query({
  name: READ,
  access: 'signedIn',
  input: z.object({ reportId: Id }),
  output: ReportView,
  async run(read, { reportId }) {
    const { tx, county, actor } = read
    const report = await findReport(tx, county, reportId)
    if (actor === null || !may(actor, READ, report.ancestors)) refuse({ code: 'platform.notFound', kind: 'report' })
    const round = await findRound(tx, county, report.roundId)
    const now = (await assembleReports(tx, county, round, [report])).get(report.id)
    if (now === undefined) throw new Error(`report ${report.id} was not assembled`)
    const snapshot = report.snapshotId === null ? null : await findSnapshot(tx, county, report.snapshotId)
    const last = await findLastSnapshot(tx, county, report, round)
    const shown = contentOf(report, snapshot, now)
    const days = { from: comparedFrom(round.endsOn), to: round.endsOn }
    const steps = await readSteps(tx, county, report.id)
    return ReportView.parse({
      id: report.id,
      round: roundView(round, actor),
      unitId: report.unitId,
      unitName: report.unitName,
      status: report.status,
      version: report.version,
      ...shown,
      confirmed:
        snapshot === null
          ? null
          : {
              at: snapshot.confirmedAt.toISOString(),
              byName: snapshot.confirmedByName,
              nothingNew: snapshot.nothingNew,
            },
      sinceConfirmed: snapshot === null ? [] : sinceConfirmed(snapshot.content, now),
      sinceLast: last === null ? [] : sinceLast(last.content, shown.content),
      hints: hintsOf(shown.content, await attendanceBetween(tx, county, days)),
      steps: steps.map(({ action, reason, by_name, at }) => ({
        action,
        reason,
        byName: by_name,
        at: at.toISOString(),
      })),
      can: verbsOn(report, actor),
    })
  },
})

/** The records behind a task's figures in a report; without a task, the body's work that belongs to none. */
export const showReportRecords = query({
  name: 'plan.report.records',
  access: 'signedIn',
  input: z.object({ reportId: Id, annualTaskId: Id.optional() }),
  output: z.object({ items: z.array(DeliveryView) }),
  async run(read, { reportId, annualTaskId }) {
    const { tx, county, actor } = read
    const report = await findReport(tx, county, reportId)
    if (actor === null || !may(actor, READ, report.ancestors)) refuse({ code: 'platform.notFound', kind: 'report' })
    const round = await findRound(tx, county, report.roundId)
    const [shown] = await contentsOf(read, round, [report])
    const line = shown?.content.lines.find((one) => one.annualTaskId === annualTaskId)
    const ids = annualTaskId === undefined ? shown?.content.besides.deliveryIds : line?.deliveryIds
    const days = { from: round.startsOn, to: round.endsOn }
    const deliveries = await deliveriesById(tx, county, ids ?? [], days, actor)
    return { items: (ids ?? []).toReversed().flatMap((id) => deliveries.get(id) ?? []) }
  },
})

/** All reports of a round, whole: for the summary that goes up, and for whoever reads across the bodies. */
export const showRound = query({
  name: 'plan.round.show',
  access: 'signedIn',
  input: z.object({ roundId: Id }),
  output: z.object({
    round: ReportRoundView,
    reports: z.array(z.object({ id: Id, status: z.string(), content: ReportContent })),
  }),
  async run(read, { roundId }) {
    const { tx, county, actor } = read
    const round = await findRound(tx, county, roundId)
    const reports = await listReports(tx, county, [round.id], withinOf(read))
    return { round: roundView(round, actor), reports: await contentsOf(read, round, reports) }
  },
})

async function contentsOf({ tx, county }: Read, round: ReportRound, reports: readonly Report[]) {
  const now = await assembleReports(tx, county, round, reports)
  const ids = reports.flatMap(({ snapshotId, status }) =>
    snapshotId === null || status === 'open' || status === 'returned' ? [] : [snapshotId],
  )
  const frozen = await readContents(tx, county, ids)
  return reports.flatMap(({ id, status }) => {
    const content = frozen.get(id) ?? now.get(id)
    return content === undefined ? [] : [{ id, status, content }]
  })
}

async function readContents(
  tx: Read['tx'],
  county: string,
  snapshotIds: readonly string[],
): Promise<ReadonlyMap<string, ReportContent>> {
  if (snapshotIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('plan.report_snapshot')
    .select(['report_id', 'content'])
    .where('county_code', '=', county)
    .where('id', 'in', [...snapshotIds])
    .execute()
  return new Map(rows.map((row) => [row.report_id, ReportContent.parse(row.content)]))
}
