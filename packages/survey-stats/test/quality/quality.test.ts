import { fc, test } from '@fast-check/vitest'
import { matrix } from '@kepu/numeric'
import { describe, expect } from 'vitest'
import * as quality from '../../src/quality/index.ts'

const counts = fc.record({
  complete: fc.integer({ min: 1, max: 999 }),
  partial: fc.nat(99),
  refusal: fc.nat(500),
  nonContact: fc.nat(500),
  other: fc.nat(99),
  unknownHousehold: fc.nat(300),
  unknownOther: fc.nat(99),
})

describe('outcome rates', () => {
  test('a worked example by hand', () => {
    const dispositions = {
      complete: 600,
      partial: 50,
      refusal: 150,
      nonContact: 100,
      other: 20,
      unknownHousehold: 60,
      unknownOther: 20,
    }
    const e = quality.estimateEligibleShare(dispositions, 230)
    expect(e).toBe(0.8)
    const rates = quality.outcomeRates(dispositions, e)
    const base = 920
    expect(rates).toMatchObject({
      rr1: 0.6,
      rr2: 0.65,
      rr3: 600 / (base + 64),
      rr4: 650 / (base + 64),
      rr5: 600 / base,
      rr6: 650 / base,
    })
    expect(rates).toMatchObject({ coop1: 600 / 820, coop2: 650 / 820, coop3: 600 / 800, coop4: 650 / 800 })
    expect(rates).toMatchObject({
      ref1: 0.15,
      ref2: 150 / 984,
      ref3: 150 / 920,
      con1: 0.82,
      con2: 820 / 984,
      con3: 820 / 920,
    })
  })

  test.prop([counts, fc.double({ min: 0, max: 1, noNaN: true })])(
    'rates stand in their order, and e = 1 or 0 gives the ends',
    (dispositions, e) => {
      const r = quality.outcomeRates(dispositions, e)
      for (const [low, middle, high] of [
        [r.rr1, r.rr3, r.rr5],
        [r.rr2, r.rr4, r.rr6],
        [r.ref1, r.ref2, r.ref3],
        [r.con1, r.con2, r.con3],
      ] as const) {
        expect(low).toBeLessThanOrEqual(middle)
        expect(middle).toBeLessThanOrEqual(high)
      }
      expect(r.rr1).toBeLessThanOrEqual(r.coop1 + 1e-15)
      expect(r.rr2).toBeCloseTo(r.coop2 * r.con1, 12)
      expect(quality.outcomeRates(dispositions, 1).rr3).toBe(r.rr1)
      expect(quality.outcomeRates(dispositions, 0).rr3).toBe(r.rr5)
    },
  )

  test('an empty base or a negative count is refused by name', () => {
    const none = { complete: 0, partial: 0, refusal: 0, nonContact: 5, other: 0, unknownHousehold: 0, unknownOther: 0 }
    expect(() => quality.outcomeRates(none, 0.5)).toThrow('coop1')
    expect(() => quality.outcomeRates({ ...none, refusal: -1 }, 0.5)).toThrow('refusal is -1')
    expect(() => quality.outcomeRates({ ...none, refusal: 1 }, 1.5)).toThrow('eligibleShare')
  })
})

const durations = fc.array(fc.double({ min: 1, max: 100, noNaN: true }), { minLength: 1, maxLength: 40 })

describe('paradata', () => {
  test.prop([durations, fc.double({ min: 0.1, max: 10, noNaN: true })])(
    'speed flags do not depend on the unit, and who is faster than a flagged one is flagged',
    (duration, unit) => {
      const { flag, threshold } = quality.flagSpeeders(duration, 0.5)
      const scaled = quality.flagSpeeders(
        duration.map((value) => value * unit),
        0.5,
      )
      const near = duration.some((value) => Math.abs(value / threshold - 1) < 1e-9)
      if (!near) expect([...scaled.flag]).toEqual([...flag])
      const slowestFlagged = Math.max(0, ...duration.filter((_, i) => flag[i] === 1))
      duration.forEach((value, i) => {
        if (value < slowestFlagged) expect(flag[i]).toBe(1)
      })
      expect(flag.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(duration.length / 2)
    },
  )

  test('straight lines: flagged, runs and differentiation; too few answers are not flagged', () => {
    const rows = [
      [3, 3, 3, 3],
      [1, 5, 1, 5],
      [2, Number.NaN, 2, Number.NaN],
      [4, 4, 4, 2],
      [Number.NaN, Number.NaN, Number.NaN, Number.NaN],
    ]
    const data = Float64Array.from({ length: 20 }, (_, at) => rows[at % 5]![Math.floor(at / 5)]!)
    const found = quality.flagStraightLines(matrix(5, 4, data), 1, 5, 3)
    expect([...found.flag]).toEqual([1, 0, 0, 0, 0])
    expect([...found.longestRun]).toEqual([1, 0.25, 1, 0.75, 0])
    expect([...found.differentiation]).toEqual(
      [0, 4 / 6, 0, (3 * Math.SQRT2) / 2 / 6, 0].map((v) => expect.closeTo(v, 12)),
    )
    expect(() => quality.flagStraightLines(matrix(1, 2, Float64Array.of(1, 9)), 1, 5, 2)).toThrow('row 0, item 1')
  })

  test.prop([
    fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 6, maxLength: 30 }),
    fc.double({ min: -5, max: 5, noNaN: true }),
  ])('an interviewer’s z does not move when a constant is added to all, and turns its sign with y', (y, shift) => {
    const who = y.map((_, i) => i % 3)
    fc.pre(y.some((value, i) => value !== y[i % 3]))
    const base = quality.interviewerDeviations(y, who)
    const moved = quality.interviewerDeviations(
      y.map((value) => value + shift),
      who,
    )
    const turned = quality.interviewerDeviations(
      y.map((value) => -value),
      who,
    )
    base.forEach(({ z }, k) => {
      expect(moved[k]!.z).toBeCloseTo(z, 6)
      expect(turned[k]!.z).toBeCloseTo(-z, 9)
    })
  })

  test('an interviewer who invents short interviews stands out', () => {
    const who = Array.from({ length: 300 }, (_, i) => i % 6)
    const minutes = who.map((k, i) => (k === 4 ? 12 : 30) + ((i * 37) % 11))
    const found = quality.interviewerDeviations(minutes, who)
    expect(found[4]!.z).toBeLessThan(-20)
    found.forEach(({ z }, k) => {
      if (k !== 4) expect(z).toBeGreaterThan(0)
    })
    expect(() => quality.interviewerDeviations([1, 2], [0, 0])).toThrow('one interviewer')
    expect(() => quality.interviewerDeviations([5, 5, 5], [0, 1, 1])).toThrow('no variation')
  })
})

