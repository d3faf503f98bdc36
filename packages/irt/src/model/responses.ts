import { NumericError } from '@kepu/numeric'
import { type Items, MISSING } from './items.ts'

/** Answers of N persons to J items, column-major. */
export interface Responses {
  /** N */
  readonly persons: number
  /** J */
  readonly items: number
  /** [N × J] answer of person i to item j at i + j·N: a category code from 0, or MISSING */
  readonly answer: Uint8Array
}

/**
 * Answers from rows, for data written by hand; null is a missing answer.
 *
 * @throws NumericError irt.shape · irt.answer (names person and item)
 */
export function responsesFromRows(rows: readonly (readonly (number | null)[])[]): Responses {
  const items = rows[0]?.length ?? 0
  const answer = new Uint8Array(rows.length * items)
  rows.forEach((row, i) => {
    if (row.length !== items) throw new NumericError('irt.shape', `person ${i} has ${row.length} answers, not ${items}`)
    row.forEach((value, j) => {
      if (value !== null && !(Number.isInteger(value) && value >= 0 && value < MISSING)) {
        throw new NumericError('irt.answer', `person ${i}, item ${j}: answer ${value}`)
      }
      answer[i + j * rows.length] = value ?? MISSING
    })
  })
  return { persons: rows.length, items, answer }
}

/**
 * Throws unless every answer is a category of its item, or MISSING.
 *
 * @throws NumericError irt.shape · irt.answer (names person and item)
 */
export function checkResponses(responses: Responses, items: Items): void {
  const { persons, answer } = responses
  const count = items.model.length
  if (responses.items !== count || answer.length !== persons * count || persons === 0) {
    throw new NumericError(
      'irt.shape',
      `${answer.length} answers of ${persons} persons to ${responses.items} items, for ${count} items`,
    )
  }
  for (let j = 0; j < count; j++) {
    const categories = items.categories[j]
    for (let i = 0; i < persons; i++) {
      const code = answer[i + j * persons]
      if (code >= categories && code !== MISSING) {
        throw new NumericError('irt.answer', `person ${i}, item ${j}: answer ${code} of ${categories} categories`)
      }
    }
  }
}
