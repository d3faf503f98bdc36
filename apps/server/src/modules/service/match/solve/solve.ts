import type { Highs } from 'highs'
import { costOf } from '../rules/check.ts'
import { columnsWithin, pricedTrips } from '../rules/columns.ts'
import { greedyTrips } from '../rules/greedy.ts'
import type { PlanCost, PlanInstance, Trip } from '../rules/instance.ts'
import { areasOf, joined, partAround } from '../rules/parts.ts'
import { type Priced, priceOrders } from '../rules/prices.ts'
import { type TripTables, tripTables } from '../rules/trips.ts'
import { solveExactly } from './exact.ts'

/** How much may be spent. Counts come first: an answer that no clock has cut is the same on every machine. */
export interface SolveLimits {
  readonly seconds: number
  /** Rounds of the search for prices. */
  readonly rounds: number
  /** Trips that one integer program may choose from. */
  readonly columns: number
  /** Up to so many orders the whole is one program; beyond, the map is cut into areas. */
  readonly wholeOrders: number
  /** Orders of an area. */
  readonly areaOrders: number
  /** How often the areas are gone through, each time with other seams. */
  readonly passes: number
}

export const usualLimits: SolveLimits = {
  seconds: 240,
  rounds: 200,
  columns: 20_000,
  wholeOrders: 250,
  areaOrders: 150,
  passes: 2,
}

export type SolveStage = 'prices' | 'program' | 'areas'

export interface Progress {
  readonly stage: SolveStage
  /** In [0, 1], of the stage. */
  readonly done: number
  readonly best: number
  readonly bound: number
}

export interface PlanAnswer {
  readonly trips: readonly Trip[]
  readonly cost: PlanCost
  /** What the greedy rule makes of the same data. */
  readonly greedy: PlanCost
  readonly greedyServed: number
  /** No choice of trips costs less than this. */
  readonly bound: number
  /** (cost − bound) / cost; 0 when the proposal is proven to be the best. */
  readonly gap: number
  readonly proven: boolean
  readonly method: 'whole' | 'areas'
  /** The clock ended it: another machine may come further. */
  readonly outOfTime: boolean
}

/** Seconds that an area may take before the next one has its turn. */
const AREA_SECONDS = 20
const AREA_ROUNDS = 120

/**
 * A month's backlog: which team visits which orders on which day. First by the greedy rule, then a bound that nobody can
 * beat, then the integer program: of the whole, or area by area, each with the trips of its neighbours left as they are.
 */
export function solvePlan(
  highs: Highs,
  instance: PlanInstance,
  limits: SolveLimits,
  milliseconds: () => number,
  tell: (progress: Progress) => void,
): PlanAnswer {
  const startedAt = milliseconds()
  const left = () => limits.seconds - (milliseconds() - startedAt) / 1000
  const known = greedyTrips(instance)
  const greedy = costOf(instance, known)

  const tables = tripTables(instance)
  const priced = priceOrders(tables, greedy.total, limits.rounds, (round, bound) => {
    tell({ stage: 'prices', done: round / limits.rounds, best: greedy.total, bound: Math.max(0, bound) })
    return left() > limits.seconds / 2
  })
  const bound = Math.max(0, priced.bound)

  const method = instance.orders.length <= limits.wholeOrders ? 'whole' : 'areas'
  let trips: readonly Trip[] = known
  let proven = false
  if (method === 'whole') {
    tell({ stage: 'program', done: 0, best: greedy.total, bound })
    const exact = solveExactly(highs, tables, priced, known, { columns: limits.columns, left })
    trips = exact.trips
    proven = exact.proven
  } else {
    const start = better(instance, known, byPrices(tables, priced, limits.columns))
    trips = byAreas(highs, instance, start, limits, left, (done, best) => tell({ stage: 'areas', done, best, bound }))
  }
  const cost = costOf(instance, trips)
  const gap = proven || cost.total === 0 ? 0 : Math.max(0, cost.total - bound) / cost.total
  const greedyServed = known.reduce((sum, { orders }) => sum + orders.length, 0)
  return {
    trips,
    cost,
    greedy,
    greedyServed,
    bound: proven ? cost.total : bound,
    gap,
    proven,
    method,
    outOfTime: left() <= 1,
  }
}

/** A start from the prices, by the trips that lie nearest to the bound. */
function byPrices(tables: TripTables, { prices, bound }: Priced, limit: number): readonly Trip[] {
  let slack = 0.01 * bound
  let columns = columnsWithin(tables, prices, slack, limit)
  for (let i = 0; i < 12 && columns === null; i++) {
    slack /= 2
    columns = columnsWithin(tables, prices, slack, limit)
  }
  return pricedTrips(tables, prices, columns ?? [])
}

function better(instance: PlanInstance, a: readonly Trip[], b: readonly Trip[]): readonly Trip[] {
  return costOf(instance, b).total < costOf(instance, a).total ? b : a
}

function byAreas(
  highs: Highs,
  instance: PlanInstance,
  known: readonly Trip[],
  limits: SolveLimits,
  left: () => number,
  tell: (done: number, best: number) => void,
): readonly Trip[] {
  let trips = known
  const areas = Array.from({ length: limits.passes }, (_, pass) =>
    areasOf(instance, limits.areaOrders, pass % 2 === 1),
  ).flat()
  for (const [i, area] of areas.entries()) {
    if (left() <= 1) break
    tell(i / areas.length, costOf(instance, trips).total)
    const part = partAround(instance, trips, area)
    const tables = tripTables(part.instance)
    const until = left() - AREA_SECONDS
    const priced = priceOrders(tables, costOf(part.instance, part.trips).total, AREA_ROUNDS)
    const exact = solveExactly(highs, tables, priced, part.trips, {
      columns: limits.columns,
      left: () => Math.min(left(), left() - until),
    })
    trips = joined(part, exact.trips)
  }
  return trips
}
