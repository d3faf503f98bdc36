import { identity, type Matrix, matrix, matVec, NumericError } from '@kepu/numeric'
import type { FayHerriotOptions } from './fay-herriot.ts'
import {
  combine,
  type EffectCovariance,
  type MixedStep,
  mixedError,
  mixedStep,
  parameterCovariance,
} from './mixed-model.ts'
import { requireModelMatrix, requireValues, requireVariances } from './model-matrix.ts'
import { neighbourhood, requireProximity, spatialAutoregression } from './spatial-structure.ts'

/** An area-level model over rounds as fitted. */
export interface SpaceTimeFit {
  readonly converged: boolean
  readonly iterations: number
  /** parameters after each iteration, the start first */
  readonly trace: readonly Float64Array[]
  /** σ₁², ρ₁, σ₂² and, with autoregression, ρ₂; and their standard errors */
  readonly parameters: Float64Array
  readonly parameterErrors: Float64Array
  readonly coefficient: Float64Array
  readonly covariance: Matrix
  /** [A·T] EBLUP of each area and round, and its mean squared error */
  readonly estimate: Float64Array
  readonly mse: Float64Array
}

/**
 * Area-level model over several rounds of a survey: areas that are alike when they are neighbours, and each area's own ups and downs from round to round.
 *
 *   y_at = x_atᵀβ + u_a + v_at + e_at,  u = ρ₁Wu + ε₁,  v_at independent ('independent') or ρ₂v_a,t−1 + ε₂ ('autoregressive'),  e ~ N(0, D)
 *
 * REML by scoring from half the median of D for both variances and ½ for the correlations; a step that would leave the parameter space is halved.
 *
 * @param y                 [A·T] direct estimates, the rounds of area 0 first, in some unit U
 * @param x                 [A·T × p]
 * @param samplingVariance  [A·T] D, positive, in U²
 * @param proximity         [A × A] W, rows summing to 1 or 0, zero diagonal
 * @param rounds            T, at least 2 (3 for 'autoregressive')
 * @throws NumericError survey.shape · survey.value · survey.variance · survey.collinear · survey.proximity (name the place)
 *
 * Validity: few rounds tell little of ρ₂ and few areas little of ρ₁: look at their errors, and at the model without them. The MSE has no bias term for curvature.
 * Time O((A·T)³) an iteration. Source: Marhuenda, Molina & Morales (2013), Comput. Stat. Data Anal. 58, 308–325. Checked: R sae 1.3 eblupSTFH, both models.
 */
export function fitSpaceTime(
  y: ArrayLike<number>,
  x: Matrix,
  samplingVariance: ArrayLike<number>,
  proximity: Matrix,
  rounds: number,
  model: 'independent' | 'autoregressive',
  { tolerance = 1e-9, maxIterations = 1000 }: FayHerriotOptions = {},
): SpaceTimeFit {
  const n = y.length
  requireValues(y, 'y')
  requireModelMatrix(x, n)
  requireVariances(samplingVariance, n, 'samplingVariance')
  const least = model === 'independent' ? 2 : 3
  if (!Number.isInteger(rounds) || rounds < least || n !== rounds * proximity.rows) {
    throw new NumericError(
      'survey.shape',
      `${n} values for ${proximity.rows} areas in ${rounds} rounds (at least ${least})`,
    )
  }
  requireProximity(proximity, proximity.rows)
  const d = Float64Array.from(samplingVariance)
  const structure = structureOf(proximity, rounds, model)
  const sorted = Float64Array.from(d).sort()
  const half = 0.25 * (sorted[(n - 1) >> 1] + sorted[n >> 1])
  const path: Float64Array[] = [Float64Array.of(half, 0.5, half, ...(model === 'autoregressive' ? [0.5] : []))]
  let step = mixedStep(y, x, d, structure(path[0]), true)
  let converged = false
  while (!converged && path.length <= maxIterations) {
    const before = path[path.length - 1]
    const next = inside(before, step.move)
    step = mixedStep(y, x, d, structure(next), true)
    path.push(next)
    converged = next.every(
      (value, k) => Math.abs(value - before[k]) <= tolerance * Math.max(Math.abs(before[k]), 1e-3 * half),
    )
  }
  return summary(y, x, step, path, converged)
}

