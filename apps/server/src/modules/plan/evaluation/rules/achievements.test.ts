import { fc, test as property } from '@fast-check/vitest'
import { audiences } from '@kepu/contract'
import { expect } from 'vitest'
import { addUp, total } from './achievements.ts'

const YEARS = [2021, 2022, 2023]
const PLACES = ['999901100', '999901101'].map((regionCode) => ({ regionCode, name: regionCode }))
const work = fc.record({
  year: fc.constantFrom(...YEARS),
  township: fc.constantFrom('999901100', '999901101', '999901'),
  taskId: fc.constantFrom(null, 'a', 'b'),
  deliveries: fc.integer({ min: -5, max: 50 }),
  personTimes: fc.integer({ min: -500, max: 5000 }),
})
const group = fc.record({
  year: fc.constantFrom(...YEARS),
  audience: fc.constantFrom(...audiences),
  deliveries: fc.nat(50),
  personTimes: fc.nat(5000),
})

property.prop([fc.array(work), fc.array(group)])(
  'the years, and the places with the county as a whole, add up to the total',
  (works, groups) => {
    const sums = addUp({ works, audiences: groups }, PLACES, YEARS)
    expect(total(sums.years)).toEqual(sums.total)
    expect(total([...sums.townships, sums.countyWide])).toEqual(sums.total)
    for (const place of sums.townships) expect(total(place.years)).toEqual(total([place]))
    for (const one of sums.audiences) expect(total(one.years)).toEqual(total([one]))
    expect(sums.townships.map(({ regionCode }) => regionCode)).toEqual(['999901100', '999901101'])
  },
)
