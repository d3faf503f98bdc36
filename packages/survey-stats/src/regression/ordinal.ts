import { choleskyFactor, choleskyInverse, choleskySolve, type Matrix, matrix, NumericError } from '@kepu/numeric'
import type { SurveyDesign } from '../design/types.ts'
import { checkedColumns } from '../estimate/columns.ts'
import { countInside } from '../estimate/spread.ts'
import { type Estimate, estimateStatistic } from '../variance/estimate.ts'

/** A proportional-odds model to be fitted. */
export interface OrdinalModel {
  /** [n × p] explanatory variables without an intercept */
  readonly x: Matrix
  /** [n] answer 0 … categories − 1, in order */
  readonly y: ArrayLike<number>
  readonly categories: number
}

/** A proportional-odds model with its sampling variance: first the p slopes, then the categories − 1 thresholds. */
export interface OrdinalEstimate extends Estimate {
  /** −2·log-likelihood under the weights */
  readonly deviance: number
  readonly iterations: number
  /** log-likelihood at each iteration */
  readonly trace: readonly number[]
}

/** What one row adds to the likelihood: its probability and the densities at its two thresholds. */
interface RowTerms {
  readonly probability: number
  readonly upper: number
  readonly lower: number
  /** slopes of the densities */
  readonly upperSlope: number
  readonly lowerSlope: number
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))

function rowTerms(eta: number, y: number, theta: Float64Array, p: number, categories: number): RowTerms {
  const above = y === categories - 1 ? 1 : logistic(theta[p + y] - eta)
  const below = y === 0 ? 0 : logistic(theta[p + y - 1] - eta)
  const upper = above * (1 - above)
  const lower = below * (1 - below)
  return {
    probability: above - below,
    upper,
    lower,
    upperSlope: upper * (1 - 2 * above),
    lowerSlope: lower * (1 - 2 * below),
  }
}

interface Data {
  readonly x: Matrix
  readonly y: Int32Array
  readonly categories: number
}

interface Likelihood {
  readonly value: number
  readonly gradient: Float64Array
  /** minus the second derivatives */
  readonly information: Matrix
}

/** Index and slope of the parameters that a row's thresholds and predictor depend on, written into arrays that are reused. */
function likelihood(data: Data, weight: Float64Array, theta: Float64Array): Likelihood {
  const { x, y, categories } = data
  const { rows: n, cols: p } = x
  const size = p + categories - 1
  const gradient = new Float64Array(size)
  const information = matrix(size, size)
  const du = new Float64Array(size)
  const dl = new Float64Array(size)
  let value = 0
  for (let i = 0; i < n; i++) {
    const w = weight[i]
    if (w === 0) continue
    let eta = 0
    for (let j = 0; j < p; j++) {
      const xij = x.data[i + j * n]
      eta += theta[j] * xij
      du[j] = -xij
      dl[j] = -xij
    }
    const terms = rowTerms(eta, y[i], theta, p, categories)
    const { probability: pr } = terms
    if (!(pr > 0)) return { value: Number.NEGATIVE_INFINITY, gradient, information }
    value += w * Math.log(pr)
    du.fill(0, p)
    dl.fill(0, p)
    if (y[i] < categories - 1) du[p + y[i]] = 1
    if (y[i] > 0) dl[p + y[i] - 1] = 1
    for (let a = 0; a < size; a++) {
      const slope = (terms.upper * du[a] - terms.lower * dl[a]) / pr
      gradient[a] += w * slope
      for (let b = 0; b <= a; b++) {
        const other = (terms.upper * du[b] - terms.lower * dl[b]) / pr
        const curve = (terms.upperSlope * du[a] * du[b] - terms.lowerSlope * dl[a] * dl[b]) / pr
        information.data[a + b * size] += w * (slope * other - curve)
      }
    }
  }
  for (let a = 0; a < size; a++)
    for (let b = 0; b < a; b++) information.data[b + a * size] = information.data[a + b * size]
  return { value, gradient, information }
}

/** Thresholds of the answers' own distribution, slopes 0. @throws NumericError survey.response when a category is empty (names it) */
function startingValues({ x, y, categories }: Data, weight: Float64Array): Float64Array {
  const counts = new Float64Array(categories)
  for (let i = 0; i < y.length; i++) counts[y[i]] += weight[i]
  const empty = counts.indexOf(0)
  if (empty >= 0) throw new NumericError('survey.response', `no row has answer ${empty}`)
  const total = counts.reduce((sum, count) => sum + count, 0)
  const theta = new Float64Array(x.cols + categories - 1)
  let passed = 0
  for (let k = 0; k < categories - 1; k++) {
    passed += counts[k] / total
    theta[x.cols + k] = Math.log(passed / (1 - passed))
  }
  return theta
}

interface Fit {
  readonly theta: Float64Array
  readonly at: Likelihood
  readonly trace: readonly number[]
}

