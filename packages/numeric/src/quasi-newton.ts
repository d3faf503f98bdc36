import { NumericError } from './error.ts'
import {
  along,
  dot,
  type MinimiseOptions,
  type Minimum,
  maxNorm,
  minimiseLimits,
  startEvaluation,
  type ValueAndGradient,
} from './optimise.ts'

type Evaluate = (x: Float64Array) => ValueAndGradient

interface Landing extends ValueAndGradient {
  readonly x: Float64Array
  readonly evaluations: number
}

/** A step that satisfies the weak Wolfe conditions, by bisection and doubling; null when none is found in 60 tries. */
function wolfeStep(evaluate: Evaluate, x: Float64Array, at: ValueAndGradient, direction: Float64Array): Landing | null {
  const slope = dot(direction, at.gradient)
  const rounding = 4 * Number.EPSILON * Math.max(1, Math.abs(at.value))
  let low = 0
  let high = Number.POSITIVE_INFINITY
  let step = 1
  for (let tries = 1; tries <= 60; tries++) {
    const candidate = along(x, direction, step)
    const there = evaluate(candidate)
    if (!(there.value <= at.value + 1e-4 * step * slope + rounding)) high = step
    else if (!(dot(there.gradient, direction) >= 0.9 * slope)) low = step
    else return { x: candidate, value: there.value, gradient: there.gradient, evaluations: tries }
    step = high === Number.POSITIVE_INFINITY ? 2 * step : 0.5 * (low + high)
  }
  return null
}

/** Inverse-Hessian update H ← (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ, in place on the flat symmetric [n × n]. */
function updateInverse(h: Float64Array, s: Float64Array, y: Float64Array): void {
  const n = s.length
  const sy = dot(s, y)
  if (!(sy > 1e-300)) return
  const hy = new Float64Array(n)
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) hy[i] += h[i + j * n] * y[j]
  const factor = (1 + dot(y, hy) / sy) / sy
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) h[i + j * n] += factor * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / sy
  }
}

/**
 * Minimises a smooth function by BFGS with a weak-Wolfe line search.
 *
 * @param evaluate  value and gradient [n] at a point
 * @param start     [n]
 * @throws NumericError numeric.notFinite at the start · numeric.shape
 *
 * Memory O(n²). Source: Nocedal & Wright (2006), alg. 6.1; line search of Lewis & Overton (2013), Math. Prog. 141, alg. 2.6. Checked: Rosenbrock and
 * other published test functions, the minimum of `newton`.
 */
export function bfgs(evaluate: Evaluate, start: ArrayLike<number>, options: MinimiseOptions = {}): Minimum {
  const { gradientTolerance, valueTolerance, maxIterations } = minimiseLimits(options)
  let x: Float64Array = Float64Array.from(start)
  const n = x.length
  let at = startEvaluation(evaluate, x)
  let evaluations = 1
  const trace = [at.value]
  const h = new Float64Array(n * n)
  let fresh = true
  const stop = (converged: boolean, reason: Minimum['reason']): Minimum => {
    return {
      x,
      value: at.value,
      gradient: at.gradient,
      converged,
      reason,
      iterations: trace.length - 1,
      evaluations,
      trace,
    }
  }
  for (;;) {
    const scale = Math.max(1, Math.abs(at.value))
    if (maxNorm(at.gradient) <= gradientTolerance * scale) return stop(true, 'gradient')
    if (trace.length > maxIterations) return stop(false, 'iterations')
    if (fresh) resetInverse(h, 1 / Math.max(1, maxNorm(at.gradient)), n)
    const landing = wolfeStep(evaluate, x, at, timesMinus(h, at.gradient))
    if (landing === null) {
      if (fresh) return stop(false, 'lineSearch')
      fresh = true
      continue
    }
    evaluations += landing.evaluations
    const s = along(landing.x, x, -1)
    const y = along(landing.gradient, at.gradient, -1)
    if (fresh) resetInverse(h, dot(s, y) / dot(y, y) || 1, n)
    updateInverse(h, s, y)
    fresh = false
    const gained = at.value - landing.value
    x = landing.x
    at = landing
    trace.push(at.value)
    if (valueTolerance > 0 && gained <= valueTolerance * scale) return stop(true, 'value')
  }
}

function resetInverse(h: Float64Array, scale: number, n: number): void {
  h.fill(0)
  for (let i = 0; i < n; i++) h[i + i * n] = scale
}

function timesMinus(h: Float64Array, g: Float64Array): Float64Array {
  const n = g.length
  const result = new Float64Array(n)
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) result[i] -= h[i + j * n] * g[j]
  return result
}

/** Limits of each coordinate; −Infinity and Infinity where there is none. */
export interface Box {
  readonly lower: ArrayLike<number>
  readonly upper: ArrayLike<number>
}

const MEMORY = 10

