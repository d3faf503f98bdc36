import { NumericError } from '@kepu/numeric'
import type { Items } from '../model/items.ts'
import { abilityDerivatives, categoryProbabilities } from '../model/probability.ts'

/** Room for `abilityDerivatives` of the item with the most categories. */
export function derivativeRoom(items: Items): Float64Array {
  let most = 2
  for (const count of items.categories) most = Math.max(most, count)
  return new Float64Array(4 * most)
}

/** Σₖ P′ₖ²/Pₖ from what `abilityDerivatives` wrote. */
export function informationFrom(derivatives: Float64Array, count: number): number {
  let sum = 0
  for (let k = 0; k < count; k++) {
    const p = derivatives[k]
    if (p > 0) sum += (derivatives[count + k] * derivatives[count + k]) / p
  }
  return sum
}

/**
 * Fisher information of one item at an ability: I(θ) = Σₖ P′ₖ(θ)²/Pₖ(θ).
 *
 * @param item  0 … J − 1
 * @returns     in 1/θ²
 * @throws NumericError irt.item when there is no such item
 * Source: Lord (1980), Applications of Item Response Theory, §5.3; Samejima (1969) for several categories. Checked: R mirt 1.47 iteminfo.
 */
export function itemInformation(items: Items, item: number, theta: number): number {
  if (!(item >= 0 && item < items.model.length)) {
    throw new NumericError('irt.item', `item ${item} of ${items.model.length}`)
  }
  const room = derivativeRoom(items)
  abilityDerivatives(items, item, theta, room)
  return informationFrom(room, items.categories[item])
}

/**
 * Fisher information of the whole test at some abilities: the sum over the items.
 *
 * @param theta  [K]
 * @returns      [K] in 1/θ²; 1/√ of it is the standard error of a maximum-likelihood score
 * Source: Lord (1980), §5.3. Checked: R mirt 1.47 testinfo; equals the expected negative curvature of the log-likelihood.
 */
export function testInformation(items: Items, theta: ArrayLike<number>): Float64Array {
  const room = derivativeRoom(items)
  const result = new Float64Array(theta.length)
  for (let k = 0; k < theta.length; k++) {
    for (let j = 0; j < items.model.length; j++) {
      abilityDerivatives(items, j, theta[k], room)
      result[k] += informationFrom(room, items.categories[j])
    }
  }
  return result
}

/**
 * Expected sum score at some abilities, T(θ) = Σⱼ Σₖ k·Pⱼₖ(θ): the test characteristic curve.
 *
 * @param theta  [K]
 * @returns      [K] in score points, 0 … Σ (categories − 1)
 * Source: Lord (1980), §4.4. Checked: R mirt 1.47 expected.test.
 */
export function expectedScore(items: Items, theta: ArrayLike<number>): Float64Array {
  const room = derivativeRoom(items)
  const result = new Float64Array(theta.length)
  for (let q = 0; q < theta.length; q++) {
    for (let j = 0; j < items.model.length; j++) {
      categoryProbabilities(items, j, theta[q], room)
      for (let k = 1; k < items.categories[j]; k++) result[q] += k * room[k]
    }
  }
  return result
}

/** Mean and variance of the sum score at each ability, [K] each. */
export function scoreMoments(items: Items, theta: ArrayLike<number>): { mean: Float64Array; variance: Float64Array } {
  const room = derivativeRoom(items)
  const mean = new Float64Array(theta.length)
  const variance = new Float64Array(theta.length)
  for (let q = 0; q < theta.length; q++) {
    for (let j = 0; j < items.model.length; j++) {
      categoryProbabilities(items, j, theta[q], room)
      let first = 0
      let second = 0
      for (let k = 1; k < items.categories[j]; k++) {
        first += k * room[k]
        second += k * k * room[k]
      }
      mean[q] += first
      variance[q] += second - first * first
    }
  }
  return { mean, variance }
}
