import { type Matrix, matrix, NumericError, transposeMul } from '@kepu/numeric'
import type { ReplicateDesign } from '../design/types.ts'
import { groupFactors, replicateWeights } from './replicate-weights.ts'
import type { Statistic, TotalsRoad } from './statistic.ts'

/**
 * The statistic at the weights of replicates `first` … `last` − 1: split the range to spread the work over workers.
 *
 * @returns [(last − first) × k]
 * @throws NumericError survey.replicate when a replicate gives no number (names it)
 */
export function replicateEstimates(
  statistic: Statistic,
  design: ReplicateDesign,
  first = 0,
  last: number = design.replicates,
): Matrix {
  const result = matrix(last - first, statistic.size)
  const valueAt = statistic.totals === undefined ? slowRoad(statistic, design) : quickRoad(statistic.totals, design)
  for (let r = first; r < last; r++) {
    const value = valueAt(r)
    for (let k = 0; k < statistic.size; k++) {
      if (!Number.isFinite(value[k])) {
        throw new NumericError('survey.replicate', `replicate ${r} gives ${value[k]} for component ${k}`)
      }
      result.data[r - first + k * result.rows] = value[k]
    }
  }
  return result
}

function slowRoad(statistic: Statistic, design: ReplicateDesign): (replicate: number) => Float64Array {
  return (replicate) => statistic.at(replicateWeights(design, replicate))
}

/** Totals by group once, then only groups are gone through for each replicate. */
function quickRoad(road: TotalsRoad, design: ReplicateDesign): (replicate: number) => Float64Array {
  const { base, groupOf, groups } = design
  const { count } = road
  const sums = road.sums(base, groupOf, groups)
  const factor = new Float64Array(groups)
  const totals = new Float64Array(count)
  return (replicate) => {
    groupFactors(design, replicate, factor)
    for (let q = 0; q < count; q++) {
      let total = 0
      const at = q * groups
      for (let g = 0; g < groups; g++) total += factor[g] * sums[at + g]
      totals[q] = total
    }
    return road.of(totals)
  }
}

/**
 * Covariance from the replicates' estimates: scale·Σ rscaleᵣ(θᵣ − c)(θᵣ − c)ᵀ, c the mean of the replicates that count, or the whole sample's estimate.
 *
 * @param estimates  [R × k]
 * @param value      [k] the whole sample's estimate
 * Source: Wolter (2007), Introduction to Variance Estimation, ch. 3–5. Checked: R survey 4.5 svrVar.
 */
export function replicateCovariance(estimates: Matrix, value: Float64Array, design: ReplicateDesign): Matrix {
  const { rows, cols, data } = estimates
  const { replicateScale, scale, aroundEstimate } = design
  const centred = matrix(rows, cols)
  for (let k = 0; k < cols; k++) {
    const centre = aroundEstimate ? value[k] : meanOfUsed(data.subarray(k * rows, (k + 1) * rows), replicateScale)
    for (let r = 0; r < rows; r++) {
      centred.data[r + k * rows] = (data[r + k * rows] - centre) * Math.sqrt(scale * replicateScale[r])
    }
  }
  return transposeMul(centred, centred)
}

function meanOfUsed(values: Float64Array, replicateScale: Float64Array): number {
  let sum = 0
  let used = 0
  for (let r = 0; r < values.length; r++) {
    if (!(replicateScale[r] > 0)) continue
    sum += values[r]
    used++
  }
  return sum / used
}
