import { fc, test } from '@fast-check/vitest'
import { random } from '@kepu/numeric'
import { describe, expect } from 'vitest'
import * as irt from '../../src/index.ts'

describe('simulation', () => {
  test('shares of answers are the probabilities within Monte-Carlo error', () => {
    const items = irt.joinItems(
      irt.logisticItems([1.2], [0.3], [0.2]),
      irt.orderedItems('graded', [0.8], [[1, 0, -1.5]]),
      irt.nominalItems([[0.5, -0.7]], [[0.2, 0.4]]),
    )
    const persons = 20_000
    const { answer } = irt.simulateResponses(items, new Float64Array(persons).fill(0.6), random(1))
    const room = new Float64Array(4)
    items.model.forEach((_, j) => {
      irt.categoryProbabilities(items, j, 0.6, room)
      const column = answer.subarray(j * persons, (j + 1) * persons)
      for (let k = 0; k < items.categories[j]; k++) {
        const share = column.filter((code) => code === k).length / persons
        expect(Math.abs(share - room[k])).toBeLessThan(4.5 * Math.sqrt((room[k] * (1 - room[k])) / persons))
      }
    })
  })

  test.prop([fc.nat(1e6)])("a person's answers do not depend on who comes after", (seed) => {
    const { slope, intercept } = irt.simulateSlopesAndIntercepts(5, random(seed))
    const items = irt.logisticItems(slope, intercept)
    const few = irt.simulateResponses(items, [0.1, -0.4], random(seed))
    const more = irt.simulateResponses(items, [0.1, -0.4, 2, 3], random(seed))
    for (let j = 0; j < 5; j++) for (let i = 0; i < 2; i++) expect(more.answer[i + 4 * j]).toBe(few.answer[i + 2 * j])
    const asked = new Uint8Array(10).fill(1).fill(0, 0, 2)
    const missing = irt.simulateResponses(items, [0.1, -0.4], random(seed), asked)
    expect([...missing.answer.subarray(0, 2)]).toEqual([irt.MISSING, irt.MISSING])
    expect([...missing.answer.subarray(2)]).toEqual([...few.answer.subarray(2)])
  })

  test('what is no ability is refused', () => {
    const items = irt.logisticItems([1], [0])
    expect(() => irt.simulateResponses(items, [Number.NaN], random(1))).toThrow(/person 0 has ability NaN/)
    expect(() => irt.simulateAbilities(3, random(1), 0, 0)).toThrow(/deviation 0/)
    expect(() => irt.simulateResponses(items, [0], random(1), [1, 1])).toThrow(/2 cells/)
  })
})
