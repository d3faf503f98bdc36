import { choleskyInverse, type Matrix, matMul, matrix, NumericError, tCdf } from '@kepu/numeric'
import type { ReplicateDesign, SurveyDesign } from '../design/types.ts'
import { checkedColumns } from '../estimate/columns.ts'
import { countInside } from '../estimate/spread.ts'
import { clusterCovariance } from '../variance/cluster-variance.ts'
import { type Estimate, estimateFrom, linearisedCovariance } from '../variance/estimate.ts'
import { replicateCovariance } from '../variance/replicate-variance.ts'
import { type FamilyName, familyOf, requireResponse } from './family.ts'
import { Accumulator, fitGlm, type GlmFit, type ModelData } from './glm-fit.ts'
import { replicateCoefficients } from './glm-replicate.ts'

/** A regression to be fitted. */
export interface GlmModel {
  /** [n × p] model matrix, with a column of 1 for the intercept */
  readonly x: Matrix
  /** [n] answers; a share of `trials` for grouped binomial data */
  readonly y: Float64Array
  readonly family: FamilyName
  /** [n] number of trials of each row; left out: 1 */
  readonly trials?: Float64Array
  /** [n] known part of the linear predictor; left out: 0 */
  readonly offset?: Float64Array
}

/** A regression with its sampling variance. */
export interface GlmEstimate extends Estimate {
  /** rows with weight */
  readonly rows: number
  /** [p × p] inverse of the information, for weights that add up to the number of rows: the variance of independent rows up to the dispersion */
  readonly naiveCovariance: Matrix
  /** design degrees of freedom + 1 − p; what t tests of coefficients use */
  readonly residualDegreesOfFreedom: number
  /** for weights that add up to the number of rows */
  readonly deviance: number
  /** deviance of the model with an intercept (and the offset) alone */
  readonly nullDeviance: number
  /** population variance of the Pearson residuals (y − μ)·√(trials/V(μ)) */
  readonly dispersion: number
  readonly iterations: number
  readonly trace: readonly number[]
}

/** Model data checked against a design; rows without weight may hold anything. */
function modelData(model: GlmModel, design: SurveyDesign): ModelData {
  const negative = design.weight.findIndex((w) => w < 0)
  if (negative >= 0) {
    throw new NumericError(
      'survey.weight',
      `weight[${negative}] is ${design.weight[negative]}: a regression needs weights of 0 or more`,
    )
  }
  const x = checkedColumns(model.x, design, 'x')
  const y = checkedColumns(model.y, design, 'y').data
  requireResponse(y, design.weight, model.family)
  const optional = (values: Float64Array | undefined, what: string): Float64Array | null => {
    return values === undefined ? null : checkedColumns(values, design, what).data
  }
  const trials = optional(model.trials, 'trials')
  const bad = trials === null ? -1 : trials.findIndex((m, i) => design.weight[i] !== 0 && !(m > 0))
  if (bad >= 0) throw new NumericError('survey.response', `trials[${bad}] is ${trials?.[bad]}`)
  return { x, y: safeResponse(y, design, model.family), trials, offset: optional(model.offset, 'offset') }
}

/** Answers outside the domain replaced by one that the family allows, so that no logarithm fails there. */
function safeResponse(y: Float64Array, design: SurveyDesign, family: FamilyName): Float64Array {
  const { allowed } = familyOf(family)
  return y.every(allowed) ? y : y.map((value, i) => (design.weight[i] === 0 && !allowed(value) ? 0.5 : value))
}

/** [n × p] influence of each row on the coefficients: A⁻¹xᵢ·score. */
function glmInfluence(data: ModelData, fit: GlmFit, family: FamilyName): Matrix {
  const { x } = data
  const ones = new Float64Array(x.rows).fill(1)
  const score = new Float64Array(x.rows)
  new Accumulator(data, familyOf(family)).each(fit.coefficients, ones, (first, count, block) => {
    score.set(block.subarray(0, count), first)
  })
  const inverse = choleskyInverse(fit.information)
  const p = x.cols
  const result = matrix(x.rows, p)
  for (let k = 0; k < p; k++) {
    const out = result.data.subarray(k * x.rows, (k + 1) * x.rows)
    for (let j = 0; j < p; j++) {
      const c = inverse.data[j + k * p]
      const at = j * x.rows
      for (let i = 0; i < x.rows; i++) out[i] += c * x.data[at + i]
    }
    for (let i = 0; i < x.rows; i++) out[i] *= score[i]
  }
  return result
}