function summary(
  y: ArrayLike<number>,
  x: Matrix,
  step: MixedStep,
  path: readonly Float64Array[],
  converged: boolean,
): SpaceTimeFit {
  const spread = parameterCovariance(step)
  const parameters = path[path.length - 1]
  const effect = matVec(step.effects.covariance, matVec(step.inverse, step.residual))
  return {
    converged,
    iterations: path.length - 1,
    trace: path,
    parameters,
    parameterErrors: parameters.map((_, k) => Math.sqrt(spread.data[k * (parameters.length + 1)])),
    coefficient: step.coefficient,
    covariance: step.covariance,
    estimate: effect.map((u, at) => y[at] - step.residual[at] + u),
    mse: mixedError(x, step, spread),
  }
}

/** The step, halved until variances stay positive and correlations within ±0.999. */
function inside(before: Float64Array, move: Float64Array): Float64Array {
  for (let share = 1; ; share /= 2) {
    const next = before.map((value, k) => value + share * move[k])
    if (next.every((value, k) => (k % 2 === 0 ? value > 0 : Math.abs(value) < 0.999))) return next
  }
}

/** G and its derivatives at (σ₁², ρ₁, σ₂²[, ρ₂]). */
function structureOf(proximity: Matrix, rounds: number, model: string): (parameters: Float64Array) => EffectCovariance {
  const areas = proximity.rows
  const near = neighbourhood(proximity)
  return ([areaVariance, correlation, roundVariance, memory = 0]) => {
    const { shape, slope } = spatialAutoregression(near, correlation)
    const inTime = model === 'autoregressive' ? autoregression(rounds, memory) : identity(rounds)
    const byArea = spreadOver(shape, ones(rounds))
    const byRound = spreadOver(identity(areas), inTime)
    const derivatives = [byArea, spreadOver(combine([areaVariance, slope]), ones(rounds)), byRound]
    if (model === 'autoregressive') {
      derivatives.push(spreadOver(identity(areas), combine([roundVariance, autoregressionSlope(rounds, memory)])))
    }
    return { covariance: combine([areaVariance, byArea], [roundVariance, byRound]), derivatives }
  }
}

function ones(size: number): Matrix {
  return matrix(size, size, new Float64Array(size * size).fill(1))
}

/** Kronecker product A ⊗ B. */
function spreadOver(a: Matrix, b: Matrix): Matrix {
  const size = a.rows * b.rows
  const result = matrix(size, size)
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) {
      const outer = a.data[Math.floor(i / b.rows) + Math.floor(j / b.rows) * a.rows]
      result.data[i + j * size] = outer * b.data[(i % b.rows) + (j % b.rows) * b.rows]
    }
  }
  return result
}

/** Covariance of a stationary autoregression with unit innovations: ρ^|s−t|/(1 − ρ²). */
function autoregression(rounds: number, memory: number): Matrix {
  const result = matrix(rounds, rounds)
  for (let s = 0; s < rounds; s++) {
    for (let t = 0; t < rounds; t++) result.data[s + t * rounds] = memory ** Math.abs(s - t) / (1 - memory ** 2)
  }
  return result
}

function autoregressionSlope(rounds: number, memory: number): Matrix {
  const result = matrix(rounds, rounds)
  const rest = 1 - memory ** 2
  for (let s = 0; s < rounds; s++) {
    for (let t = 0; t < rounds; t++) {
      const lag = Math.abs(s - t)
      const power = lag === 0 ? 0 : lag * memory ** (lag - 1)
      result.data[s + t * rounds] = power / rest + (2 * memory * memory ** lag) / rest ** 2
    }
  }
  return result
}
