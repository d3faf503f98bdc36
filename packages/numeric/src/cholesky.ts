import { NumericError } from './error.ts'
import { identity, type Matrix, matrix } from './matrix.ts'

/** The lower triangle L of A = L·Lᵀ, as `choleskyFactor` gives it; zeros above the diagonal. */
export interface Cholesky {
  readonly lower: Matrix
  /** log det A = 2 Σ log Lⱼⱼ */
  readonly logDeterminant: number
}

/**
 * Cholesky factor of a symmetric positive definite matrix, A = L·Lᵀ. Only the lower triangle of A is read.
 *
 * A pivot of at most 1e-14 times its own diagonal element is refused: the matrix is then singular to working precision, and what
 * would come of it is rounding error.
 *
 * @param a  [n × n] symmetric
 * @throws NumericError numeric.shape · numeric.notFinite · numeric.notPositiveDefinite (names the column)
 *
 * Time n³/3. Source: Golub & Van Loan (2013), Matrix Computations, alg. 4.2.1. Checked: L·Lᵀ = A and A·A⁻¹ = I on random matrices
 * (test/linear-algebra.test.ts), Hilbert matrices' published determinants.
 */
export function choleskyFactor(a: Matrix): Cholesky {
  const n = a.rows
  if (a.cols !== n) throw new NumericError('numeric.shape', `Cholesky of a ${a.rows} × ${a.cols} matrix`)
  const lower = matrix(n, n)
  const l = lower.data
  let logDeterminant = 0
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      const value = a.data[i + j * n]
      if (!Number.isFinite(value)) throw new NumericError('numeric.notFinite', `element (${i}, ${j}) is ${value}`)
      l[i + j * n] = value
    }
    for (let k = 0; k < j; k++) {
      const factor = l[j + k * n]
      if (factor === 0) continue
      for (let i = j; i < n; i++) l[i + j * n] -= factor * l[i + k * n]
    }
    const pivot = l[j + j * n]
    if (!(pivot > 1e-14 * a.data[j + j * n])) {
      throw new NumericError(
        'numeric.notPositiveDefinite',
        `column ${j} depends on the ones before it (pivot ${pivot})`,
      )
    }
    const root = Math.sqrt(pivot)
    l[j + j * n] = root
    for (let i = j + 1; i < n; i++) l[i + j * n] /= root
    logDeterminant += 2 * Math.log(root)
  }
  return { lower, logDeterminant }
}

function solveInPlace(factor: Cholesky, x: Float64Array, offset: number): void {
  const { rows: n, data: l } = factor.lower
  for (let j = 0; j < n; j++) {
    const value = x[offset + j] / l[j + j * n]
    x[offset + j] = value
    for (let i = j + 1; i < n; i++) x[offset + i] -= value * l[i + j * n]
  }
  for (let j = n - 1; j >= 0; j--) {
    let value = x[offset + j]
    for (let i = j + 1; i < n; i++) value -= l[i + j * n] * x[offset + i]
    x[offset + j] = value / l[j + j * n]
  }
}

/**
 * Solves A·x = b for one right-hand side, given the factor of A.
 *
 * @param b  [n]
 * @throws NumericError numeric.shape
 */
export function choleskySolve(factor: Cholesky, b: ArrayLike<number>): Float64Array {
  const n = factor.lower.rows
  if (b.length !== n) throw new NumericError('numeric.shape', `${b.length} values for a system of order ${n}`)
  const x = Float64Array.from(b)
  solveInPlace(factor, x, 0)
  return x
}

/**
 * Solves A·X = B for all columns of B, given the factor of A.
 *
 * @throws NumericError numeric.shape
 */
export function choleskySolveMatrix(factor: Cholesky, b: Matrix): Matrix {
  const n = factor.lower.rows
  if (b.rows !== n) throw new NumericError('numeric.shape', `${b.rows} rows for a system of order ${n}`)
  const x = matrix(n, b.cols, Float64Array.from(b.data))
  for (let j = 0; j < b.cols; j++) solveInPlace(factor, x.data, j * n)
  return x
}

/** The inverse of A from its factor, exactly symmetric. Prefer solving; this is for covariance matrices, which are wanted whole. */
export function choleskyInverse(factor: Cholesky): Matrix {
  const n = factor.lower.rows
  const inverse = choleskySolveMatrix(factor, identity(n))
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < j; i++) inverse.data[i + j * n] = inverse.data[j + i * n]
  }
  return inverse
}
