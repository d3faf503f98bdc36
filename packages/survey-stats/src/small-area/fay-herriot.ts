import { choleskyFactor, choleskyInverse, type Matrix, matMul, matVec, NumericError, transposeMul } from '@kepu/numeric'
import {
  requireModelMatrix,
  requireValues,
  requireVariances,
  rowQuadratic,
  trace,
  traceOfProduct,
} from './model-matrix.ts'

/** How the variance between areas is estimated: restricted or full maximum likelihood, or Fay and Herriot's moment equation. */
export type FayHerriotMethod = 'reml' | 'ml' | 'moment'

/** When to stop. */
export interface FayHerriotOptions {
  /** converged when the variance between areas moves by no more than this share of itself; 1e-12 when not said */
  readonly tolerance?: number
  /** 1000 when not said */
  readonly maxIterations?: number
}

/** An area-level model as fitted. */
export interface FayHerriotFit {
  readonly method: FayHerriotMethod
  readonly converged: boolean
  readonly iterations: number
  /** variance between areas after each iteration, the start first */
  readonly trace: readonly number[]
  /** A, in U² */
  readonly areaVariance: number
  /** [p] β, and its covariance [p × p] given A */
  readonly coefficient: Float64Array
  readonly covariance: Matrix
  /** [m] γ = A/(A + D): how much of the direct estimate is kept */
  readonly shrinkage: Float64Array
  /** [m] EBLUP, in U */
  readonly estimate: Float64Array
  /** [m] mean squared error of the EBLUP, in U² */
  readonly mse: Float64Array
  readonly logLikelihood: number
  readonly aic: number
  readonly bic: number
  readonly kic: number
}

/** What every step needs to know at one value of A. */
interface Step {
  /** [m] 1/(A + D) */
  readonly inverse: Float64Array
  readonly covariance: Matrix
  readonly coefficient: Float64Array
  readonly residual: Float64Array
}

function stepAt(y: ArrayLike<number>, x: Matrix, samplingVariance: ArrayLike<number>, areaVariance: number): Step {
  const m = y.length
  const inverse = Float64Array.from({ length: m }, (_, d) => 1 / (areaVariance + samplingVariance[d]))
  const covariance = choleskyInverse(choleskyFactor(transposeMul(x, x, inverse)))
  const weighted: Matrix = { rows: m, cols: 1, data: inverse.map((v, d) => v * y[d]) }
  const coefficient = matVec(covariance, transposeMul(x, weighted).data)
  const fitted = matVec(x, coefficient)
  return { inverse, covariance, coefficient, residual: fitted.map((value, d) => y[d] - value) }
}

/** Score of A and its expected information; for the moment equation, its value and the sum that scales it. */
function scoreAt(x: Matrix, step: Step, method: FayHerriotMethod): { score: number; information: number } {
  const { inverse, residual, covariance } = step
  let sum = 0
  let sum2 = 0
  let quadratic = 0
  let quadratic2 = 0
  for (let d = 0; d < residual.length; d++) {
    const v = inverse[d]
    const r2 = residual[d] * residual[d]
    sum += v
    sum2 += v * v
    quadratic += v * r2
    quadratic2 += v * v * r2
  }
  if (method === 'moment') return { score: quadratic - (residual.length - x.cols), information: sum }
  if (method === 'ml') return { score: 0.5 * (quadratic2 - sum), information: 0.5 * sum2 }
  const squared = matMul(
    covariance,
    transposeMul(
      x,
      x,
      inverse.map((v) => v * v),
    ),
  )
  const cubed = transposeMul(
    x,
    x,
    inverse.map((v) => v ** 3),
  )
  const traceP = sum - trace(squared)
  const traceP2 = sum2 - 2 * traceOfProduct(covariance, cubed) + traceOfProduct(squared, squared)
  return { score: 0.5 * (quadratic2 - traceP), information: 0.5 * traceP2 }
}

/**
 * Area-level model of Fay and Herriot: direct estimates with known sampling variances, pulled towards a regression on area covariates.
 *
 *   y_d = x_dᵀβ + u_d + e_d,  u_d ~ (0, A),  e_d ~ (0, D_d)
 *   EBLUP_d = x_dᵀβ̂ + γ_d·(y_d − x_dᵀβ̂),  γ_d = A/(A + D_d)
 *   MSE_d = g₁ + g₂ + 2g₃ (REML), less the bias of Â times (1 − γ_d)² (ML, moment):
 *   g₁ = γ_d·D_d,  g₂ = (1 − γ_d)²·x_dᵀQx_d,  g₃ = (1 − γ_d)²·Var(Â)/(A + D_d)
 *
 * A is found by scoring from the median of D; where the score at zero is not positive and the steps run below zero, A = 0 and
 * all areas get the regression (the synthetic) estimate.
 *
 * @param y                 [m] direct estimate of each sampled area, in some unit U
 * @param x                 [m × p] covariates, a column of ones among them if an intercept is wanted
 * @param samplingVariance  [m] D, positive, taken as known, in U²
 * @throws NumericError survey.shape · survey.value · survey.variance · survey.collinear (name the place)
 *
 * Validity: D is taken as known; estimated D should be smoothed before. With A = 0 the MSE formulas are known to be too optimistic for areas with large D.
 * Time O(m·p²) an iteration. Source: Fay & Herriot (1979), JASA 74, 269–277; Prasad & Rao (1990), JASA 85, 163–171; Datta & Lahiri (2000), Stat. Sinica 10,
 * 613–627; Datta, Rao & Smith (2005), Biometrika 92, 183–196. Checked: R sae 1.3 eblupFH and mseFH, all three methods.
 */
