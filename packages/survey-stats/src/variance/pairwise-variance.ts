import { type Matrix, matMul, matrix, transposeMul } from '@kepu/numeric'
import type { PairwiseDesign } from '../design/types.ts'

/**
 * Covariance of totals from the joint inclusion probabilities.
 *
 *   Horvitz–Thompson  Xᵀ·Δ·X          Yates–Grundy  Xᵀ·Δ·X − Σᵢ Σⱼ Δᵢⱼ xᵢxᵢᵀ
 *
 * Either can have a negative diagonal for some samples; it is given as it is.
 * @param x  [n × k] weight·influence
 */
export function pairwiseCovariance(x: Matrix, design: PairwiseDesign): Matrix {
  const product = deltaTimes(x, design)
  const covariance = transposeMul(x, product)
  if (design.method === 'horvitz-thompson') return covariance
  const ones = matrix(x.rows, 1, new Float64Array(x.rows).fill(1))
  const rowSums = deltaTimes(ones, design)
  const correction = transposeMul(x, x, rowSums.data)
  for (let i = 0; i < covariance.data.length; i++) covariance.data[i] -= correction.data[i]
  return covariance
}

/** Δ·X, without forming Δ when it is additive. */
function deltaTimes(x: Matrix, { terms }: PairwiseDesign): Matrix {
  if (terms.kind === 'matrix') return matMul(terms.delta, x)
  const { diagonal, stratum, constant, slope } = terms
  const n = x.rows
  const result = matrix(n, x.cols)
  for (let k = 0; k < x.cols; k++) {
    const at = k * n
    const sum = new Float64Array(constant.length)
    const sloped = new Float64Array(constant.length)
    for (let i = 0; i < n; i++) {
      sum[stratum[i]] += x.data[at + i]
      sloped[stratum[i]] += slope[i] * x.data[at + i]
    }
    for (let i = 0; i < n; i++) {
      const h = stratum[i]
      const value = x.data[at + i]
      const own = constant[h] + 2 * slope[i]
      result.data[at + i] = (constant[h] + slope[i]) * sum[h] + sloped[h] + (diagonal[i] - own) * value
    }
  }
  return result
}
