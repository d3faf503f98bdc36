import { chiSquareCdf, choleskySolve, fCdf, type Matrix, matMul, matrix, NumericError, transpose } from '@kepu/numeric'
import type { SurveyDesign } from '../design/types.ts'
import { transformed } from '../estimate/spread.ts'
import type { Estimate } from '../variance/estimate.ts'
import { type CrossClassification, cellCodes, estimateTable, estimateTableShares } from './cross.ts'
import { factorCovariance, generalisedEigenvalues, submatrix } from './eigen.ts'
import { type QuadraticFormMethod, quadraticFormTail } from './quadratic-form.ts'

/** A test with its reference distribution. */
export interface TestResult {
  readonly statistic: number
  /** of the numerator; of χ² when there is no denominator */
  readonly degreesOfFreedom: number
  /** of the denominator; Infinity for χ² */
  readonly denominator: number
  readonly p: number
}

/** Rao and Scott's test of independence. */
export interface IndependenceTest extends TestResult {
  /** Pearson's X² of the table scaled to the number of rows in it */
  readonly pearson: number
  /** generalised design effects: X² is distributed as Σ λⱼχ²₁ */
  readonly eigenvalues: readonly number[]
}

/** Rows with weight that are in the table. @throws NumericError survey.table when a category is empty or there is nothing to test */
function rowsInTable(cross: CrossClassification, design: SurveyDesign): number {
  const cell = cellCodes(cross)
  const { rows, columns } = cross
  if (rows < 2 || columns < 2)
    throw new NumericError('survey.table', `a table of ${rows} × ${columns} has nothing to test`)
  const byRow = new Float64Array(rows)
  const byColumn = new Float64Array(columns)
  let n = 0
  for (let i = 0; i < cell.length; i++) {
    if (cell[i] < 0 || design.weight[i] === 0) continue
    n++
    byRow[cell[i] % rows] += 1
    byColumn[Math.floor(cell[i] / rows)] += 1
  }
  const [emptyRow, emptyColumn] = [byRow.indexOf(0), byColumn.indexOf(0)]
  if (emptyRow >= 0) throw new NumericError('survey.table', `row category ${emptyRow} is empty: leave it out`)
  if (emptyColumn >= 0) throw new NumericError('survey.table', `column category ${emptyColumn} is empty: leave it out`)
  return n
}

/** Contrasts of interaction: products of centred indicators, one column for each pair of categories after the first. */
function interactionContrasts(rows: number, columns: number): Matrix {
  const result = matrix(rows * columns, (rows - 1) * (columns - 1))
  for (let a = 1; a < rows; a++) {
    for (let b = 1; b < columns; b++) {
      const at = (a - 1 + (b - 1) * (rows - 1)) * result.rows
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          result.data[at + i + j * rows] = ((i === a ? 1 : 0) - 1 / rows) * ((j === b ? 1 : 0) - 1 / columns)
        }
      }
    }
  }
  return result
}

/** Eigenvalues of (Cᵀ·D⁻¹·C/n)⁻¹·Cᵀ·D⁻¹·V·D⁻¹·C, D the shares. */
function raoScottEigenvalues(shares: Estimate, contrasts: Matrix, n: number): number[] {
  const scaled = matrix(contrasts.rows, contrasts.cols)
  const plain = matrix(contrasts.rows, contrasts.cols)
  for (let k = 0; k < contrasts.cols; k++) {
    for (let i = 0; i < contrasts.rows; i++) {
      const at = i + k * contrasts.rows
      const share = shares.value[i]
      scaled.data[at] = share === 0 ? 0 : contrasts.data[at] / share
      plain.data[at] = scaled.data[at] / n
    }
  }
  const numerator = matMul(transpose(scaled), matMul(shares.covariance, scaled))
  const denominator = matMul(transpose(contrasts), plain)
  return generalisedEigenvalues(numerator, denominator, 'an empty cell leaves the interaction undetermined')
}

function pearsonStatistic(shares: Float64Array, rows: number, columns: number, n: number): number {
  const byRow = new Float64Array(rows)
  const byColumn = new Float64Array(columns)
  shares.forEach((p, c) => {
    byRow[c % rows] += p
    byColumn[Math.floor(c / rows)] += p
  })
  let sum = 0
  shares.forEach((p, c) => {
    const expected = byRow[c % rows] * byColumn[Math.floor(c / rows)]
    sum += (p - expected) ** 2 / expected
  })
  return n * sum
}

