import type { TaskView } from '@kepu/contract/plan'
import type { AchievementsView, EvaluatedTask } from '@kepu/contract/plan-evaluation'
import type { Tx } from '../../../platform/database.ts'
import { type WorkSum, workSums } from '../../ledger/index.ts'
import { readPlan } from '../document/read-plan.ts'
import { readStanding, type TaskStanding } from '../year/progress.ts'
import { listYearPlans } from '../year/store.ts'
import { judgeGoals } from './goals.ts'
import { currentValues } from './measured-values.ts'
import { addUp, total } from './rules/achievements.ts'
import { countOutcomes, outcomeOf, outcomeOfYear } from './rules/outcome.ts'

interface Period {
  readonly start: number
  readonly end: number
}

/**
 * All that a plan's period has brought up to a day, from the records alone. Cost: the plan, two passes over the period's
 * deliveries, and the standing of each year that was issued.
 *
 * @returns null for a plan that names no period
 */
export async function readAchievements(
  tx: Tx,
  county: string,
  planId: string,
  today: string,
): Promise<AchievementsView | null> {
  const plan = await readPlan(tx, county, planId, null)
  const { period } = plan.header
  if (period === null) return null
  const asOf = [today, `${period.end}-12-31`].sort()[0] ?? today
  const sums = await workSums(tx, county, `${period.start}-01-01`, asOf)
  const standing = await standingOfYears(tx, county, period, asOf)
  const values = await currentValues(tx, county)
  return {
    planId,
    title: plan.header.title,
    period,
    asOf,
    goals: judgeGoals(
      plan.indicators,
      values.filter((value) => `${value.year}` <= asOf.slice(0, 4)),
    ),
    tasks: plan.tasks.map((task) => evaluatedTask(task, { standing, works: sums.works, asOf })),
    ...addUp(sums, await readTownships(tx, county), yearsOf(period, asOf)),
  }
}

/** The years that have begun. */
function yearsOf({ start, end }: Period, asOf: string): number[] {
  const last = Math.min(end, Number(asOf.slice(0, 4)))
  return Array.from({ length: Math.max(last - start + 1, 0) }, (_, i) => start + i)
}

async function standingOfYears(tx: Tx, county: string, period: Period, asOf: string): Promise<TaskStanding[]> {
  const found: TaskStanding[] = []
  for (const year of await listYearPlans(tx, county)) {
    const counts = year.status !== 'draft' && period.start <= year.year && year.year <= period.end
    if (counts) found.push(...(await readStanding(tx, county, year, asOf)))
  }
  return found
}

interface Facts {
  readonly standing: readonly TaskStanding[]
  readonly works: readonly WorkSum[]
  readonly asOf: string
}

function evaluatedTask(plan: TaskView, { standing, works, asOf }: Facts): EvaluatedTask {
  const outcomes = standing
    .filter(({ task }) => task.taskId === plan.id && task.status === 'active')
    .map(({ task, progress, nodeStates }) =>
      outcomeOfYear({ dueOn: task.dueOn, quantity: task.target?.quantity ?? null, progress, nodeStates }, asOf),
    )
  const annual = countOutcomes(outcomes)
  const own = works.filter(({ taskId }) => taskId === plan.id)
  const places = Map.groupBy(own, ({ township }) => township)
  return {
    taskId: plan.id,
    category: plan.category,
    number: plan.number,
    title: plan.title,
    outcome: outcomeOf(annual),
    annual,
    ...total(own),
    townships: [...places].filter(([code, found]) => code.length === 9 && total(found).deliveries > 0).length,
  }
}

/** In the order of the official codes. */
export async function readTownships(tx: Tx, county: string): Promise<{ regionCode: string; name: string }[]> {
  return tx
    .selectFrom('organization.region')
    .select(['code as regionCode', 'name'])
    .where('parent_code', '=', county)
    .orderBy('code')
    .execute()
}