/** Newton's method with halved steps. */
function fit(data: Data, weight: Float64Array, start: Float64Array): Fit {
  let theta = start
  let at = likelihood(data, weight, theta)
  const trace = [at.value]
  for (let iteration = 0; iteration < 60; iteration++) {
    const step = choleskySolve(informationFactor(at.information), at.gradient)
    const decrement = step.reduce((sum, value, j) => sum + value * at.gradient[j], 0)
    if (decrement <= 1e-20 * Math.abs(at.value) + 1e-24) return { theta, at, trace }
    const next = improved(data, weight, theta, step, at.value)
    if (next === null) return { theta, at, trace }
    theta = next.theta
    at = next.at
    trace.push(at.value)
    if (decrement <= 1e-15 * Math.abs(at.value)) return { theta, at, trace }
  }
  throw new NumericError(
    'survey.notConverged',
    'proportional odds after 60 iterations: an answer may be foretold exactly',
  )
}

function informationFactor(information: Matrix) {
  try {
    return choleskyFactor(information)
  } catch (error) {
    if (error instanceof NumericError)
      throw new NumericError('survey.collinear', `the information is singular: ${error.message}`)
    throw error
  }
}

function improved(data: Data, weight: Float64Array, theta: Float64Array, step: Float64Array, before: number) {
  for (let share = 1; share > 1e-8; share /= 2) {
    const candidate = theta.map((value, j) => value + share * step[j])
    const at = likelihood(data, weight, candidate)
    if (at.value >= before - 1e-14 * Math.abs(before)) return { theta: candidate, at }
  }
  return null
}

/** [n × size] influence I⁻¹·(score of the row). */
function influence(data: Data, { theta, at }: Fit): Matrix {
  const { x, y, categories } = data
  const { rows: n, cols: p } = x
  const size = theta.length
  const inverse = choleskyInverse(informationFactor(at.information))
  const result = matrix(n, size)
  const score = new Float64Array(size)
  for (let i = 0; i < n; i++) {
    let eta = 0
    for (let j = 0; j < p; j++) eta += theta[j] * x.data[i + j * n]
    const { probability, upper, lower } = rowTerms(eta, y[i], theta, p, categories)
    score.fill(0)
    for (let j = 0; j < p; j++) score[j] = (-x.data[i + j * n] * (upper - lower)) / probability
    if (y[i] < categories - 1) score[p + y[i]] += upper / probability
    if (y[i] > 0) score[p + y[i] - 1] -= lower / probability
    for (let a = 0; a < size; a++) {
      let sum = 0
      for (let b = 0; b < size; b++) sum += inverse.data[a + b * size] * score[b]
      result.data[i + a * n] = sum
    }
  }
  return result
}

/**
 * Proportional-odds regression of an ordered answer.
 *
 *   P(y ≤ k) = 1/(1 + exp(−(ζₖ − xβ)))
 *
 * @returns [p + categories − 1] slopes β (positive: towards higher answers), then thresholds ζ; degrees of freedom: the design's + 1 − their number
 * @throws NumericError survey.response (names the row or an empty category) · survey.shape · survey.notFinite · survey.collinear · survey.notConverged ·
 *         survey.lonelyPsu · survey.replicate
 * Source: McCullagh (1980), J. R. Stat. Soc. B 42, 109–142. Checked: R survey 4.5 svyolr.
 */
export function estimateOrdinal(model: OrdinalModel, design: SurveyDesign): OrdinalEstimate {
  const x = checkedColumns(model.x, design, 'x')
  const { categories } = model
  const y = Int32Array.from({ length: model.y.length }, (_, i) => {
    const answer = model.y[i]
    const valid = Number.isInteger(answer) && answer >= 0 && answer < categories
    if (!valid && design.weight[i] !== 0)
      throw new NumericError('survey.response', `y[${i}] is ${answer} of ${categories} categories`)
    return valid ? answer : 0
  })
  if (y.length !== x.rows) throw new NumericError('survey.shape', `${y.length} answers for ${x.rows} rows`)
  if (categories < 3) throw new NumericError('survey.response', `${categories} categories: use a logistic regression`)
  const data = { x, y, categories }
  const whole = fit(data, design.weight, startingValues(data, design.weight))
  const statistic = {
    rows: x.rows,
    size: whole.theta.length,
    at: (weight: Float64Array) => (weight === design.weight ? whole.theta : fit(data, weight, whole.theta).theta),
    influence: () => influence(data, whole),
  }
  const estimate = estimateStatistic(statistic, design)
  const scale = countInside(design.weight) / design.weight.reduce((sum, w) => sum + w, 0)
  return {
    ...estimate,
    degreesOfFreedom: design.degreesOfFreedom + 1 - whole.theta.length,
    deviance: -2 * whole.at.value * scale,
    iterations: whole.trace.length - 1,
    trace: whole.trace,
  }
}
