import { brokenRules } from '../src/modules/service/match/rules/check.ts'
import { openHighs } from '../src/modules/service/match/solve/highs.ts'
import { type SolveLimits, solvePlan, usualLimits } from '../src/modules/service/match/solve/solve.ts'
import { inventBacklog } from '../test/support/backlogs.ts'
import { report } from './report.ts'
import { ms, table } from './timing.ts'

const SIZES = [
  { orders: 60, teams: 12 },
  { orders: 250, teams: 40 },
  { orders: 500, teams: 80 },
  { orders: 2000, teams: 300 },
]

/** The clock of the screens' own limits would cut the largest off on a busy machine: here it may take its time. */
const limits: SolveLimits = { ...usualLimits, seconds: 1800 }

/** A month's backlog of invented orders and teams: against the greedy rule on the same data, with the gap to a bound that nobody can beat. */
export async function benchMatching(): Promise<void> {
  const highs = await openHighs()
  const rows = SIZES.map(({ orders, teams }) => {
    const instance = inventBacklog({ orders, teams, days: 22 })
    const startedAt = performance.now()
    const answer = solvePlan(
      highs,
      instance,
      limits,
      () => performance.now(),
      () => {},
    )
    const took = performance.now() - startedAt
    const broken = brokenRules(instance, answer.trips)
    if (broken.length > 0) throw new Error(broken.join('; '))
    const { cost, greedy, bound, gap, proven, method } = answer
    const minutes = (value: number) => Math.round(value).toLocaleString('en-US')
    return [
      `${orders} × ${teams}`,
      method,
      ms(took),
      minutes(greedy.total),
      minutes(cost.total),
      `${((100 * (greedy.total - cost.total)) / greedy.total).toFixed(1)} %`,
      minutes(bound),
      proven ? '0, proven' : `${(100 * gap).toFixed(1)} %`,
    ]
  })
  const text = table(['orders × teams', 'method', 'time', 'greedy', 'proposal', 'better by', 'bound', 'gap'], rows)
  await report(
    'matching',
    'Planning a backlog',
    `Orders of one month in 22 days, invented with a fixed seed; objective in minutes (travel + waiting + misfit + unserved). Up to ${limits.wholeOrders} orders one integer program (HiGHS as WebAssembly, one thread), beyond area by area; the gap is to a Lagrangian bound over all trips.\n\n${text}`,
  )
}
