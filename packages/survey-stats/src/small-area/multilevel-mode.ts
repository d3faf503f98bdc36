import {
  type Cholesky,
  choleskyFactor,
  choleskySolve,
  log1pExp,
  type Matrix,
  matrix,
  matVec,
  NumericError,
} from '@kepu/numeric'
import type { MultilevelLayout } from './multilevel-data.ts'

/** The most probable random effects at given coefficients and deviations, and the curvature there. Effects are in units of their standard deviation. */
export interface Mode {
  /** [q] û */
  readonly effect: Float64Array
  /** [n] linear predictor, expected successes and their variance, at û */
  readonly predictor: Float64Array
  readonly expected: Float64Array
  readonly variance: Float64Array
  /** Cholesky factor of M = ΛZᵀWZΛ + I [q × q] */
  readonly factor: Cholesky
  /** Σ y·η − n·log(1 + e^η) − û²/2, without the binomial constant */
  readonly penalised: number
}

interface Point {
  readonly predictor: Float64Array
  readonly penalised: number
}

function pointAt(layout: MultilevelLayout, fixed: Float64Array, deviation: Float64Array, u: Float64Array): Point {
  const { successes, trials, effect, termCount } = layout
  const n = fixed.length
  const predictor = Float64Array.from(fixed)
  for (let t = 0; t < termCount; t++) {
    const sigma = deviation[t]
    for (let i = 0; i < n; i++) predictor[i] += sigma * u[effect[t * n + i]]
  }
  let penalised = 0
  for (let i = 0; i < n; i++) penalised += successes[i] * predictor[i] - trials[i] * log1pExp(predictor[i])
  for (const value of u) penalised -= 0.5 * value * value
  return { predictor, penalised }
}

/** M = ΛZᵀWZΛ + I, both triangles. O(n·T²). */
export function curvature(layout: MultilevelLayout, deviation: Float64Array, variance: Float64Array): Matrix {
  const { effect, termCount, termOf } = layout
  const n = variance.length
  const q = termOf.length
  const result = matrix(q, q)
  const m = result.data
  for (let t = 0; t < termCount; t++) {
    for (let s = 0; s < termCount; s++) {
      const factor = deviation[t] * deviation[s]
      for (let i = 0; i < n; i++) m[effect[t * n + i] + effect[s * n + i] * q] += factor * variance[i]
    }
  }
  for (let j = 0; j < q; j++) m[j + j * q] += 1
  return result
}

/** ΛZᵀv: values of rows summed by random effect, times its deviation. */
export function toEffects(layout: MultilevelLayout, deviation: Float64Array, v: Float64Array): Float64Array {
  const { effect, termCount, termOf } = layout
  const n = v.length
  const result = new Float64Array(termOf.length)
  for (let t = 0; t < termCount; t++) for (let i = 0; i < n; i++) result[effect[t * n + i]] += deviation[t] * v[i]
  return result
}

/** Expected successes and their variance at a linear predictor. */
export function expectedAt(trials: Float64Array, predictor: Float64Array) {
  const expected = new Float64Array(predictor.length)
  const variance = new Float64Array(predictor.length)
  for (let i = 0; i < predictor.length; i++) {
    const p = 1 / (1 + Math.exp(-predictor[i]))
    expected[i] = trials[i] * p
    variance[i] = trials[i] * p * (1 - p)
  }
  return { expected, variance }
}

/**
 * Finds û by Newton steps (penalised iteratively reweighted least squares), halved where the penalised likelihood would fall.
 *
 * @param coefficient  [p] on the layout's scaled covariates
 * @param deviation    [T] standard deviation of each term; its sign does not matter to the likelihood
 * @param start        [q] where to begin: the mode of a point near by
 * @throws NumericError survey.notConverged
 */
export function findMode(
  layout: MultilevelLayout,
  coefficient: Float64Array,
  deviation: Float64Array,
  start: Float64Array,
): Mode {
  const { successes, trials } = layout
  const fixed = matVec(layout.x, coefficient)
  let u: Float64Array = start
  let at = pointAt(layout, fixed, deviation, u)
  for (let iteration = 0; iteration < 100; iteration++) {
    const { expected, variance } = expectedAt(trials, at.predictor)
    const gradient = toEffects(
      layout,
      deviation,
      successes.map((y, i) => y - expected[i]),
    )
    for (let j = 0; j < u.length; j++) gradient[j] -= u[j]
    const factor = choleskyFactor(curvature(layout, deviation, variance))
    const step = choleskySolve(factor, gradient)
    const decrement = step.reduce((sum, value, j) => sum + value * gradient[j], 0)
    if (decrement <= 1e-20) return { effect: u, ...at, expected, variance, factor }
    let share = 1
    for (;;) {
      const candidate = u.map((value, j) => value + share * step[j])
      const there = pointAt(layout, fixed, deviation, candidate)
      if (there.penalised >= at.penalised - 1e-12 * Math.abs(at.penalised)) {
        u = candidate
        at = there
        break
      }
      share /= 2
      if (share < 1e-10) throw new NumericError('survey.notConverged', 'the mode of the random effects was not found')
    }
  }
  throw new NumericError('survey.notConverged', 'the mode of the random effects was not found in 100 steps')
}
