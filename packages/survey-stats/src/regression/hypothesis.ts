import { chiSquareCdf, choleskySolve, fCdf, matrix, NumericError, normalQuantile } from '@kepu/numeric'
import type { SurveyDesign } from '../design/types.ts'
import { checkedColumns } from '../estimate/columns.ts'
import { type TTest, tTest } from '../estimate/interval.ts'
import { estimateMean } from '../estimate/mean.ts'
import { factorCovariance, generalisedEigenvalues, submatrix } from '../table/eigen.ts'
import type { TestResult } from '../table/independence.ts'
import { type QuadraticFormMethod, quadraticFormTail } from '../table/quadratic-form.ts'
import { estimateGlm, type GlmEstimate } from './glm.ts'

/** A test of several coefficients against the distribution Σ λⱼχ²₁ that the working model's χ² has under the design. */
export interface WorkingTest extends TestResult {
  readonly eigenvalues: readonly number[]
}

function checkedIndex(fit: GlmEstimate, columns: readonly number[]): void {
  const bad = columns.find((j) => !Number.isInteger(j) || j < 0 || j >= fit.value.length)
  if (bad !== undefined || columns.length === 0) {
    throw new NumericError('survey.shape', `column ${bad} of a model with ${fit.value.length} coefficients`)
  }
}

/** βᵀ·M⁻¹·β of the chosen coefficients. */
function quadratic(fit: GlmEstimate, columns: readonly number[], metric: GlmEstimate['covariance']): number {
  const beta = columns.map((j) => fit.value[j])
  const factor = factorCovariance(submatrix(metric, columns), 'covariance of the coefficients')
  return choleskySolve(factor, beta).reduce((sum, value, i) => sum + value * beta[i], 0)
}

/**
 * Wald test that several coefficients are all zero.
 *
 * @param columns           of the model matrix
 * @param degreesOfFreedom  of the denominator: the residual ones when left out, Infinity for χ²
 * @returns statistic: F, or χ² when the denominator is infinite
 * @throws NumericError survey.shape · survey.singular · survey.degreesOfFreedom
 * Source: Korn & Graubard (1990), Am. Stat. 44, 270–276. Checked: R survey 4.5 regTermTest.
 */
export function waldTest(
  fit: GlmEstimate,
  columns: readonly number[],
  degreesOfFreedom: number = fit.residualDegreesOfFreedom,
): TestResult {
  checkedIndex(fit, columns)
  const chi = quadratic(fit, columns, fit.covariance)
  const k = columns.length
  if (degreesOfFreedom === Number.POSITIVE_INFINITY) {
    return { statistic: chi, degreesOfFreedom: k, denominator: degreesOfFreedom, p: chiSquareCdf(chi, k, 'upper') }
  }
  if (!(degreesOfFreedom > 0))
    throw new NumericError('survey.degreesOfFreedom', `${degreesOfFreedom} degrees of freedom`)
  const statistic = chi / k
  return {
    statistic,
    degreesOfFreedom: k,
    denominator: degreesOfFreedom,
    p: fCdf(statistic, k, degreesOfFreedom, 'upper'),
  }
}

/** Eigenvalues of V₀⁻¹V of the chosen coefficients: 1 where the design is as good as independent rows. */
function misspecification(fit: GlmEstimate, columns: readonly number[]): number[] {
  return generalisedEigenvalues(
    submatrix(fit.covariance, columns),
    submatrix(fit.naiveCovariance, columns),
    'information of the coefficients',
  )
}

/**
 * Working Wald test of Rao and Scott: βᵀV₀⁻¹β against its own distribution Σ λⱼχ²₁; more stable than `waldTest` when there are few degrees of freedom.
 *
 * @throws as `waldTest`
 * Source: Lumley & Scott (2014), Aust. N. Z. J. Stat. 56, 1–14. Checked: R survey 4.5 regTermTest(method = 'WorkingWald').
 */
export function workingWaldTest(
  fit: GlmEstimate,
  columns: readonly number[],
  degreesOfFreedom: number = fit.residualDegreesOfFreedom,
  method: QuadraticFormMethod = 'saddlepoint',
): WorkingTest {
  checkedIndex(fit, columns)
  const statistic = quadratic(fit, columns, fit.naiveCovariance)
  return workingResult(statistic, misspecification(fit, columns), degreesOfFreedom, method)
}

function workingResult(
  statistic: number,
  eigenvalues: readonly number[],
  denominator: number,
  method: QuadraticFormMethod,
): WorkingTest {
  const p = quadraticFormTail(statistic, eigenvalues, denominator, method)
  return { statistic, degreesOfFreedom: eigenvalues.length, denominator, p, eigenvalues }
}

/**
 * Likelihood ratio test of Rao and Scott: the difference of the deviances against Σ λⱼχ²₁.
 *
 * @param full     the model with the columns
 * @param reduced  the same model without them, on the same rows and design
 * @param columns  of the full model's matrix
 * @throws as `waldTest`
 * Source: Lumley & Scott (2014). Checked: R survey 4.5 regTermTest(method = 'LRT').
 */
