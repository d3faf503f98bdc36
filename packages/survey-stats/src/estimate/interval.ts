import { matrix, matrixFromRows, NumericError, normalQuantile, tCdf, tQuantile } from '@kepu/numeric'
import type { SurveyDesign } from '../design/types.ts'
import { type Estimate, estimateFrom } from '../variance/estimate.ts'
import type { Columns } from './columns.ts'
import { estimateDomainMeans } from './domain.ts'
import { contrast, type Intervals } from './spread.ts'

/** The t quantile of a two-sided level; the normal one for infinite degrees of freedom. @throws NumericError survey.level · survey.degreesOfFreedom */
export function criticalValue(level: number, degreesOfFreedom: number): number {
  if (!(level > 0 && level < 1)) throw new NumericError('survey.level', `level ${level}`)
  if (!(degreesOfFreedom > 0))
    throw new NumericError('survey.degreesOfFreedom', `${degreesOfFreedom} degrees of freedom`)
  const tail = (1 - level) / 2
  return degreesOfFreedom === Number.POSITIVE_INFINITY
    ? -normalQuantile(tail)
    : tQuantile(tail, degreesOfFreedom, 'upper')
}

/**
 * Intervals θ ± t·SE.
 *
 * @param level               two-sided, such as 0.95
 * @param degreesOfFreedom    the design's when left out; Infinity for normal quantiles
 * @throws NumericError survey.level · survey.degreesOfFreedom when there are none
 * Validity: means and totals of many units; for proportions near 0 or 1 and medians there are intervals of their own. Checked: R survey 4.5 confint.
 */
export function confidenceIntervals(
  estimate: Estimate,
  level: number,
  degreesOfFreedom: number = estimate.degreesOfFreedom,
): Intervals {
  const t = criticalValue(level, degreesOfFreedom)
  const { value, standardError } = estimate
  return { lower: value.map((v, k) => v - t * standardError[k]), upper: value.map((v, k) => v + t * standardError[k]) }
}

/** Coefficients of variation SE/|θ| [k]; Infinity for an estimate of 0 with an error. Checked: R survey 4.5 cv. */
export function coefficientsOfVariation({ value, standardError }: Estimate): Float64Array {
  return standardError.map((error, k) => (error === 0 ? 0 : error / Math.abs(value[k])))
}

/** A t test of one number. */
export interface TTest {
  readonly difference: number
  readonly standardError: number
  readonly t: number
  readonly degreesOfFreedom: number
  /** two-sided */
  readonly p: number
}

/** A t test that a component of an estimate is zero. @throws NumericError survey.degreesOfFreedom · survey.singular when it has no error */
export function tTest(estimate: Estimate, component: number, degreesOfFreedom: number): TTest {
  if (!(degreesOfFreedom > 0))
    throw new NumericError('survey.degreesOfFreedom', `${degreesOfFreedom} degrees of freedom`)
  const difference = estimate.value[component]
  const standardError = estimate.standardError[component]
  if (!(standardError > 0))
    throw new NumericError('survey.singular', `component ${component} has no error to test against`)
  const t = difference / standardError
  return { difference, standardError, t, degreesOfFreedom, p: 2 * tCdf(Math.abs(t), degreesOfFreedom, 'upper') }
}

/**
 * The difference of two independent estimates of the same numbers, such as two rounds with samples of their own: b − a.
 *
 *   V = Vₐ + V_b,  degrees of freedom by Satterthwaite: (Vₐ + V_b)²/(Vₐ²/fₐ + V_b²/f_b), the smallest of the components
 *
 * Rounds that share units are not independent: stack their rows into one design and use `estimateRoundDifference`.
 *
 * @throws NumericError survey.shape
 * Source: Satterthwaite (1946), Biometrics Bull. 2, 110–114. Checked: the stacked design with rounds as strata gives the same variance.
 */
