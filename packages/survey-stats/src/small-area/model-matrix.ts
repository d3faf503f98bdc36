import { type Matrix, NumericError, qrPivoted } from '@kepu/numeric'

/**
 * Throws unless x is a finite matrix of `rows` rows with independent columns and more rows than columns.
 *
 * @throws NumericError survey.shape · survey.value (names row and column) · survey.collinear (names the column)
 */
export function requireModelMatrix(x: Matrix, rows: number): void {
  if (x.rows !== rows) throw new NumericError('survey.shape', `${rows} values, ${x.rows} rows of covariates`)
  if (x.cols < 1) throw new NumericError('survey.shape', 'no covariate: give at least a column of ones')
  if (x.rows <= x.cols) throw new NumericError('survey.shape', `${x.rows} rows cannot carry ${x.cols} coefficients`)
  const bad = x.data.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) {
    throw new NumericError('survey.value', `covariate ${Math.floor(bad / rows)} of row ${bad % rows} is ${x.data[bad]}`)
  }
  const { rank, pivot } = qrPivoted(x)
  if (rank < x.cols) {
    throw new NumericError('survey.collinear', `covariate ${pivot[rank]} is a combination of the ones before it`)
  }
}

/** Throws unless every value is finite. @throws NumericError survey.value (names the place) */
export function requireValues(values: ArrayLike<number>, what: string): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) throw new NumericError('survey.value', `${what}[${i}] is ${values[i]}`)
  }
}

/** Throws unless every value is finite and positive, and there are as many as told. @throws NumericError survey.shape · survey.variance (names the place) */
export function requireVariances(values: ArrayLike<number>, length: number, what: string): void {
  if (values.length !== length)
    throw new NumericError('survey.shape', `${values.length} values of ${what} for ${length}`)
  for (let i = 0; i < length; i++) {
    if (!(values[i] > 0) || !Number.isFinite(values[i])) {
      throw new NumericError('survey.variance', `${what}[${i}] is ${values[i]}`)
    }
  }
}

/** xᵢᵀ·Q·xᵢ for row i of X, less a shift: (xᵢ − shift)ᵀ·Q·(xᵢ − shift). */
export function rowQuadratic(x: Matrix, row: number, q: Matrix, shift?: Float64Array): number {
  const p = q.rows
  let sum = 0
  for (let j = 0; j < p; j++) {
    const left = x.data[row + j * x.rows] - (shift === undefined ? 0 : shift[j])
    for (let k = 0; k < p; k++) {
      sum += left * q.data[j + k * p] * (x.data[row + k * x.rows] - (shift === undefined ? 0 : shift[k]))
    }
  }
  return sum
}

/** Σⱼ Aⱼⱼ */
export function trace(a: Matrix): number {
  let sum = 0
  for (let j = 0; j < a.cols; j++) sum += a.data[j + j * a.rows]
  return sum
}

/** Σᵢⱼ Aᵢⱼ·Bⱼᵢ, the trace of A·B. */
export function traceOfProduct(a: Matrix, b: Matrix): number {
  let sum = 0
  for (let j = 0; j < a.cols; j++)
    for (let i = 0; i < a.rows; i++) sum += a.data[i + j * a.rows] * b.data[j + i * b.rows]
  return sum
}