/** Linearised covariance; clusters sum the rows' scores first and turn them by A⁻¹ afterwards, which saves p products a row. */
function glmCovariance(data: ModelData, fit: GlmFit, family: FamilyName, design: SurveyDesign): Matrix {
  if (design.kind !== 'cluster' || design.adjustments.length > 0) {
    return linearisedCovariance(glmInfluence(data, fit, family), design)
  }
  const { unitOf, units } = design.stages[design.stages.length - 1]
  const { x } = data
  const { rows: n, cols: p } = x
  const scores = matrix(units, p)
  new Accumulator(data, familyOf(family)).each(fit.coefficients, design.weight, (first, count, score) => {
    for (let j = 0; j < p; j++) {
      const at = first + j * n
      const to = j * units
      for (let i = 0; i < count; i++)
        scores.data[to + (unitOf === null ? first + i : unitOf[first + i])] += score[i] * x.data[at + i]
    }
  })
  return clusterCovariance(matMul(scores, choleskyInverse(fit.information)).data, p, design)
}

/**
 * Regression of a mean on explanatory variables under a design: linear, logistic, probit, complementary log-log, log-linear for counts, log-linear for positive
 * amounts. The scale is always estimated ("quasi"), so shares and over-dispersed counts may be answers too.
 *
 *   solves Σ wᵢ xᵢ (yᵢ − μᵢ)·(dμ/dη)/V(μᵢ) = 0;   influence zᵢ = A⁻¹xᵢ(yᵢ − μᵢ)(dμ/dη)/V,  A the information
 *
 * @returns value [p] coefficients; for tests use `residualDegreesOfFreedom`
 * @throws NumericError survey.shape · survey.notFinite · survey.weight (negative) · survey.response (names the row) · survey.collinear · survey.separation (names the column) ·
 *         survey.notConverged · survey.lonelyPsu · survey.replicate
 *
 * Validity: normal equations are solved, so variables of very different size or near-collinear ones lose digits: centre them.
 * Time O(n·p²) an iteration; replicates share the whole sample's information. Source: Binder (1983), Int. Stat. Rev. 51, 279–292.
 * Checked: R survey 4.5 svyglm, all families, linearised and replicate designs.
 */
export function estimateGlm(model: GlmModel, design: SurveyDesign): GlmEstimate {
  const data = modelData(model, design)
  const family = familyOf(model.family)
  const fit = fitGlm(data, design.weight, family, null)
  const covariance =
    design.kind === 'replicate'
      ? replicateCovariance(replicateCoefficients(data, fit, model.family, design), fit.coefficients, design)
      : glmCovariance(data, fit, model.family, design)
  const p = data.x.cols
  const { mean, deviance, nullDeviance } = deviances(data, fit, model.family, design)
  const rows = countInside(design.weight)
  const meanWeight = design.weight.reduce((sum, w) => sum + w, 0) / rows
  const dispersion = dispersionOf(data, mean, model.family, design)
  if (!Number.isFinite(deviance + nullDeviance + dispersion)) {
    throw new NumericError('survey.notFinite', `deviance ${deviance}, dispersion ${dispersion}: scale the data`)
  }
  const naive = choleskyInverse(fit.information)
  return {
    ...estimateFrom(fit.coefficients, covariance, design.degreesOfFreedom),
    rows,
    naiveCovariance: matrix(
      p,
      p,
      naive.data.map((value) => value * meanWeight),
    ),
    residualDegreesOfFreedom: design.degreesOfFreedom + 1 - p,
    deviance,
    nullDeviance,
    dispersion,
    iterations: fit.iterations,
    trace: fit.trace,
  }
}

/**
 * Coefficients at the weights of replicates `first` … `last` − 1, for work split over workers; put together by rows they go to `replicateCovariance`.
 *
 * @param whole  coefficients of the whole sample; left out: fitted again
 * @returns [(last − first) × p]
 * @throws as `estimateGlm`
 * Checked: the parts together equal `estimateGlm`.
 */
export function replicateGlm(
  model: GlmModel,
  design: ReplicateDesign,
  first: number,
  last: number,
  whole: Float64Array | null = null,
): Matrix {
  const data = modelData(model, design)
  const fit = fitGlm(data, design.weight, familyOf(model.family), whole)
  return replicateCoefficients(data, fit, model.family, design, first, last)
}

/** [n] the mean at the linear predictor of each row. */
function fitted(data: ModelData, beta: Float64Array, family: FamilyName): Float64Array {
  const { x, offset } = data
  const eta = offset === null ? new Float64Array(x.rows) : offset.slice()
  for (let j = 0; j < x.cols; j++) for (let i = 0; i < x.rows; i++) eta[i] += beta[j] * x.data[i + j * x.rows]
  const mean = new Float64Array(x.rows)
  familyOf(family).inverse(eta, mean, new Float64Array(x.rows), x.rows)
  return mean
}

