import {
  bfgs,
  choleskyFactor,
  choleskyInverse,
  type Matrix,
  matrix,
  matVec,
  NumericError,
  transposeMul,
} from '@kepu/numeric'
import { type MultilevelData, type MultilevelLayout, multilevelLayout } from './multilevel-data.ts'
import { laplacePoint, type MarginalPoint, quadraturePoint } from './multilevel-likelihood.ts'
import { curvature, type Mode } from './multilevel-mode.ts'

/** How the random effects are integrated out, and when to stop. */
export interface MultilevelOptions {
  /** 1 (when not said): Laplace. 7 … 100: adaptive Gauss–Hermite, for one random term. */
  readonly quadraturePoints?: number
  /** 200 when not said */
  readonly maxIterations?: number
}

/** A multilevel logistic regression as fitted. */
export interface MultilevelFit {
  readonly converged: boolean
  readonly iterations: number
  /** log-likelihood after each iteration, the start first */
  readonly trace: readonly number[]
  /** [p] β, on the logit scale */
  readonly coefficient: Float64Array
  /** [p × p] covariance of β from the curvature in β and the deviations together */
  readonly coefficientCovariance: Matrix
  /** [T] standard deviation of each term's intercepts, on the logit scale; 0 when the data show no variation */
  readonly deviation: Float64Array
  /** by term: [levels] most probable intercepts */
  readonly effect: readonly Float64Array[]
  readonly logLikelihood: number
  /** covariance of (β, all effects in their order) given the deviations [(p + q) × (p + q)]: what a prediction's error is made of */
  readonly jointCovariance: Matrix
}

/** A linear predictor beyond this (odds of 5e8 to 1) is on its way to infinity. */
const SEPARATED = 20

/** Below this a deviation counts as zero: it moves no probability by more than 1e-6. */
const NO_DEVIATION = 1e-6

/**
 * Logistic regression with random intercepts for several crossed or nested groupings.
 *
 *   y ~ Binomial(n, p),  logit p = xᵀβ + Σₜ b_t[level],  b_t ~ N(0, σₜ²)
 *
 * β and σ maximise the likelihood with the effects integrated out by Laplace's approximation, or by adaptive quadrature.
 *
 * @returns  look at `converged`: false when a further step would still raise the log-likelihood
 * @throws NumericError survey.shape · survey.value · survey.collinear · survey.group (name the place) · survey.argument · survey.separation when the covariates
 *                      separate successes from failures, so that β has no finite estimate
 *
 * Validity: Laplace is first order; with few trials per level and large σ it understates σ (compare with quadrature). Few levels (age groups) give a poor σ by
 * any likelihood method.
 * Time O(n·T² + q³) an evaluation, q all levels together. Source: Bates, Mächler, Bolker & Walker (2015), J. Stat. Softw. 67(1), for the formulation;
 * Pinheiro & Chao (2006), J. Comput. Graph. Stat. 15, 58–81, for the quadrature. Checked: R lme4 1.1.31 glmer, Laplace with three terms and nAGQ = 25 with one.
 */
export function fitMultilevelLogistic(data: MultilevelData, options: MultilevelOptions = {}): MultilevelFit {
  const { quadraturePoints = 1, maxIterations = 200 } = options
  requirePoints(quadraturePoints, data.terms.length)
  const layout = multilevelLayout(data)
  const p = layout.x.cols
  let warm = new Float64Array(layout.termOf.length)
  const evaluate = (parameter: Float64Array): MarginalPoint => {
    const point =
      quadraturePoints === 1
        ? laplacePoint(layout, parameter, warm)
        : quadraturePoint(layout, parameter, warm, quadraturePoints)
    warm = Float64Array.from(point.mode.effect)
    return point
  }
  const start = new Float64Array(p + layout.termCount).fill(0.3, p)
  const rough = bfgs(evaluate, start, { gradientTolerance: 1e-10, valueTolerance: 1e-13, maxIterations })
  if (evaluate(rough.x).mode.predictor.some((eta) => Math.abs(eta) > SEPARATED)) {
    throw new NumericError(
      'survey.separation',
      'the covariates separate successes from failures: no finite coefficient',
    )
  }
  const { parameter, point, inverse, converged } = polish(evaluate, rough.x, p)
  const { mode } = point
  const deviation = parameter.slice(p).map((sigma) => (Math.abs(sigma) < NO_DEVIATION ? 0 : sigma))
  return {
    converged,
    iterations: rough.iterations,
    trace: rough.trace.map((value) => layout.constant - value),
    coefficient: parameter.slice(0, p).map((b, j) => b / layout.scale[j]),
    coefficientCovariance: unscaled(inverse, layout.scale),
    deviation: deviation.map(Math.abs),
    effect: data.terms.map((_, t) => effectsOfTerm(layout, mode, deviation, t)),
    logLikelihood: layout.constant - point.value,
    jointCovariance: jointCovariance(layout, mode, deviation),
  }
}

