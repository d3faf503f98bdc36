import { choleskyFactor, type Matrix, matrix, NumericError } from '@kepu/numeric'

/** rᵀ(Ξ⁻¹ − Ξ⁻¹Δ(ΔᵀΞ⁻¹Δ)⁻¹ΔᵀΞ⁻¹)r: after division by Ξ's Cholesky factor, what is left of r beside the columns of Δ. */
export function projected(covariance: Matrix, slopes: Matrix | null, residual: Float64Array): number {
  const factor = factored(covariance).lower
  const r = forwardSolve(factor, residual)
  if (slopes === null) return r.reduce((sum, value) => sum + value * value, 0)
  const size = residual.length
  const white = matrix(size, slopes.cols)
  for (let c = 0; c < slopes.cols; c++) {
    white.data.set(forwardSolve(factor, slopes.data.subarray(c * size, (c + 1) * size)), c * size)
  }
  return leftOver(white, r)
}

function factored(covariance: Matrix) {
  try {
    return choleskyFactor(covariance)
  } catch (error) {
    if (!(error instanceof NumericError)) throw error
    throw new NumericError('irt.notIdentified', `the moments depend on one another: ${error.message}`)
  }
}

function forwardSolve({ rows, data }: Matrix, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b)
  for (let j = 0; j < rows; j++) {
    x[j] /= data[j + j * rows]
    for (let i = j + 1; i < rows; i++) x[i] -= x[j] * data[i + j * rows]
  }
  return x
}

/** Squared length of r beside the column space, by modified Gram–Schmidt done twice; dependent columns add nothing. */
function leftOver({ rows, cols, data }: Matrix, r: Float64Array): number {
  const basis: Float64Array[] = []
  const rest = Float64Array.from(r)
  const remove = (from: Float64Array, along: Float64Array): void => {
    let inner = 0
    for (let i = 0; i < rows; i++) inner += from[i] * along[i]
    for (let i = 0; i < rows; i++) from[i] -= inner * along[i]
  }
  for (let c = 0; c < cols; c++) {
    const column = data.slice(c * rows, (c + 1) * rows)
    const before = Math.hypot(...column)
    for (let pass = 0; pass < 2; pass++) for (const along of basis) remove(column, along)
    const length = Math.hypot(...column)
    if (!(length > 1e-9 * before)) continue
    basis.push(column.map((value) => value / length))
  }
  for (let pass = 0; pass < 2; pass++) for (const along of basis) remove(rest, along)
  return rest.reduce((sum, value) => sum + value * value, 0)
}
