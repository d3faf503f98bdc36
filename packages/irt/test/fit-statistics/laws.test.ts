import { random } from '@kepu/numeric'
import { describe, expect, test } from 'vitest'
import { abilityWeights } from '../../src/fit/ability.ts'
import { itemsAt } from '../../src/fit/specification.ts'
import { expectedMoment, momentSlopes, momentsAt } from '../../src/fit-statistics/limited-information.ts'
import { momentsOf } from '../../src/fit-statistics/moments.ts'
import * as irt from '../../src/index.ts'
import { answersOf } from '../simulated.ts'

const truth = {
  graded: irt.orderedItems(
    'graded',
    [1, 1.5, 0.8, 1.2],
    [
      [2, 0, -1],
      [1, -1],
      [1.5, 0.2, -0.7],
      [0.5, -0.5],
    ],
  ),
  gpcm: irt.orderedItems(
    'partialCredit',
    [1, 1.5, 0.8, 1.2],
    [
      [1, 1, 0],
      [0.5, -1],
      [1, 1.5, 0.7],
      [0.5, -0.5],
    ],
  ),
  nominal: irt.nominalItems(
    [
      [0.5, 2],
      [1, 1.5],
      [1.4, 0.3],
      [0.7, 1.9],
    ],
    [
      [0, 1],
      [0.5, -0.5],
      [1, 0],
      [0.2, -0.3],
    ],
  ),
  '2pl': irt.logisticItems([1, 1.5, 0.8, 1.2], [0, 0.5, -0.5, 1]),
  '3pl': irt.logisticItems([1, 1.5, 0.8, 1.2], [0, 0.5, -0.5, 1], [0.1, 0.2, 0.15, 0.1]),
}

describe('limited-information fit', () => {
  test.each(Object.entries(truth))('%s: slopes of the moments are differences of the moments', (type, items) => {
    const responses = answersOf(items, 600, random(3))
    const kind = type === 'rasch' ? 'rasch' : type
    const names = ['graded', 'gpcm', 'nominal', '2pl', '3pl'] as const
    const known = names.find((name) => name === kind) ?? '2pl'
    const fit = irt.calibrate(responses, irt.specify(responses, known), { maxIterations: 5, tolerance: 1e-3 })
    const { node, specification } = fit.fitted
    const weight = abilityWeights(node, 0, 1)
    for (const shape of ['means', 'shares'] as const) {
      const moments = momentsOf(items, shape)
      const slopes = momentSlopes(fit, momentsAt(fit.items[0], node), moments, weight)
      for (let a = 0; a < fit.free.length; a++) {
        const at = (step: number): number[] => {
          const free = Float64Array.from(fit.free)
          free[a] += step
          const conditional = momentsAt(itemsAt(specification, 0, free), node)
          return moments.map((moment) => expectedMoment(conditional, moment, weight))
        }
        const high = at(1e-5)
        const low = at(-1e-5)
        moments.forEach((_, m) => {
          expect(slopes.data[m + a * moments.length]).toBeCloseTo((high[m] - low[m]) / 2e-5, 8)
        })
      }
    }
  })

  test('under the true model C₂ has mean df (100 samples of 400)', () => {
    const items = irt.orderedItems('partialCredit', [1, 1.5, 0.8, 1.2, 1, 0.9], new Array(6).fill([1, 1, 0]))
    let sum = 0
    let df = 0
    for (let r = 0; r < 100; r++) {
      const responses = answersOf(items, 400, random(11, r))
      const fit = irt.calibrate(responses, irt.specify(responses, 'gpcm'), { tolerance: 1e-4 })
      const c2 = irt.limitedInformationFit(responses, fit, 'C2')
      sum += c2.statistic / 100
      df = c2.df
    }
    expect(Math.abs(sum - df)).toBeLessThan((4 * Math.sqrt(2 * df)) / 10)
  })

  test('what it is not for is refused', () => {
    const responses = answersOf(truth['2pl'], 200, random(5))
    const gap = { ...responses, answer: responses.answer.map((code, i) => (i === 7 ? irt.MISSING : code)) }
    const fit = irt.calibrate(gap, irt.specify(gap, '2pl'), { maxIterations: 3 })
    expect(() => irt.limitedInformationFit(gap, fit)).toThrow('person 7 did not answer item 0')
    const weighted = irt.calibrate(responses, irt.specify(responses, '2pl'), {
      weight: new Float64Array(200).fill(2),
      maxIterations: 3,
    })
    expect(() => irt.limitedInformationFit(responses, weighted)).toThrow('unweighted')
  })
})

describe('statistics of residuals', () => {
  const items = irt.logisticItems([1, 1.5, 0.8, 1.2, 1, 1, 1, 2], [0, 0.5, -0.5, 1, -1, 0.3, 0.7, 0])
  const responses = answersOf(items, 2000, random(8))
  const { theta } = irt.scoreEap(responses, items)

  test('the order of persons does not matter to items, nor that of items to persons', () => {
    const backwards = { ...responses, answer: reversedRows(responses) }
    const forward = irt.itemFit(responses, items, theta)
    const backward = irt.itemFit(backwards, items, theta.toReversed())
    forward.forEach((row, j) => {
      expect(backward[j].infit).toBeCloseTo(row.infit, 10)
      expect(backward[j].zh).toBeCloseTo(row.zh, 8)
    })
  })

  test('LD-X² sees a copied item, and gives it a positive sign', () => {
    const answer = Uint8Array.from(responses.answer)
    for (let i = 0; i < responses.persons; i++) if (i % 2 === 0) answer[i + 2000] = answer[i]
    const found = irt.localDependence({ ...responses, answer }, items)
    expect(found.cramerV[8]).toBeGreaterThan(0.2)
    expect(Math.max(...found.chiSquare)).toBe(found.chiSquare[1])
  })

  test('S-X² of the true model is near its df', () => {
    const found = irt.orlandoThissen(responses, items, { estimated: new Uint8Array(8) })
    const sum = found.reduce((total, { statistic }) => total + statistic, 0)
    const df = found.reduce((total, item) => total + item.df, 0)
    expect(Math.abs(sum - df)).toBeLessThan(4 * Math.sqrt(2 * df))
  })

  test('infinite abilities and empty rows are refused with their place', () => {
    expect(() => irt.itemFit(responses, items, theta.with(4, Number.POSITIVE_INFINITY))).toThrow('person 4')
    const empty = { ...responses, answer: responses.answer.map((code, i) => (i % 2000 === 3 ? irt.MISSING : code)) }
    expect(() => irt.personFit(empty, items, theta)).toThrow('person 3 answered nothing')
  })
})

function reversedRows({ persons, items, answer }: irt.Responses): Uint8Array {
  const result = new Uint8Array(answer.length)
  for (let j = 0; j < items; j++) result.set(answer.subarray(j * persons, (j + 1) * persons).toReversed(), j * persons)
  return result
}
