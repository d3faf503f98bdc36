import type { Random } from '@kepu/numeric'
import * as irt from '../src/index.ts'

/** Answers of persons with the given abilities, or of N(0, 1), by inverting each item's distribution. */
export function answersOf(items: irt.Items, persons: number, generator: Random, theta?: Float64Array): irt.Responses {
  const count = items.model.length
  const answer = new Uint8Array(persons * count)
  const room = new Float64Array(256)
  for (let i = 0; i < persons; i++) {
    const ability = theta?.[i] ?? generator.normal()
    for (let j = 0; j < count; j++) {
      irt.categoryProbabilities(items, j, ability, room)
      let rest = generator.uniform()
      let k = 0
      while (k < items.categories[j] - 1 && rest >= room[k]) rest -= room[k++]
      answer[i + j * persons] = k
    }
  }
  return { persons, items: count, answer }
}
