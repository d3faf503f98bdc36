import { matrix, NumericError } from '@kepu/numeric'
import type { SurveyDesign } from '../design/types.ts'
import { estimateDomainTotals } from '../estimate/domain.ts'
import { ratioStatistic } from '../estimate/mean.ts'
import { type Estimate, estimateStatistic } from '../variance/estimate.ts'

/** A cross-classification of the rows of a design. */
export interface CrossClassification {
  /** [n] codes 0 … rows − 1, −1 for rows left out (a missing answer) */
  readonly row: ArrayLike<number>
  /** [n] codes 0 … columns − 1, or −1 */
  readonly column: ArrayLike<number>
  readonly rows: number
  readonly columns: number
}

/** [n] cell of each row, row category fastest; −1 for rows left out. @throws NumericError survey.shape · survey.code */
export function cellCodes({ row, column, rows, columns }: CrossClassification): Int32Array {
  if (row.length !== column.length) throw new NumericError('survey.shape', `${row.length} and ${column.length} codes`)
  return Int32Array.from({ length: row.length }, (_, i) => {
    const [r, c] = [row[i], column[i]]
    if (r === -1 || c === -1) return -1
    if (!(Number.isInteger(r) && r >= 0 && r < rows && Number.isInteger(c) && c >= 0 && c < columns)) {
      throw new NumericError('survey.code', `row ${i} has categories ${r} and ${c} of ${rows} × ${columns}`)
    }
    return r + c * rows
  })
}

/**
 * Population counts of a cross-table with their covariance; row category fastest.
 *
 * @throws NumericError survey.shape · survey.code (names the row) · survey.lonelyPsu · survey.replicate
 * Checked: R survey 4.5 svytable.
 */
export function estimateTable(cross: CrossClassification, design: SurveyDesign): Estimate {
  const ones = new Float64Array(design.rows).fill(1)
  return estimateDomainTotals(ones, cellCodes(cross), cross.rows * cross.columns, design)
}

/**
 * Shares of the cells of a cross-table among the rows that are in it, with their covariance; row category fastest.
 *
 * @throws as `estimateTable` · survey.notFinite when no row is in the table
 * Checked: R survey 4.5 svytable with Ntotal = 1.
 */
export function estimateTableShares(cross: CrossClassification, design: SurveyDesign): Estimate {
  const cell = cellCodes(cross)
  const n = cell.length
  if (n !== design.rows) throw new NumericError('survey.shape', `${n} rows in the table, the design has ${design.rows}`)
  const inCell = matrix(n, cross.rows * cross.columns)
  const inTable = matrix(n, 1)
  for (let i = 0; i < n; i++) {
    if (cell[i] < 0) continue
    inCell.data[i + cell[i] * n] = 1
    inTable.data[i] = 1
  }
  return estimateStatistic(ratioStatistic(inCell, inTable), design)
}
