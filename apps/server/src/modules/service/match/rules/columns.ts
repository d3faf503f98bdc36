import { greedyTrips } from './greedy.ts'
import type { Trip } from './instance.ts'
import { bestTrips, eachTrip, type Prices } from './prices.ts'
import type { TripTables } from './trips.ts'

/** A trip that the solver may choose. */
export interface Column extends Trip {
  readonly cost: number
}

/**
 * All trips that a proposal within `slack` minutes of the bound can hold: a trip whose reduced cost lies more than that above
 * the best one of its team's day is in none, so leaving it out costs no proof.
 *
 * @returns null when there are more than `limit`
 */
export function columnsWithin(tables: TripTables, prices: Prices, slack: number, limit: number): Column[] | null {
  const columns: Column[] = []
  for (let t = 0; t < tables.instance.teams.length; t++) {
    const best = bestTrips(tables, t, prices)
    eachTrip(tables, t, prices, slack, (members, day, cost, reduced) => {
      if (columns.length > limit || reduced - (best[day]?.reduced ?? 0) > slack) return
      columns.push({ team: t, day, orders: [...members], cost })
    })
    if (columns.length > limit) return null
  }
  return columns
}

/**
 * A proposal that the prices suggest: the trips that save most at them, one after the other as long as they fit together;
 * what is left goes where it costs least.
 */
export function pricedTrips(tables: TripTables, prices: Prices, columns: readonly Column[]): Trip[] {
  const { instance } = tables
  const saving = ({ orders, cost }: Column) => orders.reduce((sum, o) => sum + (prices.order[o] ?? 0), -cost)
  const sorted = columns
    .map((column, at) => ({ column, at, saving: saving(column) }))
    .sort((a, b) => b.saving - a.saving || a.at - b.at)
  const served = new Set<number>()
  const days = new Set<string>()
  const weeks = new Map<string, number>()
  const chosen: Trip[] = []
  for (const { column } of sorted) {
    const { team, day, orders } = column
    const week = instance.weeks[day] ?? 0
    const inWeek = (weeks.get(`${team}/${week}`) ?? 0) + orders.length
    if (days.has(`${team}/${day}`) || inWeek > (instance.teams[team]?.weekVisits[week] ?? 0)) continue
    if (orders.some((o) => served.has(o))) continue
    days.add(`${team}/${day}`)
    weeks.set(`${team}/${week}`, inWeek)
    for (const o of orders) served.add(o)
    chosen.push({ team, day, orders })
  }
  return greedyTrips(instance, chosen)
}