export function fitFayHerriot(
  y: ArrayLike<number>,
  x: Matrix,
  samplingVariance: ArrayLike<number>,
  method: FayHerriotMethod = 'reml',
  options: FayHerriotOptions = {},
): FayHerriotFit {
  requireValues(y, 'y')
  requireModelMatrix(x, y.length)
  requireVariances(samplingVariance, y.length, 'samplingVariance')
  const { trace, converged } = findAreaVariance(y, x, samplingVariance, method, options)
  const areaVariance = trace[trace.length - 1]
  const step = stepAt(y, x, samplingVariance, areaVariance)
  const shrinkage = step.inverse.map((v) => areaVariance * v)
  const estimate = shrinkage.map((gamma, d) => y[d] - (1 - gamma) * step.residual[d])
  return {
    method,
    converged,
    iterations: trace.length - 1,
    trace,
    areaVariance,
    coefficient: step.coefficient,
    covariance: step.covariance,
    shrinkage,
    estimate,
    mse: meanSquaredError(x, samplingVariance, areaVariance, step, method),
    ...goodness(step, x.cols),
  }
}

function findAreaVariance(
  y: ArrayLike<number>,
  x: Matrix,
  samplingVariance: ArrayLike<number>,
  method: FayHerriotMethod,
  { tolerance = 1e-12, maxIterations = 1000 }: FayHerriotOptions,
): { trace: readonly number[]; converged: boolean } {
  const trace = [median(samplingVariance)]
  while (trace.length <= maxIterations) {
    const before = trace[trace.length - 1]
    const { score, information } = scoreAt(x, stepAt(y, x, samplingVariance, before), method)
    let next = before + score / information
    if (!(next > 0)) {
      const atZero = scoreAt(x, stepAt(y, x, samplingVariance, 0), method)
      if (atZero.score <= 0) return { trace: [...trace, 0], converged: true }
      next = before / 2
    }
    trace.push(next)
    if (Math.abs(next - before) <= tolerance * before) return { trace, converged: true }
  }
  return { trace, converged: false }
}

function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle])
}

function goodness({ inverse, residual }: Step, p: number) {
  let logLikelihood = 0
  for (let d = 0; d < residual.length; d++) {
    logLikelihood -= 0.5 * (Math.log((2 * Math.PI) / inverse[d]) + inverse[d] * residual[d] ** 2)
  }
  const deviance = -2 * logLikelihood
  const count = p + 1
  return {
    logLikelihood,
    aic: deviance + 2 * count,
    bic: deviance + count * Math.log(residual.length),
    kic: deviance + 3 * count,
  }
}

/** Asymptotic variance and bias of the estimated variance between areas. */
function momentsOfAreaVariance(x: Matrix, { inverse, covariance }: Step, method: FayHerriotMethod) {
  let sum = 0
  let sum2 = 0
  for (const v of inverse) {
    sum += v
    sum2 += v * v
  }
  const m = inverse.length
  if (method === 'moment') {
    return { variance: (2 * m) / sum ** 2, bias: (2 * (m * sum2 - sum ** 2)) / sum ** 3 }
  }
  if (method === 'reml') return { variance: 2 / sum2, bias: 0 }
  const squared = transposeMul(
    x,
    x,
    inverse.map((v) => v * v),
  )
  return { variance: 2 / sum2, bias: -traceOfProduct(covariance, squared) / sum2 }
}

function meanSquaredError(
  x: Matrix,
  samplingVariance: ArrayLike<number>,
  areaVariance: number,
  step: Step,
  method: FayHerriotMethod,
): Float64Array {
  const { variance, bias } = momentsOfAreaVariance(x, step, method)
  return step.inverse.map((v, d) => {
    const synthetic = samplingVariance[d] * v
    const g1 = areaVariance * synthetic
    const g2 = synthetic ** 2 * rowQuadratic(x, d, step.covariance)
    const g3 = synthetic ** 2 * variance * v
    return g1 + g2 + 2 * g3 - bias * synthetic ** 2
  })
}

/** Estimates of areas without a sample. */
export interface SyntheticEstimate {
  readonly estimate: Float64Array
  readonly mse: Float64Array
}

/**
 * Synthetic estimate of areas that have no sample, from a fitted area-level model: the regression alone.
 *
 *   estimate = xᵀβ̂,  MSE = A + xᵀQx
 *
 * @param x  [k × p] covariates of those areas, in the columns of the fit
 * @throws NumericError survey.shape · survey.value
 * Validity: such an area is taken to come from the same model as the sampled ones.
 * Source: Rao & Molina (2015), Small Area Estimation, §6.1. Checked: limit of the EBLUP and its MSE as D → ∞.
 */
export function predictFayHerriot(fit: FayHerriotFit, x: Matrix): SyntheticEstimate {
  if (x.cols !== fit.coefficient.length) {
    throw new NumericError('survey.shape', `${x.cols} covariates for ${fit.coefficient.length} coefficients`)
  }
  requireValues(x.data, 'x')
  const mse = Float64Array.from({ length: x.rows }, (_, d) => fit.areaVariance + rowQuadratic(x, d, fit.covariance))
  return { estimate: matVec(x, fit.coefficient), mse }
}
