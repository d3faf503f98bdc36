import { NumericError, normalCdf, normalQuantile } from '@kepu/numeric'

/** What turns the sample size of a simple random sample into the number of addresses to issue. */
export interface FieldConditions {
  /** units in the population; infinite when not said */
  readonly population?: number
  /** design effect; 1 when not said */
  readonly designEffect?: number
  /** share of issued addresses that answer; 1 when not said */
  readonly responseRate?: number
}

/** A sample size before rounding, after rounding up, and the addresses to issue. */
export interface SampleSize {
  /** real-valued answers needed under simple random sampling */
  readonly simple: number
  /** whole answers needed under the design: ⌈simple · design effect⌉ */
  readonly answers: number
  /** whole addresses to issue: ⌈answers/response rate⌉ */
  readonly issue: number
}

function positive(value: number, name: string): number {
  if (!(value > 0)) throw new NumericError('survey.argument', `${name} is ${value}, not positive`)
  return value
}

function share(value: number, name: string): number {
  if (!(value > 0 && value < 1)) throw new NumericError('survey.argument', `${name} is ${value}, not between 0 and 1`)
  return value
}

function ceiling(value: number): number {
  return Math.ceil(value - 1e-9 * value)
}

function fielded(simple: number, conditions: FieldConditions): SampleSize {
  const effect = positive(conditions.designEffect ?? 1, 'designEffect')
  const rate = conditions.responseRate ?? 1
  if (!(rate > 0 && rate <= 1)) throw new NumericError('survey.argument', `responseRate is ${rate}`)
  const answers = ceiling(simple * effect)
  const population = conditions.population ?? Number.POSITIVE_INFINITY
  const issue = ceiling(answers / rate)
  if (issue > population) {
    throw new NumericError('survey.sampleSize', `${issue} addresses are needed, the population has ${population}`)
  }
  return { simple, answers, issue }
}

/** z of a two-sided interval with the confidence level 1 − α. */
function twoSided(confidence: number): number {
  return -normalQuantile((1 - share(confidence, 'confidence')) / 2)
}

/**
 * Sample size for a mean with a given standard error.
 *
 *   n = S²/(V + S²/N),  V = standardError²
 *
 * For a coefficient of variation put S = unit CV and standardError = target CV. For a margin of error at a confidence level use `sizeForMeanMargin`.
 *
 * @throws NumericError survey.argument · survey.sampleSize
 * Source: Valliant, Dever & Kreuter (2018), §3.2. Checked: PracTools 1.7.5 nCont.
 */
export function sizeForMean(deviation: number, standardError: number, conditions: FieldConditions = {}): SampleSize {
  const square = positive(deviation, 'deviation') ** 2
  const variance = positive(standardError, 'standardError') ** 2
  return fielded(square / (variance + square / (conditions.population ?? Number.POSITIVE_INFINITY)), conditions)
}

/** Sample size for a mean with half-width `margin` of its interval; in relative terms when deviation is a unit CV. Checked: PracTools 1.7.5 nContMoe. */
export function sizeForMeanMargin(
  deviation: number,
  margin: number,
  confidence: number,
  conditions: FieldConditions = {},
): SampleSize {
  return sizeForMean(deviation, positive(margin, 'margin') / twoSided(confidence), conditions)
}

/**
 * Sample size for a proportion with a given standard error.
 *
 *   n = a·pq/(V + pq/(N − 1)),  a = N/(N − 1)
 *
 * @throws NumericError survey.argument · survey.sampleSize
 * Source: Valliant, Dever & Kreuter (2018), §3.4. Checked: PracTools 1.7.5 nProp.
 */
export function sizeForProportion(
  proportion: number,
  standardError: number,
  conditions: FieldConditions = {},
): SampleSize {
  const pq = share(proportion, 'proportion') * (1 - proportion)
  const variance = positive(standardError, 'standardError') ** 2
  const population = conditions.population ?? Number.POSITIVE_INFINITY
  if (population === Number.POSITIVE_INFINITY) return fielded(pq / variance, conditions)
  const correction = population / (population - 1)
  return fielded((correction * pq) / (variance + pq / (population - 1)), conditions)
}

