import { fc, test } from '@fast-check/vitest'
import { log1pExp, logSumExp, NumericError, random } from '@kepu/numeric'
import { describe, expect } from 'vitest'
import * as irt from '../../src/index.ts'
import { answersOf } from '../simulated.ts'

const positive = fc.double({ min: 0.3, max: 2.5, noNaN: true })
const anywhere = fc.double({ min: -2, max: 2, noNaN: true })
const test2pl = fc.array(fc.tuple(positive, anywhere), { minLength: 3, maxLength: 12 }).map((pairs) =>
  irt.logisticItems(
    pairs.map(([a]) => a),
    pairs.map(([, d]) => d),
  ),
)
const answered = test2pl.chain((items) => {
  const code = fc.constantFrom<number | null>(0, 1, null)
  return fc.record({
    items: fc.constant(items),
    row: fc.array(code, { minLength: items.model.length, maxLength: items.model.length }),
  })
})

/** The score as the style guide has it: item by item, in logs. */
function slowEap(
  { parameter }: irt.Items,
  row: readonly (number | null)[],
  nodes: number,
): { theta: number; error: number } {
  const node = Float64Array.from({ length: nodes }, (_, q) => -6 + (12 * q) / (nodes - 1))
  const log = node.map((x) => -0.5 * x * x)
  row.forEach((code, j) => {
    if (code === null) return
    const sign = code === 1 ? -1 : 1
    for (let q = 0; q < nodes; q++) log[q] -= log1pExp(sign * (parameter[4 * j] * node[q] + parameter[4 * j + 1]))
  })
  const whole = logSumExp(log)
  const theta = node.reduce((sum, x, q) => sum + x * Math.exp(log[q] - whole), 0)
  const variance = node.reduce((sum, x, q) => sum + (x - theta) ** 2 * Math.exp(log[q] - whole), 0)
  return { theta, error: Math.sqrt(variance) }
}

describe('EAP', () => {
  test.prop([answered])('is the slow sum in logs', ({ items, row }) => {
    const { theta, standardError } = irt.scoreEap(irt.responsesFromRows([row]), items)
    const slow = slowEap(items, row, 61)
    expect(theta[0]).toBeCloseTo(slow.theta, 10)
    expect(standardError[0]).toBeCloseTo(slow.error, 10)
  })

  test.prop([answered, fc.nat()])('a right answer never lowers the score', ({ items, row }, pick) => {
    const j = pick % row.length
    const score = (code: number): number => irt.scoreEap(irt.responsesFromRows([row.with(j, code)]), items).theta[0]
    expect(score(1)).toBeGreaterThan(score(0))
  })

  test.prop([answered])('a grid twice as fine gives the same score, or the coarser one refuses', ({ items, row }) => {
    const responses = irt.responsesFromRows([row])
    const grid = (nodes: number): Float64Array =>
      Float64Array.from({ length: nodes }, (_, q) => -8 + (16 * q) / (nodes - 1))
    const score = (nodes: number): number | null => {
      try {
        return irt.scoreEap(responses, items, { node: grid(nodes) }).theta[0]
      } catch (error) {
        expect(error instanceof NumericError && error.code).toBe('irt.gridTooCoarse')
        return null
      }
    }
    const coarse = score(33)
    const fine = score(65)
    if (coarse !== null && fine !== null) expect(Math.abs(fine - coarse)).toBeLessThan(1e-4)
  })

  test('long tests: given nodes that are too wide apart are refused, our own grow finer', () => {
    const count = 5000
    const items = irt.logisticItems(
      new Float64Array(count).fill(1.5),
      Float64Array.from({ length: count }, (_, j) => (j % 7) - 3),
    )
    const responses = answersOf(items, 3, random(2), Float64Array.of(0.577, -1, 1.5))
    const node = Float64Array.from({ length: 61 }, (_, q) => -6 + 0.2 * q)
    expect(() => irt.scoreEap(responses, items, { node })).toThrow('person 0: standard error')
    const { theta, standardError } = irt.scoreEap(responses, items)
    const errors = standardError.map((error, i) => Math.abs(theta[i] - [0.577, -1, 1.5][i]) / error)
    expect(Math.max(...errors)).toBeLessThan(4)
    expect(Math.max(...standardError)).toBeLessThan(0.06)
  })

  test("no answers: the prior, a person of one's own prior each", () => {
    const items = irt.logisticItems([1, 1], [0, 0])
    const responses = irt.responsesFromRows([
      [null, null],
      [null, null],
    ])
    const { theta, standardError } = irt.scoreEap(responses, items, { prior: { mean: [1, -0.5], variance: 0.49 } })
    expect(theta[0]).toBeCloseTo(1, 10)
    expect(theta[1]).toBeCloseTo(-0.5, 10)
    expect(standardError[0]).toBeCloseTo(0.7, 10)
  })
})

