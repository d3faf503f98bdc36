import { type Cholesky, choleskyFactor, type Matrix, matrix, NumericError, symmetricEigen } from '@kepu/numeric'

/** Rows and columns of a symmetric matrix. */
export function submatrix(a: Matrix, index: readonly number[]): Matrix {
  const k = index.length
  const result = matrix(k, k)
  for (let j = 0; j < k; j++) for (let i = 0; i < k; i++) result.data[i + j * k] = a.data[index[i] + index[j] * a.rows]
  return result
}

/** Cholesky factor of a covariance that must be regular. @throws NumericError survey.singular (says of what) */
export function factorCovariance(a: Matrix, what: string): Cholesky {
  try {
    return choleskyFactor(a)
  } catch (error) {
    if (error instanceof NumericError) throw new NumericError('survey.singular', `${what}: ${error.message}`)
    throw error
  }
}

/** Eigenvalues of B⁻¹A for symmetric A and positive definite B, largest first. @throws NumericError survey.singular */
export function generalisedEigenvalues(a: Matrix, b: Matrix, what: string): number[] {
  const { lower } = factorCovariance(b, what)
  const n = a.rows
  const half = solveLower(lower, a)
  const transposed = matrix(n, n)
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) transposed.data[j + i * n] = half.data[i + j * n]
  return [...symmetricEigen(solveLower(lower, transposed)).values]
}

/** L⁻¹·B. */
function solveLower(lower: Matrix, b: Matrix): Matrix {
  const n = lower.rows
  const x = matrix(n, b.cols, Float64Array.from(b.data))
  for (let c = 0; c < b.cols; c++) {
    for (let j = 0; j < n; j++) {
      const value = x.data[j + c * n] / lower.data[j + j * n]
      x.data[j + c * n] = value
      for (let i = j + 1; i < n; i++) x.data[i + c * n] -= value * lower.data[i + j * n]
    }
  }
  return x
}
