import { identity, type Matrix, matMul, matrix, transpose, transposeMul } from '@kepu/numeric'
import { combine, type MixedStep, mixedError, parameterCovariance } from './mixed-model.ts'
import { traceOfProduct } from './model-matrix.ts'
import type { Autoregression } from './spatial-structure.ts'

/**
 * Mean squared error of the spatial EBLUP: that of the mixed model, less g₄ for the curvature of V, and for ML less the bias of (σ²ᵤ, ρ) along g₁.
 *
 *   g₄ = ½·Σ_kl (D·V⁻¹·∂²V/∂k∂l·V⁻¹·D)_dd·Cov(θ)_kl
 *
 * Cov(θ) is the inverse restricted information for both methods, as R's sae has it; for ML the full one differs by terms of lower order.
 */
export function spatialError(
  x: Matrix,
  samplingVariance: Float64Array,
  step: MixedStep,
  { slope, curvature }: Autoregression,
  areaVariance: number,
  method: 'reml' | 'ml',
): Float64Array {
  const m = x.rows
  const spread = parameterCovariance(step)
  const error = mixedError(x, step, spread)
  const second = combine([2 * spread.data[1], slope], [spread.data[3] * areaVariance, curvature])
  const sandwiched = matMul(step.inverse, matMul(second, step.inverse))
  const shift = method === 'ml' ? biasOfFirstTerm(x, step, spread) : new Float64Array(m)
  return error.map((value, d) => value - 0.5 * samplingVariance[d] ** 2 * sandwiched.data[d * (m + 1)] - shift[d])
}

/** [m] bᵀ∇g₁ with b the first-order bias of ML's parameters. */
function biasOfFirstTerm(x: Matrix, { effects, inverse, covariance }: MixedStep, spread: Matrix): Float64Array {
  const m = x.rows
  const inverseX = matMul(inverse, x)
  const half = effects.derivatives.map((derivative) => {
    return -0.5 * traceOfProduct(covariance, transposeMul(inverseX, matMul(derivative, inverseX)))
  })
  const bias = matMul(spread, matrix(half.length, 1, Float64Array.from(half))).data
  const away = combine([1, identity(m)], [-1, matMul(effects.covariance, inverse)])
  const result = new Float64Array(m)
  effects.derivatives.forEach((derivative, k) => {
    const slope = matMul(away, matMul(derivative, transpose(away)))
    for (let d = 0; d < m; d++) result[d] += bias[k] * slope.data[d * (m + 1)]
  })
  return result
}
