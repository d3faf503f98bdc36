import { NumericError } from '@kepu/numeric'
import type { ReplicateDesign } from '../design/types.ts'

/** [groups] product of the factors of a replicate. */
export function groupFactors(
  design: ReplicateDesign,
  replicate: number,
  out = new Float64Array(design.groups),
): Float64Array {
  out.fill(1)
  for (const { unitOf, value } of design.factors) {
    const column = value.data.subarray(replicate * value.rows, (replicate + 1) * value.rows)
    if (unitOf === null) for (let g = 0; g < out.length; g++) out[g] *= column[g]
    else for (let g = 0; g < out.length; g++) out[g] *= column[unitOf[g]]
  }
  return out
}

/**
 * The weights of one replicate.
 *
 * @returns [n]
 * @throws NumericError survey.replicate unless 0 ≤ replicate < design.replicates
 * Checked: R survey 4.5 weights(type = 'analysis').
 */
export function replicateWeights(design: ReplicateDesign, replicate: number): Float64Array {
  if (!Number.isInteger(replicate) || replicate < 0 || replicate >= design.replicates) {
    throw new NumericError('survey.replicate', `replicate ${replicate} of ${design.replicates}`)
  }
  const factor = groupFactors(design, replicate)
  const { base, groupOf } = design
  if (groupOf === null) return base.map((w, i) => w * factor[i])
  return base.map((w, i) => w * factor[groupOf[i]])
}
