import { choleskySolve, type Matrix, matrix, NumericError } from '@kepu/numeric'
import type { ReplicateDesign } from '../design/types.ts'
import { groupFactors, replicateWeights } from '../variance/replicate-weights.ts'
import { type FamilyName, familyOf } from './family.ts'
import { Accumulator, fitGlm, type GlmFit, type ModelData } from './glm-fit.ts'
import { expandByGroup, firstMove, type GroupExpansion } from './glm-groups.ts'

/** Passes over the rows before a replicate is fitted from scratch. */
const MAX_PASSES = 12
/** What may be left of a replicate's move, as a share of it. */
const LEFT = 1e-8

/**
 * Coefficients at the weights of replicates `first` … `last` − 1: split the range to spread the work over workers.
 *
 * The first move from the whole sample's coefficients comes from a second-order expansion summed by group; then the rows' gradient at the new place is looked at
 * until the next step would be below 1e-8 of the move. So a replicate costs one or two passes over the rows without cross-products.
 *
 * @returns [(last − first) × p]
 * @throws NumericError survey.replicate when a replicate has no solution (names it)
 * Checked: equals a fit from scratch of each replicate to 1e-8 of its move.
 */
export function replicateCoefficients(
  data: ModelData,
  fit: GlmFit,
  family: FamilyName,
  design: ReplicateDesign,
  first = 0,
  last: number = design.replicates,
): Matrix {
  const p = data.x.cols
  const own = {
    expansion: expandByGroup(data, fit, familyOf(family), design),
    accumulator: new Accumulator(data, familyOf(family)),
  }
  const result = matrix(last - first, p)
  for (let r = first; r < last; r++) {
    const beta = fitReplicate(data, fit, family, design, r, own)
    for (let j = 0; j < p; j++) result.data[r - first + j * result.rows] = beta[j]
  }
  return result
}

/** What all replicates use. */
interface Shared {
  readonly expansion: GroupExpansion
  readonly accumulator: Accumulator
}

function fitReplicate(
  data: ModelData,
  fit: GlmFit,
  family: FamilyName,
  design: ReplicateDesign,
  r: number,
  own: Shared,
): Float64Array {
  const weight = replicateWeights(design, r)
  try {
    const near = nearby(fit, family, design, r, weight, own)
    return near ?? fitGlm(data, weight, familyOf(family), fit.coefficients).coefficients
  } catch (error) {
    if (error instanceof NumericError) throw new NumericError('survey.replicate', `replicate ${r}: ${error.message}`)
    throw error
  }
}

/** The solution reached from the expansion, or null when the replicate is too far away for it. */
function nearby(
  fit: GlmFit,
  family: FamilyName,
  design: ReplicateDesign,
  r: number,
  weight: Float64Array,
  { expansion, accumulator }: Shared,
): Float64Array | null {
  const move = firstMove(expansion, groupFactors(design, r))
  if (move === null) return null
  const beta = fit.coefficients.map((value, j) => value + move.step[j])
  if (family === 'gaussian') return beta
  const whole = largest(move.step)
  let before = whole
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    accumulator.sum(beta, weight, false)
    const step = choleskySolve(move.information, accumulator.gradient)
    for (let j = 0; j < beta.length; j++) beta[j] += step[j]
    const size = largest(step)
    // The step after this one is at most about four times smaller or larger than this ratio foretells.
    if (4 * size * (size / before) <= LEFT * whole || size === 0) return beta
    if (!(size < before)) return null
    before = size
  }
  return null
}

function largest(step: Float64Array): number {
  return step.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}
