import { type Matrix, matrix, NumericError } from '@kepu/numeric'
import type { SurveyDesign } from '../design/types.ts'
import { type Estimate, estimateFrom, estimateStatistic } from '../variance/estimate.ts'
import type { Statistic } from '../variance/statistic.ts'
import { weightedUnitSums } from '../variance/totals.ts'
import { type Columns, checkedColumns } from './columns.ts'
import { meanStatistic, totalStatistic } from './mean.ts'

/** Rows whose weight is not 0. */
export function countInside(weight: Float64Array): number {
  return weight.reduce((count, w) => count + (w === 0 ? 0 : 1), 0)
}

/** Σw, Σwx and Σwxx of columns shifted by a constant near their means, so that the squares keep their digits. */
function momentColumns(y: Matrix): Matrix {
  const { rows, cols, data } = y
  const result = matrix(rows, 1 + cols + cols * cols)
  result.data.fill(1, 0, rows)
  for (let a = 0; a < cols; a++) {
    let shift = 0
    for (let i = 0; i < rows; i++) shift += data[i + a * rows] / rows
    for (let i = 0; i < rows; i++) result.data[i + (1 + a) * rows] = data[i + a * rows] - shift
  }
  for (let a = 0; a < cols; a++) {
    for (let b = 0; b < cols; b++) {
      const to = (1 + cols + a + b * cols) * rows
      for (let i = 0; i < rows; i++) {
        result.data[to + i] = result.data[i + (1 + a) * rows] * result.data[i + (1 + b) * rows]
      }
    }
  }
  return result
}

/** Population covariance matrix of the columns, n/(n − 1) times the weighted one, by columns. */
function covarianceStatistic(y: Matrix, n: number): Statistic {
  const { rows, cols } = y
  const moments = momentColumns(y)
  const factor = n / (n - 1)
  const sums = (weight: Float64Array, unitOf: Int32Array | null, units: number): Float64Array => {
    return weightedUnitSums(moments, weight, unitOf, units)
  }
  const of = (t: Float64Array): Float64Array => {
    return Float64Array.from({ length: cols * cols }, (_, p) => {
      const a = t[1 + (p % cols)] / t[0]
      const b = t[1 + Math.floor(p / cols)] / t[0]
      return factor * (t[1 + cols + p] / t[0] - a * b)
    })
  }
  const influence = (weight: Float64Array, value: Float64Array): Matrix => {
    const t = sums(weight, new Int32Array(rows), 1)
    const result = matrix(rows, cols * cols)
    for (let p = 0; p < cols * cols; p++) {
      const a = 1 + (p % cols)
      const b = 1 + Math.floor(p / cols)
      for (let i = 0; i < rows; i++) {
        const product = (moments.data[i + a * rows] - t[a] / t[0]) * (moments.data[i + b * rows] - t[b] / t[0])
        result.data[i + p * rows] = (factor * product - value[p]) / t[0]
      }
    }
    return result
  }
  const influenceSums = (weight: Float64Array, value: Float64Array, unitOf: Int32Array | null, units: number) => {
    return weightedUnitSums(influence(weight, value), weight, unitOf, units)
  }
  const at = (weight: Float64Array): Float64Array => of(sums(weight, new Int32Array(rows), 1))
  const totals = { count: moments.cols, sums, of, influenceSums }
  return { rows, size: cols * cols, at, influence, totals }
}

/**
 * Population variances and covariances of columns, n/(n − 1)·Σw(xₐ − x̄ₐ)(x_b − x̄_b)/Σw, with the covariance of these estimates.
 *
 * @param y  [n × k]
 * @returns  [k·k] by columns of the covariance matrix
 * @throws NumericError survey.shape · survey.notFinite · survey.sampleSize (fewer than two rows) · survey.lonelyPsu · survey.replicate
 * Source: linearised second moments, Särndal, Swensson & Wretman (1992), §5.9. Checked: R survey 4.5 svyvar.
 */
export function estimateCovariance(y: Columns, design: SurveyDesign): Estimate {
  const n = countInside(design.weight)
  if (n < 2) throw new NumericError('survey.sampleSize', `a variance of ${n} rows`)
  return estimateStatistic(covarianceStatistic(checkedColumns(y, design, 'y'), n), design)
}

/** What a design effect compares with: a simple random sample of the same size with or without replacement. */
export type SimpleSampling = 'withReplacement' | 'withoutReplacement'

