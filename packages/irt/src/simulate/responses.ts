import { NumericError, type Random } from '@kepu/numeric'
import { derivativeRoom } from '../information/information.ts'
import { type Items, MISSING } from '../model/items.ts'
import { categoryProbabilities } from '../model/probability.ts'
import type { Responses } from '../model/responses.ts'

/**
 * Answers drawn from a model.
 *
 * @param theta   [N] ability of each person
 * @param random  person i draws from random.fork(i): the answers of a person do not depend on who else is simulated
 * @param asked   [N × J] column-major, 0 where an item was not asked; everything when not said
 * @throws NumericError irt.shape · irt.ability (names the person)
 * Source: inverse of the cumulated category probabilities. Checked: shares of answers within Monte-Carlo error; same seed, same answers.
 */
export function simulateResponses(
  items: Items,
  theta: ArrayLike<number>,
  random: Random,
  asked?: ArrayLike<number>,
): Responses {
  const persons = theta.length
  const count = items.model.length
  if (asked !== undefined && asked.length !== persons * count) {
    throw new NumericError('irt.shape', `${asked.length} cells for ${persons} persons and ${count} items`)
  }
  const answer = new Uint8Array(persons * count)
  const probability = derivativeRoom(items)
  for (let i = 0; i < persons; i++) {
    if (!Number.isFinite(theta[i])) throw new NumericError('irt.ability', `person ${i} has ability ${theta[i]}`)
    const draw = random.fork(i)
    for (let j = 0; j < count; j++) {
      const at = i + j * persons
      const u = draw.uniform()
      if (asked !== undefined && asked[at] === 0) {
        answer[at] = MISSING
        continue
      }
      categoryProbabilities(items, j, theta[i], probability)
      answer[at] = categoryAt(probability, items.categories[j], u)
    }
  }
  return { persons, items: count, answer }
}

/** The category in which a uniform number falls. */
export function categoryAt(probability: ArrayLike<number>, categories: number, u: number): number {
  let sum = 0
  for (let k = 0; k < categories - 1; k++) {
    sum += probability[k]
    if (u < sum) return k
  }
  return categories - 1
}

/**
 * Normal abilities.
 *
 * @param deviation  positive
 * @throws NumericError irt.ability
 */
export function simulateAbilities(persons: number, random: Random, mean = 0, deviation = 1): Float64Array {
  if (!Number.isFinite(mean) || !(deviation > 0)) {
    throw new NumericError('irt.ability', `ability of mean ${mean} and deviation ${deviation}`)
  }
  return Float64Array.from({ length: persons }, () => mean + deviation * random.normal())
}

/**
 * A bank of binary items: log-normal slopes, normal difficulties, one guessing level.
 *
 * @param spread  deviation of log slope and of difficulty; 0.3 and 1 when not said
 * @throws NumericError irt.item
 */
export function simulateSlopesAndIntercepts(
  count: number,
  random: Random,
  spread: { readonly logSlope?: number; readonly difficulty?: number } = {},
): { readonly slope: Float64Array; readonly intercept: Float64Array } {
  const { logSlope = 0.3, difficulty = 1 } = spread
  if (!(logSlope >= 0 && difficulty >= 0)) throw new NumericError('irt.item', `spread ${logSlope} and ${difficulty}`)
  const slope = Float64Array.from({ length: count }, () => Math.exp(logSlope * random.normal()))
  const intercept = slope.map((a) => -a * difficulty * random.normal())
  return { slope, intercept }
}
