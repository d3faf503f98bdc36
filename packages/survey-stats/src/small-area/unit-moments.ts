import {
  choleskyFactor,
  choleskyInverse,
  type Matrix,
  matrix,
  matVec,
  NumericError,
  type PivotedQr,
  qrPivoted,
  qrSolve,
} from '@kepu/numeric'
import { requireModelMatrix, traceOfProduct } from './model-matrix.ts'

/**
 * What a nested-error likelihood needs of the covariates: cross-products within areas, and area means.
 *
 * The inverse of I + θJ splits a quadratic form into within-area squares and n/(1 + nθ) times squared area means, so after one pass over the rows each
 * evaluation costs O(areas · p²).
 */
export interface UnitMoments {
  readonly x: Matrix
  /** [n] area of each row, 0 … D−1 */
  readonly area: ArrayLike<number>
  /** [D] rows in each area, 0 where there is no sample */
  readonly size: Float64Array
  /** [D × p] mean covariates of the sample, 0 where there is none */
  readonly mean: Matrix
  /** [p × p] Σ (x − x̄_d)(x − x̄_d)ᵀ */
  readonly within: Matrix
  /** for ordinary least squares of any response */
  readonly qr: PivotedQr
}

/** A response beside its covariates' moments: what is left of it after ordinary least squares, so that no digits cancel. */
export interface ResponseMoments {
  /** [p] ordinary least squares, added back to every coefficient */
  readonly ordinary: Float64Array
  /** [D] mean of the remainder */
  readonly mean: Float64Array
  /** [p] Σ (x − x̄_d)(y − ȳ_d) of the remainder */
  readonly cross: Float64Array
  /** Σ (y − ȳ_d)² of the remainder */
  readonly square: number
}

/**
 * Checks and condenses the covariates.
 *
 * @throws NumericError survey.shape · survey.value · survey.collinear · survey.group (name the place)
 */
export function unitMoments(x: Matrix, area: ArrayLike<number>, areaCount: number): UnitMoments {
  requireModelMatrix(x, area.length)
  const { rows: n, cols: p } = x
  const size = new Float64Array(areaCount)
  for (let i = 0; i < n; i++) {
    const d = area[i]
    if (!Number.isInteger(d) || d < 0 || d >= areaCount)
      throw new NumericError('survey.group', `row ${i} has area ${d}`)
    size[d]++
  }
  if (size.filter((count) => count > 0).length < 2) {
    throw new NumericError('survey.group', 'one sampled area: nothing to compare')
  }
  const mean = matrix(areaCount, p)
  const centred = matrix(n, p)
  for (let j = 0; j < p; j++) centreColumn(x.data, j * n, area, size, mean.data.subarray(j * areaCount), centred.data)
  const within = matrix(p, p)
  for (let j = 0; j < p; j++) {
    for (let k = 0; k < p; k++) within.data[j + k * p] = dotAt(centred.data, j * n, centred.data, k * n, n)
  }
  return { x, area, size, mean, within, qr: qrPivoted(x) }
}

/** Area means of one column into `mean`, and its deviations from them into `centred` at the same offset. */
function centreColumn(
  values: ArrayLike<number>,
  offset: number,
  area: ArrayLike<number>,
  size: Float64Array,
  mean: Float64Array,
  centred: Float64Array,
): void {
  for (let i = 0; i < area.length; i++) mean[area[i]] += values[offset + i]
  for (let d = 0; d < size.length; d++) if (size[d] > 0) mean[d] /= size[d]
  for (let i = 0; i < area.length; i++) centred[offset + i] = values[offset + i] - mean[area[i]]
}

function dotAt(a: Float64Array, from: number, b: Float64Array, at: number, n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += a[from + i] * b[at + i]
  return sum
}

/** Condenses a response. O(n·p). */
export function responseMoments(
  { x, area, size, mean: xMean, qr }: UnitMoments,
  y: ArrayLike<number>,
): ResponseMoments {
  const { rows: n, cols: p } = x
  const ordinary = qrSolve(qr, y)
  const fitted = matVec(x, ordinary)
  const rest = fitted.map((value, i) => y[i] - value)
  const mean = new Float64Array(size.length)
  const centred = new Float64Array(n)
  centreColumn(rest, 0, area, size, mean, centred)
  const cross = new Float64Array(p)
  for (let j = 0; j < p; j++) {
    for (let i = 0; i < n; i++) cross[j] += (x.data[i + j * n] - xMean.data[area[i] + j * size.length]) * centred[i]
  }
  return { ordinary, mean, cross, square: dotAt(centred, 0, centred, 0, n) }
}

