import { NumericError } from './error.ts'
import { identity, type Matrix, matrix } from './matrix.ts'

/** Eigenvalues and vectors of a symmetric matrix. */
export interface SymmetricEigen {
  /** [n] largest first */
  readonly values: Float64Array
  /** [n × n] column j belongs to values[j]; orthonormal; the largest component of each column is positive */
  readonly vectors: Matrix
}

/**
 * All eigenvalues and eigenvectors of a symmetric matrix, by cyclic Jacobi rotations: A = V·diag(values)·Vᵀ.
 *
 * Jacobi finds the small eigenvalues of a positive definite matrix to high relative accuracy, which tridiagonal QR does not; it costs more, and is
 * meant for the orders met here (up to some hundreds). Only the lower triangle of A is read.
 *
 * @param a  [n × n] symmetric
 * @throws NumericError numeric.shape · numeric.notFinite · numeric.notConverged (more than 60 sweeps; never seen)
 *
 * Time about 8 sweeps of 6n³. Source: Golub & Van Loan (2013), §8.5. Checked: published eigenvalues of the second-difference matrix, A = V·Λ·Vᵀ.
 */
export function symmetricEigen(a: Matrix): SymmetricEigen {
  const n = a.rows
  if (a.cols !== n) throw new NumericError('numeric.shape', `eigenvalues of a ${a.rows} × ${a.cols} matrix`)
  const s = new Float64Array(n * n)
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      const value = a.data[i + j * n]
      if (!Number.isFinite(value)) throw new NumericError('numeric.notFinite', `element (${i}, ${j}) is ${value}`)
      s[i + j * n] = value
      s[j + i * n] = value
    }
  }
  const v = identity(n)
  for (let sweep = 0; ; sweep++) {
    if (sweep > 60) throw new NumericError('numeric.notConverged', 'Jacobi rotations after 60 sweeps')
    if (jacobiSweep(s, v.data, n) === 0) break
  }
  return sorted(s, v.data, n)
}

/** One pass over all pairs; answers how many rotations were worth doing. */
function jacobiSweep(s: Float64Array, v: Float64Array, n: number): number {
  let rotations = 0
  for (let p = 0; p < n - 1; p++) {
    for (let q = p + 1; q < n; q++) {
      const off = s[p + q * n]
      const size = Math.sqrt(Math.abs(s[p + p * n] * s[q + q * n]))
      if (Math.abs(off) <= 1e-17 * size || Math.abs(off) < 1e-300) continue
      const theta = (s[q + q * n] - s[p + p * n]) / (2 * off)
      const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1))
      if (t === 0) continue
      const c = 1 / Math.hypot(t, 1)
      rotate(s, v, n, p, q, c, t * c)
      if (Math.abs(t) > 1e-18) rotations++
    }
  }
  return rotations
}

function rotate(s: Float64Array, v: Float64Array, n: number, p: number, q: number, c: number, sine: number): void {
  for (let i = 0; i < n; i++) {
    const ip = s[i + p * n]
    const iq = s[i + q * n]
    s[i + p * n] = c * ip - sine * iq
    s[i + q * n] = sine * ip + c * iq
  }
  for (let j = 0; j < n; j++) {
    const pj = s[p + j * n]
    const qj = s[q + j * n]
    s[p + j * n] = c * pj - sine * qj
    s[q + j * n] = sine * pj + c * qj
  }
  s[p + q * n] = 0
  s[q + p * n] = 0
  for (let i = 0; i < n; i++) {
    const ip = v[i + p * n]
    const iq = v[i + q * n]
    v[i + p * n] = c * ip - sine * iq
    v[i + q * n] = sine * ip + c * iq
  }
}

function sorted(s: Float64Array, v: Float64Array, n: number): SymmetricEigen {
  const order = Array.from({ length: n }, (_, j) => j).sort((i, j) => s[j + j * n] - s[i + i * n])
  const values = new Float64Array(n)
  const vectors = matrix(n, n)
  order.forEach((from, to) => {
    values[to] = s[from + from * n]
    const column = v.subarray(from * n, (from + 1) * n)
    let largest = 0
    for (const value of column) if (Math.abs(value) > Math.abs(largest) + 1e-12) largest = value
    const sign = largest < 0 ? -1 : 1
    for (let i = 0; i < n; i++) vectors.data[i + to * n] = sign * column[i]
  })
  return { values, vectors }
}
