import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { powerOf } from './power.ts'

test('8 to 12 % with 1,000 answers a round and a design effect of 2 is noticed in 56 of 100 cases', () => {
  const found = powerOf({ from: 8, to: 12, sampleSize: 1000, designEffect: 2 })
  expect(found?.power).toBeCloseTo(0.56, 2)
  expect(found?.neededForEighty).toBe(1759)
})

test('no rise, and shares of nobody or everybody, have no power', () => {
  expect(powerOf({ from: 8, to: 8, sampleSize: 1000, designEffect: 2 })).toBeNull()
  expect(powerOf({ from: 0, to: 8, sampleSize: 1000, designEffect: 2 })).toBeNull()
  expect(powerOf({ from: 8, to: 100, sampleSize: 1000, designEffect: 2 })).toBeNull()
})

const share = fc.double({ min: 1, max: 99, noNaN: true })
property.prop([share, share, fc.integer({ min: 50, max: 5000 })])(
  'more answers never make it less likely',
  (from, to, n) => {
    fc.pre(Math.abs(from - to) > 0.1)
    const power = (sampleSize: number) => powerOf({ from, to, sampleSize, designEffect: 1.5 })?.power ?? 0
    expect(power(n * 2)).toBeGreaterThanOrEqual(power(n) - 1e-12)
  },
)
