import { type Cholesky, choleskyFactor, choleskySolve, type Matrix, matrix, NumericError } from '@kepu/numeric'
import type { Family } from './family.ts'

/** Rows worked on at a time, so that what a block needs stays in the processor's cache. */
const BLOCK = 512
const MAX_ITERATIONS = 60

/** Data of a regression: column-major model matrix, answers, and what multiplies the weights and adds to the predictor. */
export interface ModelData {
  /** [n × p] */
  readonly x: Matrix
  /** [n] */
  readonly y: Float64Array
  /** [n] trials of a binomial share; null: 1 each */
  readonly trials: Float64Array | null
  /** [n] added to the linear predictor; null: 0 */
  readonly offset: Float64Array | null
}

/** A fitted regression, without its sampling variance. */
export interface GlmFit {
  /** [p] */
  readonly coefficients: Float64Array
  /** Cholesky factor of Σ w x xᵀ (dμ/dη)²/V(μ) at the coefficients */
  readonly information: Cholesky
  readonly iterations: number
  /** largest step of each iteration, in units of the predictor */
  readonly trace: readonly number[]
}

/** What `Accumulator.each` hands out for the rows first … first + count − 1; the arrays are used again for the next block. */
type BlockVisitor = (
  first: number,
  count: number,
  score: Float64Array,
  curvature: Float64Array,
  mean: Float64Array,
) => void

/** Σ w·(gradient, information) over blocks of rows; one is kept between calls so that nothing is allocated in the loop. */
export class Accumulator {
  readonly gradient: Float64Array
  readonly information: Matrix
  private readonly data: ModelData
  private readonly family: Family
  private readonly eta = new Float64Array(BLOCK)
  private readonly mean = new Float64Array(BLOCK)
  private readonly slope = new Float64Array(BLOCK)
  private readonly score = new Float64Array(BLOCK)
  private readonly curvature = new Float64Array(BLOCK)

  constructor(data: ModelData, family: Family) {
    this.data = data
    this.family = family
    this.gradient = new Float64Array(data.x.cols)
    this.information = matrix(data.x.cols, data.x.cols)
  }

  /** Score (y − μ)·slope/V and curvature slope²/V of a block, both times weight. */
  private block(beta: Float64Array | null, weight: Float64Array, first: number, count: number): void {
    const { x, y, trials, offset } = this.data
    const { eta, mean, slope, score, curvature, family } = this
    const n = x.rows
    if (beta === null) for (let i = 0; i < count; i++) eta[i] = family.start(y[first + i])
    else {
      for (let i = 0; i < count; i++) eta[i] = offset === null ? 0 : offset[first + i]
      for (let j = 0; j < x.cols; j++) {
        const b = beta[j]
        const at = first + j * n
        for (let i = 0; i < count; i++) eta[i] += b * x.data[at + i]
      }
    }
    family.inverse(eta, mean, slope, count)
    for (let i = 0; i < count; i++) {
      const w = trials === null ? weight[first + i] : weight[first + i] * trials[first + i]
      const ratio = family.canonical ? 1 : slope[i] / family.variance(mean[i])
      score[i] = w === 0 ? 0 : w * ratio * (y[first + i] - mean[i])
      curvature[i] = w === 0 ? 0 : w * ratio * slope[i]
    }
  }

  /** Gradient at beta; the information too when asked. */
  sum(beta: Float64Array, weight: Float64Array, withInformation: boolean): void {
    const { x } = this.data
    const n = x.rows
    this.gradient.fill(0)
    if (withInformation) this.information.data.fill(0)
    for (let first = 0; first < n; first += BLOCK) {
      const count = Math.min(BLOCK, n - first)
      this.block(beta, weight, first, count)
      this.addGradient(first, count, this.score)
      if (withInformation) this.addInformation(first, count)
    }
    if (withInformation) this.mirror()
  }

  /** Normal equations of the first step, from the family's starting predictor: gradient holds Σ w·curvature·x·working response. */
  start(weight: Float64Array): void {
    const { x, offset } = this.data
    const n = x.rows
    this.gradient.fill(0)
    this.information.data.fill(0)
    for (let first = 0; first < n; first += BLOCK) {
      const count = Math.min(BLOCK, n - first)
      this.block(null, weight, first, count)
      for (let i = 0; i < count; i++) {
        this.score[i] += this.curvature[i] * (this.eta[i] - (offset === null ? 0 : offset[first + i]))
      }
      this.addGradient(first, count, this.score)
      this.addInformation(first, count)
    }
    this.mirror()
  }

  /** Calls back with score and curvature (times weight) and mean of each block: for sums by group. */
  each(beta: Float64Array, weight: Float64Array, visit: BlockVisitor): void {
    const n = this.data.x.rows
    for (let first = 0; first < n; first += BLOCK) {
      const count = Math.min(BLOCK, n - first)
      this.block(beta, weight, first, count)
      visit(first, count, this.score, this.curvature, this.mean)
    }
  }

