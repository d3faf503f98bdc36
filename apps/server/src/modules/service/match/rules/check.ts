import { misfitMinutes, type PlanCost, type PlanInstance, type Trip, waitingMinutes } from './instance.ts'
import { roadKilometres, shortestTour } from './travel.ts'

/** What a choice of trips costs, from the words of the model: every solver is held against it. */
export function costOf(instance: PlanInstance, trips: readonly Trip[]): PlanCost {
  const { orders, teams, settings } = instance
  let travel = 0
  let waiting = 0
  let misfit = 0
  let served = 0
  for (const trip of trips) {
    const team = teams[trip.team]
    if (!team) throw new RangeError(`no team ${trip.team}`)
    const visited = trip.orders.flatMap((o) => orders[o] ?? [])
    const places = visited.map(({ place }) => place)
    travel += shortestTour(settings.travel, team.home, places).minutes
    served += visited.length
    for (const order of visited) {
      waiting += waitingMinutes(instance, order, trip.day)
      misfit += misfitMinutes(instance, order, team) ?? Number.POSITIVE_INFINITY
    }
  }
  const unserved = (orders.length - served) * settings.plan.minutesUnserved
  return { total: travel + waiting + misfit + unserved, travel, waiting, misfit, unserved }
}

/** What a choice of trips breaks, in words; empty: it is allowed. */
export function brokenRules(instance: PlanInstance, trips: readonly Trip[]): string[] {
  const { orders, teams, settings } = instance
  const broken: string[] = []
  const seen = new Set<number>()
  const used = new Set<string>()
  const inWeek = new Map<string, number>()
  for (const { team: t, day, orders: members } of trips) {
    if (used.has(`${t}/${day}`)) broken.push(`team ${t} has two trips on day ${day}`)
    used.add(`${t}/${day}`)
    if (members.length > (teams[t]?.visits[day] ?? 0)) broken.push(`team ${t} is full on day ${day}`)
    const week = `${t}/${instance.weeks[day]}`
    inWeek.set(week, (inWeek.get(week) ?? 0) + members.length)
    for (const o of members) {
      if (seen.has(o)) broken.push(`order ${o} is visited twice`)
      seen.add(o)
      const order = orders[o]
      const team = teams[t]
      if (!order || !team) {
        broken.push(`no order ${o} or no team ${t}`)
        continue
      }
      if (!order.days.includes(day)) broken.push(`day ${day} does not suit order ${o}`)
      if (misfitMinutes(instance, order, team) === null) broken.push(`team ${t} does not fit order ${o}`)
      const far = members.find((other) => {
        const second = orders[other]
        return second && roadKilometres(settings.travel, order.place, second.place) > settings.plan.nearKm
      })
      if (far !== undefined) broken.push(`orders ${o} and ${far} are far from each other`)
    }
  }
  for (const [key, visits] of inWeek) {
    const [t = 0, week = 0] = key.split('/').map(Number)
    if (visits > (teams[t]?.weekVisits[week] ?? 0)) broken.push(`team ${t} is full in week ${week}`)
  }
  return broken
}
