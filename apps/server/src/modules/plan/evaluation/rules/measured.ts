import type { EvaluationRefusal, MeasuredValueInput } from '@kepu/contract/plan-evaluation'
import type { MeasuredValue } from '../types.ts'

export interface Recording {
  readonly said: MeasuredValueInput
  readonly unit: string
  readonly today: string
}

/** Why a value can't have been measured so, or null. */
export function whyNotMeasured({ said, unit, today }: Recording): EvaluationRefusal | null {
  const { year, measuredOn, value, interval } = said
  if (String(year) > today.slice(0, 4) || (measuredOn !== null && measuredOn > today)) {
    return { code: 'plan.measuredValue.future', year, today }
  }
  // A survey of one year may end in the next.
  const days = [`${year}-01-01`, `${year + 1}-12-31`] as const
  if (measuredOn !== null && (measuredOn < days[0] || measuredOn > days[1])) {
    return { code: 'plan.measuredValue.dayOutsideYear', year, measuredOn }
  }
  const outside = [value, interval?.low ?? 0, interval?.high ?? 0].find((one) => one < 0 || one > 100)
  return unit === '%' && outside !== undefined ? { code: 'plan.measuredValue.share', value: outside } : null
}

/** The same year from the same source by the same rule is there: then it's a correction, not another value. */
export function whyNotAnother(
  said: MeasuredValueInput,
  indicatorId: string,
  present: readonly MeasuredValue[],
): EvaluationRefusal | null {
  const same = present.find(
    (one) =>
      one.indicatorId === indicatorId &&
      one.year === said.year &&
      one.source === said.source &&
      one.scoringRule === said.scoringRule &&
      one.measuredOn === said.measuredOn,
  )
  return same ? { code: 'plan.measuredValue.exists', year: said.year, valueId: same.id } : null
}
