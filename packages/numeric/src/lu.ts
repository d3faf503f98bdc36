import { NumericError } from './error.ts'
import { type Matrix, matrix } from './matrix.ts'

/**
 * Solves A·X = B by Gaussian elimination with partial pivoting.
 *
 * @param a  [n × n]
 * @param b  [n × k]
 * @returns  X [n × k]
 * @throws NumericError numeric.shape · numeric.notFinite · numeric.singular (names the column; the pivot is at most n·2⁻⁵² of the column's
 *         largest element)
 *
 * Time 2n³/3. Source: Golub & Van Loan (2013), alg. 3.4.1. Checked: A·X = B, agreement with Cholesky on positive definite matrices.
 */
export function solveLinear(a: Matrix, b: Matrix): Matrix {
  const n = a.rows
  if (a.cols !== n || b.rows !== n) {
    throw new NumericError('numeric.shape', `solving ${a.rows} × ${a.cols} for ${b.rows} × ${b.cols}`)
  }
  const u = Float64Array.from(a.data)
  const x = matrix(n, b.cols, Float64Array.from(b.data))
  for (let k = 0; k < n; k++) {
    swapRows(u, x, n, k, pivotRow(a, u, k))
    for (let i = k + 1; i < n; i++) {
      const factor = u[i + k * n] / u[k + k * n]
      if (factor === 0) continue
      for (let j = k + 1; j < n; j++) u[i + j * n] -= factor * u[k + j * n]
      for (let j = 0; j < b.cols; j++) x.data[i + j * n] -= factor * x.data[k + j * n]
    }
  }
  for (let j = 0; j < b.cols; j++) {
    for (let k = n - 1; k >= 0; k--) {
      const value = x.data[k + j * n] / u[k + k * n]
      x.data[k + j * n] = value
      for (let i = 0; i < k; i++) x.data[i + j * n] -= value * u[i + k * n]
    }
  }
  return x
}

function pivotRow(a: Matrix, u: Float64Array, k: number): number {
  const n = a.rows
  let best = k
  let scale = 0
  for (let i = 0; i < n; i++) scale = Math.max(scale, Math.abs(a.data[i + k * n]))
  for (let i = k; i < n; i++) {
    if (!Number.isFinite(u[i + k * n])) throw new NumericError('numeric.notFinite', `column ${k} holds ${u[i + k * n]}`)
    if (Math.abs(u[i + k * n]) > Math.abs(u[best + k * n])) best = i
  }
  if (!(Math.abs(u[best + k * n]) > n * Number.EPSILON * scale)) {
    throw new NumericError('numeric.singular', `column ${k} depends on the ones before it`)
  }
  return best
}

function swapRows(u: Float64Array, x: Matrix, n: number, k: number, row: number): void {
  if (row === k) return
  for (let j = 0; j < n; j++) {
    const held = u[k + j * n]
    u[k + j * n] = u[row + j * n]
    u[row + j * n] = held
  }
  for (let j = 0; j < x.cols; j++) {
    const held = x.data[k + j * n]
    x.data[k + j * n] = x.data[row + j * n]
    x.data[row + j * n] = held
  }
}
