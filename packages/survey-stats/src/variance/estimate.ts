import { type Matrix, matrix, NumericError } from '@kepu/numeric'
import type { SurveyDesign } from '../design/types.ts'
import { applyAdjustments } from './adjust.ts'
import { clusterCovariance } from './cluster-variance.ts'
import { pairwiseCovariance } from './pairwise-variance.ts'
import { replicateCovariance, replicateEstimates } from './replicate-variance.ts'
import type { Statistic } from './statistic.ts'
import { sumUp, weighted } from './totals.ts'
import { twoPhaseCovariance } from './two-phase-variance.ts'

/** Estimates of k numbers with their sampling covariance. */
export interface Estimate {
  /** [k] */
  readonly value: Float64Array
  /** [k × k] */
  readonly covariance: Matrix
  /** [k] square roots of the diagonal */
  readonly standardError: Float64Array
  readonly degreesOfFreedom: number
}

/**
 * Sampling covariance from influence values, for any design that is not made of replicates.
 *
 * @param influence  [n × k] ∂θ/∂wᵢ
 * @throws NumericError survey.shape · survey.lonelyPsu · survey.design for replicate weights, whose variance needs the statistic itself
 * Source: Binder (1983), Int. Stat. Rev. 51, 279–292. Checked: R survey 4.5 vcov of every statistic below.
 */
export function linearisedCovariance(influence: Matrix, design: SurveyDesign): Matrix {
  if (influence.rows !== design.rows) {
    throw new NumericError('survey.shape', `influence of ${influence.rows} rows, design of ${design.rows}`)
  }
  const x = weighted(influence, design.weight)
  applyAdjustments(x, design)
  switch (design.kind) {
    case 'cluster':
      return clusterCovariance(lastStageSums(x, design), x.cols, design)
    case 'pairwise':
      return pairwiseCovariance(x, design)
    case 'twoPhase':
      return twoPhaseCovariance(x, design)
    case 'replicate':
      throw new NumericError('survey.design', 'replicate weights have no linearised variance')
  }
}

function lastStageSums(x: Matrix, design: Extract<SurveyDesign, { kind: 'cluster' }>): Float64Array {
  const last = design.stages.at(-1)
  return last === undefined ? x.data : sumUp(x.data, x.cols, last)
}

/** Sampling covariance of a statistic under any design, by the road that the design offers. */
function covarianceOf(statistic: Statistic, value: Float64Array, design: SurveyDesign): Matrix {
  if (design.kind === 'replicate') return replicateCovariance(replicateEstimates(statistic, design), value, design)
  if (design.kind === 'cluster' && design.adjustments.length === 0 && statistic.totals !== undefined) {
    const last = design.stages[design.stages.length - 1]
    const sums = statistic.totals.influenceSums(design.weight, value, last.unitOf, last.units)
    return clusterCovariance(sums, statistic.size, design)
  }
  return linearisedCovariance(statistic.influence(design.weight, value), design)
}

/**
 * The one variance engine: any statistic under any design. Linearised designs use its influence values, replicate designs its value at each
 * replicate's weights.
 *
 * @throws NumericError survey.shape · survey.notFinite when the statistic or its variance has no value (names the component) · survey.lonelyPsu ·
 *         survey.replicate · survey.negativeVariance (joint probabilities only; `linearisedCovariance` gives it as it is)
 * Checked: through every estimator of the package; linearised and jackknife variance agree for smooth statistics.
 */
export function estimateStatistic(statistic: Statistic, design: SurveyDesign): Estimate {
  if (statistic.rows !== design.rows) {
    throw new NumericError('survey.shape', `${statistic.rows} rows of data, design of ${design.rows}`)
  }
  const value = statistic.at(design.weight)
  for (let k = 0; k < value.length; k++) {
    if (!Number.isFinite(value[k])) throw new NumericError('survey.notFinite', `component ${k} is ${value[k]}`)
  }
  const covariance = covarianceOf(statistic, value, design)
  if (design.kind === 'pairwise' || design.kind === 'twoPhase') requirePositive(covariance, value)
  return estimateFrom(value, covariance, design.degreesOfFreedom)
}

/** Joint probabilities can give a negative variance, which is no statement about the error. */
function requirePositive({ rows, data }: Matrix, value: Float64Array): void {
  for (let k = 0; k < rows; k++) {
    const variance = data[k + k * rows]
    if (variance < -1e-12 * value[k] ** 2) {
      throw new NumericError(
        'survey.negativeVariance',
        `component ${k} has variance ${variance}: take another variance method`,
      )
    }
  }
}

/** An estimate from its parts; a variance below 0 by rounding is 0. @throws NumericError survey.notFinite when a variance is no number (names the component) */
export function estimateFrom(value: Float64Array, covariance: Matrix, degreesOfFreedom: number): Estimate {
  const standardError = value.map((_, k) => {
    const variance = covariance.data[k + k * covariance.rows]
    if (!Number.isFinite(variance))
      throw new NumericError('survey.notFinite', `the variance of component ${k} is ${variance}`)
    return Math.sqrt(Math.max(0, variance))
  })
  return { value, covariance, standardError, degreesOfFreedom }
}

/** A vector as a matrix of one column; a matrix as it is. */
export function asColumns(values: Float64Array | Matrix): Matrix {
  return values instanceof Float64Array ? matrix(values.length, 1, values) : values
}
