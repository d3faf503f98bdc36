import {
  choleskyFactor,
  choleskyInverse,
  type Matrix,
  matMul,
  matrix,
  matVec,
  solveLinear,
  transpose,
  transposeMul,
} from '@kepu/numeric'
import { trace, traceOfProduct } from './model-matrix.ts'

/** A covariance model of the area effects at one set of parameters. */
export interface EffectCovariance {
  /** [n × n] G */
  readonly covariance: Matrix
  /** by parameter: ∂G/∂θ */
  readonly derivatives: readonly Matrix[]
}

/** y = Xβ + u + e, u ~ N(0, G(θ)), e ~ N(0, diag D), at one set of parameters. */
export interface MixedStep {
  readonly effects: EffectCovariance
  /** V = G + D, V⁻¹ and log|V| */
  readonly variance: Matrix
  readonly inverse: Matrix
  readonly logDeterminant: number
  /** V⁻¹ − V⁻¹XQXᵀV⁻¹ and Q = (XᵀV⁻¹X)⁻¹ */
  readonly projection: Matrix
  readonly covariance: Matrix
  readonly coefficient: Float64Array
  readonly residual: Float64Array
  /** scoring step of θ */
  readonly move: Float64Array
}

/** Σ factorₖ·Aₖ */
export function combine(...parts: readonly (readonly [number, Matrix])[]): Matrix {
  const [[, first]] = parts
  const result = matrix(first.rows, first.cols)
  for (const [factor, a] of parts) for (let at = 0; at < a.data.length; at++) result.data[at] += factor * a.data[at]
  return result
}

/**
 * One step of (restricted) maximum likelihood, dense. O(K·n³).
 *
 * @throws NumericError numeric.notPositiveDefinite
 */
export function mixedStep(
  y: ArrayLike<number>,
  x: Matrix,
  samplingVariance: Float64Array,
  effects: EffectCovariance,
  restricted: boolean,
): MixedStep {
  const n = x.rows
  const variance = combine([1, effects.covariance])
  for (let d = 0; d < n; d++) variance.data[d * (n + 1)] += samplingVariance[d]
  const factor = choleskyFactor(variance)
  const inverse = choleskyInverse(factor)
  const inverseX = matMul(inverse, x)
  const covariance = choleskyInverse(choleskyFactor(transposeMul(x, inverseX)))
  const projection = combine([1, inverse], [-1, matMul(inverseX, matMul(covariance, transpose(inverseX)))])
  const coefficient = matVec(covariance, matVec(transpose(inverseX), y))
  const residual = matVec(x, coefficient).map((value, d) => y[d] - value)
  const py = matVec(inverse, residual)
  const products = effects.derivatives.map((derivative) => matMul(restricted ? projection : inverse, derivative))
  const score = effects.derivatives.map((derivative, k) => {
    const quadratic = matVec(derivative, py).reduce((sum, value, d) => sum + value * py[d], 0)
    return 0.5 * (quadratic - trace(products[k]))
  })
  const move = solveLinear(informationOf(products), matrix(score.length, 1, Float64Array.from(score))).data
  const { logDeterminant } = factor
  return { effects, variance, inverse, logDeterminant, projection, covariance, coefficient, residual, move }
}

/** ½·tr(A_k·A_l) of the products of V⁻¹ or P with the derivatives. */
function informationOf(products: readonly Matrix[]): Matrix {
  const count = products.length
  const information = matrix(count, count)
  products.forEach((left, k) => {
    products.slice(k).forEach((right, after) => {
      const value = 0.5 * traceOfProduct(left, right)
      information.data[k + (k + after) * count] = value
      information.data[k + after + k * count] = value
    })
  })
  return information
}

/** Covariance of the estimated θ: inverse of the expected restricted information. */
export function parameterCovariance({ projection, effects }: MixedStep): Matrix {
  const products = effects.derivatives.map((derivative) => matMul(projection, derivative))
  return choleskyInverse(choleskyFactor(informationOf(products)))
}

/**
 * [n] mean squared error of the EBLUP Xβ̂ + û: g₁ + g₂ + 2g₃.
 *
 *   g₁ = diag(G − GV⁻¹G),  g₂ = rows of (X − GV⁻¹X) through Q,  g₃ = Σ_kl Cov(θ)_kl·(L_k·V·L_lᵀ)_dd,  L_k = ∂(GV⁻¹)/∂θ_k
 *
 * @param spread  [K × K] Cov(θ) from `parameterCovariance`
 */
export function mixedError(x: Matrix, step: MixedStep, spread: Matrix): Float64Array {
  const { effects, inverse, variance, covariance } = step
  const n = x.rows
  const shrink = matMul(effects.covariance, inverse)
  const left = combine([1, effects.covariance], [-1, matMul(shrink, effects.covariance)])
  const gx = combine([1, x], [-1, matMul(shrink, x)])
  const g2 = matMul(matMul(gx, covariance), transpose(gx))
  const slopes = effects.derivatives.map((derivative) => {
    return matMul(combine([1, derivative], [-1, matMul(shrink, derivative)]), inverse)
  })
  const error = Float64Array.from({ length: n }, (_, d) => left.data[d * (n + 1)] + g2.data[d * (n + 1)])
  slopes.forEach((one, k) => {
    const carried = matMul(one, variance)
    slopes.forEach((other, l) => {
      const weight = 2 * spread.data[k + l * slopes.length]
      for (let e = 0; e < n; e++) {
        for (let d = 0; d < n; d++) error[d] += weight * carried.data[d + e * n] * other.data[d + e * n]
      }
    })
  })
  return error
}