/**
 * Test of independence of two categorical variables, Pearson's X² with the corrections of Rao and Scott.
 *
 * 'F' second-order corrected, against F(d, d·f) · 'chiSquare' first-order corrected, against χ² · 'saddlepoint' and 'satterthwaite' X² against its own
 * distribution Σ λⱼχ²₁ over the estimated variance's d·f degrees of freedom (for replicate designs: without a denominator).
 *
 * @throws NumericError survey.table (names an empty category) · survey.singular (an empty cell) · survey.shape · survey.code · survey.lonelyPsu
 * Source: Rao & Scott (1984), Ann. Stat. 12, 46–60. Checked: R survey 4.5 svychisq.
 */
export function raoScottTest(
  cross: CrossClassification,
  design: SurveyDesign,
  method: 'F' | 'chiSquare' | QuadraticFormMethod,
): IndependenceTest {
  const n = rowsInTable(cross, design)
  const { rows, columns } = cross
  const shares = estimateTableShares(cross, design)
  const eigenvalues = raoScottEigenvalues(shares, interactionContrasts(rows, columns), n)
  const pearson = pearsonStatistic(shares.value, rows, columns, n)
  const sum = eigenvalues.reduce((total, value) => total + value, 0)
  const squares = eigenvalues.reduce((total, value) => total + value * value, 0)
  const d = (sum * sum) / squares
  const denominator = d * design.degreesOfFreedom
  const base = { pearson, eigenvalues }
  if (method === 'F') {
    const statistic = pearson / sum
    return { ...base, statistic, degreesOfFreedom: d, denominator, p: fCdf(statistic, d, denominator, 'upper') }
  }
  if (method === 'chiSquare') {
    const k = eigenvalues.length
    const p = chiSquareCdf((pearson * k) / sum, k, 'upper')
    return { ...base, statistic: pearson, degreesOfFreedom: k, denominator: Number.POSITIVE_INFINITY, p }
  }
  const last = design.kind === 'replicate' ? Number.POSITIVE_INFINITY : denominator
  const p = quadraticFormTail(pearson, eigenvalues, last, method)
  return { ...base, statistic: pearson, degreesOfFreedom: eigenvalues.length, denominator: last, p }
}

/**
 * Wald test of independence: the cells' excess over the product of their margins, in their own covariance.
 *
 * @param adjusted  true: F(k, f − k + 1) as for Hotelling's T², better with few degrees of freedom; false: F(k, f)
 * @throws NumericError survey.table (names an empty category) · survey.singular · survey.degreesOfFreedom (fewer than cells to test) · survey.shape · survey.code
 * Validity: many more degrees of freedom than cells; `raoScottTest` holds its level better. Source: Koch, Freeman & Freeman (1975), Int. Stat. Rev. 43, 59–78.
 * Checked: R survey 4.5 svychisq, Wald and adjWald.
 */
export function waldIndependenceTest(cross: CrossClassification, design: SurveyDesign, adjusted: boolean): TestResult {
  rowsInTable(cross, design)
  const { rows, columns } = cross
  const excess = excessOverMargins(estimateTable(cross, design), rows, columns)
  const use: number[] = []
  for (let b = 1; b < columns; b++) for (let a = 1; a < rows; a++) use.push(a + b * rows)
  const factor = factorCovariance(submatrix(excess.covariance, use), 'covariance of the cells')
  const y = use.map((c) => excess.value[c])
  const quadratic = choleskySolve(factor, y).reduce((sum, value, i) => sum + value * y[i], 0)
  const k = use.length
  const f = design.degreesOfFreedom
  const denominator = adjusted ? f - k + 1 : f
  if (!(denominator > 0)) throw new NumericError('survey.degreesOfFreedom', `${f} degrees of freedom for ${k} cells`)
  const statistic = adjusted ? (quadratic * denominator) / (k * f) : quadratic / k
  return { statistic, degreesOfFreedom: k, denominator, p: fCdf(statistic, k, denominator, 'upper') }
}

/** Counts minus row total·column total/total, by the delta method. */
function excessOverMargins(table: Estimate, rows: number, columns: number): Estimate {
  const cells = rows * columns
  const byRow = new Float64Array(rows)
  const byColumn = new Float64Array(columns)
  let total = 0
  table.value.forEach((count, c) => {
    byRow[c % rows] += count
    byColumn[Math.floor(c / rows)] += count
    total += count
  })
  const value = table.value.map((count, c) => count - (byRow[c % rows] * byColumn[Math.floor(c / rows)]) / total)
  const jacobian = matrix(cells, cells)
  for (let c = 0; c < cells; c++) {
    const [r, k] = [byRow[c % rows], byColumn[Math.floor(c / rows)]]
    for (let other = 0; other < cells; other++) {
      let slope = (r * k) / total ** 2
      if (other % rows === c % rows) slope -= k / total
      if (Math.floor(other / rows) === Math.floor(c / rows)) slope -= r / total
      jacobian.data[c + other * cells] = slope + (other === c ? 1 : 0)
    }
  }
  return transformed(table, value, jacobian)
}
