import { matrix, NumericError, symmetricEigen } from '@kepu/numeric'
import type { SurveyDesign } from '../design/types.ts'
import { indicatorColumns } from '../estimate/columns.ts'
import { estimateTotal } from '../estimate/mean.ts'
import { transformed } from '../estimate/spread.ts'
import { matchedMoments, quadraticFormTail } from './quadratic-form.ts'

/** A test of given shares. */
export interface GoodnessOfFit {
  /** Σ (O − E)²/E of estimated population counts */
  readonly statistic: number
  /** statistic ~ scale·χ² with these degrees of freedom */
  readonly scale: number
  readonly degreesOfFreedom: number
  readonly p: number
}

/**
 * Tests whether a categorical variable has given shares, such as those of a census.
 *
 * @param code    [n] 0 … k − 1
 * @param shares  [k] positive; scaled to sum 1
 * @throws NumericError survey.code · survey.shares (not positive) · survey.singular when the design fixes the counts, so that there is nothing to test ·
 *         survey.lonelyPsu · survey.replicate
 * Source: Rao & Scott (1981), JASA 76, 221–230. Checked: R survey 4.5 svygofchisq.
 */
export function goodnessOfFitTest(
  code: ArrayLike<number>,
  shares: readonly number[],
  design: SurveyDesign,
): GoodnessOfFit {
  const k = shares.length
  const bad = shares.findIndex((p) => !(p > 0 && Number.isFinite(p)))
  if (bad >= 0 || k < 2) throw new NumericError('survey.shares', `share ${bad} of ${k} is ${shares[bad]}`)
  const sum = shares.reduce((total, p) => total + p, 0)
  const counts = estimateTotal(indicatorColumns(code, k), design)
  const total = counts.value.reduce((all, count) => all + count, 0)
  const value = new Float64Array(k)
  const jacobian = matrix(k, k)
  shares.forEach((p, i) => {
    const expected = (p / sum) * total
    const excess = counts.value[i] - expected
    value[i] = excess / Math.sqrt(expected)
    const slope = -(p / sum) * (1 / Math.sqrt(expected) + (0.5 * excess) / expected ** 1.5)
    for (let j = 0; j < k; j++) jacobian.data[i + j * k] = slope + (i === j ? 1 / Math.sqrt(expected) : 0)
  })
  const residuals = transformed(counts, value, jacobian)
  const { values } = symmetricEigen(residuals.covariance)
  if (!(values[0] > 1e-12))
    throw new NumericError('survey.singular', 'the design fixes these counts: there is nothing to test')
  const lambda = [...values].filter((l) => l > 1e-10 * values[0])
  const statistic = value.reduce((all, x) => all + x * x, 0)
  const { scale, count } = matchedMoments(lambda)
  const p = quadraticFormTail(statistic, lambda, Number.POSITIVE_INFINITY, 'satterthwaite')
  return { statistic, scale, degreesOfFreedom: count, p }
}