/**
 * Design effects of means or totals: variance under the design over that of a simple random sample of as many rows.
 *
 *   mean: V/(S²·(N − n)/(N·n)), without the fraction for sampling with replacement; total: the same times N², N = Σw
 *
 * @returns [k]
 * @throws as `estimateMean` · survey.designEffect for a variable that does not vary (names the column) · survey.weight when Σw is below n: the weights are scaled, and there is no N
 * Source: Kish (1965), §8.2. Checked: R survey 4.5 svymean and svytotal with deff.
 */
export function designEffects(
  statistic: 'mean' | 'total',
  y: Columns,
  design: SurveyDesign,
  simple: SimpleSampling = 'withoutReplacement',
): Float64Array {
  const columns = checkedColumns(y, design, 'y')
  const { covariance } = estimateStatistic(
    statistic === 'mean' ? meanStatistic(columns) : totalStatistic(columns),
    design,
  )
  const n = countInside(design.weight)
  const total = design.weight.reduce((sum, w) => sum + w, 0)
  if (simple === 'withoutReplacement' && total < n) {
    throw new NumericError('survey.weight', `the weights add up to ${total}, less than the ${n} rows`)
  }
  const unsampled = simple === 'withReplacement' ? 1 : (total - n) / total
  const scale = (unsampled / n) * (statistic === 'mean' ? 1 : total * total)
  return Float64Array.from({ length: columns.cols }, (_, k) => {
    const column = matrix(columns.rows, 1, columns.data.subarray(k * columns.rows, (k + 1) * columns.rows))
    const [variance] = covarianceStatistic(column, n).at(design.weight)
    if (!(variance > 0))
      throw new NumericError('survey.designEffect', `column ${k} does not vary: its variance is ${variance}`)
    return covariance.data[k + k * covariance.rows] / (variance * scale)
  })
}

/**
 * Effective sample sizes n/deff of means: as many rows of a simple random sample would tell as much.
 *
 * @returns [k]
 * @throws as `designEffects`; also survey.designEffect when a variable does not vary under the design
 * Source: Kish (1965), §8.2. Checked: n/deff.
 */
export function effectiveSizes(y: Columns, design: SurveyDesign): Float64Array {
  const n = countInside(design.weight)
  return designEffects('mean', y, design, 'withReplacement').map((effect, k) => {
    if (!(effect > 0)) throw new NumericError('survey.designEffect', `column ${k} has design effect ${effect}`)
    return n / effect
  })
}

/** Lower and upper ends of intervals. */
export interface Intervals {
  readonly lower: Float64Array
  readonly upper: Float64Array
}

/**
 * Linear combinations of estimates: C·θ with covariance C·V·Cᵀ.
 *
 * @param coefficients  [m × k]
 * @throws NumericError survey.shape
 * Checked: R survey 4.5 svycontrast.
 */
export function contrast(estimate: Estimate, coefficients: Matrix): Estimate {
  const value = new Float64Array(coefficients.rows)
  for (let j = 0; j < coefficients.cols; j++) {
    for (let i = 0; i < value.length; i++) value[i] += coefficients.data[i + j * coefficients.rows] * estimate.value[j]
  }
  return transformed(estimate, value, coefficients)
}

/**
 * A smooth function of estimates by the delta method.
 *
 * @param value     [m] the function at the estimates
 * @param jacobian  [m × k] its derivatives there
 * @throws NumericError survey.shape
 * Validity: where the function is close to linear within the standard errors. Source: Wolter (2007), ch. 6. Checked: R survey 4.5 svycontrast with an expression.
 */
export function transformed(estimate: Estimate, value: Float64Array, jacobian: Matrix): Estimate {
  const { rows: m, cols: k } = jacobian
  if (k !== estimate.value.length || value.length !== m) {
    throw new NumericError(
      'survey.shape',
      `${value.length} values, jacobian ${m} × ${k}, ${estimate.value.length} estimates`,
    )
  }
  const covariance = matrix(m, m)
  for (let a = 0; a < m; a++) {
    for (let b = 0; b < m; b++) {
      let sum = 0
      for (let i = 0; i < k; i++) {
        for (let j = 0; j < k; j++) {
          sum += jacobian.data[a + i * m] * estimate.covariance.data[i + j * k] * jacobian.data[b + j * m]
        }
      }
      covariance.data[a + b * m] = sum
    }
  }
  return estimateFrom(value, covariance, estimate.degreesOfFreedom)
}
