import { type Matrix, matrix } from '@kepu/numeric'
import type { Stage } from '../design/types.ts'

/**
 * Sums of weight·column over the rows of each unit: [units × k] column-major.
 *
 * @param values  [n × k]
 * @param unitOf  [n] codes; null: each row is its own unit
 */
export function weightedUnitSums(
  values: Matrix,
  weight: Float64Array,
  unitOf: Int32Array | null,
  units: number,
): Float64Array {
  const { rows: n, cols, data } = values
  const sums = new Float64Array(units * cols)
  for (let k = 0; k < cols; k++) {
    const from = k * n
    const to = k * units
    if (unitOf === null) for (let i = 0; i < n; i++) sums[to + i] = weight[i] * data[from + i]
    else addRuns(data.subarray(from, from + n), 0, weight, unitOf, sums.subarray(to, to + units))
  }
  return sums
}

/** Adds weight·(value − centre) of each row to its unit. Rows of a unit mostly stand together: a run is summed in a register before it is stored. */
export function addRuns(
  values: Float64Array,
  centre: number,
  weight: Float64Array,
  unitOf: Int32Array,
  out: Float64Array,
): void {
  let unit = 0
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    if (unitOf[i] !== unit) {
      out[unit] += sum
      sum = 0
      unit = unitOf[i]
    }
    sum += weight[i] * (values[i] - centre)
  }
  if (out.length > 0) out[unit] += sum
}

/** Σ of the values: a plain loop, several times as fast as `reduce` on a long typed array. */
export function sumOf(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum
}

/** Sums of the units of the next stage over the units of this one: [units × k]. The same array when each is its own unit. */
export function sumUp(sums: Float64Array, cols: number, stage: Stage): Float64Array {
  const { unitOf, units } = stage
  if (unitOf === null) return sums
  const n = unitOf.length
  const result = new Float64Array(units * cols)
  for (let k = 0; k < cols; k++) {
    const from = k * n
    const to = k * units
    for (let j = 0; j < n; j++) result[to + unitOf[j]] += sums[from + j]
  }
  return result
}

/** Adds the second matrix to the first, in place. */
export function addTo(sum: Matrix, term: Matrix): void {
  for (let i = 0; i < sum.data.length; i++) sum.data[i] += term.data[i]
}

/** weight·column for every row: [n × k]. */
export function weighted(values: Matrix, weight: Float64Array): Matrix {
  return matrix(values.rows, values.cols, weightedUnitSums(values, weight, null, values.rows))
}
