import { NumericError } from './error.ts'
import { type Matrix, matrix } from './matrix.ts'

/** Pivoted QR as `qrPivoted` gives it: A·P = Q·R, the reflectors kept below the diagonal of `packed`. */
export interface PivotedQr {
  /** R on and above the diagonal, Householder vectors below it (their leading 1 implied) */
  readonly packed: Matrix
  /** [min(m, n)] scale of each reflector */
  readonly tau: Float64Array
  /** [n] column of A that stands at each place */
  readonly pivot: Int32Array
  /** columns that are independent at the tolerance */
  readonly rank: number
}

function columnNorm(a: Float64Array, start: number, end: number): number {
  let largest = 0
  for (let i = start; i < end; i++) largest = Math.max(largest, Math.abs(a[i]))
  if (largest === 0) return 0
  let sum = 0
  for (let i = start; i < end; i++) sum += (a[i] / largest) ** 2
  return largest * Math.sqrt(sum)
}

/** Moves the first column whose remainder is not negligible to place k; columns left behind keep their order. False if none is left. */
function bringIndependentColumn(
  a: Matrix,
  pivot: Int32Array,
  norms: Float64Array,
  k: number,
  limit: number,
  tol: number,
) {
  const { rows: m, cols: n, data } = a
  for (let tries = 0; tries < limit - k; tries++) {
    if (columnNorm(data, k * m + k, (k + 1) * m) > tol * norms[k]) return tries
    const column = data.slice(k * m, (k + 1) * m)
    data.copyWithin(k * m, (k + 1) * m, n * m)
    data.set(column, (n - 1) * m)
    const index = pivot[k]
    pivot.copyWithin(k, k + 1, n)
    pivot[n - 1] = index
    const norm = norms[k]
    norms.copyWithin(k, k + 1, n)
    norms[n - 1] = norm
  }
  return -1
}

/**
 * Rank-revealing Householder QR with the limited pivoting of regression: columns keep their order, and one that is (nearly) a linear
 * combination of those before it moves to the end. So the first columns of a model matrix keep their coefficients and the aliased ones
 * are known, as in R's `lm`.
 *
 * @param a          [m × n]
 * @param tolerance  a column is dependent when what is left of its norm is at most this share of it
 * @throws NumericError numeric.notFinite
 *
 * Time O(m n²). Source: LINPACK dqrdc2 as R documents it. Checked: Q·R·Pᵀ = A, rank of built deficient matrices.
 */
export function qrPivoted(a: Matrix, tolerance = 1e-7): PivotedQr {
  const { rows: m, cols: n } = a
  const bad = a.data.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0)
    throw new NumericError('numeric.notFinite', `element (${bad % m}, ${Math.floor(bad / m)}) is ${a.data[bad]}`)
  const packed = matrix(m, n, Float64Array.from(a.data))
  const x = packed.data
  const pivot = Int32Array.from({ length: n }, (_, j) => j)
  const norms = Float64Array.from({ length: n }, (_, j) => columnNorm(x, j * m, (j + 1) * m))
  const tau = new Float64Array(Math.min(m, n))
  let candidates = n
  let rank = 0
  for (let k = 0; k < Math.min(m, candidates); k++) {
    const moved = bringIndependentColumn(packed, pivot, norms, k, candidates, tolerance)
    if (moved < 0) break
    candidates -= moved
    rank = k + 1
    reflect(packed, tau, k)
  }
  return { packed, tau, pivot, rank }
}

function reflect(packed: Matrix, tau: Float64Array, k: number): void {
  const { rows: m, cols: n, data: x } = packed
  const at = k + k * m
  const norm = columnNorm(x, at, (k + 1) * m)
  const alpha = x[at]
  const beta = alpha > 0 ? -norm : norm
  tau[k] = (beta - alpha) / beta
  const scale = 1 / (alpha - beta)
  for (let i = at + 1; i < (k + 1) * m; i++) x[i] *= scale
  x[at] = beta
  for (let j = k + 1; j < n; j++) {
    const shift = (j - k) * m
    let dot = x[at + shift]
    for (let i = at + 1; i < (k + 1) * m; i++) dot += x[i] * x[i + shift]
    dot *= tau[k]
    x[at + shift] -= dot
    for (let i = at + 1; i < (k + 1) * m; i++) x[i + shift] -= dot * x[i]
  }
}

/**
 * Least-squares solution min ‖A·x − b‖ from a pivoted QR. Aliased columns get coefficient 0; which they are stands in
 * `qr.pivot` from place `qr.rank` on.
 *
 * @param b  [m]
 * @throws NumericError numeric.shape
 */
export function qrSolve(qr: PivotedQr, b: ArrayLike<number>): Float64Array {
  const { packed, tau, pivot, rank } = qr
  const { rows: m, cols: n, data: x } = packed
  if (b.length !== m) throw new NumericError('numeric.shape', `${b.length} values for ${m} rows`)
  const q = Float64Array.from(b)
  for (let k = 0; k < rank; k++) {
    let dot = q[k]
    for (let i = k + 1; i < m; i++) dot += x[i + k * m] * q[i]
    dot *= tau[k]
    q[k] -= dot
    for (let i = k + 1; i < m; i++) q[i] -= dot * x[i + k * m]
  }
  const solution = new Float64Array(n)
  for (let k = rank - 1; k >= 0; k--) {
    let value = q[k]
    for (let j = k + 1; j < rank; j++) value -= x[k + j * m] * solution[pivot[j]]
    solution[pivot[k]] = value / x[k + k * m]
  }
  return solution
}
