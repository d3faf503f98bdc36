import { matrix, NumericError } from '@kepu/numeric'
import type { SurveyDesign } from '../design/types.ts'
import { estimateFrom, estimateStatistic } from '../variance/estimate.ts'
import { replicateCovariance, replicateEstimates } from '../variance/replicate-variance.ts'
import { checkedColumns } from './columns.ts'
import { criticalValue } from './interval.ts'
import { meanStatistic } from './mean.ts'
import { type ProportionMethod, proportionInterval } from './proportion.ts'
import { orderOf, type QuantileRule, quantileBy, type SortedValues, sortedValues } from './quantile-rule.ts'

/**
 * How the interval of a quantile is made: Woodruff's, inverting an interval of the proportion below it ('mean', 'beta', 'xlogit', 'asin'), Francisco and
 * Fuller's test inversion ('score'), or the quantile at each replicate's weights ('replicates', replicate designs only; the jackknife is not valid for it).
 */
export type QuantileInterval = Extract<ProportionMethod, 'mean' | 'beta' | 'xlogit' | 'asin'> | 'score' | 'replicates'

/** A quantile with its interval. */
export interface QuantileEstimate {
  readonly value: number
  /** −Infinity or Infinity where the sample is too small to bound that side */
  readonly lower: number
  readonly upper: number
  /** length of the interval over twice the critical value */
  readonly standardError: number
}

/** How quantiles are estimated. */
export interface QuantileOptions {
  /** 'math' when left out */
  readonly rule?: QuantileRule
  /** 'mean' when left out */
  readonly interval?: QuantileInterval
  /** 0.95 when left out */
  readonly level?: number
  /** the design's when left out */
  readonly degreesOfFreedom?: number
}

/**
 * Quantiles of a variable with confidence intervals.
 *
 * @param y              [n]
 * @param probabilities  each between 0 and 1
 * @returns              one for each probability
 * @throws NumericError survey.quantile (a probability outside 0 … 1) · survey.design ('replicates' without replicate weights) · survey.shape ·
 *         survey.notFinite · survey.sampleSize · survey.level · survey.degreesOfFreedom · survey.lonelyPsu · survey.replicate
 *
 * Validity: many distinct values near the quantile; for a variable of few values use proportions. Time O(n log n).
 * Source: Woodruff (1952), JASA 47, 635–646; Francisco & Fuller (1991), Ann. Stat. 19, 454–469; Hyndman & Fan (1996) for the rules.
 * Checked: R survey 4.5 svyquantile, all rules and interval types.
 */
export function estimateQuantiles(
  y: Float64Array,
  probabilities: readonly number[],
  design: SurveyDesign,
  options: QuantileOptions = {},
): QuantileEstimate[] {
  const { rule = 'math', interval = 'mean', level = 0.95, degreesOfFreedom = design.degreesOfFreedom } = options
  const values = checkedColumns(y, design, 'y').data
  const order = orderOf(values)
  const data = sortedValues(values, design.weight, order)
  const t = criticalValue(level, degreesOfFreedom)
  return probabilities.map((p) => {
    if (!(p > 0 && p < 1)) throw new NumericError('survey.quantile', `quantile at ${p}`)
    const value = quantileBy(rule, data, p)
    const given = { values, order, data, p, value, rule, design, level, degreesOfFreedom, t }
    const [lower, upper] = ends(interval, given)
    return { value, lower, upper, standardError: (upper - lower) / (2 * t) }
  })
}

interface Given {
  readonly values: Float64Array
  readonly order: Uint32Array
  readonly data: SortedValues
  readonly p: number
  readonly value: number
  readonly rule: QuantileRule
  readonly design: SurveyDesign
  readonly level: number
  readonly degreesOfFreedom: number
  readonly t: number
}

type Ends = readonly [number, number]

function ends(interval: QuantileInterval, given: Given): Ends {
  if (interval === 'score') return scoreEnds(given)
  if (interval === 'replicates') return replicateEnds(given)
  return woodruffEnds(interval, given)
}

/** Quantiles at the ends of the interval of the share at or below the estimate. */
function woodruffEnds(method: ProportionMethod, given: Given): Ends {
  const { values, value, rule, data, design, level, degreesOfFreedom } = given
  const below = values.map((x) => (x <= value ? 1 : 0))
  if (below.every((flag, i) => flag === 1 || design.weight[i] === 0)) return [value, Number.POSITIVE_INFINITY]
  const share = proportionInterval(below, design, method, level, degreesOfFreedom)
  return [
    share.lower < 0 ? Number.NEGATIVE_INFINITY : quantileBy(rule, data, share.lower),
    share.upper > 1 ? Number.POSITIVE_INFINITY : quantileBy(rule, data, share.upper),
  ]
}

/** The values at which a test of "the quantile is here" stops refusing, on either side. */
function scoreEnds({ values, data, p, design, t }: Given): Ends {
  const { x } = data
  const score = (theta: number): number => {
    const above = values.map((value) => (value > theta ? 1 : 0))
    const { value, standardError } = estimateStatistic(meanStatistic(matrix(values.length, 1, above)), design)
    return (value[0] - (1 - p)) / standardError[0]
  }
  // The score falls as theta rises: the first value at which it is no longer above t, and the first at which it is below −t.
  const firstAtMost = (limit: number): number => {
    let low = 0
    let high = x.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (score(x[middle]) <= limit) high = middle
      else low = middle + 1
    }
    return low
  }
  const lower = firstAtMost(t)
  const upper = firstAtMost(-t)
  return [lower === 0 ? Number.NEGATIVE_INFINITY : x[lower], upper === x.length ? Number.POSITIVE_INFINITY : x[upper]]
}

function replicateEnds({ values, order, p, value, rule, design, t }: Given): Ends {
  if (design.kind !== 'replicate') throw new NumericError('survey.design', "'replicates' needs a replicate design")
  const statistic = {
    rows: values.length,
    size: 1,
    at: (weight: Float64Array) => Float64Array.of(quantileBy(rule, sortedValues(values, weight, order), p)),
    influence: () => matrix(values.length, 1),
  }
  const centre = Float64Array.of(value)
  const covariance = replicateCovariance(replicateEstimates(statistic, design), centre, design)
  const [standardError] = estimateFrom(centre, covariance, 0).standardError
  return [value - t * standardError, value + t * standardError]
}

/**
 * The weighted distribution function: share of the population with y at or below each point.
 *
 * @param points  [m] finite
 * @returns       [m]
 * @throws NumericError survey.shape · survey.notFinite · survey.sampleSize
 * Time O(n log n + m log n). Checked: R survey 4.5 svycdf.
 */
export function distributionFunction(y: Float64Array, points: ArrayLike<number>, design: SurveyDesign): Float64Array {
  const { x, cumulated } = sortedValues(checkedColumns(y, design, 'y').data, design.weight)
  const total = cumulated[cumulated.length - 1]
  return Float64Array.from({ length: points.length }, (_, m) => {
    let low = 0
    let high = x.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (x[middle] <= points[m]) low = middle + 1
      else high = middle
    }
    return low === 0 ? 0 : cumulated[low - 1] / total
  })
}
