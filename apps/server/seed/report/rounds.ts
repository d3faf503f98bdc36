import type { ReportRow } from '@kepu/contract/plan-report'
import { random as randomOf } from '@kepu/numeric'
import { z } from 'zod'
import type { App } from '../../src/app.ts'
import { workingCalendar } from '../../src/modules/organization/index.ts'
import {
  acceptReports,
  beginRound,
  closeRound,
  dueDay,
  findRound,
  findYearPlan,
  freeze,
  lockReports,
  periodsOf,
  readSchedule,
  returnReport,
  showReportBoard,
} from '../../src/modules/plan/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { dayInShanghai } from '../../src/platform/clock.ts'
import { type Command, command, execute } from '../../src/platform/command.ts'
import type { Kernel } from '../../src/platform/kernel.ts'
import { answer } from '../../src/platform/query.ts'

/** Opens a round as its year had it; the years before are closed by now. */
const openPast = command({
  name: 'plan.round.open',
  input: z.object({ yearPlanId: z.uuid(), ordinal: z.number() }),
  output: z.object({ id: z.uuid(), dueOn: z.string() }),
  async run(work, { yearPlanId, ordinal }) {
    const year = await findYearPlan(work.tx, work.county, yearPlanId)
    const period = periodsOf(year.year, 'quarter').find((one) => one.ordinal === ordinal)
    if (!period) throw new Error(`no quarter ${ordinal}`)
    const schedule = await readSchedule(work.tx, work.county, year.id)
    const { id, dueOn } = await beginRound(work, year, period, dueDay(await workingCalendar(work.tx), period, schedule))
    return { id, dueOn }
  },
})

/** Confirms many at once, so that the year's ledger is read once for all of them. */
const confirmPast = command({
  name: 'plan.report.confirm',
  input: z.object({ roundId: z.uuid(), reportIds: z.array(z.uuid()) }),
  output: z.object({ confirmed: z.number() }),
  async run(work, { roundId, reportIds }) {
    const round = await findRound(work.tx, work.county, roundId)
    const reports = await lockReports(work, reportIds, 'plan.report.confirm')
    await freeze(
      work,
      round,
      reports.map((report) => ({ report, saw: null })),
    )
    return { confirmed: reports.length }
  },
})

type DoOn = <I extends z.ZodType, O>(day: string, verb: Command<I, O>, input: z.input<I>) => Promise<O>

const DAY_MS = 86_400_000
const REASONS = ['请补充节点未完成的原因（演示数据，虚构）', '有两场活动疑似重复登记，请核对台账（演示数据，虚构）']

/**
 * The reporting rounds of the county's year and the one before. Rounds that are past are accepted and locked, a few bodies late, one
 * or two never; in the last one some wait for review, some were sent back, some are open. A round that is there is left alone.
 */
export async function loadDemoReports(app: App, code: string): Promise<void> {
  const { kernel } = app
  const today = dayInShanghai(await kernel.countyNow(code))
  const actor = systemActor(code, '演示数据')
  const doOn: DoOn = (day, verb, input) => {
    const then: Kernel = day < today ? { ...kernel, countyNow: async () => new Date(`${day}T02:30:00Z`) } : kernel
    return execute(then, verb, { actor, input, idempotencyKey: null })
  }
  const thisYear = Number(today.slice(0, 4))
  for (const year of [thisYear - 1, thisYear]) {
    const board = await answer(kernel, showReportBoard, { actor, county: code, input: { year } })
    if (board.yearPlanId === null) continue
    const over = periodsOf(year, 'quarter').filter(({ endsOn }) => shift(endsOn, 15) < today)
    for (const { ordinal } of over) {
      if (board.rounds.some((one) => one.kind === 'quarter' && one.ordinal === ordinal)) continue
      const last = year === thisYear && ordinal === over.length
      await runRound(kernel, code, doOn, { yearPlanId: board.yearPlanId, year, ordinal, last })
    }
  }
}

interface Wanted {
  readonly yearPlanId: string
  readonly year: number
  readonly ordinal: number
  /** The one that is still under way. */
  readonly last: boolean
}

async function runRound(kernel: Kernel, county: string, doOn: DoOn, { yearPlanId, year, ordinal, last }: Wanted) {
  const endsOn = periodsOf(year, 'quarter')[ordinal - 1]?.endsOn ?? ''
  const { id, dueOn } = await doOn(shift(endsOn, 1), openPast, { yearPlanId, ordinal })
  const rows = await reportsOf(kernel, county, year, id)
  const random = randomOf(Number(county)).fork(year * 10 + ordinal)
  const chance = new Map(rows.map((row) => [row.id, random.uniform()]))
  const between = (from: number, to: number) =>
    rows.filter((row) => (chance.get(row.id) ?? 1) >= from && (chance.get(row.id) ?? 1) < to).map((row) => row.id)
  const groups = [
    [shift(dueOn, -2), between(0, 0.7)],
    [dueOn, between(0.7, 0.88)],
    [shift(dueOn, 3), last ? [] : between(0.88, 0.98)],
  ] as const
  for (const [day, reportIds] of groups)
    if (reportIds.length > 0) await doOn(day, confirmPast, { roundId: id, reportIds })
  await review(kernel, county, doOn, { year, id, day: shift(dueOn, 5), last, sentBack: between(0.7, 0.75) })
  if (!last) await doOn(shift(dueOn, 20), closeRound, { roundId: id })
}

/** Accepts what waits; in the round under way some is sent back and some still waits. */
async function review(
  kernel: Kernel,
  county: string,
  doOn: DoOn,
  round: { year: number; id: string; day: string; last: boolean; sentBack: readonly string[] },
) {
  const waiting = (await reportsOf(kernel, county, round.year, round.id)).filter(({ status }) => status === 'confirmed')
  const sentBack = round.last ? round.sentBack.filter((id) => waiting.some((row) => row.id === id)) : []
  for (const [i, reportId] of sentBack.entries())
    await doOn(round.day, returnReport, { reportId, reason: REASONS[i % REASONS.length] ?? '' })
  const left = waiting.filter(({ id }) => !sentBack.includes(id))
  const accepted = left.slice(0, round.last ? Math.ceil(left.length * 0.8) : left.length)
  if (accepted.length === 0) return
  const reports = accepted.map(({ id, seen }) => ({ reportId: id, seen: seen ?? '' }))
  await doOn(round.day, acceptReports, { reports })
}

async function reportsOf(kernel: Kernel, county: string, year: number, roundId: string): Promise<ReportRow[]> {
  const actor = systemActor(county, '演示数据')
  const board = await answer(kernel, showReportBoard, { actor, county, input: { year } })
  return board.reports.filter((row) => row.roundId === roundId)
}

function shift(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}
