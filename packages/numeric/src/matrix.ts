import { NumericError } from './error.ts'

/** A dense real matrix, column-major: element (i, j) is `data[i + j * rows]`. */
export interface Matrix {
  readonly rows: number
  readonly cols: number
  readonly data: Float64Array
}

/**
 * A matrix of the given shape, filled with zeros or wrapped around column-major `data` (not copied).
 *
 * @throws NumericError numeric.shape when the data do not fill the shape
 */
export function matrix(rows: number, cols: number, data?: Float64Array): Matrix {
  if (!Number.isInteger(rows) || !Number.isInteger(cols) || rows < 0 || cols < 0) {
    throw new NumericError('numeric.shape', `a matrix of ${rows} × ${cols}`)
  }
  if (data !== undefined && data.length !== rows * cols) {
    throw new NumericError('numeric.shape', `${data.length} values for a ${rows} × ${cols} matrix`)
  }
  return { rows, cols, data: data ?? new Float64Array(rows * cols) }
}

/**
 * A matrix from its rows, for data written by hand.
 *
 * @throws NumericError numeric.shape when the rows differ in length
 */
export function matrixFromRows(rows: readonly (readonly number[])[]): Matrix {
  const cols = rows[0]?.length ?? 0
  const result = matrix(rows.length, cols)
  rows.forEach((row, i) => {
    if (row.length !== cols) throw new NumericError('numeric.shape', `row ${i} has ${row.length} values, row 0 ${cols}`)
    row.forEach((value, j) => {
      result.data[i + j * result.rows] = value
    })
  })
  return result
}

/** The identity matrix of order n. */
export function identity(n: number): Matrix {
  const result = matrix(n, n)
  for (let i = 0; i < n; i++) result.data[i + i * n] = 1
  return result
}

/** The transpose, as a new matrix. */
export function transpose(a: Matrix): Matrix {
  const result = matrix(a.cols, a.rows)
  for (let j = 0; j < a.cols; j++) {
    for (let i = 0; i < a.rows; i++) result.data[j + i * a.cols] = a.data[i + j * a.rows]
  }
  return result
}

/**
 * The product A·B. Time O(rows · inner · cols), columns of A streamed.
 *
 * @throws NumericError numeric.shape unless a.cols = b.rows
 */
export function matMul(a: Matrix, b: Matrix): Matrix {
  if (a.cols !== b.rows) {
    throw new NumericError('numeric.shape', `${a.rows} × ${a.cols} times ${b.rows} × ${b.cols}`)
  }
  const { rows, cols: inner, data } = a
  const result = matrix(rows, b.cols)
  const out = result.data
  for (let j = 0; j < b.cols; j++) {
    const outColumn = j * rows
    for (let k = 0; k < inner; k++) {
      const factor = b.data[k + j * inner]
      const column = k * rows
      for (let i = 0; i < rows; i++) out[outColumn + i] += factor * data[column + i]
    }
  }
  return result
}

/**
 * Aᵀ·B, or Aᵀ·diag(weight)·B: the cross-products of regression, without forming a transpose. With the same matrix twice, exactly symmetric and half the work.
 *
 * @param weight  [a.rows] optional
 * @throws NumericError numeric.shape unless a.rows = b.rows = weight.length
 */
export function transposeMul(a: Matrix, b: Matrix, weight?: ArrayLike<number>): Matrix {
  const n = a.rows
  if (b.rows !== n || (weight !== undefined && weight.length !== n)) {
    throw new NumericError('numeric.shape', `transposeMul of ${n} rows, ${b.rows} rows, ${weight?.length ?? n} weights`)
  }
  const result = matrix(a.cols, b.cols)
  const symmetric = a === b
  const scaled = new Float64Array(n)
  for (let j = 0; j < b.cols; j++) {
    for (let i = 0; i < n; i++) scaled[i] = b.data[i + j * n] * (weight === undefined ? 1 : weight[i])
    dotColumns(a, scaled, symmetric ? j : 0, result.data, j * a.cols)
  }
  if (symmetric) {
    for (let j = 0; j < a.cols; j++) {
      for (let k = 0; k < j; k++) result.data[k + j * a.cols] = result.data[j + k * a.cols]
    }
  }
  return result
}

/** Dot products of x with the columns of A from `first` on, four columns to one pass over x. */
function dotColumns(a: Matrix, x: Float64Array, first: number, out: Float64Array, offset: number): void {
  const { rows: n, cols, data } = a
  let k = first
  for (; k + 3 < cols; k += 4) {
    const at = k * n
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let i = 0; i < n; i++) {
      const value = x[i]
      s0 += data[at + i] * value
      s1 += data[at + n + i] * value
      s2 += data[at + 2 * n + i] * value
      s3 += data[at + 3 * n + i] * value
    }
    out[offset + k] = s0
    out[offset + k + 1] = s1
    out[offset + k + 2] = s2
    out[offset + k + 3] = s3
  }
  for (; k < cols; k++) {
    let sum = 0
    for (let i = 0; i < n; i++) sum += data[k * n + i] * x[i]
    out[offset + k] = sum
  }
}

/**
 * The product A·x of a matrix and a vector.
 *
 * @throws NumericError numeric.shape unless x.length = a.cols
 */
export function matVec(a: Matrix, x: ArrayLike<number>): Float64Array {
  if (x.length !== a.cols) throw new NumericError('numeric.shape', `${a.rows} × ${a.cols} times ${x.length} values`)
  const result = new Float64Array(a.rows)
  for (let j = 0; j < a.cols; j++) {
    const factor = x[j]
    for (let i = 0; i < a.rows; i++) result[i] += factor * a.data[i + j * a.rows]
  }
  return result
}
