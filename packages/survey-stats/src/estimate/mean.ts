import { type Matrix, matrix, NumericError } from '@kepu/numeric'
import type { SurveyDesign } from '../design/types.ts'
import { type Estimate, estimateStatistic } from '../variance/estimate.ts'
import type { Statistic } from '../variance/statistic.ts'
import { addRuns, sumOf, weightedUnitSums } from '../variance/totals.ts'
import { type Columns, checkedColumns } from './columns.ts'

/** Weighted totals of columns [n × k] as a statistic, for `estimateStatistic` and `replicateEstimates`. Checked: through `estimateTotal`. */
export function totalStatistic(y: Matrix): Statistic {
  const sums = (weight: Float64Array, unitOf: Int32Array | null, units: number): Float64Array => {
    return weightedUnitSums(y, weight, unitOf, units)
  }
  return {
    rows: y.rows,
    size: y.cols,
    at: (weight) => columnTotals(y, weight).subarray(0, y.cols),
    influence: () => y,
    totals: {
      count: y.cols,
      sums,
      of: (totals) => totals.slice(),
      influenceSums: (weight, _, unitOf, units) => sums(weight, unitOf, units),
    },
  }
}

/** Ratios of totals, numerator column a over denominator column b for all pairs, a fastest, as a statistic. Checked: through `estimateRatio`. */
export function ratioStatistic(numerator: Matrix, denominator: Matrix): Statistic {
  const { rows, cols: a } = numerator
  const b = denominator.cols
  const both = matrix(rows, a + b)
  both.data.set(numerator.data)
  both.data.set(denominator.data, a * rows)
  const sums = (weight: Float64Array, unitOf: Int32Array | null, units: number): Float64Array => {
    return weightedUnitSums(both, weight, unitOf, units)
  }
  const of = (totals: Float64Array): Float64Array => {
    return Float64Array.from({ length: a * b }, (_, p) => totals[p % a] / totals[a + Math.floor(p / a)])
  }
  const influence = (weight: Float64Array, value: Float64Array): Matrix => {
    const totals = sums(weight, new Int32Array(rows), 1)
    const result = matrix(rows, a * b)
    for (let p = 0; p < a * b; p++) {
      const top = (p % a) * rows
      const bottom = Math.floor(p / a) * rows
      const scale = 1 / totals[a + Math.floor(p / a)]
      for (let i = 0; i < rows; i++) {
        result.data[i + p * rows] = (numerator.data[top + i] - value[p] * denominator.data[bottom + i]) * scale
      }
    }
    return result
  }
  const influenceSums = (
    weight: Float64Array,
    value: Float64Array,
    unitOf: Int32Array | null,
    units: number,
  ): Float64Array => {
    return weightedUnitSums(influence(weight, value), weight, unitOf, units)
  }
  const at = (weight: Float64Array): Float64Array => of(sums(weight, new Int32Array(rows), 1))
  return { rows, size: a * b, at, influence, totals: { count: a + b, sums, of, influenceSums } }
}

