import { matrix } from '@kepu/numeric'
import { traceOfProduct } from './model-matrix.ts'
import type { UnitLevelFit } from './unit-level.ts'

/** Asymptotic covariance of the two variances, and ML's bias of them. */
export interface VarianceMoments {
  readonly areaArea: number
  readonly errorError: number
  readonly areaError: number
  readonly areaBias: number
  readonly errorBias: number
}

/** From the expected information of the variances at the fit. */
export function varianceMoments({
  method,
  moments,
  areaVariance,
  errorVariance,
  covariance,
}: UnitLevelFit): VarianceMoments {
  const { size, mean, within } = moments
  let uu = 0
  let ee = 0
  let ue = 0
  const byArea = size.map((n) => n / (errorVariance + n * areaVariance))
  for (let d = 0; d < size.length; d++) {
    const n = size[d]
    if (n === 0) continue
    const inverse = 1 / (errorVariance + n * areaVariance)
    uu += 0.5 * (n * inverse) ** 2
    ue += 0.5 * n * inverse ** 2
    ee += 0.5 * ((n - 1) / errorVariance ** 2 + inverse ** 2)
  }
  const determinant = uu * ee - ue * ue
  const [areaArea, errorError, areaError] = [ee / determinant, uu / determinant, -ue / determinant]
  if (method === 'reml') return { areaArea, errorError, areaError, areaBias: 0, errorBias: 0 }
  // ∂(XᵀV⁻¹X)/∂σ² as minus weighted cross-products of the area means, and of the deviations from them for σ²ₑ
  const p = covariance.rows
  const forArea = matrix(p, p)
  const forError = matrix(
    p,
    p,
    within.data.map((value) => -value / errorVariance ** 2),
  )
  for (let d = 0; d < size.length; d++) {
    if (size[d] === 0) continue
    for (let j = 0; j < p; j++) {
      for (let k = 0; k < p; k++) {
        const product = byArea[d] ** 2 * mean.data[d + j * size.length] * mean.data[d + k * size.length]
        forArea.data[j + k * p] -= product
        forError.data[j + k * p] -= product / size[d]
      }
    }
  }
  const area = 0.5 * traceOfProduct(covariance, forArea)
  const error = 0.5 * traceOfProduct(covariance, forError)
  return {
    areaArea,
    errorError,
    areaError,
    areaBias: areaArea * area + areaError * error,
    errorBias: areaError * area + errorError * error,
  }
}

/** g₁ + 2g₃ − bᵀ∇g₁ of an area with n sampled units; σ²ᵤ without a sample. */
export function areaTerms({ areaVariance, errorVariance }: UnitLevelFit, n: number, v: VarianceMoments): number {
  if (n === 0) return areaVariance - v.areaBias
  const total = areaVariance + errorVariance / n
  const gamma = areaVariance / total
  const spread =
    errorVariance ** 2 * v.areaArea + areaVariance ** 2 * v.errorError - 2 * errorVariance * areaVariance * v.areaError
  const g3 = spread / (n ** 2 * total ** 3)
  const bias = (1 - gamma) ** 2 * v.areaBias + (gamma ** 2 / n) * v.errorBias
  return (gamma * errorVariance) / n + 2 * g3 - bias
}
