import {
  chiSquareCdf,
  choleskyFactor,
  choleskyInverse,
  type Matrix,
  matVec,
  NumericError,
  normalQuantile,
  tCdf,
  transposeMul,
} from '@kepu/numeric'
import type { FayHerriotFit } from './fay-herriot.ts'
import { requireValues, requireVariances, rowQuadratic } from './model-matrix.ts'
import type { UnitLevelFit } from './unit-level.ts'

/** How an area-level fit stands with each area. */
export interface FayHerriotResiduals {
  /** [m] (y − xᵀβ̂)/√Var, about standard normal under the model */
  readonly standardised: Float64Array
  /** [m] part of its own fitted value: xᵀQx/(A + D) */
  readonly leverage: Float64Array
  /** [m] Cook's distance: how far β̂ would move without the area, above 4/m worth a look */
  readonly cookDistance: Float64Array
  /** skewness and excess kurtosis of the standardised residuals */
  readonly skewness: number
  readonly excessKurtosis: number
  /** Jarque–Bera statistic and its χ²₂ probability: small means not normal */
  readonly normality: { readonly statistic: number; readonly probability: number }
}

/**
 * Residual diagnostics of an area-level model.
 *
 *   standardised = r/√(A + D − xᵀQx),  leverage h = xᵀQx/(A + D),  Cook = standardised²·h/((1 − h)·p)
 *
 * @param y, x, samplingVariance  as the fit had them
 * @throws NumericError survey.shape · survey.value · survey.variance
 * Validity: the normality test is asymptotic; below some 30 areas look at the residuals themselves.
 * Source: Rao & Molina (2015), §5.4; Jarque & Bera (1987), Int. Stat. Rev. 55, 163–172. Checked: leverages add up to p; deletion by refitting at the same A.
 */
export function fayHerriotResiduals(
  fit: FayHerriotFit,
  y: ArrayLike<number>,
  x: Matrix,
  samplingVariance: ArrayLike<number>,
): FayHerriotResiduals {
  const m = fit.estimate.length
  if (y.length !== m || x.rows !== m || x.cols !== fit.coefficient.length) {
    throw new NumericError(
      'survey.shape',
      `${y.length} values and ${x.rows} × ${x.cols} covariates for a fit of ${m} areas`,
    )
  }
  requireValues(y, 'y')
  requireVariances(samplingVariance, m, 'samplingVariance')
  const fitted = matVec(x, fit.coefficient)
  const leverage = fitted.map((_, d) => rowQuadratic(x, d, fit.covariance) / (fit.areaVariance + samplingVariance[d]))
  const standardised = fitted.map((value, d) => {
    return (y[d] - value) / Math.sqrt((fit.areaVariance + samplingVariance[d]) * (1 - leverage[d]))
  })
  const cookDistance = standardised.map((z, d) => (z * z * leverage[d]) / ((1 - leverage[d]) * x.cols))
  return { standardised, leverage, cookDistance, ...shape(standardised) }
}

function shape(z: Float64Array) {
  const m = z.length
  const mean = z.reduce((a, b) => a + b, 0) / m
  const moment = (k: number): number => z.reduce((sum, value) => sum + (value - mean) ** k, 0) / m
  const skewness = moment(3) / moment(2) ** 1.5
  const excessKurtosis = moment(4) / moment(2) ** 2 - 3
  const statistic = (m / 6) * (skewness ** 2 + excessKurtosis ** 2 / 4)
  return { skewness, excessKurtosis, normality: { statistic, probability: chiSquareCdf(statistic, 2, 'upper') } }
}

/** How a unit-level fit stands with each person and each area. */
export interface UnitLevelResiduals {
  /** [n] transformed residuals over σₑ: about standard normal and independent under the model */
  readonly standardised: Float64Array
  /** [D] û over its own standard deviation √(γ·σ²ᵤ); 0 without a sample or when σ²ᵤ = 0 */
  readonly areaEffect: Float64Array
  readonly skewness: number
  readonly excessKurtosis: number
  readonly normality: { readonly statistic: number; readonly probability: number }
}

/**
 * Residual diagnostics of a unit-level model: each value less a part of its area's mean, so that what is left is independent.
 *
 *   e = (y − τȳ_d) − (x − τx̄_d)ᵀβ̂,  τ = 1 − √(1 − γ_d)
 *
 * @param y  [n] as the fit had it
 * @throws NumericError survey.shape · survey.value
 * Source: Fuller & Battese (1973), JASA 68, 626–632; Rao & Molina (2015), §7.4. Checked: least squares on the transformed data gives the fit's β̂.
 */
