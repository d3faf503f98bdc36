import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as sample from '../../src/sample/index.ts'
import { expectClose } from './support.ts'

describe('Kish', () => {
  test('the chances in the table sum to 1; 1/e for every household but those of five', () => {
    for (let eligible = 1; eligible <= 6; eligible++) {
      let sum = 0
      for (let person = 1; person <= eligible; person++) {
        const chance = sample.kishProbability(eligible, person)
        sum += chance
        if (eligible !== 5) expect(chance).toBeCloseTo(1 / eligible, 15)
      }
      expect(sum).toBeCloseTo(1, 15)
    }
    expect([1, 2, 3, 4, 5].map((person) => sample.kishProbability(5, person) * 12)).toEqual([2, 2, 3, 2, 3])
  })

  test.prop([fc.integer({ min: 0, max: 11 })])('twelve addresses in a row carry each table in its share', (start) => {
    const tables = sample.kishAssign(12, start)
    sample.kishTables.forEach((table, index) => {
      expect(tables.filter((value) => value === index).length).toBe(table.twelfths)
    })
  })

  test('seven eligible persons are refused: the seventh would have no chance', () => {
    expect(() => sample.kishSelect(0, 7)).toThrow('7 eligible')
    expect(() => sample.kishSelect(0, 0)).toThrow('nobody')
    expect(sample.kishSelect(7, 6)).toBe(6)
  })
})

const strata = fc.array(
  fc.record({ a: fc.double({ min: 0.5, max: 9, noNaN: true }), upper: fc.integer({ min: 2, max: 6 }) }),
  {
    minLength: 2,
    maxLength: 4,
  },
)

describe('allocation', () => {
  test.prop([strata, fc.double({ min: 0.1, max: 0.9, noNaN: true })])(
    'spends the budget within bounds, and no shift between two strata helps',
    (rows, share) => {
      const measure = rows.map(({ a }) => a)
      const upper = rows.map((row) => row.upper)
      const lower = rows.map(() => 1)
      const budget = rows.length + share * (upper.reduce((x, y) => x + y) - rows.length)
      const n = sample.allocate(
        measure,
        rows.map(() => 1),
        budget,
        { lower, upper },
      )
      expect(n.reduce((x, y) => x + y)).toBeCloseTo(budget, 9)
      const loss = (value: number, h: number) => measure[h]! ** 2 / value
      for (let g = 0; g < n.length; g++) {
        expect(n[g]).toBeGreaterThanOrEqual(1 - 1e-12)
        expect(n[g]).toBeLessThanOrEqual(upper[g]! + 1e-12)
        for (let h = 0; h < n.length; h++) {
          const shift = 1e-3
          if (g === h || n[g]! + shift > upper[g]! || n[h]! - shift < 1) continue
          const before = loss(n[g]!, g) + loss(n[h]!, h)
          expect(loss(n[g]! + shift, g) + loss(n[h]! - shift, h)).toBeGreaterThanOrEqual(before - 1e-9 * before)
        }
      }
    },
  )

  test.prop([strata, fc.double({ min: 0, max: 1, noNaN: true })])(
    'whole allocation: none of all allocations is better',
    (rows, share) => {
      const measure = rows.map(({ a }) => a)
      const upper = rows.map((row) => row.upper)
      const most = upper.reduce((x, y) => x + y)
      const total = rows.length + Math.round(share * (most - rows.length))
      const loss = (n: ArrayLike<number>) => measure.reduce((sum, a, h) => sum + a ** 2 / n[h]!, 0)
      let best = Number.POSITIVE_INFINITY
      const walk = (chosen: number[]): void => {
        const h = chosen.length
        if (h === upper.length) {
          if (chosen.reduce((x, y) => x + y) === total) best = Math.min(best, loss(chosen))
          return
        }
        for (let n = 1; n <= upper[h]!; n++) walk([...chosen, n])
      }
      walk([])
      const found = sample.allocateWhole(measure, total, { lower: rows.map(() => 1), upper })
      expect(loss(found)).toBeCloseTo(best, 10)
    },
  )

  test.prop([strata])('rounding keeps the sum and moves no stratum by a unit or more', (rows) => {
    const n = sample.allocateProportional(
      17,
      rows.map(({ a }) => a),
    )
    const whole = sample.roundAllocation(n)
    expect(whole.reduce((x, y) => x + y)).toBe(17)
    expect(Math.max(...Array.from(whole, (value, h) => Math.abs(value - n[h]!)))).toBeLessThan(1)
  })

  test('power allocation: 1 is Neyman, 0 is the same CV for equal strata', () => {
    const total = [100, 400, 900]
    const cv = [0.5, 0.5, 0.5]
    const neyman = sample.allocateNeyman(60, total, cv)
    expectClose(sample.allocatePower(60, total, cv, 1), neyman, 10)
    expectClose(sample.allocatePower(60, total, cv, 0), [20, 20, 20], 10)
  })

  test('the allocation for a precision reaches it, and takes small strata whole', () => {
    const population = [1000, 500, 20]
    const deviation = [10, 20, 200]
    const n = sample.allocateForPrecision(0.02, 50, population, deviation, [1, 4, 1])
    const units = population.reduce((a, b) => a + b)
    const variance = population.reduce(
      (sum, N, h) => sum + (N / units) ** 2 * (1 - n[h]! / N) * (deviation[h]! ** 2 / n[h]!),
      0,
    )
    expect(n[2]).toBe(20)
    expect(Math.sqrt(variance) / 50).toBeCloseTo(0.02, 12)
  })

  test('bounds that cannot hold the budget are refused', () => {
    expect(() => sample.allocateProportional(10, [5, 5], { lower: [1, 1], upper: [4, 4] })).toThrow('hold 8')
    expect(() => sample.allocateNeyman(10, [5, 5], [1, Number.NaN])).toThrow('stratum 1')
  })
})

