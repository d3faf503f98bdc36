import { NumericError } from './error.ts'

/** Nodes with weights that sum to 1: Σ weightₖ f(nodeₖ) approximates the mean of f under the density meant. */
export interface Quadrature {
  /** [n] ascending */
  readonly node: Float64Array
  /** [n] positive, sum 1 */
  readonly weight: Float64Array
}

/** Number of eigenvalues below x of the tridiagonal matrix with zero diagonal and off-diagonal √1, √2, … √(n−1). */
function hermiteZerosBelow(n: number, x: number): number {
  let count = 0
  let d = -x
  for (let k = 0; k < n; k++) {
    if (k > 0) d = -x - k / (d === 0 ? 1e-300 : d)
    if (d < 0) count++
  }
  return count
}

function hermiteZero(n: number, index: number): number {
  let low = -2 * Math.sqrt(n) - 1
  let high = -low
  for (;;) {
    const middle = 0.5 * (low + high)
    if (middle <= low || middle >= high) return middle
    if (hermiteZerosBelow(n, middle) > index) high = middle
    else low = middle
  }
}

/**
 * Gauss–Hermite nodes and weights for the standard normal density: Σ wₖ f(xₖ) = E f(Z), exact for polynomials of degree 2n − 1.
 *
 * For N(μ, σ²) take μ + σ·node. (For the weight exp(−x²): node/√2 and weight·√π.)
 *
 * @param n  1 … 300
 * @throws NumericError numeric.argument
 *
 * Nodes are eigenvalues of the Jacobi matrix, by bisection with Sturm counts; weights 1/Σ pⱼ(xₖ)² from the orthonormal polynomials. Time O(n²).
 * Source: Golub & Welsch (1969), Math. Comp. 23, 221–230. Checked: the table of Abramowitz & Stegun 25.10, moments of the normal.
 */
export function gaussHermite(n: number): Quadrature {
  if (!Number.isInteger(n) || n < 1 || n > 300) throw new NumericError('numeric.argument', `${n} Gauss–Hermite nodes`)
  const node = new Float64Array(n)
  const weight = new Float64Array(n)
  for (let k = 0; k < Math.floor(n / 2); k++) {
    node[k] = hermiteZero(n, k)
    node[n - 1 - k] = -node[k]
  }
  let sum = 0
  for (let k = 0; k < n; k++) {
    weight[k] = hermiteWeight(n, node[k])
    sum += weight[k]
  }
  for (let k = 0; k < n; k++) weight[k] /= sum
  return { node, weight }
}

function hermiteWeight(n: number, x: number): number {
  let before = 0
  let current = 1
  let squares = 1
  for (let j = 1; j < n; j++) {
    const next = (x * current - Math.sqrt(j - 1) * before) / Math.sqrt(j)
    before = current
    current = next
    squares += current * current
  }
  return 1 / squares
}

/**
 * n evenly spaced nodes from `low` to `high` with the standard normal density at them, normalised to sum 1: the grid of IRT programs.
 *
 * @throws NumericError numeric.argument unless n ≥ 2 and low < high
 * Validity: for smooth integrands the error falls faster than any power of the step until the cut-off tails show (about 2e-9 of mass beyond ±6).
 */
export function rectangularNodes(low: number, high: number, n: number): Quadrature {
  if (!Number.isInteger(n) || n < 2 || !(low < high) || !Number.isFinite(high - low)) {
    throw new NumericError('numeric.argument', `${n} nodes from ${low} to ${high}`)
  }
  const node = Float64Array.from({ length: n }, (_, k) => low + ((high - low) * k) / (n - 1))
  const weight = node.map((x) => Math.exp(-0.5 * x * x))
  let sum = 0
  for (const w of weight) sum += w
  if (sum === 0) throw new NumericError('numeric.argument', `no normal mass from ${low} to ${high}`)
  for (let k = 0; k < n; k++) weight[k] /= sum
  return { node, weight }
}
