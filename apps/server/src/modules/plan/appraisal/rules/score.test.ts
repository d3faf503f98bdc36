import { fc, test as property } from '@fast-check/vitest'
import type { Scheme, SchemeItem, ScorePart, SheetItem } from '@kepu/contract/plan-appraisal'
import { describe, expect, test } from 'vitest'
import { templateOf } from '../templates.ts'
import { fractionOf, plus, rounded, sumOf } from './fraction.ts'
import { gradeOf, itemsFor, scoreOfParts, sheetItem, totalOf, withTotal } from './score.ts'

const scheme = templateOf('hundred')

const part = (achieved: number, of: number, weight = 100, ceiling = 100): ScorePart => ({
  source: 'ledger',
  id: 'a',
  title: '任务',
  role: 'lead',
  weight,
  ceiling,
  achieved,
  of,
  unit: '场',
  dueOn: null,
  doneOn: null,
  deliveries: null,
})
const quantity = (points: number): Pick<SchemeItem, 'formula' | 'points'> => ({
  formula: { kind: 'quantityReached' },
  points,
})

const decimal = (max: number) => fc.integer({ min: 0, max: max * 100 }).map((n) => n / 100)
const parts = fc.array(
  fc
    .tuple(decimal(500), decimal(300), fc.constantFrom(100, 60, 33), fc.constantFrom(100, 60))
    .map(([achieved, of, weight, ceiling]) => part(achieved, of + 0.01, weight, ceiling)),
  { minLength: 1, maxLength: 12 },
)
const points = decimal(100)
const decimals = fc.integer({ min: 0, max: 2 })
/** The same list in another order. */
const shuffled = <T>(list: readonly T[], seed: number) =>
  list
    .map((one, i) => ({ one, key: ((i + 1) * 7919 * (seed + 1)) % 104729 }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one)

describe('points of a computed item', () => {
  test('a quarter of thirty is 7.5; what is beyond the quantity adds nothing', () => {
    expect(scoreOfParts(quantity(30), [part(1, 4)], 2)).toBe(7.5)
    expect(scoreOfParts(quantity(30), [part(9, 4)], 2)).toBe(30)
    expect(scoreOfParts(quantity(30), [part(9, 4), part(0, 4)], 2)).toBe(15)
  })

  test('a month of red takes its points, and no more than there are', () => {
    const item = { formula: { kind: 'lightMonths', perRed: 2, perYellow: 0.5 }, points: 5 } as const
    expect(scoreOfParts(item, [part(2, 0), part(0.5, 0)], 2)).toBe(2.5)
    expect(scoreOfParts(item, [part(2, 0), part(2, 0), part(2, 0)], 2)).toBe(0)
    expect(scoreOfParts(item, [], 2)).toBe(5)
  })

  test('halves are rounded up, also where floating point would not', () => {
    expect(rounded(fractionOf(1.005), 2)).toBe(1.01)
    expect(rounded(fractionOf(2.675), 2)).toBe(2.68)
    expect(rounded(sumOf([0.1, 0.2].map(fractionOf)), 2)).toBe(0.3)
    expect(rounded(fractionOf(0.5), 0)).toBe(1)
  })

  property.prop([parts, points, decimals, fc.nat()])(
    'never depend on the order of the parts',
    (list, full, d, seed) => {
      expect(scoreOfParts(quantity(full), shuffled(list, seed), d)).toBe(scoreOfParts(quantity(full), list, d))
    },
  )

  property.prop([parts, points, decimals])('lie between nothing and the points of the item', (list, full, d) => {
    const score = scoreOfParts(quantity(full), list, d)
    expect(score).toBeGreaterThanOrEqual(0)
    expect(score).toBeLessThanOrEqual(rounded(fractionOf(full), d))
  })

  property.prop([parts, points, decimals, fc.nat(), decimal(50)])(
    'never fall when more is done',
    (list, full, d, at, more) => {
      const better = list.map((one, i) => (i === at % list.length ? { ...one, achieved: one.achieved + more } : one))
      expect(scoreOfParts(quantity(full), better, d)).toBeGreaterThanOrEqual(scoreOfParts(quantity(full), list, d))
    },
  )

  property.prop([fc.array(decimal(1000), { maxLength: 20 }), fc.nat()])('sums are exact in any order', (list, seed) => {
    const sum = sumOf(shuffled(list, seed).map(fractionOf))
    expect(sum).toEqual(list.map(fractionOf).reduce(plus, fractionOf(0)))
  })
})

/** A sheet with a share of every item's points. */
function sheetAt(share: (item: SchemeItem) => number | null, from: Scheme = scheme): SheetItem[] {
  return itemsFor(from, 'departments').map((item) => {
    const value = share(item)
    const entered = value === null ? null : { score: value * item.points, reason: '核实' }
    if (value === null) return sheetItem(item, { state: 'absent' }, null, from)
    const numbers = item.formula.kind === 'lightMonths' ? part((1 - value) * item.points, 0) : part(value * 100, 100)
    return sheetItem(item, { state: 'scored', parts: [numbers] }, entered, from)
  })
}
const beside = ({ formula: { kind } }: SchemeItem) => kind === 'bonus' || kind === 'deduction'

describe('the total', () => {
  test('is the whole when everything is full, and nothing when nothing is done', () => {
    const full = sheetAt((item) => (beside(item) ? 0 : 1))
    expect(totalOf(scheme, 'departments', full)).toBe(100)
    expect(
      totalOf(
        scheme,
        'departments',
        sheetAt(() => 0),
      ),
    ).toBe(0)
    expect(gradeOf(scheme, 100)).toBe('优秀')
    expect(gradeOf(scheme, 69.99)).toBe('不达标')
    expect(gradeOf(scheme, 70)).toBe('达标')
  })

  test('what a body has no work for is spread over the rest, or given', () => {
    const half = (item: SchemeItem) => (item.id === 'quantity' ? null : beside(item) ? 0 : 0.5)
    expect(totalOf(scheme, 'departments', sheetAt(half))).toBe(50)
    const given: Scheme = { ...scheme, absent: 'full' }
    expect(totalOf(given, 'departments', sheetAt(half, given))).toBe(65)
  })

  test('is not known while an item is: that is not zero', () => {
    const pending = sheetAt(() => 1).map((item, i) =>
      i === 0 ? { ...item, state: 'pending' as const, score: null } : item,
    )
    expect(withTotal(scheme, { unitId: 'u', unitName: '单位', group: 'departments', items: pending })).toMatchObject({
      total: null,
      grade: null,
    })
  })

  property.prop([fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 11, maxLength: 11 })])(
    'lies between 0 and the whole with the bonus, and does not depend on the order of the items',
    (shares) => {
      const ids = itemsFor(scheme, 'departments').map(({ id }) => id)
      const items = sheetAt((item) => (shares[ids.indexOf(item.id)] ?? 0) / 100)
      const total = totalOf(scheme, 'departments', items)
      expect(total).toBeGreaterThanOrEqual(0)
      expect(total).toBeLessThanOrEqual(103)
      expect(totalOf(scheme, 'departments', items.toReversed())).toBe(total)
    },
  )
})
