import type { IndicatorView } from '@kepu/contract/plan'
import type { JudgedGoalView, PowerView } from '@kepu/contract/plan-evaluation'
import { judge } from './rules/judge.ts'
import { powerOf } from './rules/power.ts'
import { latest, pointsOf, ruleOfBaseline, seriesOf } from './rules/series.ts'
import type { MeasuredValue } from './types.ts'

/** Every goal of the plan with what was measured toward it, and what that says. */
export function judgeGoals(indicators: readonly IndicatorView[], values: readonly MeasuredValue[]): JudgedGoalView[] {
  return indicators.flatMap((indicator) => {
    const own = values.filter(({ indicatorId }) => indicatorId === indicator.id)
    return indicator.values.filter(({ role }) => role === 'target').map((target) => judgedGoal(indicator, target, own))
  })
}

function judgedGoal(
  indicator: IndicatorView,
  target: IndicatorView['values'][number],
  measured: readonly MeasuredValue[],
): JudgedGoalView {
  const points = pointsOf(indicator, measured)
  const judgedBy = latest(afterBaseline(indicator, measured))
  const goal = { ...target, scoringRule: ruleOfBaseline(indicator, measured) }
  return {
    indicatorId: indicator.id,
    name: indicator.name,
    unit: indicator.unit,
    target: { figureId: target.id, year: target.year, value: target.value, comparator: target.comparator },
    points,
    series: seriesOf(points),
    judgedBy,
    ...judge(goal, judgedBy),
    final: judgedBy !== null && (target.year === null || judgedBy.year >= target.year),
    power: power(indicator, target.value, judgedBy),
  }
}

/** The baseline is where the plan starts: it says nothing of whether its goal was reached. */
function afterBaseline(indicator: IndicatorView, measured: readonly MeasuredValue[]): MeasuredValue[] {
  const start = Math.max(...indicator.values.filter(({ role }) => role === 'baseline').map(({ year }) => year ?? 0), 0)
  return measured.filter(({ year }) => year > start)
}

/** A rise of a share from the plan's starting point to its goal, at the size of the last measurement. */
function power(indicator: IndicatorView, to: number, judgedBy: MeasuredValue | null): PowerView | null {
  const baseline = indicator.values.find(({ role }) => role === 'baseline')
  if (indicator.unit !== '%' || !baseline || judgedBy === null || judgedBy.sampleSize === null) return null
  const { sampleSize, designEffect } = judgedBy
  return powerOf({ from: baseline.value, to, sampleSize, designEffect })
}
