import { matrix, NumericError } from '@kepu/numeric'
import type { SurveyDesign } from '../design/types.ts'
import type { Estimate } from '../variance/estimate.ts'
import { type Columns, indicatorColumns } from './columns.ts'
import { estimateMean } from './mean.ts'
import { estimateCovariance, transformed } from './spread.ts'

/**
 * Cohen's kappa of two classifications into the same categories: agreement beyond chance, 1 for full agreement.
 *
 *   κ = (Σ pᵢᵢ − Σ pᵢ₊p₊ᵢ)/(1 − Σ pᵢ₊p₊ᵢ)
 *
 * @param first, second  [n] codes 0 … categories − 1
 * @throws NumericError survey.code (names the row) · survey.shape · survey.kappa when all fall into one category · survey.lonelyPsu · survey.replicate
 * Source: Cohen (1960), Educ. Psychol. Meas. 20, 37–46; delta method. Checked: R survey 4.5 svykappa.
 */
export function estimateKappa(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  categories: number,
  design: SurveyDesign,
): Estimate {
  const n = first.length
  if (second.length !== n) throw new NumericError('survey.shape', `${n} and ${second.length} codes`)
  const columns = matrix(n, 2 * categories + 1)
  columns.data.set(indicatorColumns(first, categories).data)
  columns.data.set(indicatorColumns(second, categories).data, n * categories)
  for (let i = 0; i < n; i++) columns.data[i + 2 * categories * n] = first[i] === second[i] ? 1 : 0
  const shares = estimateMean(columns, design)
  const { value } = shares
  const observed = value[2 * categories]
  let chance = 0
  for (let c = 0; c < categories; c++) chance += value[c] * value[categories + c]
  if (!(chance < 1)) throw new NumericError('survey.kappa', 'all rows fall into one category')
  const kappa = (observed - chance) / (1 - chance)
  const jacobian = matrix(1, value.length)
  const byChance = (observed - 1) / (1 - chance) ** 2
  for (let c = 0; c < categories; c++) {
    jacobian.data[c] = byChance * value[categories + c]
    jacobian.data[categories + c] = byChance * value[c]
  }
  jacobian.data[2 * categories] = 1 / (1 - chance)
  return transformed(shares, Float64Array.of(kappa), jacobian)
}

/**
 * Cronbach's alpha of a scale: K/(K − 1)·(1 − Σ item variances/variance of the sum), by the delta method.
 *
 * @param items  [n × K], K ≥ 2
 * @throws NumericError survey.shape (one item) · survey.notFinite · survey.sampleSize · survey.lonelyPsu · survey.replicate
 * Source: Cronbach (1951), Psychometrika 16, 297–334. Checked: R survey 4.5 svycralpha.
 */
export function estimateCronbachAlpha(items: Columns, design: SurveyDesign): Estimate {
  const covariance = estimateCovariance(items, design)
  const k = Math.sqrt(covariance.value.length)
  if (k < 2) throw new NumericError('survey.shape', 'alpha needs two items or more')
  let sum = 0
  let own = 0
  covariance.value.forEach((value, p) => {
    sum += value
    if (p % (k + 1) === 0) own += value
  })
  const scale = k / (k - 1)
  const jacobian = matrix(1, k * k)
  for (let p = 0; p < k * k; p++) {
    jacobian.data[p] = scale * (own / sum ** 2 - (p % (k + 1) === 0 ? 1 / sum : 0))
  }
  return transformed(covariance, Float64Array.of(scale * (1 - own / sum)), jacobian)
}
