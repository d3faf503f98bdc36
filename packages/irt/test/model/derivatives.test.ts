import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as irt from '../../src/index.ts'
import { parameterCount } from '../../src/model/items.ts'
import { anyItem, bumped, probabilities } from './support.ts'

const ability = fc.double({ min: -4, max: 4, noNaN: true })

describe('category probabilities', () => {
  test.prop([anyItem, ability])('sum to 1, none negative; derivatives sum to 0', (items, theta) => {
    const count = items.categories[0]!
    const out = new Float64Array(4 * count)
    irt.abilityDerivatives(items, 0, theta, out)
    expect(out.subarray(0, count).reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    for (let k = 0; k < count; k++) expect(out[k]).toBeGreaterThanOrEqual(0)
    for (let d = 1; d < 4; d++) {
      const part = out.subarray(d * count, (d + 1) * count)
      expect(part.reduce((a, b) => a + b)).toBeCloseTo(0, 10)
    }
  })

  test.prop([anyItem, ability])('each derivative by ability is the difference of the one before', (items, theta) => {
    const count = items.categories[0]!
    const h = 1e-5
    const [low, at, high] = [theta - h, theta, theta + h].map((t) => {
      const out = new Float64Array(4 * count)
      irt.abilityDerivatives(items, 0, t, out)
      return out
    })
    for (let i = 0; i < 3 * count; i++) expect(at![count + i]!).toBeCloseTo((high![i]! - low![i]!) / (2 * h), 6)
  })

  test.prop([anyItem, ability])('gradient and Hessian by the parameters are differences of log P', (items, theta) => {
    const count = items.categories[0]!
    const n = parameterCount(items.model[0]!, count)
    const p = probabilities(items, theta)
    const gradient = new Float64Array(count * n)
    const hessian = new Float64Array(count * n * n)
    irt.parameterGradient(items, 0, theta, p, gradient)
    irt.parameterHessian(items, 0, theta, p, gradient, hessian)
    const h = 1e-6
    for (let a = 0; a < n; a++) {
      const high = bumped(items, a, h)
      const low = bumped(items, a, -h)
      const pHigh = probabilities(high, theta)
      const pLow = probabilities(low, theta)
      const gHigh = new Float64Array(count * n)
      const gLow = new Float64Array(count * n)
      irt.parameterGradient(high, 0, theta, pHigh, gHigh)
      irt.parameterGradient(low, 0, theta, pLow, gLow)
      for (let k = 0; k < count; k++) {
        const slope = (Math.log(pHigh[k]!) - Math.log(pLow[k]!)) / (2 * h)
        expect(Math.abs(gradient[k * n + a]! - slope) / (1 + Math.abs(slope))).toBeLessThan(1e-5)
        for (let b = 0; b < n; b++) {
          const bend = (gHigh[k * n + b]! - gLow[k * n + b]!) / (2 * h)
          expect(Math.abs(hessian[(k * n + a) * n + b]! - bend) / (1 + Math.abs(bend))).toBeLessThan(1e-4)
        }
      }
    }
  })
})

describe('items that cannot be are refused with their place', () => {
  test('asymptotes, order, shape, place', () => {
    expect(() => irt.logisticItems([1, 1], [0, 0], [0.1, 1])).toThrow('item 1: lower asymptote 1')
    expect(() => irt.logisticItems([1, Number.NaN], [0, 0])).toThrow('item 1: parameter 0 is NaN')
    expect(() => irt.orderedItems('graded', [1], [[0, 1]])).toThrow('graded intercepts must fall')
    expect(() => irt.nominalItems([[1, 2]], [[1]])).toThrow('differ in shape')
    expect(() => irt.selectItems(irt.logisticItems([1], [0]), [1])).toThrow('item 1 of 1')
    expect(() =>
      irt.responsesFromRows([
        [0, 1],
        [0.5, 1],
      ]),
    ).toThrow('person 1, item 0')
    const responses = irt.responsesFromRows([[0, 2]])
    expect(() => irt.checkResponses(responses, irt.logisticItems([1, 1], [0, 0]))).toThrow('person 0, item 1: answer 2')
  })
})
