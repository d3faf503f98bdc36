import { type Matrix, matMul, matrix, matVec, NumericError, solveLinear, transpose, transposeMul } from '@kepu/numeric'
import type { FayHerriotOptions } from './fay-herriot.ts'
import { requireModelMatrix, requireValues, requireVariances, trace } from './model-matrix.ts'
import { spatialError } from './spatial-error.ts'
import { combine, type SpatialStep, spatialInformation, spatialStep } from './spatial-step.ts'

/** A spatial area-level model as fitted. */
export interface SpatialFayHerriotFit {
  readonly method: 'reml' | 'ml'
  readonly converged: boolean
  readonly iterations: number
  /** [variance, correlation] after each iteration, the start first */
  readonly trace: readonly (readonly [number, number])[]
  /** σ²ᵤ, in U² */
  readonly areaVariance: number
  /** ρ, between −1 and 1 */
  readonly spatialCorrelation: number
  readonly coefficient: Float64Array
  readonly covariance: Matrix
  /** [m] EBLUP and its mean squared error */
  readonly estimate: Float64Array
  readonly mse: Float64Array
  readonly logLikelihood: number
  readonly aic: number
  readonly bic: number
}

/** Scoring step for (σ²ᵤ, ρ). */
function scoringStep(step: SpatialStep, method: 'reml' | 'ml'): readonly [number, number] {
  const a = method === 'reml' ? step.projection : step.inverse
  const py = matVec(step.inverse, step.residual)
  const score = [step.shape, step.shapeSlope].map((derivative) => {
    const quadratic = matVec(derivative, py).reduce((sum, value, d) => sum + value * py[d], 0)
    return 0.5 * (quadratic - trace(matMul(a, derivative)))
  })
  const [variance, correlation] = solveLinear(
    spatialInformation(step, method),
    matrix(2, 1, Float64Array.from(score)),
  ).data
  return [variance, correlation]
}

/**
 * Area-level model whose area effects are alike in neighbouring areas (simultaneously autoregressive).
 *
 *   y = Xβ + u + e,  u = ρWu + v,  v ~ N(0, σ²ᵤI),  e ~ N(0, diag D)
 *
 * (σ²ᵤ, ρ) by scoring from (median of D, ½); a step that would leave |ρ| < 0.999 or σ²ᵤ > 0 is halved until it does not.
 *
 * @param y                 [m] direct estimates, in some unit U
 * @param x                 [m × p]
 * @param samplingVariance  [m] D, positive, in U²
 * @param proximity         [m × m] W, rows summing to 1 (or to 0 for an area without neighbours), zero diagonal
 * @throws NumericError survey.shape · survey.value · survey.variance · survey.collinear · survey.proximity (name the place)
 *
 * Validity: with few areas, or σ²ᵤ near zero, ρ is barely identified: look at `converged` and at the fit without W.
 * Time O(m³) an iteration, so some hundreds of areas. Source: Pratesi & Salvati (2008), Stat. Methods Appl. 17, 113–141; Singh, Shukla & Kundu (2005), Survey
 * Methodology 31, 183–195, for the MSE. Checked: R sae 1.3 eblupSFH and mseSFH, both methods.
 */
export function fitSpatialFayHerriot(
  y: ArrayLike<number>,
  x: Matrix,
  samplingVariance: ArrayLike<number>,
  proximity: Matrix,
  method: 'reml' | 'ml' = 'reml',
  { tolerance = 1e-10, maxIterations = 1000 }: FayHerriotOptions = {},
): SpatialFayHerriotFit {
  const m = y.length
  requireValues(y, 'y')
  requireModelMatrix(x, m)
  requireVariances(samplingVariance, m, 'samplingVariance')
  requireProximity(proximity, m)
  const square = transposeMul(proximity, proximity)
  const sum = combine([1, proximity], [1, transpose(proximity)])
  const d = Float64Array.from(samplingVariance)
  const sorted = Float64Array.from(d).sort()
  const path: (readonly [number, number])[] = [[0.5 * (sorted[(m - 1) >> 1] + sorted[m >> 1]), 0.5]]
  let step = spatialStep(y, x, d, square, sum, path[0][0], path[0][1])
  let converged = false
  while (!converged && path.length <= maxIterations) {
    const [variance, correlation] = inside(step, scoringStep(step, method))
    const moved = Math.max(
      Math.abs(variance / step.areaVariance - 1),
      Math.abs((correlation - step.correlation) / step.correlation),
    )
    step = spatialStep(y, x, d, square, sum, variance, correlation)
    path.push([variance, correlation])
    converged = moved <= tolerance
  }
  return { method, converged, iterations: path.length - 1, trace: path, ...summary(step, y, method) }
}

function inside(
  { areaVariance, correlation }: SpatialStep,
  [a, b]: readonly [number, number],
): readonly [number, number] {
  for (let share = 1; ; share /= 2) {
    const next = [areaVariance + share * a, correlation + share * b] as const
    if (next[0] > 0 && Math.abs(next[1]) < 0.999) return next
  }
}

function requireProximity(w: Matrix, m: number): void {
  if (w.rows !== m || w.cols !== m)
    throw new NumericError('survey.shape', `proximity of ${w.rows} × ${w.cols} for ${m} areas`)
  for (let i = 0; i < m; i++) {
    let sum = 0
    for (let j = 0; j < m; j++) {
      const value = w.data[i + j * m]
      if (!(value >= 0) || (i === j && value !== 0)) {
        throw new NumericError('survey.proximity', `proximity of areas ${i} and ${j} is ${value}`)
      }
      sum += value
    }
    if (sum !== 0 && !(Math.abs(sum - 1) < 1e-6)) {
      throw new NumericError('survey.proximity', `row ${i} of the proximities sums to ${sum}, not 1`)
    }
  }
}

function summary(step: SpatialStep, y: ArrayLike<number>, method: 'reml' | 'ml') {
  const { areaVariance, shape, inverse, residual, samplingVariance } = step
  const m = y.length
  const scaled = matVec(inverse, residual)
  const quadratic = scaled.reduce((sum, value, d) => sum + value * residual[d], 0)
  const logLikelihood = -0.5 * (m * Math.log(2 * Math.PI) + step.logDeterminant + quadratic)
  const effect = matVec(shape, scaled)
  const parameters = step.x.cols + 2
  return {
    areaVariance,
    spatialCorrelation: step.correlation,
    coefficient: step.coefficient,
    covariance: step.covariance,
    estimate: effect.map((u, d) => y[d] - residual[d] + areaVariance * u),
    mse: spatialError(step, Float64Array.from(samplingVariance), method),
    logLikelihood,
    aic: -2 * logLikelihood + 2 * parameters,
    bic: -2 * logLikelihood + parameters * Math.log(m),
  }
}
