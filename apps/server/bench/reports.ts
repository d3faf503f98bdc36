import type { DeliveryKind } from '@kepu/contract/ledger'
import { random as randomOf } from '@kepu/numeric'
import { z } from 'zod'
import { appendDeliveries } from '../src/modules/ledger/index.ts'
import { addAnnualTasks, inputOf, issueYearPlan, listYears, showPlan, showYear } from '../src/modules/plan/index.ts'
import { confirmReport } from '../src/modules/plan/report/commands/confirm.ts'
import { openRound } from '../src/modules/plan/report/commands/rounds.ts'
import { showReport, showReportBoard, showRound } from '../src/modules/plan/report/queries.ts'
import { systemActor } from '../src/platform/actor.ts'
import { type Command, command, execute } from '../src/platform/command.ts'
import { inCounty } from '../src/platform/database.ts'
import type { Kernel } from '../src/platform/kernel.ts'
import { answer, type Query } from '../src/platform/query.ts'
import { report } from './report.ts'
import { ms, summary, table, time } from './timing.ts'
import { withDemonstration } from './world.ts'

const COUNTY = '500233'
const YEAR = 2025
const DELIVERIES = 4_000
const KINDS: readonly DeliveryKind[] = ['lecture', 'training', 'exhibition', 'consultation', 'materials', 'practice']
const actor = systemActor(COUNTY, 'bench')

interface Desk {
  ask<I extends z.ZodType, O>(query: Query<I, O>, input: z.input<I>): Promise<O>
  act<I extends z.ZodType, O>(command: Command<I, O>, input: z.input<I>): Promise<O>
}

/** The demonstration county in the first days of the next year. */
function deskOf(kernel: Kernel): Desk {
  const later: Kernel = { ...kernel, countyNow: async () => new Date(`${YEAR + 1}-01-05T02:00:00Z`) }
  return {
    ask: (query, input) => answer(later, query, { actor, county: COUNTY, input }),
    act: (verb, input) => execute(later, verb, { actor, input, idempotencyKey: null }),
  }
}

/** 35 bodies of the plan and 29 townships, each with a duty in each of the year's tasks. */
async function issueToAll(kernel: Kernel, { ask, act }: Desk): Promise<{ yearPlanId: string; unitIds: string[] }> {
  const plan = await ask(showPlan, { planId: 'current' })
  const bodies = plan.tasks.flatMap(({ lead, responsible }) => [...lead, ...responsible].flatMap((b) => b.unitId ?? []))
  const townships = await inCounty(kernel.db, COUNTY, 'read only', (tx) =>
    tx
      .selectFrom('organization.unit')
      .select('id')
      .where('county_code', '=', COUNTY)
      .where('kind', '=', 'township')
      .execute(),
  )
  const unitIds = [...new Set([...bodies, ...townships.map(({ id }) => id)])]
  const { items } = await ask(listYears, {})
  const year = items.find((one) => one.year === YEAR)
  if (!year) throw new Error(`the demonstration has no draft of ${YEAR}`)
  const [task] = (await ask(showYear, { yearPlanId: year.id })).tasks
  if (!task) throw new Error('the draft is empty')
  const duties = unitIds.map((unitId, i) => ({ unitId, role: i === 0 ? ('lead' as const) : ('support' as const) }))
  const everybody = { ...inputOf(task), title: '各单位共同开展科普活动', duties, nodes: [] }
  await act(addAnnualTasks, { yearPlanId: year.id, version: year.version, tasks: [{ task: everybody }] })
  const { header } = await ask(showYear, { yearPlanId: year.id })
  await act(issueYearPlan, { yearPlanId: year.id, version: header.version })
  return { yearPlanId: year.id, unitIds }
}

/** A year's work of all of them, invented from a seed. */
const fillYear = command({
  name: 'bench.year.fill',
  input: z.object({ unitIds: z.array(z.string()), taskIds: z.array(z.string()) }),
  output: null,
  async run(work, { unitIds, taskIds }) {
    const random = randomOf(YEAR)
    const pick = <T>(list: readonly T[]): T => list[random.integer(list.length)] as T
    for (let month = 1; month <= 12; month++) {
      const rows = Array.from({ length: Math.ceil(DELIVERIES / 12) }, (_, i) => ({
        occurredOn: `${YEAR}-${String(month).padStart(2, '0')}-${String(1 + random.integer(28)).padStart(2, '0')}`,
        title: `虚构活动 ${month}-${i}`,
        kind: pick(KINDS),
        unitId: pick(unitIds),
        regionCode: COUNTY,
        taskId: pick(taskIds),
        measureId: null,
        reach: [{ audience: 'farmers' as const, personTimes: 20 + random.integer(100), persons: null }],
        note: null,
        source: { module: 'bench', record: `${month}/${i}` },
        reverses: null,
        reason: null,
      }))
      await appendDeliveries(work, rows)
    }
    work.record({ subject: ['bench', String(YEAR)], detail: { deliveries: DELIVERIES } })
  },
})

/** Putting the reports of a round together: one as its officer opens it, all as the coordinator's table has them. */
export async function benchReports(): Promise<void> {
  const { rows, bodies } = await withDemonstration(async ({ app: { kernel } }) => {
    const desk = deskOf(kernel)
    const { yearPlanId, unitIds } = await issueToAll(kernel, desk)
    const { tasks } = await desk.ask(showYear, { yearPlanId })
    await desk.act(fillYear, { unitIds, taskIds: [...new Set(tasks.map(({ taskId }) => taskId))] })
    const opening: number[] = []
    const startedAt = performance.now()
    const round = await desk.act(openRound, { yearPlanId, kind: 'quarter', ordinal: 4 })
    opening.push(performance.now() - startedAt)
    const { reports } = await desk.ask(showReportBoard, { year: YEAR })
    const idOf = (i: number) => reports[Math.abs(i) % reports.length]?.id ?? ''
    const measured = [
      ['opening the round, with a thing to do for each', summary(opening)],
      ['one report, with its hints', await time(100, (i) => desk.ask(showReport, { reportId: idOf(i) }))],
      ['all reports', await time(20, () => desk.ask(showRound, { roundId: round.id }))],
      ['the board', await time(50, () => desk.ask(showReportBoard, { year: YEAR }))],
      [
        'confirming one',
        await time(reports.length, (i) => desk.act(confirmReport, { reportId: idOf(i), seen: null }), 0),
      ],
    ] as const
    return {
      rows: measured.map(([name, { p50, p95 }]) => [name, ms(p50), ms(p95)]),
      bodies: `${reports.length} reports of ${tasks.length} tasks`,
    }
  })
  await report(
    'reports',
    'Progress reports',
    `${bodies}, ${DELIVERIES.toLocaleString('en-US')} deliveries in the year on top of the demonstration's three years.\n\n${table(['what', 'p50', 'p95'], rows)}`,
  )
}
