import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { isFree } from './availability.ts'
import { mayBeMinor } from './consent.ts'
import { type Identity, likeness } from './likeness.ts'
import { maskName, maskPhone } from './masking.ts'

const identity: fc.Arbitrary<Identity> = fc.record({
  name: fc.stringMatching(/^[王李欧阳演示甲乙]{2,4}$/u),
  phonePrint: fc.option(fc.constantFrom('a', 'b', 'c')),
  volunteerNumber: fc.option(fc.constantFrom('1', '2')),
  unitId: fc.constantFrom('u', 'v'),
  employer: fc.option(fc.constantFrom('县医院', '县中学')),
  birthYear: fc.option(fc.integer({ min: 1950, max: 1960 })),
})

property.prop([identity, identity])('likeness is the same both ways, and the points add up to it', (a, b) => {
  const there = likeness(a, b)
  expect(likeness(b, a)).toEqual(there)
  const sum = there.reasons.reduce((total, { points }) => total + points, 0)
  expect(there.score).toBe(Math.min(100, Math.max(0, sum)))
})

property.prop([identity])('nobody is unlike themselves', (a) => {
  expect(likeness(a, a).reasons.every(({ points }) => points > 0)).toBe(true)
  expect(likeness(a, a).score).toBeGreaterThanOrEqual(55)
})

property.prop([fc.stringMatching(/^1\d{10}$|^0\d{9,11}$/)])(
  'a masked telephone hides at least three digits',
  (phone) => {
    const masked = maskPhone(phone)
    expect(masked).not.toContain(phone)
    const shown = masked.replaceAll('*', '')
    expect(phone.length - shown.length).toBeGreaterThanOrEqual(3)
    expect(phone.startsWith(shown.slice(0, 3)) && phone.endsWith(shown.slice(3))).toBe(true)
  },
)

property.prop([fc.stringMatching(/^[\u4e00-\u9fff]{2,8}$/u)])(
  'a masked name keeps its first character only',
  (name) => {
    expect(maskName(name)).toBe(`${name[0]}${'*'.repeat(name.length - 1)}`)
  },
)

test.for([
  [2006, true],
  [2005, false],
  [null, false],
] as const)('born in %s: may be a minor in 2024: %s', ([birthYear, minor]) => {
  expect(mayBeMinor(birthYear, '2024-11-20')).toBe(minor)
})

test('an exception overrides the week, a later one an earlier one', () => {
  const availability = {
    weekly: [{ weekday: 1, part: 'morning' as const }],
    exceptions: [
      { from: '2024-11-18', to: '2024-11-24', free: false, note: '' },
      { from: '2024-11-20', to: '2024-11-20', free: true, note: '' },
    ],
  }
  expect(isFree(availability, '2024-11-11', 'morning')).toBe(true)
  expect(isFree(availability, '2024-11-11', 'evening')).toBe(false)
  expect(isFree(availability, '2024-11-18', 'morning')).toBe(false)
  expect(isFree(availability, '2024-11-20', 'evening')).toBe(true)
  expect(isFree({ weekly: [], exceptions: [] }, '2024-11-23', 'evening')).toBe(true)
})