/** Sample size for a proportion with half-width `margin` (absolute) of its normal interval. Checked: PracTools 1.7.5 nPropMoe. */
export function sizeForProportionMargin(
  proportion: number,
  margin: number,
  confidence: number,
  conditions: FieldConditions = {},
): SampleSize {
  return sizeForProportion(proportion, positive(margin, 'margin') / twoSided(confidence), conditions)
}

/**
 * Sample size for a proportion whose log-odds interval, turned back, is `margin` wide on each side on average: for rare or very common traits.
 *
 *   n = z²/(pq·(ln x)²),  x = (e(1 + k²) + √(e²(1 + k²)² + k²(1 − 4e²)))/(k(1 − 2e)),  k = q/p
 *
 * @throws NumericError survey.argument · survey.sampleSize
 * Source: Valliant, Dever & Kreuter (2018), §3.5.3. Checked: PracTools 1.7.5 nLogOdds; the interval it gives.
 */
export function sizeForProportionLogOdds(
  proportion: number,
  margin: number,
  confidence: number,
  conditions: FieldConditions = {},
): SampleSize {
  const p = share(proportion, 'proportion')
  const e = positive(margin, 'margin')
  if (e >= 0.5) throw new NumericError('survey.argument', `margin is ${e}: an interval wider than the unit interval`)
  const k = (1 - p) / p
  const wide = e * (1 + k * k)
  const x = (wide + Math.sqrt(wide * wide + k * k * (1 - 4 * e * e))) / (k * (1 - 2 * e))
  const simple = (twoSided(confidence) / Math.log(x)) ** 2 / (p * (1 - p))
  return fielded(corrected(simple, conditions), conditions)
}

function corrected(simple: number, { population = Number.POSITIVE_INFINITY }: FieldConditions): number {
  return simple / (1 + simple / population)
}

/**
 * Sample size for a proportion with half-width `margin` of Wilson's score interval.
 *
 *   half-width = z·√(pq/n + z²/(4n²))/(1 + z²/n)   solved for n
 *
 * @throws NumericError survey.argument · survey.sampleSize
 * Source: Wilson (1927), JASA 22, 209–212. Checked: the half-width it gives.
 */
export function sizeForProportionWilson(
  proportion: number,
  margin: number,
  confidence: number,
  conditions: FieldConditions = {},
): SampleSize {
  const pq = share(proportion, 'proportion') * (1 - proportion)
  const e = positive(margin, 'margin')
  if (e >= 0.5) throw new NumericError('survey.argument', `margin is ${e}: an interval wider than the unit interval`)
  const z2 = twoSided(confidence) ** 2
  const half = z2 * (pq - 2 * e * e)
  const root = Math.sqrt(half * half + 4 * e * e * z2 * z2 * (0.25 - e * e))
  return fielded(corrected((half + root) / (2 * e * e), conditions), conditions)
}

/** Two rounds or groups to be compared. */
export interface Comparison {
  /** size of group 1 over size of group 2; 1 when not said */
  readonly ratio?: number
  /** share of group 1 that is in group 2 too (a panel's overlap); 0 when not said */
  readonly overlap?: number
  /** significance level; 0.05 when not said */
  readonly significance?: number
  /** 'two-sided' when not said */
  readonly alternative?: 'one-sided' | 'two-sided'
  readonly designEffect?: number
  readonly responseRate?: number
}

function criticalValue({ significance = 0.05, alternative = 'two-sided' }: Comparison): number {
  return -normalQuantile(share(significance, 'significance') / (alternative === 'two-sided' ? 2 : 1))
}

