import { NumericError } from '@kepu/numeric'
import { abilityWeights } from '../fit/ability.ts'
import type { NodePrior } from '../fit/expectation.ts'

/** Ability before the answers are seen: normal, the same for all, or with a mean or variance of each person's own (groups, latent regression). */
export interface AbilityPrior {
  /** one number, or [N] */
  readonly mean: number | ArrayLike<number>
  /** positive; one number, or [N] */
  readonly variance: number | ArrayLike<number>
}

/** N(0, 1) for everybody. */
export const standardAbility: AbilityPrior = { mean: 0, variance: 1 }

/** True when all persons have the same prior. */
export function isCommon({ mean, variance }: AbilityPrior): boolean {
  return typeof mean === 'number' && typeof variance === 'number'
}

/** @throws NumericError irt.ability (names the person) · irt.shape */
export function checkPrior(prior: AbilityPrior, persons: number): void {
  for (const values of [prior.mean, prior.variance]) {
    if (typeof values !== 'number' && values.length !== persons) {
      throw new NumericError('irt.shape', `${values.length} priors for ${persons} persons`)
    }
  }
  for (let i = 0; i < (isCommon(prior) ? 1 : persons); i++) {
    const { mean, variance } = priorOf(prior, i)
    if (!(Number.isFinite(mean) && variance > 0 && Number.isFinite(variance))) {
      throw new NumericError('irt.ability', `person ${i}: ability of mean ${mean} and variance ${variance}`)
    }
  }
}

/** The prior of one person. */
export function priorOf({ mean, variance }: AbilityPrior, person: number): { mean: number; variance: number } {
  return {
    mean: typeof mean === 'number' ? mean : mean[person],
    variance: typeof variance === 'number' ? variance : variance[person],
  }
}

/** Prior weights at the nodes for persons from … to − 1, the first of them at 0. */
export function nodePriors(prior: AbilityPrior, node: Float64Array, from: number, to: number): NodePrior {
  if (isCommon(prior)) {
    const { mean, variance } = priorOf(prior, 0)
    return { weight: abilityWeights(node, mean, variance), stride: 0 }
  }
  const weight = new Float64Array((to - from) * node.length)
  for (let i = from; i < to; i++) {
    const { mean, variance } = priorOf(prior, i)
    weight.set(abilityWeights(node, mean, variance), (i - from) * node.length)
  }
  return { weight, stride: node.length }
}
