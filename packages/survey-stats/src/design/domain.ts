import { NumericError } from '@kepu/numeric'
import { clusterDegreesOfFreedom } from './cluster.ts'
import type { SurveyDesign } from './types.ts'

/**
 * The design seen by a domain: rows outside keep their place but count with weight 0, so that the strata keep all their sampled units. Use it for statistics
 * of one domain, and to leave out rows with a missing answer.
 *
 * Degrees of freedom: first-stage units minus strata among those with a row inside. Replicate designs keep theirs.
 *
 * @param inside  [n] 1 or true inside, 0 or false outside
 * @throws NumericError survey.shape · survey.domain when no row is inside
 * Source: Särndal, Swensson & Wretman (1992), §10.3. Checked: R survey 4.5 subset() and na.rm = TRUE.
 */
export function domainDesign<D extends SurveyDesign>(design: D, inside: ArrayLike<number | boolean>): D {
  if (inside.length !== design.rows) {
    throw new NumericError('survey.shape', `${inside.length} marks, the design has ${design.rows} rows`)
  }
  const keep = (w: number, i: number): number => (inside[i] ? w : 0)
  const weight = design.weight.map(keep)
  if (weight.every((w) => w === 0)) throw new NumericError('survey.domain', 'no row is inside the domain')
  return { ...design, weight, ...parts(design, weight, keep) }
}

function parts(design: SurveyDesign, weight: Float64Array, keep: (w: number, i: number) => number) {
  switch (design.kind) {
    case 'cluster':
      return { degreesOfFreedom: clusterDegreesOfFreedom(design.stages, weight) }
    case 'pairwise':
      return { degreesOfFreedom: weight.reduce((sum, w) => sum + (w === 0 ? 0 : 1), -1) }
    case 'twoPhase':
      return {
        phase2: { ...design.phase2, weight },
        degreesOfFreedom: clusterDegreesOfFreedom(design.phase2.stages, weight),
      }
    case 'replicate':
      return { base: design.base.map(keep) }
  }
}
