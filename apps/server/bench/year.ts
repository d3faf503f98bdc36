import type { AnnualTaskInput } from '@kepu/contract/plan-year'
import { recordDelivery } from '../src/modules/ledger/index.ts'
import { addAnnualTasks, issueYearPlan, openYearPlan, showPlan, showYear } from '../src/modules/plan/index.ts'
import { systemActor } from '../src/platform/actor.ts'
import { execute } from '../src/platform/command.ts'
import { inCounty } from '../src/platform/database.ts'
import { answer } from '../src/platform/query.ts'
import type { System } from '../src/system.ts'
import { report } from './report.ts'
import { ms, summary, table, time } from './timing.ts'
import { withDemonstration } from './world.ts'

const COUNTY = '500233'
const TASKS = 60
const ISSUES = 15
const FIRST_YEAR = 2001
/** Before the demonstration's own years, so that nothing stands in its way. */
const SHOWN_YEAR = 2021
const DELIVERIES = 1300
const actor = systemActor(COUNTY, 'bench')

/** A year for 35 bodies and 29 townships: 60 tasks, every other one with a quantity for each township. */
export async function benchYear(): Promise<void> {
  const rows = await withDemonstration(async (system) => {
    const bodies = await bodiesOf(system)
    const issues: number[] = []
    for (let i = 0; i < ISSUES; i++) issues.push(await issueOnce(system, FIRST_YEAR + i, bodies))
    const issuing = summary(issues)
    await issueOnce(system, SHOWN_YEAR, bodies)
    await work(system, bodies)
    const years = await yearIds(system)
    const shown = years.get(SHOWN_YEAR) ?? ''
    const own = years.get(2024) ?? ''
    const show = (yearPlanId: string) =>
      answer(system.app.kernel, showYear, { actor, county: COUNTY, input: { yearPlanId } })
    const size = async (id: string) => `${Math.round(JSON.stringify(await show(id)).length / 1024)} KB`
    const big = await time(30, () => show(shown))
    const small = await time(30, () => show(own))
    return [
      [
        `issue ${TASKS} tasks to ${bodies.offices.length} bodies and ${bodies.townships.length} townships`,
        '',
        ms(issuing.p50),
        ms(issuing.p95),
      ],
      [`show that year, ${DELIVERIES} deliveries counted`, await size(shown), ms(big.p50), ms(big.p95)],
      ['show 2024 of the demonstration (29 tasks)', await size(own), ms(small.p50), ms(small.p95)],
    ]
  })
  await report('year', 'A year’s plan', table(['what', 'size', 'p50', 'p95'], rows))
}

interface Bodies {
  readonly taskIds: readonly string[]
  readonly offices: readonly string[]
  readonly townships: readonly string[]
}

async function bodiesOf({ app: { kernel } }: System): Promise<Bodies> {
  const plan = await answer(kernel, showPlan, { actor, county: COUNTY, input: { planId: 'current' } })
  const units = await inCounty(kernel.db, COUNTY, 'read only', (tx) =>
    tx.selectFrom('organization.unit').select(['id', 'kind']).where('kind', '<>', 'village').orderBy('id').execute(),
  )
  const offices = units.filter(({ kind }) => kind !== 'township' && kind !== 'government')
  return {
    taskIds: plan.tasks.map(({ id }) => id),
    offices: offices.slice(0, 35).map(({ id }) => id),
    townships: units.filter(({ kind }) => kind === 'township').map(({ id }) => id),
  }
}

/** The tasks of a year: each led by another body, supported by four more, or by every township. */
function tasksOf(year: number, { taskIds, offices, townships }: Bodies): AnnualTaskInput[] {
  const pick = <T>(from: readonly T[], i: number): T => {
    const found = from[i % from.length]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }
  return Array.from({ length: TASKS }, (_, i) => {
    const each = i % 2 === 0
    const supports = each ? townships : [1, 2, 3, 4].map((n) => pick(offices, i + n))
    return {
      taskId: pick(taskIds, i),
      measureId: null,
      title: `任务 ${i + 1}`,
      deliverable: null,
      target: {
        quantity: 4,
        unit: '场',
        scope: each ? 'each' : 'together',
        rule: { counts: 'deliveries', purpose: 'task', doers: 'duty', kinds: [], audiences: [] },
      },
      startsOn: `${year}-01-01`,
      dueOn: `${year}-12-31`,
      duties: [
        { unitId: pick(offices, i), role: 'lead' as const },
        ...supports.map((unitId) => ({ unitId, role: 'support' as const })),
      ],
      nodes: ['03-31', '06-30', '09-30', '12-20'].map((day, q) => ({
        title: `节点 ${q + 1}`,
        dueOn: `${year}-${day}`,
        quantity: q + 1,
      })),
    }
  })
}

/** @returns how long the issuing took */
async function issueOnce({ app: { kernel } }: System, year: number, bodies: Bodies): Promise<number> {
  const call = { actor, idempotencyKey: null }
  const { id: yearPlanId, version } = await execute(kernel, openYearPlan, {
    ...call,
    input: { year, title: `${year}年` },
  })
  const tasks = tasksOf(year, bodies).map((task) => ({ task }))
  await execute(kernel, addAnnualTasks, { ...call, input: { yearPlanId, version, tasks } })
  const startedAt = performance.now()
  await execute(kernel, issueYearPlan, { ...call, input: { yearPlanId, version: version + 1 } })
  return performance.now() - startedAt
}

async function work({ app: { kernel } }: System, { taskIds, offices, townships }: Bodies): Promise<void> {
  const units = [...offices, ...townships]
  for (let i = 0; i < DELIVERIES; i++) {
    const day = new Date(Date.UTC(SHOWN_YEAR, 0, 1 + (i % 365))).toISOString().slice(0, 10)
    await execute(kernel, recordDelivery, {
      actor,
      idempotencyKey: null,
      input: {
        occurredOn: day,
        title: `讲座 ${i}`,
        kind: 'lecture',
        unitId: units[i % units.length],
        regionCode: COUNTY,
        taskId: taskIds[i % taskIds.length],
        reach: [{ audience: 'farmers', personTimes: 30, persons: 25 }],
        notDuplicate: true,
      },
    })
  }
}

async function yearIds({ app: { kernel } }: System): Promise<ReadonlyMap<number, string>> {
  const rows = await inCounty(kernel.db, COUNTY, 'read only', (tx) =>
    tx.selectFrom('plan.year_plan').select(['id', 'year']).execute(),
  )
  return new Map(rows.map(({ id, year }) => [year, id]))
}
