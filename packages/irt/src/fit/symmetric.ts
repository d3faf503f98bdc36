import { MISSING } from '../model/items.ts'
import type { Responses } from '../model/responses.ts'

/** Persons who answered the same items, counted by sum score. */
export interface AnswerSet {
  /** places of the items that they answered */
  readonly items: readonly number[]
  /** [S + 1] persons with each sum score */
  readonly persons: Float64Array
}

/** Groups persons by the items they answered; who answered nothing is left out. */
export function answerSets({ persons, items, answer }: Responses, categories: number): AnswerSet[] {
  const sets = new Map<string, { items: number[]; persons: Float64Array }>()
  for (let i = 0; i < persons; i++) {
    const given: number[] = []
    let sum = 0
    for (let j = 0; j < items; j++) {
      const code = answer[i + j * persons]
      if (code === MISSING) continue
      given.push(j)
      sum += code
    }
    if (given.length === 0) continue
    const key = given.join(' ')
    const found = sets.get(key) ?? { items: given, persons: new Float64Array(given.length * (categories - 1) + 1) }
    found.persons[sum] += 1
    sets.set(key, found)
  }
  return [...sets.values()]
}

/**
 * Elementary symmetric functions of some items: γ_r = Σ over answer patterns with sum r of Π ε_jk, ε₀ = 1, by adding item after item.
 *
 * @param epsilon  [J × K] at j·K + k
 * @returns        [S + 1]
 * All terms are positive, so nothing cancels. Source: Fischer (1974), by the summation algorithm. Checked: all patterns enumerated.
 */
export function symmetricFunctions(epsilon: Float64Array, categories: number, items: readonly number[]): Float64Array {
  let gamma = Float64Array.of(1)
  for (const j of items) {
    const next = new Float64Array(gamma.length + categories - 1)
    for (let k = 0; k < categories; k++) {
      const factor = epsilon[j * categories + k]
      for (let r = 0; r < gamma.length; r++) next[r + k] += factor * gamma[r]
    }
    gamma = next
  }
  return gamma
}
