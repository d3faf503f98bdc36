import { type Matrix, matrix, NumericError } from '@kepu/numeric'
import { pairCodes } from '../design/codes.ts'
import type { ReplicateDesign } from '../design/types.ts'
import { groupFactors } from '../variance/replicate-weights.ts'

/** A step of weighting that multiplies all rows of a cell alike, found from the cells' weighted totals. */
type CellStep = (totals: Float64Array, what: string) => Float64Array

/**
 * Cell codes checked against a design; −1 is allowed for rows of weight 0 and becomes 0.
 *
 * @throws NumericError survey.shape · survey.code (names the row)
 */
export function checkedCells(cell: ArrayLike<number>, cells: number, weight: Float64Array, what: string): Int32Array {
  if (cell.length !== weight.length) {
    throw new NumericError('survey.shape', `${what} has ${cell.length} codes, the design ${weight.length} rows`)
  }
  return Int32Array.from({ length: cell.length }, (_, i) => {
    const code = cell[i]
    if (Number.isInteger(code) && code >= 0 && code < cells) return code
    if (weight[i] !== 0) throw new NumericError('survey.code', `${what}[${i}] is ${code}: not among 0 … ${cells - 1}`)
    return 0
  })
}

/** [cells] Σ weight */
export function cellTotals(weight: Float64Array, cell: Int32Array, cells: number): Float64Array {
  const totals = new Float64Array(cells)
  for (let i = 0; i < weight.length; i++) totals[cell[i]] += weight[i]
  return totals
}

/** A replicate design with the step repeated on every replicate; the rows' work is done once, then only groups are gone through. */
export function stepReplicates(
  design: ReplicateDesign,
  cell: Int32Array,
  cells: number,
  step: CellStep,
): ReplicateDesign {
  const { base, groupOf, groups, replicates } = design
  const own = groupOf ?? Int32Array.from(base.keys())
  const pairs = pairCodes(own, cell, 'cell')
  const groupOfPair = new Int32Array(pairs.count)
  const cellOfPair = new Int32Array(pairs.count)
  const sum = new Float64Array(pairs.count)
  for (let i = 0; i < base.length; i++) {
    const pair = pairs.code[i]
    groupOfPair[pair] = own[i]
    cellOfPair[pair] = cell[i]
    sum[pair] += base[i]
  }
  const value = matrix(cells, replicates)
  const factor = new Float64Array(groups)
  for (let r = 0; r < replicates; r++) {
    groupFactors(design, r, factor)
    const totals = new Float64Array(cells)
    for (let p = 0; p < pairs.count; p++) totals[cellOfPair[p]] += factor[groupOfPair[p]] * sum[p]
    value.data.set(step(totals, `replicate ${r}`), r * cells)
  }
  const factors = design.factors.map(({ unitOf, value: old }) => {
    return { unitOf: unitOf === null ? groupOfPair : groupOfPair.map((g) => unitOf[g]), value: old }
  })
  const full = step(cellTotals(design.weight, cell, cells), 'the sample')
  return {
    ...design,
    weight: design.weight.map((w, i) => w * full[cell[i]]),
    groupOf: pairs.code,
    groups: pairs.count,
    factors: [...factors, { unitOf: cellOfPair, value }],
  }
}

/** A replicate design with a factor for each row and replicate. @param value [n × R] · @param full [n] factor of the whole sample's weights */
export function withRowFactors(design: ReplicateDesign, value: Matrix, full: Float64Array): ReplicateDesign {
  const { groupOf } = design
  const factors = design.factors.map(({ unitOf, value: old }) => {
    if (groupOf === null) return { unitOf, value: old }
    return { unitOf: unitOf === null ? groupOf : groupOf.map((g) => unitOf[g]), value: old }
  })
  return {
    ...design,
    weight: design.weight.map((w, i) => w * full[i]),
    groupOf: null,
    groups: design.rows,
    factors: [...factors, { unitOf: null, value }],
  }
}