const people = fc
  .array(
    fc.record({
      y: fc.integer({ min: 0, max: 50 }),
      w: fc.integer({ min: 1, max: 6 }),
      g: fc.integer({ min: 0, max: 2 }),
    }),
    { minLength: 2, maxLength: 25 },
  )
  .filter((rows) => rows.some(({ y }) => y > 0))

describe('inequality', () => {
  test.prop([people])('Gini: half the relative mean difference over all pairs; weights are copies', (rows) => {
    const y = rows.map((row) => row.y)
    const w = rows.map((row) => row.w)
    const sum = w.reduce((a, b) => a + b)
    const mean = rows.reduce((total, row) => total + row.w * row.y, 0) / sum
    let difference = 0
    for (const a of rows) for (const b of rows) difference += a.w * b.w * Math.abs(a.y - b.y)
    expect(quality.gini(y, w)).toBeCloseTo(difference / (2 * mean * sum * sum), 11)
    const copies = rows.flatMap((row) => new Array<number>(row.w).fill(row.y))
    expect(
      quality.gini(
        copies,
        copies.map(() => 1),
      ),
    ).toBeCloseTo(quality.gini(y, w), 11)
  })

  test.prop([people])(
    'concentration: 2·cov(y, fractional rank)/mean; ranked by itself it is the Gini; turned round it changes sign',
    (rows) => {
      const y = rows.map((row) => row.y)
      const w = rows.map((row) => row.w)
      const rank = rows.map((row) => row.g)
      const sum = w.reduce((a, b) => a + b)
      const mean = rows.reduce((total, row) => total + row.w * row.y, 0) / sum
      const fractional = rank.map((value) => {
        const below = rows.reduce((total, row) => total + (row.g < value ? row.w : 0), 0)
        const equal = rows.reduce((total, row) => total + (row.g === value ? row.w : 0), 0)
        return (below + equal / 2) / sum
      })
      const covariance = rows.reduce(
        (total, row, i) => total + (row.w / sum) * (row.y - mean) * (fractional[i]! - 0.5),
        0,
      )
      const index = quality.concentrationIndex(y, rank, w)
      expect(index).toBeCloseTo((2 * covariance) / mean, 11)
      expect(quality.concentrationIndex(y, y, w)).toBeCloseTo(quality.gini(y, w), 11)
      expect(
        quality.concentrationIndex(
          y,
          rank.map((value) => -value),
          w,
        ),
      ).toBeCloseTo(-index, 11)
    },
  )

  test.prop([people, fc.double({ min: 0.1, max: 9, noNaN: true })])(
    'Theil’s indices: between plus within is the total, the unit does not matter, equality is 0',
    (rows, unit) => {
      const y = rows.map((row) => row.y + 0.5)
      const w = rows.map((row) => row.w)
      const g = rows.map((row) => row.g)
      for (const index of [quality.theil, quality.meanLogDeviation]) {
        const { total, between, within } = index(y, w, g)
        expect(between + within).toBeCloseTo(total, 11)
        expect(total).toBeGreaterThanOrEqual(-1e-14)
        expect(between).toBeGreaterThanOrEqual(-1e-14)
        expect(
          index(
            y.map((value) => value * unit),
            w,
            g,
          ).total,
        ).toBeCloseTo(total, 11)
        expect(
          index(
            y.map(() => 7),
            w,
            g,
          ).total,
        ).toBeCloseTo(0, 14)
      }
    },
  )

  test('one who has all: Gini 1 − 1/n, Theil ln n', () => {
    expect(quality.gini([0, 0, 0, 8], [1, 1, 1, 1])).toBeCloseTo(0.75, 15)
    expect(quality.theil([0, 0, 0, 8], [1, 1, 1, 1], [0, 0, 0, 0]).total).toBeCloseTo(Math.log(4), 15)
    expect(() => quality.meanLogDeviation([0, 1], [1, 1], [0, 0])).toThrow('y[0]')
    expect(() => quality.gini([1, 2], [1, -1])).toThrow('weight[1]')
    expect(() => quality.gini([0, 0], [1, 1])).toThrow('no positive value')
  })
})
