import { NumericError } from '@kepu/numeric'
import { type PackedResponses, personOf } from './pack.ts'
import type { BlockTables } from './tables.ts'

/** What some rows of answers contribute to an EM cycle. */
export interface Expectation {
  /** Σ weight · log marginal likelihood */
  readonly logLikelihood: number
  /** [states × Q] expected weight of persons in each joint state at each node, at state·Q + q */
  readonly count: Float64Array
}

/** Prior weights at the nodes: one row for everybody (stride 0) or a row each (stride Q, row r at r·Q). */
export interface NodePrior {
  readonly weight: Float64Array
  readonly stride: 0 | number
}

/** Posterior moments of rows `from` … `to` − 1, to be filled. */
export interface Moments {
  /** [rows] */
  readonly mean: Float64Array
  /** [rows] Σ θ²·posterior */
  readonly square: Float64Array
  /** [rows] */
  readonly logMarginal: Float64Array
}

/** A posterior weight this much below the largest is not counted: together such nodes have less than the rounding of a double. */
const NEGLIGIBLE = 1e-18

/**
 * The E-step for a range of rows: posterior weights of the nodes for each row, summed by joint state.
 *
 * A pure function of its arguments: a pool of workers can share the rows out and add the results with `addExpectation`.
 *
 * @param node     [Q]
 * @param from,to  rows from … to − 1 of `packed`, all of one group
 * @param moments  filled at the rows' places when given
 * @throws NumericError irt.impossible when a row has no likelihood at any node (names a person)
 * Time O(rows·blocks·Q). Checked: the same sums item by item (test/fit).
 */
export function expectRows(
  packed: PackedResponses,
  tables: BlockTables,
  prior: NodePrior,
  node: Float64Array,
  from: number,
  to: number,
  moments: Moments | null = null,
): Expectation {
  const { blocks, code, weight, stateStart } = packed
  const { nodes, likelihood, logScale } = tables
  const count = new Float64Array(stateStart[blocks] * nodes)
  const posterior = new Float64Array(nodes)
  const at = new Int32Array(blocks)
  let logLikelihood = 0
  for (let r = from; r < to; r++) {
    let logMarginal = 0
    for (let b = 0; b < blocks; b++) {
      const state = stateStart[b] + code[r * blocks + b]
      at[b] = state * nodes
      logMarginal += logScale[state]
    }
    multiplyRows(posterior, likelihood, at, blocks, prior.weight, r * prior.stride)
    let largest = 0
    let sum = 0
    for (let q = 0; q < nodes; q++) {
      const value = posterior[q]
      sum += value
      if (value > largest) largest = value
    }
    if (!(sum > 1e-280))
      throw new NumericError('irt.impossible', `${personOf(packed, r)} has no likelihood at any node`)
    logMarginal += Math.log(sum)
    logLikelihood += weight[r] * logMarginal
    if (moments !== null) writeMoments(moments, posterior, node, r, sum, logMarginal)
    let low = 0
    let high = nodes
    while (posterior[low] < NEGLIGIBLE * largest) low++
    while (posterior[high - 1] < NEGLIGIBLE * largest) high--
    const factor = weight[r] / sum
    for (let q = low; q < high; q++) posterior[q] *= factor
    addRows(count, posterior, at, blocks, low, high)
  }
  return { logLikelihood, count }
}

/** posterior = prior · Π table rows, four rows to a pass. */
export function multiplyRows(
  posterior: Float64Array,
  table: Float64Array,
  at: Int32Array,
  blocks: number,
  prior: Float64Array,
  priorAt: number,
): void {
  const nodes = posterior.length
  for (let q = 0; q < nodes; q++) posterior[q] = prior[priorAt + q]
  let b = 0
  for (; b + 3 < blocks; b += 4) {
    const a0 = at[b]
    const a1 = at[b + 1]
    const a2 = at[b + 2]
    const a3 = at[b + 3]
    for (let q = 0; q < nodes; q++) {
      posterior[q] *= table[a0 + q] * table[a1 + q] * (table[a2 + q] * table[a3 + q])
    }
  }
  for (; b < blocks; b++) {
    const a = at[b]
    for (let q = 0; q < nodes; q++) posterior[q] *= table[a + q]
  }
}

function addRows(
  count: Float64Array,
  posterior: Float64Array,
  at: Int32Array,
  blocks: number,
  low: number,
  high: number,
): void {
  let b = 0
  for (; b + 3 < blocks; b += 4) {
    const a0 = at[b]
    const a1 = at[b + 1]
    const a2 = at[b + 2]
    const a3 = at[b + 3]
    for (let q = low; q < high; q++) {
      const value = posterior[q]
      count[a0 + q] += value
      count[a1 + q] += value
      count[a2 + q] += value
      count[a3 + q] += value
    }
  }
  for (; b < blocks; b++) {
    const a = at[b]
    for (let q = low; q < high; q++) count[a + q] += posterior[q]
  }
}

function writeMoments(
  moments: Moments,
  posterior: Float64Array,
  node: Float64Array,
  r: number,
  sum: number,
  logMarginal: number,
): void {
  let mean = 0
  let square = 0
  for (let q = 0; q < node.length; q++) {
    mean += node[q] * posterior[q]
    square += node[q] * node[q] * posterior[q]
  }
  moments.mean[r] = mean / sum
  moments.square[r] = square / sum
  moments.logMarginal[r] = logMarginal
}

/** The sum of two contributions, which are not changed. */
export function addExpectation(a: Expectation, b: Expectation): Expectation {
  const count = Float64Array.from(a.count)
  for (let i = 0; i < count.length; i++) count[i] += b.count[i]
  return { logLikelihood: a.logLikelihood + b.logLikelihood, count }
}
