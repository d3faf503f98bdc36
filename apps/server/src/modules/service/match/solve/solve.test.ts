import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { inventBacklog } from '../../../../../test/support/backlogs.ts'
import { brokenRules, costOf } from '../rules/check.ts'
import { greedyTrips } from '../rules/greedy.ts'
import { misfitMinutes, type PlanInstance, type Trip } from '../rules/instance.ts'
import { priceOrders } from '../rules/prices.ts'
import { tripTables } from '../rules/trips.ts'
import { openHighs } from './highs.ts'
import { type SolveLimits, solvePlan, usualLimits } from './solve.ts'

const highs = await openHighs()
const patient: SolveLimits = { ...usualLimits, seconds: 600 }
const solve = (instance: PlanInstance, limits: SolveLimits = patient) =>
  solvePlan(
    highs,
    instance,
    limits,
    () => 0,
    () => {},
  )

/** The cheapest of all choices there are, by trying each: an order nowhere, or with a team on a day. */
function bestByTrying(instance: PlanInstance): number {
  const chosen: { team: number; day: number }[] = []
  let best = Number.POSITIVE_INFINITY
  const go = (o: number) => {
    const order = instance.orders[o]
    if (order === undefined) {
      const trips = new Map<string, Trip & { orders: number[] }>()
      chosen.forEach(({ team, day }, i) => {
        if (team < 0) return
        const trip = trips.get(`${team}/${day}`) ?? { team, day, orders: [] }
        trip.orders.push(i)
        trips.set(`${team}/${day}`, trip)
      })
      const whole = [...trips.values()]
      if (brokenRules(instance, whole).length === 0) best = Math.min(best, costOf(instance, whole).total)
      return
    }
    chosen.push({ team: -1, day: -1 })
    go(o + 1)
    chosen.pop()
    for (const [t, team] of instance.teams.entries()) {
      if (misfitMinutes(instance, order, team) === null) continue
      for (const day of order.days) {
        if ((team.visits[day] ?? 0) === 0) continue
        chosen.push({ team: t, day })
        go(o + 1)
        chosen.pop()
      }
    }
  }
  go(0)
  return best
}

const seeds = fc.integer({ min: 1, max: 100_000 })
const tiny = seeds.map((seed) => inventBacklog({ orders: 5, teams: 3, days: 4, topics: 1, seed }))
const small = seeds.map((seed) => inventBacklog({ orders: 30, teams: 8, days: 10, topics: 3, seed }))

test.prop([tiny], { numRuns: 25 })('small: as good as the best of all choices, and proven', (instance) => {
  const answer = solve(instance)
  expect(brokenRules(instance, answer.trips)).toEqual([])
  expect(answer.cost.total).toBeCloseTo(bestByTrying(instance), 6)
  expect(answer).toMatchObject({ proven: true, gap: 0 })
})

test.prop([tiny], { numRuns: 25 })('no choice beats the bound', (instance) => {
  const { bound } = priceOrders(tripTables(instance), costOf(instance, greedyTrips(instance)).total, 60)
  expect(bound).toBeLessThanOrEqual(bestByTrying(instance) + 1e-6)
})

test.prop([small], { numRuns: 10 })('every proposal is allowed, and never worse than the greedy one', (instance) => {
  const greedy = greedyTrips(instance)
  expect(brokenRules(instance, greedy)).toEqual([])
  const answer = solve(instance)
  expect(brokenRules(instance, answer.trips)).toEqual([])
  expect(answer.cost.total).toBeLessThanOrEqual(costOf(instance, greedy).total + 1e-6)
  expect(answer.bound).toBeLessThanOrEqual(answer.cost.total + 1e-6)
})

test.prop([small], { numRuns: 5 })(
  'area by area: allowed, not proven, between the bound and the greedy rule',
  (instance) => {
    const answer = solve(instance, { ...patient, wholeOrders: 10, areaOrders: 8 })
    const whole = solve(instance)
    expect(brokenRules(instance, answer.trips)).toEqual([])
    expect(answer).toMatchObject({ method: 'areas', proven: false })
    expect(answer.cost.total).toBeLessThanOrEqual(answer.greedy.total + 1e-6)
    expect(answer.cost.total).toBeGreaterThanOrEqual(whole.cost.total - 1e-6)
    expect(answer.bound).toBeLessThanOrEqual(whole.cost.total + 1e-6)
  },
)

test('the same backlog gives the same proposal', () => {
  const instance = inventBacklog({ orders: 40, teams: 10, days: 10, topics: 3, seed: 7 })
  expect(solve(instance)).toEqual(solve(instance))
})

test('neighbouring villages share a trip when that is shorter', () => {
  const base = inventBacklog({ orders: 3, teams: 1, days: 3, topics: 1, seed: 3 })
  const team = {
    ...base.teams[0]!,
    topics: ['topic0'],
    radiusKm: 100,
    home: { lat: 30.1, lon: 107.6 },
    visits: [3, 3, 3],
    weekVisits: [9],
  }
  const near = [0, 0.01, 0.02].map((north, i) => ({
    ...base.orders[i]!,
    place: { lat: 30.4 + north, lon: 108 },
    days: [0, 1, 2],
  }))
  const { trips } = solve({ ...base, teams: [team], orders: near })
  expect(trips).toEqual([expect.objectContaining({ team: 0, day: 0, orders: [0, 1, 2] })])
})

test('nothing to do is no proposal; nobody who can is told as such', () => {
  const base = inventBacklog({ orders: 3, teams: 2, days: 3, topics: 1 })
  expect(solve({ ...base, orders: [] })).toMatchObject({ trips: [], proven: true, gap: 0 })
  const nobody = solve({ ...base, teams: [] })
  expect(nobody).toMatchObject({ trips: [], proven: true })
  expect(nobody.cost.unserved).toBe(3 * base.settings.plan.minutesUnserved)
})
