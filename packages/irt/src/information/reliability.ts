import { NumericError, rectangularNodes } from '@kepu/numeric'
import { abilityWeights } from '../fit/ability.ts'
import { type Items, MISSING } from '../model/items.ts'
import type { Responses } from '../model/responses.ts'
import { scoreMoments, testInformation } from './information.ts'

/**
 * Marginal reliability: the share of the scores' variance that is ability's, averaged over the distribution of ability.
 *
 *   ρ = Σ_q π_q I(θ_q)/(I(θ_q) + 1/σ²)
 *
 * @param ability  mean and variance σ²; N(0, 1) when not said
 * @param node     [Q]; 61 evenly spaced nodes on [−6, 6] when not said
 * @throws NumericError irt.ability
 * Source: Green, Bock, Humphreys, Linn & Reckase (1984), J. Educ. Meas. 21, 347–360. Checked: R mirt 1.47 marginal_rxx.
 */
export function marginalReliability(
  items: Items,
  ability: { readonly mean: number; readonly variance: number } = { mean: 0, variance: 1 },
  node: Float64Array = rectangularNodes(-6, 6, 61).node,
): number {
  if (!(ability.variance > 0)) throw new NumericError('irt.ability', `variance ${ability.variance}`)
  const weight = abilityWeights(node, ability.mean, ability.variance)
  const information = testInformation(items, node)
  let sum = 0
  for (let q = 0; q < node.length; q++) sum += (weight[q] * information[q]) / (information[q] + 1 / ability.variance)
  return sum
}

/**
 * Empirical reliability of scores with their standard errors: Var(θ̂)/(Var(θ̂) + mean of SE²).
 *
 * @param theta          [N] posterior means
 * @param standardError  [N]
 * @throws NumericError irt.shape · irt.notFinite (names the person)
 * Source: as mirt's empirical_rxx. Checked: R mirt 1.47; TAM's EAP reliability.
 */
export function empiricalReliability(theta: ArrayLike<number>, standardError: ArrayLike<number>): number {
  const n = theta.length
  if (standardError.length !== n || n < 2)
    throw new NumericError('irt.shape', `${n} scores, ${standardError.length} errors`)
  let mean = 0
  let square = 0
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(theta[i]) || !Number.isFinite(standardError[i])) {
      throw new NumericError('irt.notFinite', `person ${i}: score ${theta[i]} ± ${standardError[i]}`)
    }
    mean += theta[i] / n
    square += standardError[i] ** 2 / n
  }
  let variance = 0
  for (let i = 0; i < n; i++) variance += (theta[i] - mean) ** 2 / (n - 1)
  return variance / (variance + square)
}

/**
 * Cronbach's α of the answers of those who answered everything: k/(k − 1)·(1 − Σ item variances/variance of the sum).
 *
 * @throws NumericError irt.shape when there are fewer than two items or two complete rows · irt.noVariance when all sums are equal
 * Validity: a lower bound of reliability for one trait; blind to weights and design.
 * Source: Cronbach (1951), Psychometrika 16, 297–334. Checked: R ltm 1.2.0 cronbach.alpha.
 */
export function cronbachAlpha({ persons, items, answer }: Responses): number {
  const complete: number[] = []
  for (let i = 0; i < persons; i++) {
    let whole = true
    for (let j = 0; j < items && whole; j++) whole = answer[i + j * persons] !== MISSING
    if (whole) complete.push(i)
  }
  if (items < 2 || complete.length < 2) {
    throw new NumericError('irt.shape', `${complete.length} complete rows of ${items} items`)
  }
  const sums = new Float64Array(complete.length)
  let itemVariance = 0
  for (let j = 0; j < items; j++) {
    const values = Float64Array.from(complete, (i) => answer[i + j * persons])
    itemVariance += variance(values)
    for (let r = 0; r < sums.length; r++) sums[r] += values[r]
  }
  const total = variance(sums)
  if (total === 0) throw new NumericError('irt.noVariance', 'everybody has the same sum score')
  return (items / (items - 1)) * (1 - itemVariance / total)
}

function variance(values: Float64Array): number {
  let mean = 0
  for (const value of values) mean += value / values.length
  let sum = 0
  for (const value of values) sum += (value - mean) ** 2
  return sum / (values.length - 1)
}

/**
 * McDonald's ω of the sum score from the item model: variance of the expected score over ability, divided by the whole variance of the score.
 *
 *   ω = Var(T(θ))/(Var(T(θ)) + E Var(X | θ))
 *
 * @param ability  mean and variance; N(0, 1) when not said
 * @param node     [Q]; 61 evenly spaced nodes on [−6, 6] when not said
 * @throws NumericError irt.ability
 * Validity: the reliability of the sum score as the model sees it (nonlinear ω of one factor), not a bound as α is.
 * Source: McDonald (1999), Test Theory, ch. 6; Green & Yang (2009), Psychometrika 74, 155–167, for categories. Checked: moments of `sumScoreTable`; α of simulated data.
 */
export function omegaReliability(
  items: Items,
  ability: { readonly mean: number; readonly variance: number } = { mean: 0, variance: 1 },
  node: Float64Array = rectangularNodes(-6, 6, 61).node,
): number {
  if (!(ability.variance > 0)) throw new NumericError('irt.ability', `variance ${ability.variance}`)
  const weight = abilityWeights(node, ability.mean, ability.variance)
  const { mean, variance: spread } = scoreMoments(items, node)
  let centre = 0
  let error = 0
  for (let q = 0; q < node.length; q++) {
    centre += weight[q] * mean[q]
    error += weight[q] * spread[q]
  }
  let signal = 0
  for (let q = 0; q < node.length; q++) signal += weight[q] * (mean[q] - centre) ** 2
  return signal / (signal + error)
}
