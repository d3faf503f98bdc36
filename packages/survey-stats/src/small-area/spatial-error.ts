import { choleskyFactor, choleskyInverse, type Matrix, matMul, matrix, transpose, transposeMul } from '@kepu/numeric'
import { rowQuadratic, traceOfProduct } from './model-matrix.ts'
import { combine, type SpatialStep, spatialInformation } from './spatial-step.ts'

/**
 * Mean squared error of the spatial EBLUP: g₁ + g₂ + 2g₃ − g₄, and for ML less the bias of the variances along g₁.
 *
 *   G = σ²ᵤC,  g₁ = diag(G − GV⁻¹G),  g₂ = rows of (X − GV⁻¹X) through Q,
 *   g₃ = tr(L_d·V·L_dᵀ·I⁻¹),  L = ∂(GV⁻¹)/∂(σ²ᵤ, ρ),  g₄ = ½·Σ_kl (DV⁻¹·∂²V/∂k∂l·V⁻¹D)_dd·(I⁻¹)_kl
 *
 * I is the information with the projection P for both methods, as R's sae has it; for ML the one with V⁻¹ differs by terms of lower order.
 */
export function spatialError(step: SpatialStep, samplingVariance: Float64Array, method: 'reml' | 'ml'): Float64Array {
  const { areaVariance, shape, shapeSlope, inverse, x, covariance } = step
  const m = x.rows
  const spread = choleskyInverse(choleskyFactor(spatialInformation(step, 'reml')))
  const g = combine([areaVariance, shape])
  const gInverse = matMul(g, inverse)
  const ga = combine([1, g], [-1, matMul(gInverse, g)])
  const gx = combine([1, x], [-1, matMul(gInverse, x)])
  const slopes = [shape, shapeSlope].map((derivative) => blupSlope(derivative, gInverse, inverse))
  const products = slopes.map((left) =>
    slopes.map((right) => matMul(matMul(left, varianceOf(step, samplingVariance)), transpose(right))),
  )
  const curvature = secondDerivatives(step, samplingVariance, spread)
  const shift = method === 'ml' ? biasOfFirstTerm(step, gInverse, spread) : new Float64Array(m)
  return Float64Array.from({ length: m }, (_, d) => {
    let g3 = 0
    products.forEach((row, k) => {
      row.forEach((product, l) => {
        g3 += spread.data[k + 2 * l] * product.data[d + d * m]
      })
    })
    return ga.data[d + d * m] + rowQuadratic(gx, d, covariance) + 2 * g3 - 0.5 * curvature[d] - shift[d]
  })
}

function varianceOf({ areaVariance, shape }: SpatialStep, samplingVariance: Float64Array): Matrix {
  const v = combine([areaVariance, shape])
  for (let d = 0; d < v.rows; d++) v.data[d + d * v.rows] += samplingVariance[d]
  return v
}

/** ∂(GV⁻¹)/∂k = (∂G − GV⁻¹·∂G)·V⁻¹ */
function blupSlope(derivative: Matrix, gInverse: Matrix, inverse: Matrix): Matrix {
  return matMul(combine([1, derivative], [-1, matMul(gInverse, derivative)]), inverse)
}

/** [m] diagonal of Σ_kl D·V⁻¹·∂²V/∂k∂l·V⁻¹·D·(I⁻¹)_kl; ∂²V/∂(σ²ᵤ)² = 0. */
function secondDerivatives(step: SpatialStep, samplingVariance: Float64Array, spread: Matrix): Float64Array {
  const { areaVariance, correlation, square, sum, shape, inverse } = step
  const m = shape.rows
  const slope = combine([2 * correlation, square], [-1, sum])
  const first = matMul(shape, matMul(slope, shape))
  const mixed = combine([-1, first])
  const twice = combine(
    [2 * areaVariance, matMul(first, matMul(slope, shape))],
    [-2 * areaVariance, matMul(shape, matMul(square, shape))],
  )
  const total = combine([2 * spread.data[1], mixed], [spread.data[3], twice])
  const sandwiched = matMul(inverse, matMul(total, inverse))
  return Float64Array.from({ length: m }, (_, d) => samplingVariance[d] ** 2 * sandwiched.data[d + d * m])
}

/** [m] bᵀ∇g₁ with b the first-order bias of ML's (σ²ᵤ, ρ). */
function biasOfFirstTerm(step: SpatialStep, gInverse: Matrix, spread: Matrix): Float64Array {
  const { shape, shapeSlope, inverse, x, covariance } = step
  const m = x.rows
  const inverseX = matMul(inverse, x)
  const half = [shape, shapeSlope].map((derivative) => {
    return -0.5 * traceOfProduct(covariance, transposeMul(inverseX, matMul(derivative, inverseX)))
  })
  const bias = matMul(spread, matrix(2, 1, Float64Array.from(half))).data
  const kept = matrix(m, m)
  for (let d = 0; d < m; d++) kept.data[d + d * m] = 1
  const away = combine([1, kept], [-1, gInverse])
  const result = new Float64Array(m)
  ;[shape, shapeSlope].forEach((derivative, k) => {
    const slope = matMul(away, matMul(derivative, transpose(away)))
    for (let d = 0; d < m; d++) result[d] += bias[k] * slope.data[d + d * m]
  })
  return result
}