describe('sample size and power', () => {
  const proportions = fc.record({
    p: fc.double({ min: 0.05, max: 0.5, noNaN: true }),
    gap: fc.double({ min: 0.03, max: 0.3, noNaN: true }),
    power: fc.double({ min: 0.5, max: 0.95, noNaN: true }),
    designEffect: fc.double({ min: 1, max: 4, noNaN: true }),
  })

  test.prop([proportions])(
    'the size for a power gives that power, one unit fewer does not',
    ({ p, gap, power, designEffect }) => {
      const comparison = { proportions: [p, p + gap] as const, designEffect }
      const { answers } = sample.sizeForProportions(comparison, power)
      expect(sample.powerForProportions(comparison, answers)).toBeGreaterThanOrEqual(power - 1e-9)
      expect(sample.powerForProportions(comparison, answers - 1)).toBeLessThan(power + 1e-9)
    },
  )

  test('two rounds of a county survey, 8 % to 12 % with design effect 2 (published worked figures, in whole per cent)', () => {
    const comparison = { proportions: [0.08, 0.12] as const, designEffect: 2 }
    const power = [1000, 1500, 2000, 2500].map((n) => Math.round(100 * sample.powerForProportions(comparison, n)))
    expect(power).toEqual([56, 73, 85, 92])
  })

  test.prop([fc.double({ min: 0.02, max: 0.98, noNaN: true }), fc.double({ min: 0.01, max: 0.1, noNaN: true })])(
    'Wilson and log-odds sizes give the margin asked for',
    (p, margin) => {
      const z = 1.959963984540054
      const wilson = sample.sizeForProportionWilson(p, margin, 0.95, {}).simple
      expect((z * Math.sqrt((p * (1 - p)) / wilson + z ** 2 / (4 * wilson ** 2))) / (1 + z ** 2 / wilson)).toBeCloseTo(
        margin,
        10,
      )
      const n = sample.sizeForProportionLogOdds(p, margin, 0.95).simple
      const half = z / Math.sqrt(n * p * (1 - p))
      const logit = Math.log(p / (1 - p))
      const width = 1 / (1 + Math.exp(-logit - half)) - 1 / (1 + Math.exp(-logit + half))
      expect(width / 2).toBeCloseTo(margin, 10)
    },
  )

  test('addresses to issue: design effect and response rate, never more than there are', () => {
    expect(sample.sizeForProportionMargin(0.5, 0.05, 0.95, { designEffect: 2, responseRate: 0.7 })).toMatchObject({
      answers: 769,
      issue: 1099,
    })
    expect(() => sample.sizeForProportionMargin(0.5, 0.05, 0.95, { population: 500, responseRate: 0.2 })).toThrow('500')
    expect(() => sample.sizeForMeans({ variances: [1, 1], difference: 0 }, 0.8)).toThrow('no difference')
  })

  test.prop([fc.double({ min: 0.01, max: 0.3, noNaN: true }), fc.integer({ min: 2, max: 40 })])(
    'no neighbouring cluster size is better for the budget',
    (homogeneity, other) => {
      const stage = { psuCost: 600, unitCost: 40, homogeneity, unitRelativeVariance: 1 }
      const best = sample.optimalTwoStage(stage, { budget: 1e5 })
      expect(best.cv).toBeLessThanOrEqual(sample.twoStageCv(stage, 1e5 / (600 + 40 * other), other) + 1e-12)
    },
  )

  test.prop([fc.array(fc.double({ min: 0.1, max: 9, noNaN: true }), { minLength: 2 })])(
    'the weighting design effect is at least 1, and 1 for equal weights',
    (weight) => {
      expect(sample.weightingDesignEffect(weight)).toBeGreaterThanOrEqual(1 - 1e-12)
      expect(sample.weightingDesignEffect(weight.map(() => 3))).toBeCloseTo(1, 12)
    },
  )
})
