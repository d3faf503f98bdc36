import { type Matrix, matrix, NumericError } from '@kepu/numeric'
import type { SurveyDesign } from '../design/types.ts'
import { asColumns } from '../variance/estimate.ts'

/** Data of a statistic: one column [n] or several [n × k]. */
export type Columns = Float64Array | Matrix

/**
 * Data checked against a design: the number of rows, and a finite value wherever a row has weight. Values of rows outside the domain become 0, so that
 * a missing answer there (NaN) does no harm.
 *
 * @throws NumericError survey.shape · survey.notFinite (names row and column)
 */
export function checkedColumns(values: Columns, design: SurveyDesign, what: string): Matrix {
  const columns = asColumns(values)
  const { rows, cols, data } = columns
  if (rows !== design.rows)
    throw new NumericError('survey.shape', `${what} has ${rows} rows, the design ${design.rows}`)
  let finite = true
  for (let i = 0; i < data.length && finite; i++) finite = Number.isFinite(data[i])
  if (finite) return columns
  const { weight } = design
  const clean = Float64Array.from(data)
  for (let i = 0; i < data.length; i++) {
    if (Number.isFinite(data[i])) continue
    const row = i % rows
    if (weight[row] !== 0) {
      throw new NumericError('survey.notFinite', `${what}: row ${row}, column ${Math.floor(i / rows)} is ${data[i]}`)
    }
    clean[i] = 0
  }
  return matrix(rows, cols, clean)
}

/**
 * Domain codes checked against a design.
 *
 * @param domain  [n] 0 … count − 1, or −1 for rows in none
 * @throws NumericError survey.shape · survey.code (names the row)
 */
export function checkedDomain(domain: ArrayLike<number>, count: number, design: SurveyDesign): Int32Array {
  if (domain.length !== design.rows) {
    throw new NumericError('survey.shape', `${domain.length} domain codes, the design has ${design.rows} rows`)
  }
  for (let i = 0; i < domain.length; i++) {
    const code = domain[i]
    if (!Number.isInteger(code) || code < -1 || code >= count) {
      throw new NumericError('survey.code', `domain[${i}] is ${code}: not among −1 … ${count - 1}`)
    }
  }
  return domain instanceof Int32Array ? domain : Int32Array.from(domain)
}

/** Codes as 0/1 columns [n × count]: a categorical variable for totals and means. @throws NumericError survey.code (names the row) */
export function indicatorColumns(code: ArrayLike<number>, count: number): Matrix {
  const result = matrix(code.length, count)
  for (let i = 0; i < code.length; i++) {
    const c = code[i]
    if (!Number.isInteger(c) || c < 0 || c >= count) throw new NumericError('survey.code', `code[${i}] is ${c}`)
    result.data[i + c * code.length] = 1
  }
  return result
}
