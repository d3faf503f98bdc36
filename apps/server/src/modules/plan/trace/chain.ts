import type { PlanView } from '@kepu/contract/plan'
import type { TraceChainView, TracedPurpose } from '@kepu/contract/plan-trace'
import type { Read } from '../../../platform/query.ts'
import { recentDeliveries, workByPurpose } from '../../ledger/index.ts'
import { judgeGoals } from '../evaluation/goals.ts'
import { currentValues } from '../evaluation/measured-values.ts'
import { outcomeOfYear } from '../evaluation/rules/outcome.ts'
import { readStanding, type TaskStanding } from '../year/progress.ts'
import { listYearPlans } from '../year/store.ts'
import type { YearPlan } from '../year/types.ts'
import { sentenceView, type Traced } from './read-trace.ts'
import { reportsOn } from './reports.ts'
import { overlaps, purposesAt, type Stretch } from './rules/sentences.ts'

const LATEST = 10

/** Everything that a sentence has led to, up to the county's today. */
export async function chainOf(read: Read, traced: Traced, span: Stretch): Promise<TraceChainView> {
  const { plan, links } = traced
  const purposes = purposesAt(plan, links, span)
  const annualTasks = await annualTasksFor(read, purposes)
  return {
    planId: plan.header.id,
    sentence: sentenceView(traced, span),
    purposes,
    annualTasks,
    work: await workFor(read, purposes, plan.header.period),
    reports: await reportsOn(
      read.tx,
      read.county,
      annualTasks.map(({ id }) => id),
    ),
    indicators: await indicatorsFor(read, traced, { span, purposes }),
  }
}

/** A task answers for all of its measures; a measure for itself, and what the year says of the task as a whole isn't its. */
function serves(purpose: TracedPurpose, taskId: string | null, measureId: string | null): boolean {
  return purpose.measureId === null ? purpose.taskId === taskId : purpose.measureId === measureId
}

async function annualTasksFor(read: Read, purposes: readonly TracedPurpose[]): Promise<TraceChainView['annualTasks']> {
  if (purposes.length === 0) return []
  const found: TraceChainView['annualTasks'] = []
  for (const year of await listYearPlans(read.tx, read.county)) {
    if (year.status === 'draft') continue
    const standing = await readStanding(read.tx, read.county, year, read.today)
    found.push(
      ...standing
        .filter(({ task }) => purposes.some((purpose) => serves(purpose, task.taskId, task.measureId)))
        .map((one) => tracedTask(year, one, read.today)),
    )
  }
  return found
}

function tracedTask(year: YearPlan, { task, progress, nodeStates }: TaskStanding, today: string) {
  const quantity = task.target?.quantity ?? null
  return {
    id: task.id,
    yearPlanId: year.id,
    year: year.year,
    title: task.title,
    outcome: outcomeOfYear({ dueOn: task.dueOn, quantity, progress, nodeStates }, today),
    leads: task.duties.filter(({ role }) => role === 'lead').map(({ unitName }) => unitName),
    nodes: task.nodes.map(({ id, title, dueOn }) => {
      const states = nodeStates.filter(({ nodeId }) => nodeId === id)
      return { id, title, dueOn, done: states.filter(({ doneOn }) => doneOn !== null).length, owed: states.length }
    }),
  }
}

async function workFor(
  { tx, county }: Read,
  purposes: readonly TracedPurpose[],
  period: PlanView['header']['period'],
): Promise<TraceChainView['work']> {
  if (purposes.length === 0) return { deliveries: 0, personTimes: 0, latest: [] }
  const done = await workByPurpose(tx, county, period)
  const filters = purposes.map(({ taskId, measureId }) => (measureId === null ? { taskId } : { measureId }))
  const sums = filters.map((filter) => done(filter))
  const latest = []
  for (const filter of filters) latest.push(...(await recentDeliveries(tx, county, filter, LATEST)))
  return {
    deliveries: sums.reduce((sum, one) => sum + one.deliveries, 0),
    personTimes: sums.reduce((sum, one) => sum + one.personTimes, 0),
    latest: latest
      .sort((a, b) => b.occurredOn.localeCompare(a.occurredOn))
      .slice(0, LATEST)
      .map(({ id, title, occurredOn, unitName }) => ({ id, title, occurredOn, unitName })),
  }
}

/** Indicators that the sentence states; for a sentence that became work, all of the plan's: it doesn't say which task serves which. */
async function indicatorsFor(
  { tx, county }: Read,
  { plan, links }: Traced,
  { span, purposes }: { readonly span: Stretch; readonly purposes: readonly TracedPurpose[] },
): Promise<TraceChainView['indicators']> {
  const stated = new Set(
    links.filter(({ kind, span: own }) => kind === 'indicator' && overlaps(own, span)).map(({ id }) => id),
  )
  const goals = judgeGoals(plan.indicators, await currentValues(tx, county))
  return plan.indicators.flatMap((indicator) => {
    const direct = indicator.values.some(({ id }) => stated.has(id))
    const goal = goals.find(({ indicatorId }) => indicatorId === indicator.id)
    if (!goal || (!direct && purposes.length === 0)) return []
    const { name, unit, verdict, basis, points } = goal
    return [{ indicatorId: indicator.id, name, unit, direct, verdict, basis, points }]
  })
}