export function independentDifference(a: Estimate, b: Estimate): Estimate {
  const k = a.value.length
  if (b.value.length !== k) throw new NumericError('survey.shape', `${k} and ${b.value.length} estimates`)
  const covariance = matrix(k, k)
  for (let p = 0; p < k * k; p++) covariance.data[p] = a.covariance.data[p] + b.covariance.data[p]
  let degreesOfFreedom = Number.POSITIVE_INFINITY
  for (let j = 0; j < k; j++) {
    const va = a.covariance.data[j + j * k]
    const vb = b.covariance.data[j + j * k]
    const freedom = (va + vb) ** 2 / (va ** 2 / a.degreesOfFreedom + vb ** 2 / b.degreesOfFreedom)
    if (freedom < degreesOfFreedom) degreesOfFreedom = freedom
  }
  return estimateFrom(
    b.value.map((v, j) => v - a.value[j]),
    covariance,
    degreesOfFreedom,
  )
}

/**
 * The change of a mean between two rounds whose rows stand in one design, with their covariance: rounds may share clusters or persons.
 *
 * @param y      [n] rows of both rounds
 * @param round  [n] 0 or 1; −1 for rows in neither
 * @returns      mean of round 1 − mean of round 0
 * @throws as `estimateDomainMeans`
 * Source: Kish (1965), §12.4. Checked: against the regression on the round; overlap with positive correlation shrinks the error.
 */
export function estimateRoundDifference(y: Columns, round: ArrayLike<number>, design: SurveyDesign): Estimate {
  const means = estimateDomainMeans(y, round, 2, design)
  const columns = means.value.length / 2
  const rows = Array.from({ length: columns }, (_, k) => {
    return Array.from({ length: 2 * columns }, (__, j) => (j === 2 * k ? -1 : j === 2 * k + 1 ? 1 : 0))
  })
  return contrast(means, matrixFromRows(rows))
}

/**
 * Plausible values or imputations combined by Rubin's rules.
 *
 *   θ̄ = mean,  V = W̄ + (1 + 1/m)·B,  f = (m − 1)(1 + W̄/((1 + 1/m)B))²,  the smallest of the components
 *
 * @param estimates  one for each of the m ≥ 2 completed data sets, of the same k numbers
 * @returns  covariance of all components; degrees of freedom Barnard and Rubin's, which never exceed the design's
 * @throws NumericError survey.shape · survey.sampleSize (fewer than two)
 * Source: Rubin (1987); Barnard & Rubin (1999), Biometrika 86, 948–955. Checked: closed form; identical data sets give back their own estimate.
 */
export function combinePlausibleValues(estimates: readonly Estimate[]): Estimate {
  const m = estimates.length
  const [first] = estimates
  if (m < 2 || first === undefined) throw new NumericError('survey.sampleSize', `${m} sets of plausible values`)
  const k = first.value.length
  const value = new Float64Array(k)
  for (const [set, estimate] of estimates.entries()) {
    if (estimate.value.length !== k)
      throw new NumericError('survey.shape', `set ${set} has ${estimate.value.length} values, not ${k}`)
    for (let j = 0; j < k; j++) value[j] += estimate.value[j] / m
  }
  const covariance = matrix(k, k)
  const between = new Float64Array(k)
  const within = new Float64Array(k)
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      let inner = 0
      let outer = 0
      for (const estimate of estimates) {
        inner += estimate.covariance.data[a + b * k] / m
        outer += ((estimate.value[a] - value[a]) * (estimate.value[b] - value[b])) / (m - 1)
      }
      covariance.data[a + b * k] = inner + (1 + 1 / m) * outer
      if (a === b) {
        within[a] = inner
        between[a] = (1 + 1 / m) * outer
      }
    }
  }
  return estimateFrom(value, covariance, rubinDegreesOfFreedom(within, between, m, first.degreesOfFreedom))
}

function rubinDegreesOfFreedom(within: Float64Array, between: Float64Array, m: number, complete: number): number {
  let smallest = complete
  for (let j = 0; j < within.length; j++) {
    if (between[j] <= 1e-12 * within[j]) continue
    const missing = between[j] / (within[j] + between[j])
    const old = (m - 1) / missing ** 2
    const observed =
      complete === Number.POSITIVE_INFINITY ? complete : ((complete + 1) / (complete + 3)) * complete * (1 - missing)
    smallest = Math.min(smallest, complete === Number.POSITIVE_INFINITY ? old : (old * observed) / (old + observed))
  }
  return smallest
}
