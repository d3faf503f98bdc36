import type { PlanInstance, Trip } from './instance.ts'

/** A piece of a problem that is solved for itself, and the way back. */
export interface Part {
  readonly instance: PlanInstance
  /** What is planned for its orders now, in the piece's own places. */
  readonly trips: readonly Trip[]
  /** Trips that stay as they are. */
  readonly kept: readonly Trip[]
  /** Place in the piece → place in the whole. */
  readonly orders: readonly number[]
}

/**
 * Orders by area: the map is cut across its longer side, at the middle order, until no piece holds more than `size`.
 * `turn` cuts across the other side first, so that the seams of a second pass lie elsewhere.
 */
export function areasOf(instance: PlanInstance, size: number, turn: boolean): number[][] {
  const point = (o: number) => instance.orders[o]?.place ?? { lat: 0, lon: 0 }
  const cut = (orders: readonly number[], flip: boolean): number[][] => {
    if (orders.length <= size) return orders.length === 0 ? [] : [[...orders]]
    const spread = (axis: 'lat' | 'lon') => {
      const values = orders.map((o) => point(o)[axis])
      return Math.max(...values) - Math.min(...values)
    }
    const axis = spread('lat') >= spread('lon') === !flip ? 'lat' : 'lon'
    const sorted = orders.toSorted((a, b) => point(a)[axis] - point(b)[axis] || a - b)
    const middle = Math.ceil(sorted.length / 2)
    return [...cut(sorted.slice(0, middle), false), ...cut(sorted.slice(middle), false)]
  }
  return cut(
    instance.orders.map((_, o) => o),
    turn,
  )
}

/** The piece around some orders: their trips are taken apart, with all that these visit; every other trip stays. */
export function partAround(instance: PlanInstance, trips: readonly Trip[], around: readonly number[]): Part {
  const wanted = new Set(around)
  const [freed, kept] = split(trips, ({ orders }) => orders.some((o) => wanted.has(o)))
  for (const { orders } of freed) for (const o of orders) wanted.add(o)
  const orders = [...wanted].sort((a, b) => a - b)
  const place = new Map(orders.map((o, i) => [o, i]))
  const teams = instance.teams.map((team) => ({ ...team, visits: [...team.visits], weekVisits: [...team.weekVisits] }))
  for (const { team, day, orders: visited } of kept) {
    const own = teams[team]
    if (!own) continue
    own.visits[day] = 0
    const week = instance.weeks[day] ?? 0
    own.weekVisits[week] = (own.weekVisits[week] ?? 0) - visited.length
  }
  const inner = (trip: Trip): Trip => ({ ...trip, orders: trip.orders.flatMap((o) => place.get(o) ?? []) })
  const own = { ...instance, orders: orders.flatMap((o) => instance.orders[o] ?? []), teams }
  return { instance: own, trips: freed.map(inner), kept, orders }
}

/** The whole with a piece's trips in it. */
export function joined({ kept, orders }: Part, trips: readonly Trip[]): Trip[] {
  return [...kept, ...trips.map((trip) => ({ ...trip, orders: trip.orders.flatMap((i) => orders[i] ?? []) }))]
}

function split<T>(items: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  const yes: T[] = []
  const no: T[] = []
  for (const item of items) (belongs(item) ? yes : no).push(item)
  return [yes, no]
}
