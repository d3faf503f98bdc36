import { findRoot, NumericError } from '@kepu/numeric'
import { requireValues, requireVariances } from './model-matrix.ts'

function requireShares(share: ArrayLike<number>, areas: number): void {
  if (share.length !== areas) throw new NumericError('survey.shape', `${areas} estimates, ${share.length} shares`)
  let sum = 0
  for (let d = 0; d < areas; d++) {
    if (!(share[d] >= 0) || !Number.isFinite(share[d]))
      throw new NumericError('survey.weight', `share[${d}] is ${share[d]}`)
    sum += share[d]
  }
  if (sum === 0) throw new NumericError('survey.weight', 'all shares are 0')
}

function weightedSum(share: ArrayLike<number>, values: ArrayLike<number>): number {
  let sum = 0
  for (let d = 0; d < values.length; d++) sum += share[d] * values[d]
  return sum
}

/**
 * Area estimates multiplied by one factor, so that they add up to the figure published for the whole.
 *
 *   benchmarked = estimate·target/Σ share·estimate
 *
 * @param estimate  [D] model-based, in U
 * @param share     [D] people, or shares of people: what the target is a weighted sum with
 * @param target    the design-based total (with people) or mean (with shares)
 * @throws NumericError survey.shape · survey.value · survey.weight · survey.benchmark when the estimates add up to nothing or to the other sign
 * Source: Rao & Molina (2015), §6.4.6, ratio benchmarking. Checked: adds up; keeps ratios between areas.
 */
export function benchmarkRatio(estimate: ArrayLike<number>, share: ArrayLike<number>, target: number): Float64Array {
  requireValues(estimate, 'estimate')
  requireShares(share, estimate.length)
  const factor = target / weightedSum(share, estimate)
  if (!(factor > 0) || !Number.isFinite(factor)) {
    throw new NumericError(
      'survey.benchmark',
      `target ${target}, the estimates add up to ${weightedSum(share, estimate)}`,
    )
  }
  return Float64Array.from(estimate, (value) => value * factor)
}

/**
 * Area estimates moved least, in weighted squares, so that they add up to the figure published for the whole.
 *
 *   minimise Σ φ_d·(benchmarked_d − estimate_d)²  under  Σ share·benchmarked = target
 *   benchmarked = estimate + (target − Σ share·estimate)·(share_d/φ_d)/Σ share²/φ
 *
 * @param estimate  [D] model-based, in U
 * @param share     [D] not negative
 * @param mse       [D] 1/φ, positive: the uncertain areas move most; the sampling variance is the other usual choice
 * @throws NumericError survey.shape · survey.value · survey.weight · survey.variance
 * Source: Wang, Fuller & Qu (2008), Survey Methodology 34, 29–36; Datta, Ghosh, Steorts & Maples (2011), TEST 20, 574–588.
 * Checked: adds up; any other adding-up vector is farther; twice is once.
 */
export function benchmarkLeastSquares(
  estimate: ArrayLike<number>,
  share: ArrayLike<number>,
  mse: ArrayLike<number>,
  target: number,
): Float64Array {
  requireValues(estimate, 'estimate')
  requireShares(share, estimate.length)
  requireVariances(mse, estimate.length, 'mse')
  if (!Number.isFinite(target)) throw new NumericError('survey.value', `target ${target}`)
  let sum = 0
  for (let d = 0; d < estimate.length; d++) sum += share[d] ** 2 * mse[d]
  const step = (target - weightedSum(share, estimate)) / sum
  return Float64Array.from(estimate, (value, d) => value + step * share[d] * mse[d])
}

/**
 * Shares moved by one shift on the logit scale, so that they add up to the figure published for the whole and stay between 0 and 1.
 *
 *   logit benchmarked = logit estimate + δ,  Σ share·benchmarked = target·Σ share
 *
 * @param estimate  [D] strictly between 0 and 1
 * @param share     [D] people of each area, not negative
 * @param target    the design-based share of the whole, strictly between 0 and 1
 * @throws NumericError survey.shape · survey.value · survey.weight (name the area)
 * Source: Ghitza & Gelman (2013), Am. J. Polit. Sci. 57, 762–776, appendix. Checked: adds up; keeps the order and the odds ratios of areas.
 */
export function benchmarkShares(estimate: ArrayLike<number>, share: ArrayLike<number>, target: number): Float64Array {
  requireShares(share, estimate.length)
  const inside = (value: number): boolean => value > 0 && value < 1
  for (let d = 0; d < estimate.length; d++) {
    if (!inside(estimate[d])) throw new NumericError('survey.value', `estimate[${d}] is ${estimate[d]}`)
  }
  if (!inside(target)) throw new NumericError('survey.value', `target ${target} is no share`)
  const people = weightedSum(share, Float64Array.from(estimate).fill(1))
  const logit = Float64Array.from(estimate, (value) => Math.log(value / (1 - value)))
  const shifted = (delta: number): Float64Array => logit.map((value) => 1 / (1 + Math.exp(-value - delta)))
  const centre = Math.log(target / (1 - target))
  const low = centre - Math.max(...logit) - 1e-9
  const high = centre - Math.min(...logit) + 1e-9
  return shifted(findRoot((delta) => weightedSum(share, shifted(delta)) / people - target, low, high, 1e-15))
}
