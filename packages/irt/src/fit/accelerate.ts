import { choleskyFactor, choleskySolve, matrix, NumericError } from '@kepu/numeric'

/** One step of a fixed-point iteration: where it was, and where the map led. */
interface Step {
  readonly x: Float64Array
  readonly mapped: Float64Array
}

/**
 * Anderson acceleration of a fixed-point map x ← M(x): from the last few steps, the combination whose residual is smallest.
 *
 *   γ = argmin ‖f − ΔF·γ‖,  f = M(x) − x;  next x = M(x) − (ΔX + ΔF)·γ
 *
 * Near the fixed point it behaves like a quasi-Newton method (GMRES on the linear part) at the price of one map a step. It can overshoot: the caller watches its objective
 * and calls `forget` after a fall.
 *
 * Source: Walker & Ni (2011), SIAM J. Numer. Anal. 49, 1715–1735; for EM: Henderson & Varadhan (2019), J. Comp. Graph. Stat. 28, 834–846.
 */
export class Anderson {
  private readonly depth: number
  private history: Step[] = []

  constructor(depth: number) {
    this.depth = depth
  }

  forget(): void {
    this.history = []
  }

  /** The next point, given where the map led from x. */
  next(x: Float64Array, mapped: Float64Array): Float64Array {
    this.history.push({ x, mapped })
    if (this.history.length > this.depth + 1) this.history.shift()
    const count = this.history.length - 1
    if (count === 0) return mapped
    const f = residual(this.history[count])
    const df = Array.from({ length: count }, (_, k) =>
      difference(residual(this.history[k + 1]), residual(this.history[k])),
    )
    const gamma = leastSquares(df, f)
    if (gamma === null) {
      this.history = [{ x, mapped }]
      return mapped
    }
    const next = Float64Array.from(mapped)
    for (let k = 0; k < count; k++) {
      const from = this.history[k].mapped
      const to = this.history[k + 1].mapped
      for (let i = 0; i < next.length; i++) next[i] -= gamma[k] * (to[i] - from[i])
    }
    return next
  }
}

function residual({ x, mapped }: Step): Float64Array {
  return mapped.map((value, i) => value - x[i])
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i])
}

/** Coefficients by the normal equations of scaled columns with a touch of ridge; null when they are singular all the same. */
function leastSquares(columns: readonly Float64Array[], y: Float64Array): Float64Array | null {
  const m = columns.length
  const scale = columns.map((column) => Math.sqrt(inner(column, column)) || 1)
  const gram = matrix(m, m)
  for (let k = 0; k < m; k++) {
    for (let l = 0; l < m; l++) gram.data[k + l * m] = inner(columns[k], columns[l]) / (scale[k] * scale[l])
    gram.data[k + k * m] += 1e-10
  }
  const right = Float64Array.from(columns, (column, k) => inner(column, y) / scale[k])
  try {
    return choleskySolve(choleskyFactor(gram), right).map((value, k) => value / scale[k])
  } catch (error) {
    if (error instanceof NumericError) return null
    throw error
  }
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}
