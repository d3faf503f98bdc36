import { type Matrix, NumericError, type Random } from '@kepu/numeric'
import { CERTAINTY, sumOfProbabilities } from './inclusion.ts'

/** A balanced sample and how far it is from balance. */
export interface CubeSample {
  /** ascending rows */
  readonly rows: Uint32Array
  /** [p] Horvitz–Thompson total of each balancing variable over its true total, minus 1 (or the plain difference when the true total is 0) */
  readonly imbalance: Float64Array
  /** rows whose fate the landing decided: at most p */
  readonly landed: number
}

/** A vector u ≠ 0 with A·u = 0, for A [rows × (rows + 1)] given row-wise; Gauss–Jordan with pivots. */
function kernelVector(a: Float64Array, rows: number, cols: number): Float64Array {
  const pivotOfColumn = new Int32Array(cols).fill(-1)
  let rank = 0
  for (let j = 0; j < cols && rank < rows; j++) {
    let best = rank
    for (let i = rank + 1; i < rows; i++) if (Math.abs(a[i * cols + j]) > Math.abs(a[best * cols + j])) best = i
    if (Math.abs(a[best * cols + j]) < 1e-10) continue
    for (let c = 0; c < cols; c++) {
      const held = a[rank * cols + c]
      a[rank * cols + c] = a[best * cols + c]
      a[best * cols + c] = held
    }
    const pivot = a[rank * cols + j]
    for (let c = j; c < cols; c++) a[rank * cols + c] /= pivot
    for (let i = 0; i < rows; i++) {
      const factor = a[i * cols + j]
      if (i === rank || factor === 0) continue
      for (let c = j; c < cols; c++) a[i * cols + c] -= factor * a[rank * cols + c]
    }
    pivotOfColumn[j] = rank
    rank++
  }
  const free = pivotOfColumn.indexOf(-1)
  return Float64Array.from(pivotOfColumn, (row, j) => (j === free ? 1 : row < 0 ? 0 : -a[row * cols + free]))
}

interface Walk {
  readonly pi: Float64Array
  /** [p × N] balancing variable over its scale and over the starting π, unit by unit: unit k at k·p */
  readonly balance: Float64Array
  readonly p: number
  readonly random: Random
}

/** One random step inside the cube that keeps the first `used` balancing equations for these units; at least one of them reaches 0 or 1. */
function step({ pi, balance, p, random }: Walk, units: readonly number[], used: number): void {
  const cols = units.length
  const a = new Float64Array(used * cols)
  units.forEach((k, j) => {
    for (let i = 0; i < used; i++) a[i * cols + j] = balance[k * p + i]
  })
  const u = kernelVector(a, used, cols)
  let up = Number.POSITIVE_INFINITY
  let down = Number.POSITIVE_INFINITY
  units.forEach((k, j) => {
    if (u[j] > 0) {
      up = Math.min(up, (1 - pi[k]) / u[j])
      down = Math.min(down, pi[k] / u[j])
    } else if (u[j] < 0) {
      up = Math.min(up, -pi[k] / u[j])
      down = Math.min(down, (pi[k] - 1) / u[j])
    }
  })
  const move = random.uniform() * (up + down) < down ? up : -down
  units.forEach((k, j) => {
    const value = pi[k] + move * u[j]
    pi[k] = value < CERTAINTY ? 0 : value > 1 - CERTAINTY ? 1 : value
  })
}

function isOpen(value: number): boolean {
  return value > 0 && value < 1
}

/** Walks until fewer units are open than the equations can hold; answers the open rows. */
function fly(walk: Walk, rows: readonly number[], used: number): number[] {
  const waiting = [...rows].reverse()
  let active: number[] = []
  for (;;) {
    while (active.length < used + 1) {
      const next = waiting.pop()
      if (next === undefined) return active
      active.push(next)
    }
    step(walk, active, used)
    active = active.filter((k) => isOpen(walk.pi[k]))
  }
}

/**
 * Balanced sample by the cube method: inclusion probabilities exact, Horvitz–Thompson totals of the balancing variables equal to the true totals as nearly as whole units allow.
 *
 * Fast flight phase, p + 1 units at a time in random order; then landing by giving up the equations from the last to the first. Put first what must hold best: with π itself
 * as the first column the sample size is fixed (when Σπ is whole).
 *
 * @param balancing    [N × p] balancing variables
 * @param probability  [N]
 * @throws NumericError survey.shape · survey.probability · survey.notFinite (names row and column)
 * Time O(N·p³). Source: Deville & Tillé (2004), Biometrika 91, 893–912; Chauvet & Tillé (2006), Comput. Stat. 21, 53–61. Checked: balance, frequencies, R sampling 2.11 samplecube.
 */
export function drawCube(balancing: Matrix, probability: ArrayLike<number>, random: Random): CubeSample {
  const { rows: count, cols: p, data } = balancing
  if (probability.length !== count) {
    throw new NumericError(
      'survey.shape',
      `${probability.length} probabilities for ${count} rows of balancing variables`,
    )
  }
  sumOfProbabilities(probability)
  const bad = data.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0)
    throw new NumericError('survey.notFinite', `balancing row ${bad % count}, column ${Math.floor(bad / count)}`)
  const pi = Float64Array.from(probability, (value) => (value < CERTAINTY ? 0 : value > 1 - CERTAINTY ? 1 : value))
  const walk: Walk = { pi, balance: scaledBalance(balancing, pi), p, random }
  const open = random.shuffle(pi.keys()).filter((k) => isOpen(pi[k]))
  let left = fly(walk, open, p)
  const landed = left.length
  for (let used = p - 1; used >= 0; used--) left = fly(walk, left, used)
  const rows = Uint32Array.from(Array.from(pi.keys()).filter((k) => pi[k] === 1))
  return { rows, imbalance: imbalanceOf(balancing, probability, rows), landed }
}

/** Columns scaled to a mean of 1 so that pivots compare; unit by unit. */
function scaledBalance({ rows: count, cols: p, data }: Matrix, pi: Float64Array): Float64Array {
  const result = new Float64Array(count * p)
  for (let j = 0; j < p; j++) {
    let size = 0
    for (let k = 0; k < count; k++) if (pi[k] > 0) size += Math.abs(data[k + j * count] / pi[k])
    const scale = size === 0 ? 1 : count / size
    for (let k = 0; k < count; k++) result[k * p + j] = pi[k] > 0 ? (scale * data[k + j * count]) / pi[k] : 0
  }
  return result
}

function imbalanceOf({ rows: count, cols: p, data }: Matrix, probability: ArrayLike<number>, chosen: Uint32Array) {
  return Float64Array.from({ length: p }, (_, j) => {
    let truth = 0
    for (let k = 0; k < count; k++) truth += data[k + j * count]
    let estimate = 0
    for (const k of chosen) estimate += data[k + j * count] / probability[k]
    return truth === 0 ? estimate : estimate / truth - 1
  })
}
