import { choleskyFactor, choleskySolve, type Matrix, matrix, NumericError, transposeMul } from '@kepu/numeric'
import { abilityWeights, maximiseAbility } from './ability.ts'
import type { ItemCounts } from './counts.ts'
import type { Moments, NodePrior } from './expectation.ts'
import type { Ability, Specification } from './specification.ts'

/** How ability is distributed, as the EM cycle sees it: its own free parameters, the prior weights they mean, and their M-step. */
export interface AbilityModel {
  /** starting values */
  readonly start: Float64Array
  readonly names: readonly string[]
  /** true when `maximise` needs the posterior moments of each row */
  readonly needsMoments: boolean
  /** [G] */
  priors(own: Float64Array): NodePrior[]
  maximise(own: Float64Array, counts: readonly ItemCounts[], moments: Moments | null): Float64Array
  /** [G] the ability distributions at these parameters; with covariates, at covariates of zero */
  abilities(own: Float64Array): Ability[]
  /** mean and variance of ability in a row of a group */
  normal(own: Float64Array, group: number, row: number): { mean: number; variance: number }
  /** how an own parameter moves the mean and the log variance of ability in a row of a group */
  loading(parameter: number, group: number, row: number): readonly [number, number]
}

/** A normal distribution for each group; free are the means and log variances that the specification says. */
export function groupAbility({ ability }: Specification, node: Float64Array): AbilityModel {
  const slots = ability.flatMap((group, g) => [
    ...(group.estimateMean ? [{ g, name: `mean of group ${g}`, start: group.mean, loading: [1, 0] as const }] : []),
    ...(group.estimateVariance
      ? [{ g, name: `log variance of group ${g}`, start: Math.log(group.variance), loading: [0, 1] as const }]
      : []),
  ])
  const abilities = (own: Float64Array): Ability[] => {
    let next = 0
    return ability.map((group) => {
      const mean = group.estimateMean ? own[next++] : group.mean
      const variance = group.estimateVariance ? Math.exp(own[next++]) : group.variance
      return { ...group, mean, variance }
    })
  }
  return {
    start: Float64Array.from(slots, ({ start }) => start),
    names: slots.map(({ name }) => name),
    needsMoments: false,
    abilities,
    normal: (own, group) => abilities(own)[group],
    loading: (parameter, group) => (slots[parameter].g === group ? slots[parameter].loading : [0, 0]),
    priors: (own) =>
      abilities(own).map(({ mean, variance }) => ({ weight: abilityWeights(node, mean, variance), stride: 0 })),
    maximise(own, counts) {
      const found = abilities(own).map((group, g) => maximiseAbility(node, counts[g].node, group))
      const values = found.flatMap(({ estimateMean, estimateVariance, mean, variance }) => [
        ...(estimateMean ? [mean] : []),
        ...(estimateVariance ? [Math.log(variance)] : []),
      ])
      return Float64Array.from(values)
    },
  }
}

/**
 * Ability of person i ~ N(mean + xᵢβ, σ²): latent regression, one group. Free are β and, when the specification says so, log σ².
 *
 * @param covariate  [N × C], no column of ones unless the items are anchored
 * @param weight     [N]
 * @throws NumericError irt.covariate when the columns depend on one another
 */
export function regressionAbility(
  { ability }: Specification,
  node: Float64Array,
  covariate: Matrix,
  weight: Float64Array,
): AbilityModel {
  const base = ability[0]
  const { rows, cols } = covariate
  const factor = crossProducts(covariate, weight)
  const fitted = (own: Float64Array): Float64Array => {
    const mean = new Float64Array(rows).fill(base.mean)
    for (let c = 0; c < cols; c++) for (let i = 0; i < rows; i++) mean[i] += own[c] * covariate.data[i + c * rows]
    return mean
  }
  const variance = (own: Float64Array): number => (base.estimateVariance ? Math.exp(own[cols]) : base.variance)
  const names = Array.from({ length: cols }, (_, c) => `covariate ${c}`)
  return {
    start: Float64Array.from([...new Float64Array(cols), ...(base.estimateVariance ? [Math.log(base.variance)] : [])]),
    names: base.estimateVariance ? [...names, 'log residual variance'] : names,
    needsMoments: true,
    normal(own, _, row) {
      let mean = base.mean
      for (let c = 0; c < cols; c++) mean += own[c] * covariate.data[row + c * rows]
      return { mean, variance: variance(own) }
    },
    loading: (parameter, _, row) => (parameter < cols ? [covariate.data[row + parameter * rows], 0] : [0, 1]),
    abilities: (own) => [{ ...base, variance: variance(own) }],
    priors(own) {
      const mean = fitted(own)
      const prior = new Float64Array(rows * node.length)
      for (let i = 0; i < rows; i++) prior.set(abilityWeights(node, mean[i], variance(own)), i * node.length)
      return [{ weight: prior, stride: node.length }]
    },
    maximise(own, _, moments) {
      if (moments === null) return own
      const residual = matrix(
        rows,
        1,
        moments.mean.map((m) => m - base.mean),
      )
      const beta = choleskySolve(factor, transposeMul(covariate, residual, weight).data)
      if (!base.estimateVariance) return beta
      const mean = fitted(beta)
      let sum = 0
      let total = 0
      for (let i = 0; i < rows; i++) {
        sum += weight[i] * (moments.square[i] - 2 * mean[i] * moments.mean[i] + mean[i] * mean[i])
        total += weight[i]
      }
      return Float64Array.from([...beta, Math.log(sum / total)])
    },
  }
}

function crossProducts(covariate: Matrix, weight: Float64Array) {
  try {
    return choleskyFactor(transposeMul(covariate, covariate, weight))
  } catch (error) {
    if (!(error instanceof NumericError)) throw error
    throw new NumericError('irt.covariate', `covariates: ${error.message}`)
  }
}
