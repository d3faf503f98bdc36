import { matrix, NumericError } from '@kepu/numeric'
import type { SurveyDesign } from '../design/types.ts'
import { replicateWeights } from '../variance/replicate-weights.ts'
import { withRowFactors } from './cells.ts'
import type { WeightBounds } from './distance.ts'
import { adjusted } from './rake.ts'

/** Weights cut at the bounds, what was cut off spread evenly over the others, until none is outside. */
function trimmed(weight: Float64Array, { lower, upper }: WeightBounds, place: string): Float64Array {
  let current = weight
  for (let round = 0; round < 1000; round++) {
    let excess = 0
    let inside = 0
    let outside = 0
    for (const w of current) {
      if (w === 0) continue
      if (w < lower || w > upper) {
        outside++
        excess += w - Math.min(upper, Math.max(lower, w))
      } else inside++
    }
    if (outside === 0) return current
    if (inside === 0)
      throw new NumericError('survey.bounds', `${place}: every weight is at a bound of ${lower} … ${upper}`)
    const share = excess / inside
    current = current.map((w) => (w === 0 ? 0 : w < lower ? lower : w > upper ? upper : w + share))
  }
  throw new NumericError('survey.notConverged', `${place}: trimming to ${lower} … ${upper} never ends`)
}

/**
 * Trims weights to bounds and spreads what was cut off evenly over the other rows, again until all are inside. Replicate weights are trimmed each by itself, at
 * bounds in the same ratio to their mean; zeros stay.
 *
 * @throws NumericError survey.bounds (lower above upper; every weight at a bound) · survey.notConverged
 * Validity: totals of margins are no longer exact; rake again if they must be. Trimming lowers the variance at the price of a bias that no standard error shows.
 * Source: Potter (1990), Proc. Surv. Res. Meth. 225–230. Checked: R survey 4.5 trimWeights(strict = TRUE).
 */
export function trimWeights<D extends SurveyDesign>(design: D, bounds: WeightBounds): D {
  if (!(bounds.lower < bounds.upper) || !(bounds.upper > 0)) {
    throw new NumericError('survey.bounds', `weights between ${bounds.lower} and ${bounds.upper}`)
  }
  const weight = trimmed(design.weight, bounds, 'the sample')
  if (design.kind !== 'replicate') return adjusted(design, weight, null)
  const ratio = (to: Float64Array, from: Float64Array): Float64Array =>
    to.map((w, i) => (from[i] === 0 ? 1 : w / from[i]))
  const total = sum(design.weight)
  const value = matrix(design.rows, design.replicates)
  for (let r = 0; r < design.replicates; r++) {
    const own = replicateWeights(design, r)
    const scale = (sum(own) / total) * (positive(design.weight) / positive(own))
    const cut = trimmed(own, { lower: bounds.lower * scale, upper: bounds.upper * scale }, `replicate ${r}`)
    value.data.set(ratio(cut, own), r * design.rows)
  }
  return { ...design, ...withRowFactors(design, value, ratio(weight, design.weight)) }
}

const sum = (values: Float64Array): number => values.reduce((total, w) => total + w, 0)
const positive = (values: Float64Array): number => values.reduce((count, w) => count + (w > 0 ? 1 : 0), 0)