export function unitLevelResiduals(fit: UnitLevelFit, y: ArrayLike<number>): UnitLevelResiduals {
  const { moments, coefficient, shrinkage, sampleMean, errorVariance, areaVariance } = fit
  const { x, area, mean } = moments
  if (y.length !== x.rows) throw new NumericError('survey.shape', `${y.length} values for a fit of ${x.rows}`)
  requireValues(y, 'y')
  const part = shrinkage.map((gamma) => 1 - Math.sqrt(1 - gamma))
  const fitted = matVec(x, coefficient)
  const areaFitted = matVec(mean, coefficient)
  const standardised = fitted.map((value, i) => {
    const d = area[i]
    return (y[i] - value - part[d] * (sampleMean[d] - areaFitted[d])) / Math.sqrt(errorVariance)
  })
  const areaEffect = fit.areaEffect.map((u, d) => {
    const deviation = Math.sqrt(shrinkage[d] * areaVariance)
    return deviation > 0 ? u / deviation : 0
  })
  return { standardised, areaEffect, ...shape(standardised) }
}

/** Whether model-based estimates agree with the direct ones as far as chance allows. */
export interface AreaComparison {
  /** regression of direct on model-based estimates: without bias slope 1, intercept 0 */
  readonly bias: {
    readonly intercept: number
    readonly slope: number
    /** probability of a slope this far from 1, and of an intercept this far from 0, by chance */
    readonly slopeProbability: number
    readonly interceptProbability: number
  }
  /** Wald statistic Σ (direct − model)²/(V + MSE), about χ² with as many degrees of freedom as areas; small probability: model biased */
  readonly goodness: { readonly statistic: number; readonly probability: number }
  /** part of the areas whose adjusted 95 % intervals meet; about 0.95 is wanted */
  readonly coverage: number
  /** [D] MSE/V: below 1 where the model helps */
  readonly efficiency: Float64Array
}

/**
 * The usual checks of small-area estimates against the direct ones: bias, goodness of fit, coverage, gain.
 *
 * The intervals of the coverage check are narrowed so that two independent estimates of one quantity meet in 95 of 100 cases:
 *   z = 1.96·√(V + MSE)/(√V + √MSE)
 *
 * @param direct, variance  [D] design-based estimate and its variance
 * @param estimate, mse     [D] model-based estimate and its mean squared error
 * @throws NumericError survey.shape · survey.value · survey.variance · survey.collinear when all model-based estimates are equal
 *
 * Validity: takes direct and model-based estimates as independent, which with large γ they are not: the tests then find bias too seldom.
 * Source: Brown, Chambers, Heady & Heasman (2001), Evaluation of small area estimation methods, Statistics Canada Symposium.
 * Checked: regression and Wald statistic by hand; invariance under scaling.
 */
export function compareWithDirect(
  direct: ArrayLike<number>,
  variance: ArrayLike<number>,
  estimate: ArrayLike<number>,
  mse: ArrayLike<number>,
): AreaComparison {
  const areas = direct.length
  if (estimate.length !== areas || areas < 3) {
    throw new NumericError(
      'survey.shape',
      `${areas} direct and ${estimate.length} model-based estimates; at least 3 areas`,
    )
  }
  requireValues(direct, 'direct')
  requireValues(estimate, 'estimate')
  requireVariances(variance, areas, 'variance')
  requireVariances(mse, areas, 'mse')
  let statistic = 0
  let met = 0
  for (let d = 0; d < areas; d++) {
    const total = variance[d] + mse[d]
    const difference = Math.abs(direct[d] - estimate[d])
    statistic += difference ** 2 / total
    if (difference <= -normalQuantile(0.025) * Math.sqrt(total)) met++
  }
  return {
    bias: biasRegression(direct, estimate),
    goodness: { statistic, probability: chiSquareCdf(statistic, areas, 'upper') },
    coverage: met / areas,
    efficiency: Float64Array.from(mse, (value, d) => value / variance[d]),
  }
}

function biasRegression(direct: ArrayLike<number>, estimate: ArrayLike<number>): AreaComparison['bias'] {
  const n = direct.length
  const x: Matrix = { rows: n, cols: 2, data: new Float64Array(2 * n).fill(1, 0, n) }
  x.data.set(Array.from(estimate), n)
  if (x.data.subarray(n).every((value) => value === estimate[0])) {
    throw new NumericError('survey.collinear', 'all model-based estimates are equal')
  }
  const inverse = choleskyInverse(choleskyFactor(transposeMul(x, x)))
  const y: Matrix = { rows: n, cols: 1, data: Float64Array.from(direct) }
  const [intercept, slope] = matVec(inverse, transposeMul(x, y).data)
  const fitted = matVec(x, [intercept, slope])
  const residualVariance = fitted.reduce((sum, value, d) => sum + (direct[d] - value) ** 2, 0) / (n - 2)
  const probability = (distance: number, place: number): number => {
    const error = Math.sqrt(residualVariance * inverse.data[3 * place])
    if (error === 0) return distance === 0 ? 1 : 0
    return 2 * tCdf(-Math.abs(distance) / error, n - 2)
  }
  return {
    intercept,
    slope,
    slopeProbability: probability(slope - 1, 1),
    interceptProbability: probability(intercept, 0),
  }
}
