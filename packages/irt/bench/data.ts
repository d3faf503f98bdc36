import * as irt from '@kepu/irt'
import { random } from '@kepu/numeric'

/** A test with the answers of simulated persons, the same for the same numbers everywhere. */
export interface Simulated {
  readonly items: irt.Items
  readonly responses: irt.Responses
}

/** Binary items with slopes 0.7 … 1.9 and N(0, 1) intercepts, answered by N(0, 1) persons. */
export function binaryTest(persons: number, count: number): Simulated {
  const generator = random(1)
  const slope = Float64Array.from({ length: count }, () => 0.7 + 1.2 * generator.uniform())
  const intercept = Float64Array.from({ length: count }, () => generator.normal())
  return simulated(irt.logisticItems(slope, intercept), persons)
}

/** Partial-credit items of four categories. */
export function gradedTest(persons: number, count: number): Simulated {
  const generator = random(2)
  const slope = Float64Array.from({ length: count }, () => 0.6 + generator.uniform())
  const intercepts = Array.from({ length: count }, () => {
    const shift = generator.normal()
    return [1 + shift, 1 + 2 * shift, 3 * shift]
  })
  return simulated(irt.orderedItems('partialCredit', slope, intercepts), persons)
}

function simulated(items: irt.Items, persons: number): Simulated {
  const generator = random(3)
  const count = items.model.length
  const theta = Float64Array.from({ length: persons }, () => generator.normal())
  const answer = new Uint8Array(persons * count)
  const room = new Float64Array(256)
  for (let j = 0; j < count; j++) {
    for (let i = 0; i < persons; i++) {
      irt.categoryProbabilities(items, j, theta[i], room)
      let rest = generator.uniform()
      let k = 0
      while (k < items.categories[j] - 1 && rest >= room[k]) rest -= room[k++]
      answer[i + j * persons] = k
    }
  }
  return { items, responses: { persons, items: count, answer } }
}
