import type { Comparator } from '@kepu/contract/plan'
import type { MeasuredValueView } from '@kepu/contract/plan-evaluation'

/** A value that was measured, in one of its versions (测得值). */
export type MeasuredValue = MeasuredValueView

/** What is to be reached (目标值). */
export interface Goal {
  readonly value: number
  readonly comparator: Comparator
  /** The rule that the baseline was scored by, and so the goal's own; null: not known. */
  readonly scoringRule: string | null
}

/** A value as a verdict needs it. */
export interface Reading {
  readonly value: number
  readonly interval: { readonly low: number; readonly high: number } | null
  readonly scoringRule: string | null
}
