import { choleskySolve, type Matrix, matrix, NumericError } from '@kepu/numeric'
import type { ReplicateDesign } from '../design/types.ts'
import { groupFactors, replicateWeights } from '../variance/replicate-weights.ts'
import { type FamilyName, familyOf } from './family.ts'
import { Accumulator, factorInformation, fitGlm, type GlmFit, type ModelData } from './glm-fit.ts'

/** Steps with the first information before a replicate is fitted from scratch. */
const MAX_STEPS = 12

/** Gradient and information at the whole sample's coefficients, by group of rows. */
interface GroupSums {
  /** [groups × p] */
  readonly gradient: Float64Array
  /** [groups × p(p+1)/2], lower triangle by columns */
  readonly information: Float64Array
}

function groupSums(data: ModelData, fit: GlmFit, family: FamilyName, design: ReplicateDesign): GroupSums {
  const { base, groupOf, groups } = design
  const { x } = data
  const { rows: n, cols: p } = x
  const gradient = new Float64Array(groups * p)
  const information = new Float64Array((groups * p * (p + 1)) / 2)
  new Accumulator(data, familyOf(family)).each(fit.coefficients, base, (first, count, score, curvature) => {
    let triangle = 0
    for (let j = 0; j < p; j++) {
      const left = first + j * n
      for (let i = 0; i < count; i++) {
        const g = groupOf === null ? first + i : groupOf[first + i]
        gradient[g + j * groups] += score[i] * x.data[left + i]
      }
      for (let k = j; k < p; k++) {
        const right = first + k * n
        for (let i = 0; i < count; i++) {
          const g = groupOf === null ? first + i : groupOf[first + i]
          information[g + triangle * groups] += curvature[i] * x.data[left + i] * x.data[right + i]
        }
        triangle++
      }
    }
  })
  return { gradient, information }
}

/** Σ over groups of factor·sums, one value a column. */
function combine(sums: Float64Array, factor: Float64Array): Float64Array {
  const groups = factor.length
  return Float64Array.from({ length: sums.length / groups }, (_, q) => {
    let total = 0
    for (let g = 0; g < groups; g++) total += factor[g] * sums[g + q * groups]
    return total
  })
}

function fromTriangle(triangle: Float64Array, p: number): Matrix {
  const result = matrix(p, p)
  let at = 0
  for (let j = 0; j < p; j++) {
    for (let k = j; k < p; k++) {
      result.data[k + j * p] = triangle[at]
      result.data[j + k * p] = triangle[at++]
    }
  }
  return result
}

/**
 * Coefficients at the weights of replicates `first` … `last` − 1: split the range to spread the work over workers.
 *
 * The first step from the whole sample's coefficients needs only sums by group; later steps keep the replicate's information and look at the rows' gradient, so
 * that a replicate costs two or three passes over the rows without cross-products.
 *
 * @returns [(last − first) × p]
 * @throws NumericError survey.replicate when a replicate has no solution (names it)
 * Checked: equals a fit from scratch of each replicate to 1e-9.
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
  const sums = groupSums(data, fit, family, design)
  const accumulator = new Accumulator(data, familyOf(family))
  const result = matrix(last - first, p)
  const factor = new Float64Array(design.groups)
  for (let r = first; r < last; r++) {
    groupFactors(design, r, factor)
    const beta = fitReplicate(data, fit, family, design, { r, factor, sums, accumulator })
    for (let j = 0; j < p; j++) result.data[r - first + j * result.rows] = beta[j]
  }
  return result
}

interface Replicate {
  readonly r: number
  readonly factor: Float64Array
  readonly sums: GroupSums
  readonly accumulator: Accumulator
}

function fitReplicate(
  data: ModelData,
  fit: GlmFit,
  family: FamilyName,
  design: ReplicateDesign,
  { r, factor, sums, accumulator }: Replicate,
): Float64Array {
  try {
    const information = factorInformation(fromTriangle(combine(sums.information, factor), data.x.cols))
    let step = choleskySolve(information, combine(sums.gradient, factor))
    const beta = fit.coefficients.map((value, j) => value + step[j])
    if (family === 'gaussian') return beta
    const enough = largest(step) * 1e-9
    const weight = replicateWeights(design, r)
    for (let k = 0; k < MAX_STEPS; k++) {
      accumulator.sum(beta, weight, false)
      step = choleskySolve(information, accumulator.gradient)
      for (let j = 0; j < beta.length; j++) beta[j] += step[j]
      if (largest(step) <= enough) return beta
    }
    return fitGlm(data, weight, familyOf(family), fit.coefficients).coefficients
  } catch (error) {
    if (error instanceof NumericError) throw new NumericError('survey.replicate', `replicate ${r}: ${error.message}`)
    throw error
  }
}

function largest(step: Float64Array): number {
  return step.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}
