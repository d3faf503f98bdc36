import { type Matrix, matrix } from '@kepu/numeric'
import type { SurveyDesign } from '../design/types.ts'
import { type Estimate, estimateStatistic } from '../variance/estimate.ts'
import type { Statistic } from '../variance/statistic.ts'
import { type Columns, checkedColumns, checkedDomain } from './columns.ts'

/** Sums of weight·numerator and weight·denominator by unit and domain: [units × 2D] for each pair of columns, in one pass over the rows. */
function domainSums(data: DomainData, weight: Float64Array, unitOf: Int32Array | null, units: number): Float64Array {
  const { numerator, denominator, domain, domains } = data
  const n = domain.length
  const { cols } = numerator
  const out = new Float64Array(units * domains * cols * 2)
  for (let k = 0; k < cols; k++) {
    const top = 2 * k * domains * units
    const bottom = top + domains * units
    for (let i = 0; i < n; i++) {
      const d = domain[i]
      if (d < 0) continue
      const at = (unitOf === null ? i : unitOf[i]) + d * units
      const w = weight[i]
      out[top + at] += w * numerator.data[i + k * n]
      out[bottom + at] += denominator === null ? w : w * denominator.data[i + k * n]
    }
  }
  return out
}

interface DomainData {
  readonly numerator: Matrix
  /** null: 1 for each row, so that ratios are means */
  readonly denominator: Matrix | null
  readonly domain: Int32Array
  readonly domains: number
}

/** Ratios of totals in each domain, domains fastest, then columns. */
function domainRatioStatistic(data: DomainData): Statistic {
  const { numerator, denominator, domain, domains } = data
  const n = domain.length
  const { cols } = numerator
  const size = domains * cols
  const of = (totals: Float64Array): Float64Array => {
    return Float64Array.from({ length: size }, (_, p) => {
      const top = 2 * Math.floor(p / domains) * domains + (p % domains)
      return totals[top] / totals[top + domains]
    })
  }
  const totalsOf = (weight: Float64Array): Float64Array => domainSums(data, weight, new Int32Array(n), 1)
  const influenceSums = (
    weight: Float64Array,
    value: Float64Array,
    unitOf: Int32Array | null,
    units: number,
  ): Float64Array => {
    const totals = totalsOf(weight)
    const out = new Float64Array(units * size)
    for (let k = 0; k < cols; k++) {
      const scale = Float64Array.from({ length: domains }, (_, d) => 1 / totals[(2 * k + 1) * domains + d])
      for (let i = 0; i < n; i++) {
        const d = domain[i]
        if (d < 0) continue
        const x = denominator === null ? 1 : denominator.data[i + k * n]
        const z = (numerator.data[i + k * n] - value[d + k * domains] * x) * scale[d]
        out[(unitOf === null ? i : unitOf[i]) + (d + k * domains) * units] += weight[i] * z
      }
    }
    return out
  }
  return {
    rows: n,
    size,
    at: (weight) => of(totalsOf(weight)),
    influence: (weight, value) => unweighted(influenceSums(weight, value, null, n), weight, size),
    totals: {
      count: 2 * size,
      sums: (weight, unitOf, units) => domainSums(data, weight, unitOf, units),
      of,
      influenceSums,
    },
  }
}

/**
 * Means in domains as a statistic, for work split over workers with `replicateEstimates`.
 *
 * @param y       [n × k] finite
 * @param domain  [n] codes 0 … domains − 1, or −1
 * Checked: through `estimateDomainMeans`.
 */
export function domainMeanStatistic(y: Matrix, domain: Int32Array, domains: number): Statistic {
  return domainRatioStatistic({ numerator: y, denominator: null, domain, domains })
}

/** Influence values from weight·influence; rows of weight 0 get 0. */
function unweighted(sums: Float64Array, weight: Float64Array, cols: number): Matrix {
  const n = weight.length
  for (let k = 0; k < cols; k++) {
    for (let i = 0; i < n; i++) if (weight[i] !== 0) sums[i + k * n] /= weight[i]
  }
  return matrix(n, cols, sums)
}

/**
 * Means in many domains at once, with the covariance of all: domain d of column k stands at place d + k·domains.
 *
 *   influence zᵢ = 1(i in d)·(yᵢ − ȳ_d)/Σ_d w
 *
 * @param y        [n] or [n × k]
 * @param domain   [n] codes 0 … domains − 1, −1 for rows in none
 * @throws NumericError survey.shape · survey.code · survey.notFinite (an empty domain has no mean) · survey.lonelyPsu · survey.replicate
 * Time O(n·k + U·(domains·k)²) whatever the number of domains. Source: Särndal, Swensson & Wretman (1992), §10.3. Checked: R survey 4.5 svyby.
 */
export function estimateDomainMeans(
  y: Columns,
  domain: ArrayLike<number>,
  domains: number,
  design: SurveyDesign,
): Estimate {
  const numerator = checkedColumns(y, design, 'y')
  const code = checkedDomain(domain, domains, design)
  return estimateStatistic(domainMeanStatistic(numerator, code, domains), design)
}

/**
 * Ratios of totals in many domains at once: column k of the numerator over column k of the denominator, domain d at place d + k·domains.
 *
 * @throws as `estimateDomainMeans`
 * Source: as `estimateDomainMeans`. Checked: R survey 4.5 svyby with svyratio.
 */
export function estimateDomainRatios(
  numerator: Columns,
  denominator: Columns,
  domain: ArrayLike<number>,
  domains: number,
  design: SurveyDesign,
): Estimate {
  const top = checkedColumns(numerator, design, 'numerator')
  const bottom = checkedColumns(denominator, design, 'denominator')
  const code = checkedDomain(domain, domains, design)
  return estimateStatistic(domainRatioStatistic({ numerator: top, denominator: bottom, domain: code, domains }), design)
}

/** Totals in each domain, domains fastest, then columns. */
function domainTotalStatistic(y: Matrix, domain: Int32Array, domains: number): Statistic {
  const n = y.rows
  const size = domains * y.cols
  const sums = (weight: Float64Array, unitOf: Int32Array | null, units: number): Float64Array => {
    const out = new Float64Array(units * size)
    for (let k = 0; k < y.cols; k++) {
      for (let i = 0; i < n; i++) {
        const d = domain[i]
        if (d < 0) continue
        out[(unitOf === null ? i : unitOf[i]) + (d + k * domains) * units] += weight[i] * y.data[i + k * n]
      }
    }
    return out
  }
  const ones = new Float64Array(n).fill(1)
  return {
    rows: n,
    size,
    at: (weight) => sums(weight, new Int32Array(n), 1),
    influence: () => matrix(n, size, sums(ones, null, n)),
    totals: {
      count: size,
      sums,
      of: (totals) => totals.slice(),
      influenceSums: (weight, _, unitOf, units) => sums(weight, unitOf, units),
    },
  }
}

/**
 * Totals in many domains at once: domain d of column k at place d + k·domains. An empty domain has total 0 with variance 0.
 *
 * @throws NumericError survey.shape · survey.code · survey.notFinite · survey.lonelyPsu · survey.replicate
 * Source: as `estimateDomainMeans`. Checked: R survey 4.5 svyby with svytotal; domains add up to the total.
 */
export function estimateDomainTotals(
  y: Columns,
  domain: ArrayLike<number>,
  domains: number,
  design: SurveyDesign,
): Estimate {
  const columns = checkedColumns(y, design, 'y')
  return estimateStatistic(domainTotalStatistic(columns, checkedDomain(domain, domains, design), domains), design)
}
