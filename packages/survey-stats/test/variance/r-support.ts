import { normalQuantile } from '@kepu/numeric'
import { member, numbers, type Tolerance } from '../../../../tools/reference/index.ts'
import type { Estimate } from '../../src/variance/index.ts'
import { byRow, caseOf, check, rounding } from '../design/api.ts'

/** Compares an estimate with what R recorded of a svystat: estimate, se, vcov and the normal interval. */
export function checkEstimate(id: string, ours: Estimate, tolerance: Tolerance = rounding): void {
  const { result } = caseOf(id)
  check(id, ours.value, member(result, 'estimate'), tolerance)
  check(id, ours.standardError, member(result, 'se'), tolerance)
  if (member(result, 'vcov') !== undefined) check(id, byRow(ours.covariance), member(result, 'vcov'), tolerance)
  const z = normalQuantile(0.975)
  if (member(result, 'ci_normal95') === undefined) return
  const theirs = numbers(member(result, 'ci_normal95'))
  const k = ours.value.length
  if (theirs.length !== 2 * k) return
  const interval = Array.from(ours.value, (v, j) => [v - z * ours.standardError[j]!, v + z * ours.standardError[j]!])
  check(id, interval.flat(), theirs, tolerance)
}
