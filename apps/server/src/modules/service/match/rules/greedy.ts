import { misfitMinutes, type PlanInstance, type PlanOrder, type Trip, waitingMinutes } from './instance.ts'
import { roadKilometres, shortestTour } from './travel.ts'

/**
 * What a careful dispatcher does by hand: the order with the fewest days left first, each to the team and day that costs
 * least more, joining a trip that already goes that way. The proposal is compared with it on the same data.
 *
 * @param begun trips that stand already: the orders that are in none are put to them
 */
export function greedyTrips(instance: PlanInstance, begun: readonly Trip[] = []): Trip[] {
  const schedule = new Schedule(instance)
  for (const trip of begun) schedule.take(trip)
  const placed = new Set(begun.flatMap(({ orders }) => orders))
  const queue = instance.orders.flatMap((order, o) => (placed.has(o) ? [] : [{ order, o }]))
  queue.sort((a, b) => lastDay(a.order) - lastDay(b.order) || a.o - b.o)
  for (const { order, o } of queue) schedule.place(order, o)
  return schedule.trips()
}

function lastDay({ days }: PlanOrder): number {
  return days.at(-1) ?? Number.POSITIVE_INFINITY
}

interface Spot {
  readonly team: number
  readonly day: number
  readonly orders: readonly number[]
  readonly minutes: number
  readonly cost: number
}

/** What every team does on every day, as it fills up. */
class Schedule {
  readonly #instance: PlanInstance
  readonly #days = new Map<string, { orders: readonly number[]; minutes: number }>()
  readonly #weeks = new Map<string, number>()

  constructor(instance: PlanInstance) {
    this.#instance = instance
  }

  take({ team, day, orders }: Trip): void {
    this.#put(team, day, orders, this.#tour(team, orders))
  }

  /** Puts an order where it costs least more; nowhere when that would be dearer than to leave it. */
  place(order: PlanOrder, o: number): void {
    const { teams, settings } = this.#instance
    let best: Spot | null = null
    for (const [t, team] of teams.entries()) {
      const misfit = misfitMinutes(this.#instance, order, team)
      if (misfit === null) continue
      const alone = this.#tour(t, [o])
      for (const day of order.days) {
        const spot = this.#spot(order, o, t, day, alone)
        if (spot === null) continue
        const cost = spot.cost + misfit + waitingMinutes(this.#instance, order, day)
        if (cost < (best?.cost ?? settings.plan.minutesUnserved) - 1e-9) best = { ...spot, cost }
      }
    }
    if (best) this.#put(best.team, best.day, best.orders, best.minutes)
  }

  trips(): Trip[] {
    return [...this.#days].map(([key, { orders }]) => {
      const [team = 0, day = 0] = key.split('/').map(Number)
      return { team, day, orders: orders.toSorted((a, b) => a - b) }
    })
  }

  /** The team's day with one more order, if there is room and the order lies on the way. */
  #spot(order: PlanOrder, o: number, team: number, day: number, alone: number): Spot | null {
    const { teams, weeks, orders, settings } = this.#instance
    const own = teams[team]
    const week = weeks[day] ?? 0
    const known = this.#days.get(`${team}/${day}`)
    if ((known?.orders.length ?? 0) >= (own?.visits[day] ?? 0)) return null
    if ((this.#weeks.get(`${team}/${week}`) ?? 0) >= (own?.weekVisits[week] ?? 0)) return null
    if (known === undefined) return { team, day, orders: [o], minutes: alone, cost: alone }
    const isFar = (other: number) => {
      const place = orders[other]?.place
      return place && roadKilometres(settings.travel, order.place, place) > settings.plan.nearKm
    }
    if (known.orders.some(isFar)) return null
    const joined = [...known.orders, o]
    const minutes = this.#tour(team, joined)
    return { team, day, orders: joined, minutes, cost: minutes - known.minutes }
  }

  #tour(team: number, members: readonly number[]): number {
    const { teams, orders, settings } = this.#instance
    const home = teams[team]?.home
    const places = members.flatMap((o) => orders[o]?.place ?? [])
    return home === undefined ? Number.POSITIVE_INFINITY : shortestTour(settings.travel, home, places).minutes
  }

  #put(team: number, day: number, orders: readonly number[], minutes: number): void {
    const before = this.#days.get(`${team}/${day}`)?.orders.length ?? 0
    const week = `${team}/${this.#instance.weeks[day]}`
    this.#days.set(`${team}/${day}`, { orders, minutes })
    this.#weeks.set(week, (this.#weeks.get(week) ?? 0) + orders.length - before)
  }
}
