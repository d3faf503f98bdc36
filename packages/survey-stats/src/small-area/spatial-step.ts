import {
  choleskyFactor,
  choleskyInverse,
  identity,
  type Matrix,
  matMul,
  matrix,
  matVec,
  transpose,
  transposeMul,
} from '@kepu/numeric'
import { traceOfProduct } from './model-matrix.ts'

/** Covariance matrices of the model at one (σ²ᵤ, ρ), and what follows from them. */
export interface SpatialStep {
  readonly areaVariance: number
  readonly correlation: number
  readonly samplingVariance: Float64Array
  readonly x: Matrix
  /** WᵀW and W + Wᵀ */
  readonly square: Matrix
  readonly sum: Matrix
  /** C = ((I − ρW)ᵀ(I − ρW))⁻¹ and ∂(σ²ᵤC)/∂ρ */
  readonly shape: Matrix
  readonly shapeSlope: Matrix
  /** V⁻¹, V = σ²ᵤC + D, and log|V| */
  readonly inverse: Matrix
  readonly logDeterminant: number
  /** P = V⁻¹ − V⁻¹XQXᵀV⁻¹ and Q = (XᵀV⁻¹X)⁻¹ */
  readonly projection: Matrix
  readonly covariance: Matrix
  readonly coefficient: Float64Array
  readonly residual: Float64Array
}

/** Σ factorₖ·Aₖ */
export function combine(...parts: readonly (readonly [number, Matrix])[]): Matrix {
  const [[, first]] = parts
  const result = matrix(first.rows, first.cols)
  for (const [factor, a] of parts) for (let at = 0; at < a.data.length; at++) result.data[at] += factor * a.data[at]
  return result
}

/** The model at one (σ²ᵤ, ρ). O(m³). */
export function spatialStep(
  y: ArrayLike<number>,
  x: Matrix,
  samplingVariance: Float64Array,
  square: Matrix,
  sum: Matrix,
  areaVariance: number,
  correlation: number,
): SpatialStep {
  const m = x.rows
  const precision = combine([1, identity(m)], [-correlation, sum], [correlation ** 2, square])
  const shape = choleskyInverse(choleskyFactor(precision))
  const slope = combine([2 * correlation, square], [-1, sum])
  const shapeSlope = combine([-areaVariance, matMul(shape, matMul(slope, shape))])
  const v = combine([areaVariance, shape])
  for (let d = 0; d < m; d++) v.data[d + d * m] += samplingVariance[d]
  const factor = choleskyFactor(v)
  const inverse = choleskyInverse(factor)
  const inverseX = matMul(inverse, x)
  const covariance = choleskyInverse(choleskyFactor(transposeMul(x, inverseX)))
  const projection = combine([1, inverse], [-1, matMul(inverseX, matMul(covariance, transpose(inverseX)))])
  const coefficient = matVec(covariance, matVec(transpose(inverseX), y))
  const residual = matVec(x, coefficient).map((value, d) => y[d] - value)
  const { logDeterminant } = factor
  return {
    areaVariance,
    correlation,
    samplingVariance,
    x,
    square,
    sum,
    shape,
    shapeSlope,
    inverse,
    logDeterminant,
    projection,
    covariance,
    coefficient,
    residual,
  }
}

/** Expected information of (σ²ᵤ, ρ): ½·tr(A·∂V·A·∂V), A the projection (REML) or V⁻¹ (ML). */
export function spatialInformation(step: SpatialStep, method: 'reml' | 'ml'): Matrix {
  const a = method === 'reml' ? step.projection : step.inverse
  const byVariance = matMul(a, step.shape)
  const byCorrelation = matMul(a, step.shapeSlope)
  const mixed = 0.5 * traceOfProduct(byVariance, byCorrelation)
  const data = [
    0.5 * traceOfProduct(byVariance, byVariance),
    mixed,
    mixed,
    0.5 * traceOfProduct(byCorrelation, byCorrelation),
  ]
  return matrix(2, 2, Float64Array.from(data))
}
