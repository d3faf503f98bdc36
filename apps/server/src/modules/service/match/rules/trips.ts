import { misfitMinutes, type PlanInstance, waitingMinutes } from './instance.ts'
import { minutesBetween, roadKilometres } from './travel.ts'

/** The orders that one team could visit, by place in this list. */
export interface TeamTable {
  /** Places in `PlanInstance.orders`, ascending. */
  readonly orders: Int32Array
  /** Minutes from home. */
  readonly away: Float64Array
  /** Minutes of misfit. */
  readonly misfit: Float64Array
  /** Of each the later ones near enough for one trip: each pair once. */
  readonly laterNear: readonly Int32Array[]
  /** The most visits that it makes on any day. */
  readonly room: number
  /** Days on which it can make a visit. */
  readonly days: Int32Array
}

/** All minutes of an instance, worked out once. Tables lie flat, row by row. */
export interface TripTables {
  readonly instance: PlanInstance
  /** [orders × orders] minutes of the way; NaN where they are too far from each other for one trip. */
  readonly leg: Float64Array
  /** [orders × days] minutes of waiting; Infinity: the day doesn't suit. */
  readonly waiting: Float64Array
  readonly teams: readonly TeamTable[]
}

export function tripTables(instance: PlanInstance): TripTables {
  const { orders, days, settings } = instance
  const n = orders.length
  const leg = new Float64Array(n * n).fill(Number.NaN)
  orders.forEach((from, i) => {
    orders.forEach((to, j) => {
      if (roadKilometres(settings.travel, from.place, to.place) <= settings.plan.nearKm)
        leg[i * n + j] = minutesBetween(settings.travel, from.place, to.place)
    })
  })
  const waiting = new Float64Array(n * days.length).fill(Number.POSITIVE_INFINITY)
  orders.forEach((order, o) => {
    for (const day of order.days) waiting[o * days.length + day] = waitingMinutes(instance, order, day)
  })
  return { instance, leg, waiting, teams: instance.teams.map((_, t) => teamTable(instance, leg, t)) }
}

function teamTable(instance: PlanInstance, leg: Float64Array, t: number): TeamTable {
  const n = instance.orders.length
  const team = instance.teams[t]
  const days = instance.days.flatMap((_, d) => {
    const week = instance.weeks[d] ?? 0
    return team && (team.visits[d] ?? 0) > 0 && (team.weekVisits[week] ?? 0) > 0 ? [d] : []
  })
  const fitting = instance.orders.flatMap((order, o) => {
    const misfit = team && days.some((day) => order.days.includes(day)) ? misfitMinutes(instance, order, team) : null
    return team === undefined || misfit === null
      ? []
      : [{ o, misfit, away: minutesBetween(instance.settings.travel, team.home, order.place) }]
  })
  return {
    orders: Int32Array.from(fitting, ({ o }) => o),
    away: Float64Array.from(fitting, ({ away }) => away),
    misfit: Float64Array.from(fitting, ({ misfit }) => misfit),
    laterNear: fitting.map(({ o }, i) =>
      Int32Array.from(fitting.flatMap((other, j) => (j > i && !Number.isNaN(leg[o * n + other.o]) ? [j] : []))),
    ),
    room: Math.min(4, ...(days.length === 0 ? [0] : [Math.max(...days.map((d) => roomOn(instance, t, d)))])),
    days: Int32Array.from(days),
  }
}

/** Visits that a team can make on a day: by the day and by its week. */
export function roomOn(instance: PlanInstance, t: number, day: number): number {
  const team = instance.teams[t]
  return Math.min(team?.visits[day] ?? 0, team?.weekVisits[instance.weeks[day] ?? 0] ?? 0)
}

/**
 * Visits every set of orders that could pay for a team at these prices: Σ (price − misfit) less the tour, at least −slack.
 * A tour never gets shorter by one more stop, so a branch ends when even the dearest orders could not pay for what has been
 * driven already.
 *
 * @param price [orders]
 * @param visit gets the orders (ascending; an array of its own only until it returns), what they're worth, and the minutes
 *              of tour and misfit
 */
export function eachPayingSet(
  tables: TripTables,
  t: number,
  price: Float64Array,
  slack: number,
  visit: (members: readonly number[], worth: number, base: number) => void,
): void {
  const table = tables.teams[t]
  if (!table || table.room === 0) return
  const { orders, away, misfit, laterNear, room } = table
  const { leg } = tables
  const n = tables.instance.orders.length
  const value = new Float64Array(orders.length)
  let dearest = 0
  for (let i = 0; i < orders.length; i++) {
    const own = (price[orders[i] ?? 0] ?? 0) - (misfit[i] ?? 0)
    value[i] = own
    if (own > dearest) dearest = own
  }
  const between = (i: number, j: number) => leg[(orders[i] ?? 0) * n + (orders[j] ?? 0)] ?? Number.NaN
  const places: number[] = []
  const members: number[] = []

  const step = (i: number, worth: number, unfit: number) => {
    const own = value[i] ?? 0
    if (own <= -slack) return
    places.push(i)
    // NaN, and so no branch, when it is too far from one of the others.
    const tour = tourMinutes(places, away, between)
    const net = worth - unfit + own - tour
    const more = room - places.length
    if (net + more * dearest >= -slack) {
      members.push(orders[i] ?? 0)
      const worthNow = worth + (price[orders[i] ?? 0] ?? 0)
      const unfitNow = unfit + (misfit[i] ?? 0)
      if (net >= -slack) visit(members, worthNow, tour + unfitNow)
      if (more > 0) {
        const later = laterNear[i]
        if (later) for (let k = 0; k < later.length; k++) step(later[k] ?? 0, worthNow, unfitNow)
      }
      members.pop()
    }
    places.pop()
  }
  for (let i = 0; i < orders.length; i++) step(i, 0, 0)
}

/** The shortest way through up to four places and home, by trying every order; NaN when two of them don't go together. */
function tourMinutes(places: readonly number[], away: Float64Array, between: (i: number, j: number) => number): number {
  const [a = 0, b = 0, c = 0, d = 0] = places
  const ha = away[a] ?? 0
  if (places.length === 1) return 2 * ha
  const hb = away[b] ?? 0
  const ab = between(a, b)
  if (places.length === 2) return ha + ab + hb
  const hc = away[c] ?? 0
  const ac = between(a, c)
  const bc = between(b, c)
  if (places.length === 3) return Math.min(ha + ab + bc + hc, hb + ab + ac + hc, ha + ac + bc + hb)
  const hd = away[d] ?? 0
  const ad = between(a, d)
  const bd = between(b, d)
  const cd = between(c, d)
  // A tour and its reverse are one: each of the six pairs of ends, with the better way between them.
  return Math.min(
    ha + hb + cd + Math.min(ac + bd, ad + bc),
    ha + hc + bd + Math.min(ab + cd, ad + bc),
    ha + hd + bc + Math.min(ab + cd, ac + bd),
    hb + hc + ad + Math.min(ab + cd, bd + ac),
    hb + hd + ac + Math.min(ab + cd, bc + ad),
    hc + hd + ab + Math.min(ac + bd, bc + ad),
  )
}
