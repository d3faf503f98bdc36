import { fc, test } from '@fast-check/vitest'
import { MatchSettings } from '@kepu/contract/service-match'
import { expect } from 'vitest'
import { type Candidate, partsOf, rankTeams, scoreOf, type Wanted } from './rank.ts'

const settings = MatchSettings.parse({})
const TOPICS = ['crops', 'health', 'fraudPrevention'] as const
const DAYS = ['2024-11-04', '2024-11-05', '2024-11-06'] as const

const point = fc.record({
  lat: fc.double({ min: 30, max: 30.6, noNaN: true }),
  lon: fc.double({ min: 107.5, max: 108.3, noNaN: true }),
})
const team: fc.Arbitrary<Candidate> = fc.record({
  id: fc.uuid(),
  name: fc.constant('队'),
  active: fc.constant(true),
  topics: fc.subarray([...TOPICS]),
  audiences: fc.subarray(['youth', 'farmers', 'elderly']),
  languages: fc.subarray(['mandarin', 'local']),
  home: fc.option(point),
  radiusKm: fc.constant(500),
  freeDays: fc.subarray([...DAYS], { minLength: 1 }),
  load: fc.integer({ min: 0, max: 40 }),
  capacity: fc.integer({ min: 1, max: 20 }),
  ratingSum: fc.constant(0),
  ratingCount: fc.constant(0),
})
const wanted: fc.Arbitrary<Wanted> = fc.record({
  topic: fc.option(fc.constantFrom(...TOPICS)),
  audience: fc.option(fc.constantFrom('youth', 'farmers', 'elderly')),
  language: fc.option(fc.constantFrom('mandarin', 'local')),
  place: fc.option(point),
  days: fc.constant([...DAYS]),
})
const teams = fc.uniqueArray(team, { selector: ({ id }) => id, minLength: 1, maxLength: 12 })

const score = (order: Wanted, one: Candidate) => scoreOf(partsOf(order, one, settings), settings)
const ranks = (order: Wanted, all: readonly Candidate[]) =>
  rankTeams(order, all, settings).ranked.map((one) => one.team.id)

test.prop([wanted, team])('every part and the score lie in [0, 1]', (order, one) => {
  for (const { value, name } of partsOf(order, one, settings)) expect(value >= 0 && value <= 1, name).toBe(true)
  const whole = score(order, one)
  expect(whole >= 0 && whole <= 1).toBe(true)
})

test.prop([wanted, team, point, fc.double({ min: 0, max: 1, noNaN: true })])(
  'nearer never scores lower, all else equal',
  (order, one, place, share) => {
    const home = one.home ?? { lat: 30.3, lon: 108 }
    const nearer = { lat: place.lat + (home.lat - place.lat) * share, lon: place.lon + (home.lon - place.lon) * share }
    const far = score({ ...order, place }, { ...one, home })
    expect(score({ ...order, place }, { ...one, home: nearer })).toBeGreaterThanOrEqual(far - 1e-6)
  },
)

test.prop([wanted, team, fc.integer({ min: 1, max: 30 })])(
  'who has done less never scores lower',
  (order, one, more) => {
    expect(score(order, one)).toBeGreaterThan(score(order, { ...one, load: one.load + more }))
  },
)

test.prop([wanted, team, team])(
  'two teams that differ in the load alone change places with their loads',
  (order, a, b) => {
    const first = { ...a, load: 2 }
    const second = { ...a, id: b.id, load: 9 }
    fc.pre(a.id !== b.id)
    expect(ranks(order, [first, second])).toEqual([a.id, b.id])
    expect(
      ranks(order, [
        { ...first, load: 9 },
        { ...second, load: 2 },
      ]),
    ).toEqual([b.id, a.id])
  },
)

test.prop([wanted, teams, fc.infiniteStream(fc.nat())])(
  'the order of the teams does not matter',
  (order, all, numbers) => {
    const shuffled = all
      .map((one) => ({ one, at: numbers.next().value ?? 0 }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one)
    expect(ranks(order, shuffled)).toEqual(ranks(order, all))
  },
)

test.prop([wanted, teams])('everybody is ranked or passed over, once', (order, all) => {
  const { ranked, passedOver } = rankTeams(order, all, settings)
  expect([...ranked, ...passedOver].map((one) => one.team.id).sort()).toEqual(all.map(({ id }) => id).sort())
})

const plain: Candidate = {
  id: '1',
  name: '农技队',
  active: true,
  topics: ['crops'],
  audiences: [],
  languages: [],
  home: { lat: 30.3, lon: 108 },
  radiusKm: 30,
  freeDays: [DAYS[0]],
  load: 0,
  capacity: 8,
  ratingSum: 0,
  ratingCount: 0,
}
const order: Wanted = {
  topic: 'crops',
  audience: null,
  language: null,
  place: { lat: 30.3, lon: 108 },
  days: [DAYS[0]],
}

test('one rating does not decide, many do', () => {
  const rated = (sum: number, count: number) => score(order, { ...plain, ratingSum: sum, ratingCount: count })
  const delighted = rated(5, 1) - rated(0, 0)
  const trusted = rated(100, 20) - rated(0, 0)
  expect(delighted).toBeGreaterThan(0)
  expect(trusted).toBeGreaterThan(4 * delighted)
  expect(rated(1, 1)).toBeGreaterThan(rated(20, 20))
})

test('hard reasons, the first that somebody could do something about', () => {
  const reason = (one: Partial<Candidate>, other: Partial<Wanted> = {}) =>
    rankTeams({ ...order, ...other }, [{ ...plain, ...one }], settings).passedOver[0]?.reason
  expect(reason({})).toBeUndefined()
  expect(reason({ active: false, freeDays: [] })).toEqual({ code: 'service.match.inactive' })
  expect(reason({ freeDays: [] })).toEqual({ code: 'service.match.busy' })
  expect(reason({}, { place: { lat: 30.6, lon: 108 } })).toEqual({
    code: 'service.match.outOfRadius',
    kilometres: 47,
    radiusKm: 30,
  })
  expect(reason({ freeDays: [] }, { days: [] })).toBeUndefined()
})