/** Weighted means of columns [n × k] as a statistic. Checked: through `estimateMean`; equals the ratio to a column of 1. */
export function meanStatistic(y: Matrix): Statistic {
  const { rows, cols, data } = y
  const sums = (weight: Float64Array, unitOf: Int32Array | null, units: number): Float64Array => {
    const out = new Float64Array(units * (cols + 1))
    out.set(weightedUnitSums(y, weight, unitOf, units))
    const at = units * cols
    if (unitOf === null) out.set(weight, at)
    else for (let i = 0; i < rows; i++) out[at + unitOf[i]] += weight[i]
    return out
  }
  const of = (totals: Float64Array): Float64Array =>
    Float64Array.from({ length: cols }, (_, k) => totals[k] / totals[cols])
  const at = (weight: Float64Array): Float64Array => of(columnTotals(y, weight))
  const influenceSums = (
    weight: Float64Array,
    value: Float64Array,
    unitOf: Int32Array | null,
    units: number,
  ): Float64Array => {
    const out = new Float64Array(units * cols)
    const scale = 1 / sumOf(weight)
    for (let k = 0; k < cols; k++) {
      const from = k * rows
      const to = k * units
      const centre = value[k]
      if (unitOf === null) for (let i = 0; i < rows; i++) out[to + i] = weight[i] * (data[from + i] - centre)
      else addRuns(data.subarray(from, from + rows), centre, weight, unitOf, out.subarray(to, to + units))
    }
    for (let q = 0; q < out.length; q++) out[q] *= scale
    return out
  }
  const influence = (weight: Float64Array, value: Float64Array): Matrix => {
    const scale = 1 / sumOf(weight)
    const centred = data.map((y0, q) => scale * (y0 - value[Math.floor(q / rows)]))
    return matrix(rows, cols, centred)
  }
  return { rows, size: cols, at, influence, totals: { count: cols + 1, sums, of, influenceSums } }
}

/** [k + 1] Σ weight·column of each column, then Σ weight. */
function columnTotals({ rows, cols, data }: Matrix, weight: Float64Array): Float64Array {
  const totals = new Float64Array(cols + 1)
  for (let k = 0; k < cols; k++) {
    let sum = 0
    for (let i = 0; i < rows; i++) sum += weight[i] * data[k * rows + i]
    totals[k] = sum
  }
  let sum = 0
  for (let i = 0; i < rows; i++) sum += weight[i]
  totals[cols] = sum
  return totals
}

/**
 * Population totals: Σᵢ wᵢ yᵢ of each column.
 *
 * @param y       [n] or [n × k]; `indicatorColumns` for counts of categories
 * @returns       [k] values in the unit of y, their covariance
 * @throws NumericError survey.shape · survey.notFinite (names row and column) · survey.lonelyPsu · survey.replicate
 * Source: Särndal, Swensson & Wretman (1992), ch. 2–4. Checked: R survey 4.5 svytotal, all designs.
 */
export function estimateTotal(y: Columns, design: SurveyDesign): Estimate {
  return estimateStatistic(totalStatistic(checkedColumns(y, design, 'y')), design)
}

/**
 * Population means: Σ wy/Σ w of each column. The mean of a 0/1 column is a proportion; for its interval see `proportionInterval`.
 *
 *   influence zᵢ = (yᵢ − ȳ)/Σw
 *
 * @param y  [n] or [n × k]
 * @throws NumericError survey.shape · survey.notFinite · survey.lonelyPsu · survey.replicate
 * Validity: intervals ± t·SE of a skewed variable miss more often on one side; how often, for three designs, stands in COVERAGE.md.
 * Source: as `estimateTotal`. Checked: R survey 4.5 svymean, all designs.
 */
export function estimateMean(y: Columns, design: SurveyDesign): Estimate {
  return estimateStatistic(meanStatistic(checkedColumns(y, design, 'y')), design)
}

/**
 * Ratios of totals Σ wy/Σ wx, each numerator column over each denominator column (numerators fastest).
 *
 *   influence zᵢ = (yᵢ − R·xᵢ)/Σwx
 *
 * @param numerator    [n] or [n × a]
 * @param denominator  [n] or [n × b]
 * @throws NumericError survey.shape · survey.notFinite (also when a denominator's total is 0) · survey.lonelyPsu · survey.replicate
 * Source: Särndal, Swensson & Wretman (1992), §5.6. Checked: R survey 4.5 svyratio, all designs.
 */
export function estimateRatio(numerator: Columns, denominator: Columns, design: SurveyDesign): Estimate {
  const top = checkedColumns(numerator, design, 'numerator')
  const bottom = checkedColumns(denominator, design, 'denominator')
  if (top.rows !== bottom.rows)
    throw new NumericError('survey.shape', `${top.rows} numerators, ${bottom.rows} denominators`)
  return estimateStatistic(ratioStatistic(top, bottom), design)
}