function requirePoints(points: number, terms: number): void {
  const usable = points === 1 || (Number.isInteger(points) && points >= 7 && points <= 100)
  if (!usable) throw new NumericError('survey.argument', `${points} quadrature points: 1, or 7 to 100`)
  if (points > 1 && terms !== 1) {
    throw new NumericError('survey.argument', `quadrature integrates over one term, not ${terms}: use Laplace`)
  }
}

function effectsOfTerm(layout: MultilevelLayout, mode: Mode, deviation: Float64Array, t: number): Float64Array {
  return mode.effect.filter((_, j) => layout.termOf[j] === t).map((u) => deviation[t] * u)
}

/** A maximum after one Newton step, and the inverse curvature there in β and the deviations that are not zero, β first. */
interface Polished {
  readonly parameter: Float64Array
  readonly point: MarginalPoint
  readonly inverse: Matrix
  /** a further step would raise the log-likelihood by less than 1e-8: below what the rounding of a sum over many rows shows */
  readonly converged: boolean
}

function polish(evaluate: (parameter: Float64Array) => MarginalPoint, rough: Float64Array, p: number): Polished {
  const free = [...rough.keys()].filter((k) => k < p || Math.abs(rough[k]) >= NO_DEVIATION)
  const inverse = choleskyInverse(choleskyFactor(curvatureAt(evaluate, rough, free)))
  const stepFrom = (point: MarginalPoint): Float64Array =>
    matVec(
      inverse,
      free.map((k) => point.gradient[k]),
    )
  const before = evaluate(rough)
  const step = stepFrom(before)
  const moved = Float64Array.from(rough)
  free.forEach((k, a) => {
    moved[k] -= step[a]
  })
  const after = evaluate(moved)
  const steepest = (point: MarginalPoint): number => point.gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0)
  const better = steepest(after) < steepest(before)
  const point = better ? after : before
  const gain = stepFrom(point).reduce((sum, value, a) => sum + 0.5 * value * point.gradient[free[a]], 0)
  return { parameter: better ? moved : rough, point, inverse, converged: gain < 1e-8 }
}

/** Curvature of the marginal likelihood in some parameters, by central differences of its slope. */
function curvatureAt(
  evaluate: (parameter: Float64Array) => MarginalPoint,
  at: Float64Array,
  free: readonly number[],
): Matrix {
  const hessian = matrix(free.length, free.length)
  free.forEach((k, a) => {
    const step = 1e-4
    const above = evaluate(at.with(k, at[k] + step)).gradient
    const below = evaluate(at.with(k, at[k] - step)).gradient
    free.forEach((l, b) => {
      const slope = (above[l] - below[l]) / (2 * step)
      hessian.data[a + b * free.length] += 0.5 * slope
      hessian.data[b + a * free.length] += 0.5 * slope
    })
  })
  return hessian
}

/** The part of β of an inverse curvature, on the scale of the covariates as given. */
function unscaled(inverse: Matrix, scale: Float64Array): Matrix {
  const p = scale.length
  const result = matrix(p, p)
  for (let j = 0; j < p; j++) {
    for (let k = 0; k < p; k++) result.data[j + k * p] = inverse.data[j + k * inverse.rows] / (scale[j] * scale[k])
  }
  return result
}

/** Inverse of the curvature in (β, u), brought to the scale of the effects. */
function jointCovariance(layout: MultilevelLayout, mode: Mode, deviation: Float64Array): Matrix {
  const { x, effect, termCount, termOf, scale } = layout
  const n = x.rows
  const p = x.cols
  const q = termOf.length
  const size = p + q
  const joint = matrix(size, size)
  const fixed = transposeMul(x, x, mode.variance)
  const random = curvature(layout, deviation, mode.variance)
  for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) joint.data[j + k * size] = fixed.data[j + k * p]
  for (let j = 0; j < q; j++) for (let k = 0; k < q; k++) joint.data[p + j + (p + k) * size] = random.data[j + k * q]
  for (let t = 0; t < termCount; t++) {
    for (let k = 0; k < p; k++) {
      for (let i = 0; i < n; i++) {
        joint.data[p + effect[t * n + i] + k * size] += deviation[t] * mode.variance[i] * x.data[i + k * n]
      }
    }
  }
  const inverse = choleskyInverse(choleskyFactor(joint))
  const unit = Float64Array.from({ length: size }, (_, j) => (j < p ? 1 / scale[j] : deviation[termOf[j - p]]))
  for (let j = 0; j < size; j++) for (let k = 0; k < size; k++) inverse.data[j + k * size] *= unit[j] * unit[k]
  return inverse
}
