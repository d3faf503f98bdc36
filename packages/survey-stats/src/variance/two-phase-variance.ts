import { type Matrix, matrix, transposeMul } from '@kepu/numeric'
import { pairCodes } from '../design/codes.ts'
import type { TwoPhaseDesign } from '../design/types.ts'
import { clusterCovariance } from './cluster-variance.ts'
import { addTo } from './totals.ts'

/**
 * Covariance of totals of a two-phase sample: Xᵀ(Δ¹ + Δ² − Δ¹∘Δ²)X, written as sums over strata, units and their crossings.
 *
 * The second phase's part is Xᵀ·Δ²·X; the rest belongs to the first phase.
 * @param x  [n × k] weight·influence
 * Time O(n k²). Source: Särndal, Swensson & Wretman (1992), result 9.3.1.
 */
export function twoPhaseCovariance(x: Matrix, design: TwoPhaseDesign): Matrix {
  const covariance = clusterCovariance(x.data, x.cols, design.phase2)
  addTo(covariance, design.method === 'full' ? firstPhaseCovariance(x, design) : firstPhaseSquares(x, design))
  return covariance
}

/** Adds factor·(group sums)ᵀ(group sums) of x: Σ_g f_g s_g s_gᵀ. */
function addGroupSquares(to: Matrix, x: Matrix, code: Int32Array, count: number, factor: Float64Array): void {
  const sums = matrix(count, x.cols)
  for (let k = 0; k < x.cols; k++) {
    for (let i = 0; i < x.rows; i++) sums.data[code[i] + k * count] += x.data[i + k * x.rows]
  }
  addTo(to, transposeMul(sums, sums, factor))
}

/** One value for each group, from a value for each row that is the same within it. */
function byGroup(code: Int32Array, count: number, value: (row: number) => number): Float64Array {
  const result = new Float64Array(count)
  for (let i = 0; i < code.length; i++) result[code[i]] = value(i)
  return result
}

function firstPhaseCovariance(x: Matrix, { phase1, phase2 }: TwoPhaseDesign): Matrix {
  const { unit, units, stratum, strata, between, within } = phase1
  const [stage] = phase2.stages
  const second = stage.stratumOf
  const within2 = stage.fraction.map((f) => 1 - f)
  const between2 = byGroup(second, stage.strata, (i) =>
    stage.sampled[second[i]] < 2 ? 0 : -within2[i] / (stage.sampled[second[i]] - 1),
  )
  const rows = Int32Array.from({ length: x.rows }, (_, i) => i)
  const unitCell = pairCodes(unit, second, 'unit')
  const stratumCell = pairCodes(stratum, second, 'stratum')
  const result = matrix(x.cols, x.cols)
  // Δ¹ alone: pairs of a stratum, those of the same unit at their own value.
  addGroupSquares(result, x, stratum, strata, between)
  addGroupSquares(
    result,
    x,
    unit,
    units,
    byGroup(unit, units, (i) => within[i] - between[stratum[i]]),
  )
  // −Δ¹∘Δ²: pairs of a second-phase stratum, then those of the same unit, then the rows themselves.
  const crossed = (i: number): number => between[stratum[i]] * between2[second[i]]
  const sameUnit = (i: number): number => within[i] * between2[second[i]]
  addGroupSquares(
    result,
    x,
    stratumCell.code,
    stratumCell.count,
    byGroup(stratumCell.code, stratumCell.count, (i) => -crossed(i)),
  )
  const unitFactor = byGroup(unitCell.code, unitCell.count, (i) => crossed(i) - sameUnit(i))
  addGroupSquares(result, x, unitCell.code, unitCell.count, unitFactor)
  addGroupSquares(
    result,
    x,
    rows,
    x.rows,
    Float64Array.from(rows, (i) => sameUnit(i) - within[i] * within2[i]),
  )
  return result
}

/** Σₕ f·Nₕ/(Nₕ − 1)·Σᵢ (p₂x − Σx/Nₕ)(p₂x − Σx/Nₕ)ᵀ/p₂: the first phase's sum of squares, each row standing for 1/p₂ of its units. */
function firstPhaseSquares(x: Matrix, { phase1, phase2 }: TwoPhaseDesign): Matrix {
  const { stratum, sampled, within } = phase1
  const [stage] = phase2.stages
  const { rows: n, cols } = x
  const factor = Float64Array.from({ length: n }, (_, i) => {
    const all = sampled[stratum[i]]
    return all < 2 ? 0 : (within[i] * all) / (all - 1) / stage.fraction[i]
  })
  const centred = matrix(n, cols)
  for (let k = 0; k < cols; k++) {
    const mean = new Float64Array(sampled.length)
    for (let i = 0; i < n; i++) mean[stratum[i]] += x.data[i + k * n] / sampled[stratum[i]]
    for (let i = 0; i < n; i++) centred.data[i + k * n] = x.data[i + k * n] * stage.fraction[i] - mean[stratum[i]]
  }
  return transposeMul(centred, centred, factor)
}
