import { choleskyFactor, choleskySolve } from './cholesky.ts'
import { NumericError } from './error.ts'
import type { Matrix } from './matrix.ts'

/** A function's value and slope at a point. A value of Infinity or NaN means: not here, take a shorter step. */
export interface ValueAndGradient {
  readonly value: number
  readonly gradient: Float64Array
}

/** What every minimiser answers. It never throws for non-convergence: look at `converged`, and `reason` says why it stopped. */
export interface Minimum {
  readonly x: Float64Array
  readonly value: number
  readonly gradient: Float64Array
  readonly converged: boolean
  readonly reason: 'gradient' | 'value' | 'iterations' | 'lineSearch'
  readonly iterations: number
  readonly evaluations: number
  /** value after each iteration, the start first */
  readonly trace: readonly number[]
}

/** When to stop. */
export interface MinimiseOptions {
  /** converged when no (projected) gradient component exceeds this × max(1, |value|); 1e-8 when not said */
  readonly gradientTolerance?: number
  /** also converged when an iteration lowers the value by at most this × max(1, |value|); 0 when not said (off) */
  readonly valueTolerance?: number
  /** 500 when not said */
  readonly maxIterations?: number
}

/** Options with their defaults filled in. */
export function minimiseLimits(options: MinimiseOptions) {
  return {
    gradientTolerance: options.gradientTolerance ?? 1e-8,
    valueTolerance: options.valueTolerance ?? 0,
    maxIterations: options.maxIterations ?? 500,
  }
}

/** x + step·direction, as a new array. */
export function along(x: Float64Array, direction: Float64Array, step: number): Float64Array {
  return x.map((value, i) => value + step * direction[i])
}

/** Σ aᵢ·bᵢ */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

/** max |xᵢ| */
export function maxNorm(x: Float64Array): number {
  let largest = 0
  for (const value of x) largest = Math.max(largest, Math.abs(value))
  return largest
}

/** The evaluation at the start of a search. @throws NumericError numeric.notFinite when there is no finite value there. */
export function startEvaluation<T extends ValueAndGradient>(evaluate: (x: Float64Array) => T, x: Float64Array): T {
  const at = evaluate(x)
  if (!Number.isFinite(at.value))
    throw new NumericError('numeric.notFinite', `the function is ${at.value} at the start`)
  if (at.gradient.length !== x.length) {
    throw new NumericError('numeric.shape', `gradient of ${at.gradient.length} values at a point of ${x.length}`)
  }
  const bad = at.gradient.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) throw new NumericError('numeric.notFinite', `gradient[${bad}] is ${at.gradient[bad]} at the start`)
  return at
}

/** A decrease of this share of the value may drown in its rounding. */
const UNSEEN = 1e-12

/**
 * Minimises a smooth function with its Hessian, by Newton steps, damped to descend: H·p = −g; a Hessian that is not positive definite is shifted until it is
 * (H + λI), and the step is halved until the value falls enough (Armijo). When what is left to gain is less than 1e-12 of the value, steps are taken as long
 * as they shorten the gradient, and the end is converged by 'value'.
 *
 * @param evaluate  value, gradient [n] and Hessian [n × n] at a point
 * @param start     [n]
 * @throws NumericError numeric.notFinite at the start · numeric.shape
 * Source: Nocedal & Wright (2006), §3.4 and alg. 3.3. Checked: Rosenbrock, quadratic in one step, logistic regression.
 */
export function newton(
  evaluate: (x: Float64Array) => ValueAndGradient & { readonly hessian: Matrix },
  start: ArrayLike<number>,
  options: MinimiseOptions = {},
): Minimum {
  const { gradientTolerance, valueTolerance, maxIterations } = minimiseLimits(options)
  let x: Float64Array = Float64Array.from(start)
  let at = startEvaluation(evaluate, x)
  let evaluations = 1
  const trace = [at.value]
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
    const direction = descentDirection(at.hessian, at.gradient)
    const slope = dot(direction, at.gradient)
    if (-slope <= UNSEEN * scale) {
      // What is left to gain is below the rounding of the value (a sum over many rows): the gradient decides.
      const candidate = along(x, direction, 1)
      const there = evaluate(candidate)
      evaluations++
      if (!(maxNorm(there.gradient) < maxNorm(at.gradient))) return stop(true, 'value')
      x = candidate
      at = there
      trace.push(at.value)
      continue
    }
    let step = 1
    for (;;) {
      const candidate = along(x, direction, step)
      const there = evaluate(candidate)
      evaluations++
      if (there.value <= at.value + 1e-4 * step * slope + 4 * Number.EPSILON * scale) {
        const gained = at.value - there.value
        x = candidate
        at = there
        trace.push(at.value)
        if (gained <= valueTolerance * scale && valueTolerance > 0) return stop(true, 'value')
        break
      }
      step *= 0.5
      if (step < 1e-12) return stop(false, 'lineSearch')
    }
  }
}

function descentDirection(hessian: Matrix, gradient: Float64Array): Float64Array {
  const n = gradient.length
  const minus = gradient.map((g) => -g)
  let size = 0
  for (let i = 0; i < n; i++) size = Math.max(size, Math.abs(hessian.data[i + i * n]))
  for (let shift = 0; shift < 1e20 * (size || 1); shift = shift === 0 ? 1e-6 * (size || 1) : shift * 10) {
    const data = Float64Array.from(hessian.data)
    for (let i = 0; i < n; i++) data[i + i * n] += shift
    try {
      return choleskySolve(choleskyFactor({ rows: n, cols: n, data }), minus)
    } catch (error) {
      if (!(error instanceof NumericError) || error.code !== 'numeric.notPositiveDefinite') throw error
    }
  }
  return minus
}