  private addGradient(first: number, count: number, score: Float64Array): void {
    const { x } = this.data
    for (let j = 0; j < x.cols; j++) {
      const at = first + j * x.rows
      let sum = 0
      for (let i = 0; i < count; i++) sum += score[i] * x.data[at + i]
      this.gradient[j] += sum
    }
  }

  private addInformation(first: number, count: number): void {
    const { x } = this.data
    const p = x.cols
    const { curvature, mean: scaled } = this
    for (let j = 0; j < p; j++) {
      const left = first + j * x.rows
      for (let i = 0; i < count; i++) scaled[i] = curvature[i] * x.data[left + i]
      for (let k = j; k < p; k++) {
        const right = first + k * x.rows
        let sum = 0
        for (let i = 0; i < count; i++) sum += scaled[i] * x.data[right + i]
        this.information.data[k + j * p] += sum
      }
    }
  }

  private mirror(): void {
    const p = this.information.rows
    for (let j = 0; j < p; j++)
      for (let k = 0; k < j; k++) this.information.data[k + j * p] = this.information.data[j + k * p]
  }
}

/** Root mean square of each column under the weights: what a coefficient's step is measured in. */
function columnScales(x: Matrix, weight: Float64Array): Float64Array {
  const total = weight.reduce((sum, w) => sum + w, 0)
  return Float64Array.from({ length: x.cols }, (_, j) => {
    let sum = 0
    for (let i = 0; i < x.rows; i++) sum += weight[i] * x.data[i + j * x.rows] ** 2
    return Math.sqrt(sum / total)
  })
}

/** Factor of the information. @throws NumericError survey.collinear (names the column) */
function factorInformation(information: Matrix): Cholesky {
  try {
    return choleskyFactor(information)
  } catch (error) {
    if (error instanceof NumericError && error.code === 'numeric.notPositiveDefinite') {
      throw new NumericError('survey.collinear', `the information is singular: ${error.message}`)
    }
    throw error
  }
}

/**
 * Maximum (pseudo-)likelihood of a generalised linear model by Fisher scoring; every step is measured, so that a predictor that runs away is seen.
 *
 * @param weight  [n] not negative
 * @param start   [p] where to begin; null: the family's own start
 * @throws NumericError survey.collinear (names the column) · survey.separation when an answer is foretold exactly and a coefficient runs to infinity ·
 *         survey.notConverged · survey.notFinite when numbers leave the range of doubles
 * Time O(n·p²) an iteration. Source: McCullagh & Nelder (1989), §2.5. Checked: R glm.fit through svyglm.
 */
export function fitGlm(data: ModelData, weight: Float64Array, family: Family, start: Float64Array | null): GlmFit {
  const sums = new Accumulator(data, family)
  const scale = columnScales(data.x, weight)
  const trace: number[] = []
  let beta: Float64Array
  if (start === null) {
    sums.start(weight)
    beta = choleskySolve(factorInformation(sums.information), sums.gradient)
  } else beta = start.slice()
  for (let iterations = 1; iterations <= MAX_ITERATIONS; iterations++) {
    sums.sum(beta, weight, true)
    const information = factorInformation(sums.information)
    const step = choleskySolve(information, sums.gradient)
    const size = step.reduce((most, value, j) => Math.max(most, Math.abs(value) * scale[j]), 0)
    const shrink = size > 20 ? 20 / size : 1
    const next = beta.map((value, j) => value + shrink * step[j])
    if (!Number.isFinite(size))
      throw new NumericError('survey.notFinite', `the step of iteration ${iterations} is ${size}: scale the data`)
    trace.push(size)
    if (runsAway(trace)) throw separation(step, scale)
    const reach = beta.reduce((most, value, j) => Math.max(most, Math.abs(value) * scale[j]), 1)
    if (size <= 1e-10 * reach) return { coefficients: beta, information, iterations, trace }
    beta = next
    // Newton's steps square: after one of 1e-6 the next would be 1e-12. The information is still that of this place to 1e-6, and is made anew.
    if (family.canonical && size <= 1e-6 * reach)
      return { coefficients: beta, information: informationAt(sums, beta, weight), iterations, trace }
  }
  throw new NumericError(
    'survey.notConverged',
    `regression after ${MAX_ITERATIONS} iterations, last step ${trace.at(-1)}`,
  )
}

function informationAt(sums: Accumulator, beta: Float64Array, weight: Float64Array): Cholesky {
  sums.sum(beta, weight, true)
  return factorInformation(sums.information)
}

/** Steps that do not shrink after a dozen iterations: the likelihood has no maximum. */
function runsAway(trace: readonly number[]): boolean {
  if (trace.length < 14) return false
  return trace.slice(-6).every((size, k, last) => k === 0 || size > 0.7 * last[k - 1])
}

function separation(step: Float64Array, scale: Float64Array): NumericError {
  let column = 0
  for (let j = 1; j < step.length; j++) {
    if (Math.abs(step[j]) * scale[j] > Math.abs(step[column]) * scale[column]) column = j
  }
  return new NumericError(
    'survey.separation',
    `the coefficient of column ${column} runs to infinity: it foretells answers exactly`,
  )
}
