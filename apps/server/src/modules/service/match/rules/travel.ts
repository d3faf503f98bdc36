/** A point on the map in degrees, WGS 84. */
export interface Point {
  readonly lat: number
  readonly lon: number
}

/** How long a way takes when no road network is known: straight line × detour at an even speed. Every screen says so. */
export interface TravelModel {
  /** Road kilometres per kilometre of straight line. */
  readonly detour: number
  readonly kilometresPerHour: number
}

const EARTH_KM = 6371.0088
const RADIAN = Math.PI / 180

/** Great-circle distance in kilometres, by the haversine: exact enough for a county, and never negative under its root. */
export function straightKilometres(from: Point, to: Point): number {
  const north = Math.sin(((to.lat - from.lat) * RADIAN) / 2)
  const east = Math.sin(((to.lon - from.lon) * RADIAN) / 2)
  const h = north * north + Math.cos(from.lat * RADIAN) * Math.cos(to.lat * RADIAN) * east * east
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)))
}

export function roadKilometres(model: TravelModel, from: Point, to: Point): number {
  return straightKilometres(from, to) * model.detour
}

export function minutesBetween(model: TravelModel, from: Point, to: Point): number {
  return (roadKilometres(model, from, to) / model.kilometresPerHour) * 60
}

/** From home through every stop and back, in the best order. */
export interface Tour {
  readonly minutes: number
  /** Places of the stops in the order in which they are visited. */
  readonly order: readonly number[]
}

/**
 * The shortest tour, by trying every order: a team makes a handful of visits a day. Of two directions the one that begins
 * with the stop named first, so that the answer doesn't depend on rounding.
 *
 * @param stops at most 6
 */
export function shortestTour(model: TravelModel, home: Point, stops: readonly Point[]): Tour {
  if (stops.length > 6) throw new RangeError(`a tour of ${stops.length} stops`)
  const points = [home, ...stops]
  const leg = points.map((from) => points.map((to) => minutesBetween(model, from, to)))
  let best: Tour = { minutes: Number.POSITIVE_INFINITY, order: [] }
  const go = (at: number, minutes: number, order: readonly number[]) => {
    if (minutes >= best.minutes) return
    if (order.length === stops.length) {
      const whole = minutes + (leg[at]?.[0] ?? 0)
      if (whole < best.minutes) best = { minutes: whole, order }
      return
    }
    for (let next = 0; next < stops.length; next++)
      if (!order.includes(next)) go(next + 1, minutes + (leg[at]?.[next + 1] ?? 0), [...order, next])
  }
  go(0, 0, [])
  return best
}