function devianceOf(data: ModelData, mean: Float64Array, family: FamilyName, weight: Float64Array): number {
  const { deviance } = familyOf(family)
  let sum = 0
  for (let i = 0; i < mean.length; i++) {
    if (weight[i] !== 0) sum += weight[i] * (data.trials === null ? 1 : data.trials[i]) * deviance(data.y[i], mean[i])
  }
  return sum
}

function deviances(data: ModelData, fit: GlmFit, family: FamilyName, design: SurveyDesign) {
  const { weight } = design
  const scaled = countInside(weight) / weight.reduce((sum, w) => sum + w, 0)
  const mean = fitted(data, fit.coefficients, family)
  return {
    mean,
    deviance: scaled * devianceOf(data, mean, family, weight),
    nullDeviance: scaled * devianceOf(data, interceptMean(data, family, weight), family, weight),
  }
}

/** [n] means of the model with an intercept alone: without an offset the weighted mean of all, under any link. */
function interceptMean(data: ModelData, family: FamilyName, weight: Float64Array): Float64Array {
  const { y, trials, offset } = data
  if (offset !== null) {
    const intercept = { ...data, x: matrix(y.length, 1, new Float64Array(y.length).fill(1)) }
    return fitted(intercept, fitGlm(intercept, weight, familyOf(family), null).coefficients, family)
  }
  let sum = 0
  let total = 0
  for (let i = 0; i < y.length; i++) {
    const w = trials === null ? weight[i] : weight[i] * trials[i]
    if (w === 0) continue
    sum += w * y[i]
    total += w
  }
  return new Float64Array(y.length).fill(sum / total)
}

/** n/(n − 1)·Σw(e − ē)²/Σw of the Pearson residuals e. */
function dispersionOf(data: ModelData, mean: Float64Array, family: FamilyName, design: SurveyDesign): number {
  const { variance } = familyOf(family)
  const { weight } = design
  const residual = mean.map((m, i) => {
    const trials = data.trials === null ? 1 : data.trials[i]
    return weight[i] === 0 ? 0 : (data.y[i] - m) * Math.sqrt(trials / variance(m))
  })
  let total = 0
  let sum = 0
  for (let i = 0; i < residual.length; i++) {
    total += weight[i]
    sum += weight[i] * residual[i]
  }
  const centre = sum / total
  let squares = 0
  for (let i = 0; i < residual.length; i++) squares += weight[i] * (residual[i] - centre) ** 2
  const n = countInside(weight)
  return (n / (n - 1)) * (squares / total)
}

/** A coefficient with its t test. */
export interface Coefficient {
  readonly value: number
  readonly standardError: number
  readonly t: number
  /** two-sided, with the residual degrees of freedom */
  readonly p: number
}

/** The usual table of coefficients. @throws NumericError survey.degreesOfFreedom when none are left. Checked: R survey 4.5 summary.svyglm. */
export function coefficientTable(estimate: GlmEstimate): Coefficient[] {
  const { value, standardError, residualDegreesOfFreedom: df } = estimate
  if (!(df > 0)) throw new NumericError('survey.degreesOfFreedom', `${df} degrees of freedom are left`)
  return Array.from(value, (b, j) => {
    if (!(standardError[j] > 0))
      throw new NumericError('survey.singular', `coefficient ${j} has no error to test against`)
    const t = b / standardError[j]
    return { value: b, standardError: standardError[j], t, p: 2 * tCdf(Math.abs(t), df, 'upper') }
  })
}

/**
 * Linear predictors of new rows with their covariance.
 *
 * @param x  [m × p] model matrix of the new rows
 * @throws NumericError survey.shape
 * Checked: R survey 4.5 predict.svyglm.
 */
export function predictGlm(estimate: Estimate, x: Matrix): Estimate {
  const p = estimate.value.length
  if (x.cols !== p) throw new NumericError('survey.shape', `${x.cols} columns for ${p} coefficients`)
  const value = new Float64Array(x.rows)
  for (let j = 0; j < p; j++) for (let i = 0; i < x.rows; i++) value[i] += estimate.value[j] * x.data[i + j * x.rows]
  const covariance = matrix(x.rows, x.rows)
  for (let a = 0; a < x.rows; a++) {
    for (let b = 0; b < x.rows; b++) {
      let sum = 0
      for (let j = 0; j < p; j++) {
        for (let k = 0; k < p; k++)
          sum += x.data[a + j * x.rows] * estimate.covariance.data[j + k * p] * x.data[b + k * x.rows]
      }
      covariance.data[a + b * x.rows] = sum
    }
  }
  return estimateFrom(value, covariance, estimate.degreesOfFreedom)
}
