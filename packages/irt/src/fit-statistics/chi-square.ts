import { chiSquareCdf, NumericError } from '@kepu/numeric'
import { type Items, MISSING } from '../model/items.ts'
import { categoryProbabilities } from '../model/probability.ts'
import { checkResponses, type Responses } from '../model/responses.ts'
import { checkAbilities } from './residuals.ts'
import { rmsea } from './rmsea.ts'

/** A χ² statistic of an item. */
export interface ItemChiSquare {
  readonly statistic: number
  /** not positive: no test is possible, p is then 1 */
  readonly df: number
  readonly p: number
  readonly rmsea: number
}

/** A statistic with what follows from it. */
export function itemChiSquareOf(statistic: number, df: number, persons: number): ItemChiSquare {
  const p = df > 0 ? chiSquareCdf(statistic, df, 'upper') : 1
  return { statistic, df, p, rmsea: rmsea(statistic, df, persons) }
}

/**
 * Yen's Q₁ of each item: persons in order of ability in ten groups, observed and expected answers at each group's mean ability.
 *
 *   Q₁ = Σ_g Σ_k (O_gk − E_gk)²/E_gk,  df = groups·(K − 1) − estimated parameters
 *
 * @param theta      [N] finite; ties stay in the order of the persons
 * @param estimated  [J] parameters estimated for each item
 * @param groups     10 when not said
 * @throws NumericError irt.shape · irt.answer · irt.notFinite · irt.itemEmpty (names the item with fewer persons than twice the groups)
 * Validity: far too many rejections for short tests, where groups formed by θ̂ depend on the item itself; prefer `orlandoThissen`.
 * Source: Yen (1981), Appl. Psychol. Meas. 5, 245–262. Checked: R mirt 1.47 itemfit(fit_stats = 'X2').
 */
export function yenQ1(
  responses: Responses,
  items: Items,
  theta: ArrayLike<number>,
  estimated: ArrayLike<number>,
  groups = 10,
): ItemChiSquare[] {
  checkResponses(responses, items)
  checkAbilities(responses, theta)
  const { persons, answer } = responses
  if (estimated.length !== items.model.length) {
    throw new NumericError('irt.shape', `${estimated.length} parameter counts for ${items.model.length} items`)
  }
  // Scores that differ by rounding only are ties: else the groups, and the statistic with them, would hang on the last bit.
  const rounded = Float64Array.from(theta, (value) => Math.round(value * 1e9))
  const order = Array.from({ length: persons }, (_, i) => i).sort((a, b) => rounded[a] - rounded[b] || a - b)
  return Array.from({ length: items.model.length }, (_, j) => {
    const here = order.filter((i) => answer[i + j * persons] !== MISSING)
    if (here.length < 2 * groups)
      throw new NumericError('irt.itemEmpty', `item ${j}: ${here.length} persons for ${groups} groups`)
    let statistic = 0
    let df = -estimated[j]
    for (const members of cut(here, groups)) {
      statistic += groupMisfit(responses, items, j, members, theta)
      df += items.categories[j] - 1
    }
    return itemChiSquareOf(statistic, df, persons)
  })
}

/** Equal groups in order; what is left over goes half to the first, half to the last. */
function cut(order: readonly number[], groups: number): number[][] {
  const size = Math.floor(order.length / groups)
  const spare = order.length - size * groups
  const first = size + Math.floor(spare / 2)
  return Array.from({ length: groups }, (_, g) => {
    const from = g === 0 ? 0 : first + (g - 1) * size
    return order.slice(from, g === groups - 1 ? order.length : first + g * size)
  })
}

function groupMisfit(
  { persons, answer }: Responses,
  items: Items,
  j: number,
  members: readonly number[],
  theta: ArrayLike<number>,
): number {
  const count = items.categories[j]
  const observed = new Float64Array(count)
  let mean = 0
  for (const i of members) {
    observed[answer[i + j * persons]] += 1
    mean += theta[i] / members.length
  }
  const probability = new Float64Array(count)
  categoryProbabilities(items, j, mean, probability)
  let sum = 0
  for (let k = 0; k < count; k++) {
    const expected = members.length * probability[k]
    sum += (observed[k] - expected) ** 2 / expected
  }
  return sum
}