export function likelihoodRatioTest(
  full: GlmEstimate,
  reduced: GlmEstimate,
  columns: readonly number[],
  degreesOfFreedom: number = full.residualDegreesOfFreedom,
  method: QuadraticFormMethod = 'saddlepoint',
): WorkingTest {
  checkedIndex(full, columns)
  if (reduced.value.length !== full.value.length - columns.length) {
    throw new NumericError('survey.shape', `models of ${full.value.length} and ${reduced.value.length} coefficients`)
  }
  return workingResult(reduced.deviance - full.deviance, misspecification(full, columns), degreesOfFreedom, method)
}

/** Figures to compare models by. */
export interface ModelFit {
  /** deviance + 2·Σλ, with the effective number of parameters Σλ in the place of their count */
  readonly aic: number
  readonly effectiveParameters: number
  /** Cox and Snell's, and Nagelkerke's, share of the deviance explained; for binomial and count models */
  readonly coxSnell: number
  readonly nagelkerke: number
}

/**
 * Akaike's criterion and pseudo-R² for weighted models.
 *
 * @throws NumericError survey.singular · survey.shape for a model of an intercept alone
 * Validity: models with the intercept in column 0; R² for binomial and Poisson families; weights that count the population (Nagelkerke's needs them ≥ 1).
 * Source: Lumley & Scott (2015), J. Surv. Stat. Methodol. 3, 1–18. Checked: R survey 4.5 AIC and psrsq.
 */
export function modelFit(fit: GlmEstimate): ModelFit {
  const { rows } = fit
  const columns = Array.from({ length: fit.value.length - 1 }, (_, j) => j + 1)
  checkedIndex(fit, columns)
  const effectiveParameters = misspecification(fit, columns).reduce((sum, value) => sum + value, 0)
  const coxSnell = -Math.expm1((fit.deviance - fit.nullDeviance) / rows)
  return {
    aic: fit.deviance + 2 * effectiveParameters,
    effectiveParameters,
    coxSnell,
    nagelkerke: coxSnell / -Math.expm1(-fit.nullDeviance / rows),
  }
}

/** [n × 2] intercept and group. @throws NumericError survey.code (names the row) */
function twoGroups(group: ArrayLike<number>, design: SurveyDesign) {
  const n = group.length
  const x = matrix(n, 2)
  for (let i = 0; i < n; i++) {
    if (design.weight[i] !== 0 && group[i] !== 0 && group[i] !== 1) {
      throw new NumericError('survey.code', `group[${i}] is ${group[i]}, not 0 or 1`)
    }
    x.data[i] = 1
    x.data[i + n] = group[i]
  }
  return x
}

/**
 * t test that two groups have the same mean: group 1 minus group 0.
 *
 * @param group  [n] 0 or 1
 * @throws NumericError survey.code · survey.shape · survey.notFinite · survey.collinear (an empty group) · survey.degreesOfFreedom · survey.lonelyPsu
 * Checked: R survey 4.5 svyttest.
 */
export function twoSampleTTest(y: Float64Array, group: ArrayLike<number>, design: SurveyDesign): TTest {
  const fit = estimateGlm({ x: twoGroups(group, design), y, family: 'gaussian' }, design)
  return tTest(fit, 1, fit.residualDegreesOfFreedom)
}

/** t test that a mean is zero; of a difference of two measurements, the paired test. @throws as `estimateMean`. Checked: R survey 4.5 svyttest. */
export function oneSampleTTest(y: Float64Array, design: SurveyDesign): TTest {
  return tTest(estimateMean(y, design), 0, design.degreesOfFreedom - 1)
}

/** Scores of weighted ranks: the rank share itself (Wilcoxon), normal scores, or above the median. */
export type RankScore = 'wilcoxon' | 'vanDerWaerden' | 'median'

const scores: Readonly<Record<RankScore, (share: number) => number>> = {
  wilcoxon: (share) => share,
  vanDerWaerden: normalQuantile,
  median: (share) => (share > 0.5 ? 1 : 0),
}

/** Share of the population below each row, ties at the mean of theirs. */
function rankShares(y: Float64Array, weight: Float64Array): Float64Array {
  const order = Uint32Array.from(y.keys())
    .filter((i) => weight[i] !== 0)
    .sort((i, j) => y[i] - y[j] || i - j)
  const total = weight.reduce((sum, w) => sum + w, 0)
  const share = new Float64Array(y.length).fill(0.5)
  let passed = 0
  for (let start = 0; start < order.length; ) {
    let end = start
    let sum = 0
    for (; end < order.length && y[order[end]] === y[order[start]]; end++) {
      passed += weight[order[end]]
      sum += passed - weight[order[end]] / 2
    }
    for (let k = start; k < end; k++) share[order[k]] = sum / (end - start) / total
    start = end
  }
  return share
}

/**
 * Rank test that two groups have the same distribution: a t test of the scores of population ranks.
 *
 * @param group  [n] 0 or 1
 * @throws as `twoSampleTTest`
 * Source: Lumley & Scott (2013), Biometrika 100, 831–842. Checked: R survey 4.5 svyranktest.
 */
export function rankTest(y: Float64Array, group: ArrayLike<number>, design: SurveyDesign, score: RankScore): TTest {
  const values = checkedColumns(y, design, 'y').data
  return twoSampleTTest(rankShares(values, design.weight).map(scores[score]), group, design)
}
