import type { Matrix } from '@kepu/numeric'
import { member, type Tolerance } from '../../../../tools/reference/index.ts'
import type { SurveyDesign } from '../../src/design/index.ts'
import { confidenceIntervals } from '../../src/estimate/index.ts'
import * as r from '../../src/regression/index.ts'
import { bind, byRow, caseOf, check } from '../design/api.ts'

/** How R scales what has no scale of its own. */
export interface RScales {
  /** rows with a missing answer count in the mean weight that R divides by */
  readonly deviance?: number
  /** the same; and replicate designs do without n/(n − 1) */
  readonly dispersion?: number
}

/** Everything that summary() of a svyglm recorded. */
export function checkGlm(
  id: string,
  model: r.GlmModel,
  design: SurveyDesign,
  tolerance: Tolerance,
  { deviance = 1, dispersion = 1 }: RScales = {},
): r.GlmEstimate {
  const ours = r.estimateGlm(model, design)
  const { result } = caseOf(id)
  const table = r.coefficientTable(ours).flatMap((c) => [c.value, c.standardError, c.t, c.p])
  check(id, table, member(result, 'coef'), tolerance)
  check(id, byRow(ours.covariance), member(result, 'vcov'), tolerance)
  check(id, ours.residualDegreesOfFreedom, member(result, 'df.residual'), tolerance)
  const deviances = [member(result, 'deviance'), member(result, 'null.deviance')]
  check(id, [ours.deviance * deviance, ours.nullDeviance * deviance], deviances, tolerance)
  check(id, ours.dispersion * dispersion, member(result, 'dispersion'), tolerance)
  const t = confidenceIntervals(ours, 0.95, ours.residualDegreesOfFreedom)
  const ends = [...t.lower].flatMap((low, j) => [low, t.upper[j]!])
  check(id, ends, member(result, 'ci_wald_t95'), tolerance)
  return ours
}

/** A model matrix with an intercept. */
export function withIntercept(...columns: readonly ArrayLike<number>[]): Matrix {
  return bind(new Float64Array(columns[0]!.length).fill(1), ...columns)
}