/** n₁·Var(d̂): S₁² + r·S₂² − 2·overlap·r·covariance. */
function differenceVariance(
  first: number,
  second: number,
  covariance: number,
  { ratio = 1, overlap = 0 }: Comparison,
): number {
  positive(ratio, 'ratio')
  if (!(overlap >= 0 && overlap <= 1)) throw new NumericError('survey.argument', `overlap is ${overlap}`)
  const variance = first + ratio * second - 2 * overlap * ratio * covariance
  return positive(variance, 'variance of the difference')
}

function sizeForDifference(variance: number, difference: number, power: number, comparison: Comparison): SampleSize {
  if (difference === 0) throw new NumericError('survey.argument', 'no difference to detect')
  const z = criticalValue(comparison) + normalQuantile(share(power, 'power'))
  return fielded((variance * z * z) / difference ** 2, comparison)
}

function powerForDifference(variance: number, difference: number, answers: number, comparison: Comparison): number {
  const effect = positive(comparison.designEffect ?? 1, 'designEffect')
  const standardError = Math.sqrt((variance * effect) / positive(answers, 'answers'))
  return normalCdf(Math.abs(difference) / standardError - criticalValue(comparison))
}

/** Two means with the variances of a unit in each and the correlation of the overlapping units' values. */
export interface MeanDifference extends Comparison {
  readonly variances: readonly [number, number]
  /** 0 when not said */
  readonly correlation?: number
  readonly difference: number
}

function meanVariance(comparison: MeanDifference): number {
  const [first, second] = comparison.variances
  const covariance =
    (comparison.correlation ?? 0) * Math.sqrt(positive(first, 'variance') * positive(second, 'variance'))
  return differenceVariance(first, second, covariance, comparison)
}

/**
 * Size of group 1 that detects a difference of two means with the given power; group 2 has 1/ratio of it.
 *
 *   n₁ = (z₁₋α + z_power)²·(S₁² + r·S₂² − 2·overlap·r·ρS₁S₂)/difference²
 *
 * @throws NumericError survey.argument · survey.sampleSize
 * Source: Valliant, Dever & Kreuter (2018), §4.3. Checked: PracTools 1.7.5 nDep2sam; `powerForMeans` gives the power back.
 */
export function sizeForMeans(comparison: MeanDifference, power: number): SampleSize {
  return sizeForDifference(meanVariance(comparison), comparison.difference, power, comparison)
}

/** Power to detect a difference of two means with `answers` in group 1. @throws NumericError survey.argument. Checked: as `sizeForMeans`. */
export function powerForMeans(comparison: MeanDifference, answers: number): number {
  return powerForDifference(meanVariance(comparison), comparison.difference, answers, comparison)
}

/** Two proportions, and the share that has the trait both times among the overlapping units. */
export interface ProportionDifference extends Comparison {
  readonly proportions: readonly [number, number]
  /** P(both); the product of the proportions (no correlation) when not said */
  readonly both?: number
}

function proportionVariance(comparison: ProportionDifference): number {
  const [first, second] = comparison.proportions
  const product = share(first, 'proportion') * share(second, 'proportion')
  const covariance = (comparison.both ?? product) - product
  return differenceVariance(first * (1 - first), second * (1 - second), covariance, comparison)
}

/**
 * Size of group 1 that detects the difference of two proportions with the given power.
 *
 * The normal approximation without continuity correction, as in `sizeForMeans` with pq for the variances.
 *
 * @throws NumericError survey.argument · survey.sampleSize
 * Source: Valliant, Dever & Kreuter (2018), §4.4. Checked: PracTools 1.7.5 nProp2sam; `powerForProportions` gives the power back.
 */
export function sizeForProportions(comparison: ProportionDifference, power: number): SampleSize {
  const [first, second] = comparison.proportions
  return sizeForDifference(proportionVariance(comparison), second - first, power, comparison)
}

/** Power to detect the difference of two proportions with `answers` in group 1. @throws NumericError survey.argument. Checked: as `sizeForProportions`. */
export function powerForProportions(comparison: ProportionDifference, answers: number): number {
  const [first, second] = comparison.proportions
  return powerForDifference(proportionVariance(comparison), second - first, answers, comparison)
}
