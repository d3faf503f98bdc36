import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { guarded, guardedPart, SMALLEST } from './guard.ts'

const counts = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 30 })

test.prop([counts])('no small count is told, and every told one is right', (list) => {
  guarded(list).forEach((told, i) => {
    if (told === null) return
    expect(told).toBe(list[i])
    expect(told === 0 || told >= SMALLEST).toBe(true)
  })
})

test.prop([counts])('the sum gives nothing small away: what is hidden is several, or all there is', (list) => {
  const hidden = list.filter((_, i) => guarded(list)[i] === null)
  const told = list.filter((count, i) => count > 0 && guarded(list)[i] !== null)
  const sum = hidden.reduce((a, b) => a + b, 0)
  if (hidden.length > 0 && told.length > 0) expect(hidden.length > 1 && sum >= SMALLEST).toBe(true)
})

test.prop([fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 })])(
  'neither a part nor its rest is small',
  (a, b) => {
    const told = guardedPart(a, a + b)
    if (told === null) return
    for (const count of [told, a + b - told]) expect(count === 0 || count >= SMALLEST).toBe(true)
  },
)

test('lists as they come', () => {
  expect(guarded([20, 12, 3])).toEqual([20, null, null])
  expect(guarded([20, 12, 3, 4])).toEqual([20, 12, null, null])
  expect(guarded([20, 0, 12])).toEqual([20, 0, 12])
  expect(guarded([1, 2])).toEqual([null, null])
  expect(guarded([])).toEqual([])
})
