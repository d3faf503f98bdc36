import type { JudgedGoalView } from '@kepu/contract/plan-evaluation'

export interface IntervalScale {
  readonly x: (year: number) => number
  readonly y: (value: number) => number
}

const MARGIN = { left: 34, right: 46, top: 30, bottom: 30 }

/** Years to the right, values up from zero: nothing may look steeper than it is. */
export function intervalScale({ points, target }: JudgedGoalView, width: number, height: number): IntervalScale {
  const years = [...points.map(({ year }) => year), ...(target.year === null ? [] : [target.year])]
  const first = Math.min(...years)
  const span = Math.max(Math.max(...years) - first, 1)
  const top = Math.max(...points.map(({ value, high }) => high ?? value), target.value) * 1.1 || 1
  return {
    x: (year) => MARGIN.left + ((year - first) / span) * (width - MARGIN.left - MARGIN.right),
    y: (value) => height - MARGIN.bottom - (value / top) * (height - MARGIN.top - MARGIN.bottom),
  }
}
