import type { IndicatorView } from '@kepu/contract/plan'
import type { GoalPoint } from '@kepu/contract/plan-evaluation'
import type { MeasuredValue } from '../types.ts'

/** What a picture shows, oldest first: what was measured, and the plan's own earlier figures for years without. */
export function pointsOf(indicator: IndicatorView, measured: readonly MeasuredValue[]): GoalPoint[] {
  const years = new Set(measured.map(({ year }) => year))
  const ofPlan = indicator.values.flatMap(({ id, year, value, role }): GoalPoint[] => {
    const own = role === 'baseline' || role === 'earlier'
    if (!own || year === null || years.has(year)) return []
    return [{ id, year, value, low: null, high: null, scoringRule: null, source: 'plan' }]
  })
  const found = measured.map(
    ({ id, year, value, interval, scoringRule }): GoalPoint => ({
      id,
      year,
      value,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      scoringRule,
      source: 'measured',
    }),
  )
  return [...ofPlan, ...found].sort((a, b) => a.year - b.year || a.id.localeCompare(b.id))
}

/**
 * Which points a line may join, as indexes: those that one and the same known rule scored. Whose rule nobody knows stands
 * alone, for it can't be said that it means the same.
 */
export function seriesOf(points: readonly GoalPoint[]): number[][] {
  const known = points.flatMap(({ scoringRule }, index) => (scoringRule === null ? [] : [{ scoringRule, index }]))
  const joined = [...Map.groupBy(known, (one) => one.scoringRule).values()].map((group) =>
    group.map(({ index }) => index),
  )
  const alone = points.flatMap(({ scoringRule }, index) => (scoringRule === null ? [[index]] : []))
  return [...joined, ...alone].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
}

/** The rule that the plan's starting point was scored by: the goal means the same by it. */
export function ruleOfBaseline(indicator: IndicatorView, measured: readonly MeasuredValue[]): string | null {
  const baseline = indicator.values.find(({ role }) => role === 'baseline')
  return measured.find(({ year }) => year === baseline?.year)?.scoringRule ?? null
}

/** The value that speaks of the goal: the last one that was measured. */
export function latest(measured: readonly MeasuredValue[]): MeasuredValue | null {
  return measured.reduce<MeasuredValue | null>(
    (best, one) => (best !== null && when(best) > when(one) ? best : one),
    null,
  )
}

function when({ year, measuredOn, recordedAt }: MeasuredValue): string {
  return `${measuredOn ?? `${year}-12-31`} ${recordedAt}`
}