/** The model at one ratio θ of the variance between areas to the variance within. */
export interface AtRatio {
  /** [p] */
  readonly coefficient: Float64Array
  /** [p × p] (XᵀH⁻¹X)⁻¹, H = I + θJ in each area */
  readonly inverse: Matrix
  /** rᵀH⁻¹r */
  readonly residualSquares: number
  /** [D] mean residual of each area */
  readonly meanResidual: Float64Array
  /** derivative of the profile log-likelihood by θ */
  readonly score: number
  /** profile log-likelihood, the variance within at its best */
  readonly logLikelihood: number
  /** variance within areas */
  readonly errorVariance: number
}

/**
 * Profile (restricted) likelihood and its slope at θ.
 *
 *   −2ℓ = ν·log(2π·σ²) + ν + Σ log(1 + n_dθ) [+ log|XᵀH⁻¹X| for REML],  σ² = rᵀH⁻¹r/ν,  ν = n (ML) or n − p (REML)
 */
export function atRatio(moments: UnitMoments, response: ResponseMoments, theta: number, restricted: boolean): AtRatio {
  const { x, size, mean, within } = moments
  const areas = size.length
  const p = x.cols
  const weight = size.map((n) => n / (1 + n * theta))
  const factor = choleskyFactor(weightedSum(mean, weight, within))
  const inverse = choleskyInverse(factor)
  const right = Float64Array.from(response.cross)
  for (let j = 0; j < p; j++) right[j] += dotWeighted(mean.data, j * areas, response.mean, weight)
  const shift = matVec(inverse, right)
  const fitted = matVec(mean, shift)
  const meanResidual = response.mean.map((value, d) => (size[d] > 0 ? value - fitted[d] : 0))
  let residualSquares = response.square + quadratic(within, shift)
  for (let j = 0; j < p; j++) residualSquares -= 2 * shift[j] * response.cross[j]
  let slope = 0
  let logTerms = 0
  let weightSum = 0
  for (let d = 0; d < areas; d++) {
    const square = meanResidual[d] ** 2
    residualSquares += weight[d] * square
    slope -= weight[d] ** 2 * square
    logTerms += Math.log1p(size[d] * theta)
    weightSum += weight[d]
  }
  const nu = x.rows - (restricted ? p : 0)
  const errorVariance = residualSquares / nu
  let twice = (nu * slope) / residualSquares + weightSum
  let deviance = nu * (Math.log(2 * Math.PI * errorVariance) + 1) + logTerms
  if (restricted) {
    const squared = weightedSum(
      mean,
      weight.map((w) => w * w),
      null,
    )
    twice -= traceOfProduct(inverse, squared)
    deviance += factor.logDeterminant
  }
  const coefficient = response.ordinary.map((value, j) => value + shift[j])
  return {
    coefficient,
    inverse,
    residualSquares,
    meanResidual,
    score: -0.5 * twice,
    logLikelihood: -0.5 * deviance,
    errorVariance,
  }
}

/** base + Σ_d w_d·m_d·m_dᵀ */
function weightedSum(mean: Matrix, weight: Float64Array, base: Matrix | null): Matrix {
  const { rows, cols: p, data } = mean
  const result = matrix(p, p, base === null ? undefined : Float64Array.from(base.data))
  for (let j = 0; j < p; j++) {
    for (let k = 0; k <= j; k++) {
      let sum = 0
      for (let d = 0; d < rows; d++) sum += weight[d] * data[d + j * rows] * data[d + k * rows]
      result.data[j + k * p] += sum
      if (j !== k) result.data[k + j * p] += sum
    }
  }
  return result
}

function dotWeighted(a: Float64Array, offset: number, b: Float64Array, weight: Float64Array): number {
  let sum = 0
  for (let d = 0; d < b.length; d++) sum += weight[d] * a[offset + d] * b[d]
  return sum
}

function quadratic(a: Matrix, v: Float64Array): number {
  const av = matVec(a, v)
  let sum = 0
  for (let j = 0; j < v.length; j++) sum += v[j] * av[j]
  return sum
}
