import { eachPayingSet, roomOn, type TripTables } from './trips.ts'

/** What visiting an order is worth, and what a visit of a team costs in a week that is asked too much of: in minutes. */
export interface Prices {
  /** [orders] */
  readonly order: Float64Array
  /** [teams × weeks] */
  readonly week: Float64Array
}

/** A bound that no proposal can beat, and the prices at which it was found. */
export interface Priced {
  /** Minutes: every allowed choice of trips costs at least this. */
  readonly bound: number
  readonly prices: Prices
  readonly rounds: number
}

const copy = ({ order, week }: Prices): Prices => ({ order: order.slice(), week: week.slice() })

/**
 * Lower bound by Lagrangian relaxation of «each order at most once» and of the teams' weeks: at prices λ, μ a team's day is
 * worth its best trip, alone.
 *
 *   bound(λ, μ) = Σₒ λₒ − Σₜ,w μₜw·Wₜw + Σₜ,d min(0, min over trips S of (t, d):  cost(S, d) + |S|·μₜw(d) − Σ_{o∈S} λₒ)
 *                                                                                       0 ≤ λₒ ≤ unserved, 0 ≤ μ
 *
 * It holds for every such λ and μ, so rounding in the search for good ones can't make it wrong. They climb by subgradients
 * with Polyak's step towards `target`, which halves when the bound stands still. The same answer each time: no clock, no chance.
 *
 * @param target   cost of a known proposal
 * @param proceed  asked before every round; false ends the search with what it has
 *
 * Source: Fisher (1981), Management Science 27, 1–18. Checked against brute force in match.test.ts.
 */
export function priceOrders(
  tables: TripTables,
  target: number,
  rounds: number,
  proceed: (round: number, bound: number) => boolean = () => true,
): Priced {
  const { minutesUnserved } = tables.instance.settings.plan
  let prices = startingPrices(tables)
  let best = { bound: Number.NEGATIVE_INFINITY, prices: copy(prices) }
  let step = 1
  let still = 0
  let round = 0
  for (; round < rounds && proceed(round, best.bound); round++) {
    const { bound, order, week } = relaxed(tables, prices)
    if (bound > best.bound + 1e-9 * Math.abs(bound)) {
      best = { bound, prices: copy(prices) }
      still = 0
    } else still += 1
    if (still >= 10) {
      step /= 2
      still = 0
      prices = copy(best.prices)
    }
    const norm = squares(order) + squares(week)
    if (norm === 0 || step < 1e-4 || target - best.bound <= 1e-9 * target) break
    const length = (step * Math.max(target - bound, 1e-6 * target)) / norm
    climb(prices.order, order, length, minutesUnserved)
    climb(prices.week, week, length, minutesUnserved)
  }
  return { ...best, rounds: round }
}

function squares(vector: Float64Array): number {
  return vector.reduce((sum, x) => sum + x * x, 0)
}

function climb(prices: Float64Array, slope: Float64Array, length: number, most: number): void {
  for (let i = 0; i < prices.length; i++)
    prices[i] = Math.min(most, Math.max(0, (prices[i] ?? 0) + length * (slope[i] ?? 0)))
}

/** What its cheapest visit alone would cost, or «unserved» when nobody can go. */
function startingPrices({ instance, teams }: TripTables): Prices {
  const order = new Float64Array(instance.orders.length).fill(instance.settings.plan.minutesUnserved)
  for (const { orders, away, misfit } of teams) {
    orders.forEach((o, i) => {
      order[o] = Math.min(order[o] ?? 0, (away[i] ?? 0) + (misfit[i] ?? 0))
    })
  }
  return { order, week: new Float64Array(instance.teams.length * weekCount(instance)) }
}

const weekCount = ({ weeks }: TripTables['instance']) => 1 + Math.max(0, ...weeks)

/** The bound at these prices; for each order and each team's week by how much the relaxed rule is broken. */
function relaxed(tables: TripTables, prices: Prices) {
  const { instance, teams } = tables
  const W = weekCount(instance)
  const order = new Float64Array(prices.order.length).fill(1)
  const week = new Float64Array(prices.week.length)
  let bound = 0
  for (const value of prices.order) bound += value
  instance.teams.forEach(({ weekVisits }, t) => {
    if ((teams[t]?.room ?? 0) === 0) return
    for (let w = 0; w < W; w++) {
      const most = weekVisits[w] ?? 0
      week[t * W + w] = -most
      bound -= most * (prices.week[t * W + w] ?? 0)
    }
    bestTrips(tables, t, prices).forEach(({ reduced, members }, day) => {
      if (members === null) return
      bound += reduced
      const at = t * W + (instance.weeks[day] ?? 0)
      week[at] = (week[at] ?? 0) + members.length
      for (const o of members) order[o] = (order[o] ?? 0) - 1
    })
    // A week with room to spare and no price stays as it is: it doesn't lengthen the step of the others.
    for (let w = 0; w < W; w++)
      if ((prices.week[t * W + w] ?? 0) === 0 && (week[t * W + w] ?? 0) < 0) week[t * W + w] = 0
  })
  return { bound, order, week }
}

interface BestTrip {
  reduced: number
  members: readonly number[] | null
}

/** A trip's cost on each of the team's days with room for it, and that less what it's worth at these prices. */
export function eachTrip(
  tables: TripTables,
  t: number,
  prices: Prices,
  slack: number,
  visit: (members: readonly number[], day: number, cost: number, reduced: number) => void,
): void {
  const { instance, waiting, teams } = tables
  const D = instance.days.length
  const W = weekCount(instance)
  const days = teams[t]?.days ?? new Int32Array()
  const room = days.map((day) => roomOn(instance, t, day))
  const weekPrice = Float64Array.from(days, (day) => prices.week[t * W + (instance.weeks[day] ?? 0)] ?? 0)
  eachPayingSet(tables, t, prices.order, slack, (members, worth, base) => {
    for (let i = 0; i < days.length; i++) {
      if (members.length > (room[i] ?? 0)) continue
      const day = days[i] ?? 0
      let cost = base
      for (let m = 0; m < members.length; m++) cost += waiting[(members[m] ?? 0) * D + day] ?? 0
      if (cost < Number.POSITIVE_INFINITY)
        visit(members, day, cost, cost - worth + members.length * (weekPrice[i] ?? 0))
    }
  })
}

/** A team's best trip of each day at these prices; reduced cost 0 and no members where staying at home is best. */
export function bestTrips(tables: TripTables, t: number, prices: Prices): BestTrip[] {
  const best = tables.instance.days.map((): BestTrip => ({ reduced: 0, members: null }))
  eachTrip(tables, t, prices, 0, (members, day, _, reduced) => {
    const own = best[day]
    if (own && reduced < own.reduced) best[day] = { reduced, members: [...members] }
  })
  return best
}
