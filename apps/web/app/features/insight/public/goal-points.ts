import type { IndicatorView } from '@kepu/contract/plan'

type Value = IndicatorView['values'][number]

export interface GoalPoint {
  readonly id: string
  readonly year: number
  readonly value: number
  readonly comparator: Value['comparator']
  readonly target: boolean
  readonly quote: string | null
}

/** What the picture of a goal shows. */
export interface Goal {
  readonly name: string
  readonly unit: string
  readonly points: readonly GoalPoint[]
  /** Values of other places, to compare with. */
  readonly references: readonly Value[]
  readonly target: GoalPoint
}

/** The first indicator with a target in a year and something to start from; null when the plan has none. */
export function goalOf(indicators: readonly IndicatorView[]): Goal | null {
  for (const { name, unit, values } of indicators) {
    const points = values
      .flatMap(({ id, year, value, comparator, role, quote }): GoalPoint[] =>
        year === null || role === 'reference'
          ? []
          : [{ id, year, value, comparator, target: role === 'target', quote }],
      )
      .sort((a, b) => a.year - b.year)
    const target = points.findLast((point) => point.target)
    if (target) return { name, unit, points, references: values.filter((value) => value.role === 'reference'), target }
  }
  return null
}

export interface Scale {
  readonly x: (year: number) => number
  readonly y: (value: number) => number
  readonly top: number
}

const MARGIN = { left: 26, right: 40, top: 44, bottom: 34 }

/** Years to the right, values up from zero: the line may not look steeper than it is. */
export function scaleOf(goal: Goal, width: number, height: number): Scale {
  const years = goal.points.map((point) => point.year)
  const first = Math.min(...years)
  const span = Math.max(Math.max(...years) - first, 1)
  const top = Math.max(...goal.points.map((point) => point.value), ...goal.references.map((one) => one.value)) * 1.08
  return {
    top,
    x: (year) => MARGIN.left + ((year - first) / span) * (width - MARGIN.left - MARGIN.right),
    y: (value) => height - MARGIN.bottom - (value / top) * (height - MARGIN.top - MARGIN.bottom),
  }
}