/** The L-BFGS direction from the last pairs, restricted to the coordinates that are free. */
function limitedDirection(
  g: Float64Array,
  pairs: readonly (readonly [Float64Array, Float64Array])[],
  free: Uint8Array,
) {
  const keep = (v: Float64Array): Float64Array => v.map((value, i) => (free[i] === 1 ? value : 0))
  let q = keep(g)
  const used = pairs.map(([s, y]) => [keep(s), keep(y)] as const).filter(([s, y]) => dot(s, y) > 1e-14 * dot(y, y))
  const alpha: number[] = []
  for (const [s, y] of used.toReversed()) {
    const a = dot(s, q) / dot(s, y)
    alpha.push(a)
    q = along(q, y, -a)
  }
  const last = used.at(-1)
  const gamma = last ? dot(last[0], last[1]) / dot(last[1], last[1]) : 1 / Math.max(1, maxNorm(q))
  let r: Float64Array = q.map((value) => gamma * value)
  for (const [s, y] of used) {
    const beta = dot(y, r) / dot(s, y)
    r = along(r, s, (alpha.pop() ?? 0) - beta)
  }
  return r.map((value) => -value)
}

/**
 * Minimises a smooth function inside a box, by limited-memory BFGS on the free coordinates with projected steps (two-metric projection).
 *
 * A coordinate at its limit whose slope pushes outwards is held; the others take the L-BFGS step, clipped to the box, halved until the value falls enough. Converged
 * when the projected gradient vanishes. The same problem as Fortran L-BFGS-B's, by a simpler active-set rule.
 *
 * @param evaluate  value and gradient [n]; only called inside the box
 * @param start     [n], clipped to the box
 * @throws NumericError numeric.argument when a lower limit exceeds its upper · numeric.notFinite at the start · numeric.shape
 *
 * Memory O(20n). Source: Bertsekas (1982), SIAM J. Control Optim. 20, 221–246; Kim, Sra & Dhillon (2010), SIAM J. Sci. Comput. 32, 3548–3563.
 * Checked: unbounded minima of `bfgs`, bounded quadratics by enumeration of the active sets.
 */
export function lbfgsb(evaluate: Evaluate, start: ArrayLike<number>, box: Box, options: MinimiseOptions = {}): Minimum {
  const { gradientTolerance, valueTolerance, maxIterations } = minimiseLimits(options)
  requireBox(box, start.length)
  const clip = (v: Float64Array): Float64Array => {
    return v.map((value, i) => Math.min(Math.max(value, box.lower[i]), box.upper[i]))
  }
  let x: Float64Array = clip(Float64Array.from(start))
  let at = startEvaluation(evaluate, x)
  let evaluations = 1
  const trace = [at.value]
  let pairs: (readonly [Float64Array, Float64Array])[] = []
  const stop = (converged: boolean, reason: Minimum['reason']): Minimum => {
    return {
      x,
      value: at.value,
      gradient: at.gradient,
      converged,
      reason,
      iterations: trace.length - 1,
      evaluations,
      trace,
    }
  }
  for (;;) {
    const scale = Math.max(1, Math.abs(at.value))
    const projected = along(clip(along(x, at.gradient, -1)), x, -1)
    if (maxNorm(projected) <= gradientTolerance * scale) return stop(true, 'gradient')
    if (trace.length > maxIterations) return stop(false, 'iterations')
    const direction = limitedDirection(at.gradient, pairs, freeCoordinates(x, at.gradient, box))
    const landing = projectedStep(evaluate, clip, x, at, direction)
    if (landing === null) {
      if (pairs.length === 0) return stop(false, 'lineSearch')
      pairs = []
      continue
    }
    evaluations += landing.evaluations
    pairs = [...pairs.slice(1 - MEMORY), [along(landing.x, x, -1), along(landing.gradient, at.gradient, -1)]]
    const gained = at.value - landing.value
    x = landing.x
    at = landing
    trace.push(at.value)
    if (valueTolerance > 0 && gained <= valueTolerance * scale) return stop(true, 'value')
  }
}

function requireBox(box: Box, n: number): void {
  if (box.lower.length !== n || box.upper.length !== n) {
    throw new NumericError(
      'numeric.shape',
      `${n} coordinates, ${box.lower.length} lower and ${box.upper.length} upper limits`,
    )
  }
  for (let i = 0; i < n; i++) {
    if (!(box.lower[i] <= box.upper[i])) {
      throw new NumericError('numeric.argument', `coordinate ${i}: limits ${box.lower[i]} and ${box.upper[i]}`)
    }
  }
}

function freeCoordinates(x: Float64Array, g: Float64Array, box: Box): Uint8Array {
  return Uint8Array.from(x, (value, i) => {
    const held = (value <= box.lower[i] && g[i] > 0) || (value >= box.upper[i] && g[i] < 0)
    return held ? 0 : 1
  })
}

function projectedStep(
  evaluate: Evaluate,
  clip: (v: Float64Array) => Float64Array,
  x: Float64Array,
  at: ValueAndGradient,
  direction: Float64Array,
): Landing | null {
  const rounding = 4 * Number.EPSILON * Math.max(1, Math.abs(at.value))
  let step = 1
  for (let tries = 1; tries <= 60; tries++) {
    const candidate = clip(along(x, direction, step))
    const slope = dot(along(candidate, x, -1), at.gradient)
    const there = evaluate(candidate)
    if (slope < 0 && there.value <= at.value + 1e-4 * slope + rounding) {
      return { x: candidate, value: there.value, gradient: there.gradient, evaluations: tries }
    }
    step *= 0.5
  }
  return null
}