describe('modes', () => {
  test.prop([answered])('MAP is the highest point of the posterior', ({ items, row }) => {
    const { theta } = irt.scoreMap(irt.responsesFromRows([row]), items)
    const { parameter } = items
    const log = (x: number): number => {
      return row.reduce<number>(
        (sum, code, j) => {
          const eta = parameter[4 * j] * x + parameter[4 * j + 1]
          return code === null ? sum : sum - log1pExp(code === 1 ? -eta : eta)
        },
        -0.5 * x * x,
      )
    }
    for (const step of [-1, -0.1, -1e-3, 1e-3, 0.1, 1])
      expect(log(theta[0] + step)).toBeLessThanOrEqual(log(theta[0]) + 1e-12)
  })

  test.prop([test2pl])('all right and all wrong: ML infinite with its sign, WLE finite', (items) => {
    const count = items.model.length
    const responses = irt.responsesFromRows([new Array(count).fill(1), new Array(count).fill(0)])
    const ml = irt.scoreMl(responses, items)
    expect([...ml.theta]).toEqual([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    const wle = irt.scoreWle(responses, items)
    expect([...wle.theta, ...wle.standardError].every(Number.isFinite)).toBe(true)
    expect(wle.theta[0]).toBeGreaterThan(wle.theta[1])
  })

  test('nobody is scored from nothing', () => {
    const responses = irt.responsesFromRows([
      [1, 0],
      [null, null],
    ])
    expect(() => irt.scoreMl(responses, irt.logisticItems([1, 1], [0, 0]))).toThrow('person 1 answered nothing')
  })
})

describe('sum scores', () => {
  test('the distribution is that of all patterns', () => {
    const items = irt.joinItems(
      irt.orderedItems('graded', [1.2], [[1, -1]]),
      irt.logisticItems([0.8, 1.5], [0.4, -0.3]),
    )
    const [theta] = [0.7]
    const found = irt.sumScoreDistribution(items, Float64Array.of(theta))
    const expected = new Float64Array(5)
    const probability = [0, 1, 2].map((j) => {
      const out = new Float64Array(3)
      irt.categoryProbabilities(items, j, theta, out)
      return out
    })
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < 2; b++) {
        for (let c = 0; c < 2; c++) expected[a + b + c] += probability[0][a] * probability[1][b] * probability[2][c]
      }
    }
    expected.forEach((value, s) => {
      expect(found[s]).toBeCloseTo(value, 14)
    })
  })

  test.prop([test2pl])('shares of the table sum to 1 and scores rise', (items) => {
    const { theta, probability } = irt.sumScoreTable(items)
    expect(probability.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10)
    for (let s = 1; s < theta.length; s++) expect(theta[s]).toBeGreaterThan(theta[s - 1])
  })
})

describe('plausible values', () => {
  const items = irt.logisticItems([1, 1.4, 0.8, 1.1, 1.8], [0.3, 0.2, 0, -0.5, 0.4], [0.2, 0, 0.1, 0, 0.15])

  test("have the posterior's mean and variance (20,000 draws, four Monte-Carlo errors)", () => {
    const responses = irt.responsesFromRows([
      [1, 0, 1, null, 1],
      [0, 0, 0, 0, 0],
      [1, 1, 1, 1, 1],
    ])
    const node = Float64Array.from({ length: 241 }, (_, q) => -6 + 0.05 * q)
    const { theta, standardError } = irt.scoreEap(responses, items, { node })
    const { data } = irt.plausibleValues(responses, items, 20_000, random(31))
    for (let i = 0; i < 3; i++) {
      const draws = Float64Array.from({ length: 20_000 }, (_, d) => data[i + 3 * d])
      const mean = draws.reduce((a, b) => a + b, 0) / 20_000
      const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / 20_000
      expect(Math.abs(mean - theta[i])).toBeLessThan((4 * standardError[i]) / Math.sqrt(20_000))
      expect(Math.abs(variance / standardError[i] ** 2 - 1)).toBeLessThan(4 * Math.sqrt(3 / 20_000))
    }
  })

  test('are the same for the same seed', () => {
    const responses = answersOf(items, 20, random(1))
    const draw = (): number[] => [...irt.plausibleValues(responses, items, 3, random(5)).data]
    expect(draw()).toEqual(draw())
  })
})
