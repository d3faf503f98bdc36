import type { Quantity } from '@kepu/contract/plan'
import type { ProposalNote } from '@kepu/contract/plan-year-proposal'

const TIMES_A_YEAR = { year: 1, halfYear: 2, quarter: 4, month: 12 } as const

export interface YearQuantity {
  /** Null: the plan has none for this year. */
  readonly value: number | null
  readonly note: ProposalNote
}

/** How much of a plan's quantity falls to a year: each year's, a share of several years', or nothing. */
export function quantityIn(year: number, quantity: Quantity): YearQuantity {
  const { value, period } = quantity
  if (period === null) return { value, note: { code: 'quantityUndated', quantity } }
  const { start, end, each } = period
  if (year < start || year > end) return { value: null, note: { code: 'quantityOtherYears', quantity } }
  if (each !== null) return { value: value * TIMES_A_YEAR[each], note: { code: 'quantityOfPlan', quantity } }
  const years = end - start + 1
  if (years === 1) return { value, note: { code: 'quantityOfPlan', quantity } }
  return { value: Math.ceil(value / years), note: { code: 'quantityShared', quantity, years } }
}
