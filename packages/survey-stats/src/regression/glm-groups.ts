import { type Cholesky, choleskyFactor, choleskySolve, type Matrix, matrix, NumericError } from '@kepu/numeric'
import type { ReplicateDesign } from '../design/types.ts'
import type { Family } from './family.ts'
import { Accumulator, type GlmFit, type ModelData } from './glm-fit.ts'

/** Numbers that the sums by group may hold: 160 MB. */
const LARGEST = 2e7

/** Taylor expansion of the gradient at the whole sample's coefficients, by group of rows. */
export interface GroupExpansion {
  readonly parameters: number
  /** [groups × p] */
  readonly gradient: Float64Array
  /** [groups × p(p+1)/2] lower triangle by columns */
  readonly information: Float64Array
  /** [groups × p(p+1)(p+2)/6] change of the information with the coefficients, for i ≥ j ≥ k; null when not known or too many */
  readonly change: Float64Array | null
}

/** Sums of the expansion's terms over the rows of each group: one pass, whatever the number of replicates. */
export function expandByGroup(data: ModelData, fit: GlmFit, family: Family, design: ReplicateDesign): GroupExpansion {
  const { base, groupOf, groups } = design
  const { rows: n, cols: p, data: x } = data.x
  const triples = (p * (p + 1) * (p + 2)) / 6
  const { bend } = family
  const gradient = new Float64Array(groups * p)
  const information = new Float64Array((groups * p * (p + 1)) / 2)
  const change = bend === null || groups * triples > LARGEST ? null : new Float64Array(groups * triples)
  const group = (i: number): number => (groupOf === null ? i : groupOf[i])
  new Accumulator(data, family).each(fit.coefficients, base, (first, count, score, curvature, mean) => {
    const left = new Float64Array(count)
    let pair = 0
    let triple = 0
    for (let i = 0; i < p; i++) {
      for (let r = 0; r < count; r++) gradient[group(first + r) + i * groups] += score[r] * x[first + r + i * n]
      for (let j = 0; j <= i; j++, pair++) {
        for (let r = 0; r < count; r++) {
          left[r] = curvature[r] * x[first + r + i * n] * x[first + r + j * n]
          information[group(first + r) + pair * groups] += left[r]
        }
        if (change === null || bend === null) continue
        for (let r = 0; r < count; r++) left[r] *= bend(mean[r])
        for (let k = 0; k <= j; k++, triple++) {
          for (let r = 0; r < count; r++) change[group(first + r) + triple * groups] += left[r] * x[first + r + k * n]
        }
      }
    }
  })
  return { parameters: p, gradient, information, change }
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

/** A replicate's first move away from the whole sample's coefficients, and the information there. */
interface FirstMove {
  /** [p] */
  readonly step: Float64Array
  readonly information: Cholesky
}

/** Solves gradient − H·δ − ½T[δ, δ] = 0 by Newton's method; without T one Newton step. Null when the move is too long for the expansion. */
export function firstMove(expansion: GroupExpansion, factor: Float64Array): FirstMove | null {
  const { parameters: p, change } = expansion
  const gradient = combine(expansion.gradient, factor)
  const information = fromPairs(combine(expansion.information, factor), p)
  let moved = factorOrNull(information)
  if (moved === null) return null
  let step = choleskySolve(moved, gradient)
  if (change === null) return { step, information: moved }
  const triples = combine(change, factor)
  for (let round = 0; round < 3; round++) {
    const turned = alongStep(triples, step, p)
    moved = factorOrNull(
      matrix(
        p,
        p,
        information.data.map((value, q) => value + turned[q]),
      ),
    )
    if (moved === null) return null
    const left = gradient.map((value, i) => {
      let rest = value
      for (let j = 0; j < p; j++) rest -= (information.data[i + j * p] + 0.5 * turned[i + j * p]) * step[j]
      return rest
    })
    const correction = choleskySolve(moved, left)
    step = step.map((value, i) => value + correction[i])
  }
  return { step, information: moved }
}

function fromPairs(pairs: Float64Array, p: number): Matrix {
  const result = matrix(p, p)
  for (let i = 0, pair = 0; i < p; i++) {
    for (let j = 0; j <= i; j++, pair++) {
      result.data[i + j * p] = pairs[pair]
      result.data[j + i * p] = pairs[pair]
    }
  }
  return result
}

function factorOrNull(information: Matrix): Cholesky | null {
  try {
    return choleskyFactor(information)
  } catch (error) {
    if (error instanceof NumericError) return null
    throw error
  }
}

/** [p × p] Σₖ Tᵢⱼₖ δₖ from the distinct elements i ≥ j ≥ k. */
function alongStep(triples: Float64Array, step: Float64Array, p: number): Float64Array {
  const result = new Float64Array(p * p)
  let at = 0
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      for (let k = 0; k <= j; k++) {
        const value = triples[at++]
        for (const [a, b, c] of distinctOrders(i, j, k)) result[a + b * p] += value * step[c]
      }
    }
  }
  return result
}

/** The different orders of three indices. */
function distinctOrders(i: number, j: number, k: number): readonly (readonly [number, number, number])[] {
  if (i === j && j === k) return [[i, i, i]]
  if (i === j)
    return [
      [i, i, k],
      [i, k, i],
      [k, i, i],
    ]
  if (j === k)
    return [
      [i, j, j],
      [j, i, j],
      [j, j, i],
    ]
  return [
    [i, j, k],
    [i, k, j],
    [j, i, k],
    [j, k, i],
    [k, i, j],
    [k, j, i],
  ]
}
