import { NumericError, type Quadrature } from '@kepu/numeric'
import { derivativeRoom, expectedScore } from '../information/information.ts'
import { requireSameItems } from '../link/scale.ts'
import type { Items } from '../model/items.ts'
import { categoryProbabilities } from '../model/probability.ts'

/** How much the expected score of an item differs for the persons of the focal group. */
export interface ItemEffectSize {
  /** mean over the persons of (expected under the focal items − under the reference items), in score points */
  readonly signed: number
  /** mean of its absolute value */
  readonly unsigned: number
  /** standardised: difference of the mean expected scores over their pooled standard deviation; 0 when they are equal */
  readonly standardised: number
  /** where among these persons the difference is largest, and how large it is there */
  readonly thetaOfLargest: number
  readonly largest: number
}

/** Expected scores of one item at the abilities. */
function expectedOf(items: Items, item: number, theta: ArrayLike<number>, room: Float64Array): Float64Array {
  return Float64Array.from(theta, (value) => {
    categoryProbabilities(items, item, value, room)
    let sum = 0
    for (let k = 1; k < items.categories[item]; k++) sum += k * room[k]
    return sum
  })
}

/**
 * Effect sizes of differential functioning: what it means for the persons of the focal group.
 *
 * @param reference, focal  [J] items of both groups on one scale
 * @param theta             [N] abilities of the focal group's persons (EAP), or nodes that stand for them
 * @param weight            [N] weights of the abilities; equal when not said
 * @returns                 [J]
 * @throws NumericError irt.shape · irt.item · irt.ability
 * Source: Meade (2010), J. Appl. Psychol. 95, 728–743. Checked: R mirt 1.47 empirical_ES.
 */
export function itemEffectSizes(
  reference: Items,
  focal: Items,
  theta: ArrayLike<number>,
  weight?: ArrayLike<number>,
): ItemEffectSize[] {
  requireSameItems(reference, focal)
  if (theta.length < 2 || (weight !== undefined && weight.length !== theta.length)) {
    throw new NumericError('irt.shape', `${theta.length} abilities, ${weight?.length ?? theta.length} weights`)
  }
  for (let i = 0; i < theta.length; i++) {
    if (!Number.isFinite(theta[i])) throw new NumericError('irt.ability', `person ${i} has ability ${theta[i]}`)
  }
  const room = derivativeRoom(reference)
  return reference.model.map((_, j) => {
    const ours = expectedOf(focal, j, theta, room)
    return effectOf(ours, expectedOf(reference, j, theta, room), theta, weight)
  })
}

function effectOf(
  focal: Float64Array,
  reference: Float64Array,
  theta: ArrayLike<number>,
  weight: ArrayLike<number> | undefined,
): ItemEffectSize {
  let total = 0
  let signed = 0
  let unsigned = 0
  let at = 0
  for (let i = 0; i < focal.length; i++) {
    const w = weight === undefined ? 1 : weight[i]
    const difference = focal[i] - reference[i]
    total += w
    signed += w * difference
    unsigned += w * Math.abs(difference)
    if (Math.abs(difference) > Math.abs(focal[at] - reference[at])) at = i
  }
  const pooled = Math.sqrt(0.5 * (varianceOf(focal, weight) + varianceOf(reference, weight)))
  return {
    signed: signed / total,
    unsigned: unsigned / total,
    standardised: signed === 0 ? 0 : signed / total / pooled,
    thetaOfLargest: theta[at],
    largest: focal[at] - reference[at],
  }
}

/** Weighted variance; with n − 1 when all count alike. */
function varianceOf(values: Float64Array, weight: ArrayLike<number> | undefined): number {
  let total = 0
  let mean = 0
  for (let i = 0; i < values.length; i++) {
    const w = weight === undefined ? 1 : weight[i]
    total += w
    mean += w * values[i]
  }
  mean /= total
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += (weight === undefined ? 1 : weight[i]) * (values[i] - mean) ** 2
  return squares / (weight === undefined ? total - 1 : total)
}

/** How much the expected score of the whole test differs between groups. */
export interface TestEffectSize {
  /** mean of (expected under the focal items − under the reference items): gains and losses cancel */
  readonly signed: number
  /** mean of its absolute value */
  readonly unsigned: number
  /** root of its mean square */
  readonly rootMeanSquare: number
}

/**
 * What differential functioning of all items together does to the test score, over a distribution of ability.
 *
 * @param ability  nodes with weights that sum to 1
 * @throws NumericError irt.shape · irt.item
 * Source: Chalmers, Counsell & Flora (2016), Educ. Psychol. Meas. 76, 114–140. Checked: the signed effect is the sum of the items'; equal items give 0.
 */
export function testEffectSize(reference: Items, focal: Items, ability: Quadrature): TestEffectSize {
  requireSameItems(reference, focal)
  const ours = expectedScore(focal, ability.node)
  const theirs = expectedScore(reference, ability.node)
  let signed = 0
  let unsigned = 0
  let squares = 0
  for (let q = 0; q < ours.length; q++) {
    const difference = ours[q] - theirs[q]
    signed += ability.weight[q] * difference
    unsigned += ability.weight[q] * Math.abs(difference)
    squares += ability.weight[q] * difference ** 2
  }
  return { signed, unsigned, rootMeanSquare: Math.sqrt(squares) }
}
