import type { MatchSettings } from '@kepu/contract/service-match'
import { type Candidate, partsOf, scoreOf } from './rank.ts'
import { type Point, roadKilometres } from './travel.ts'

/** An order that waits for a team and a day. */
export interface PlanOrder {
  readonly id: string
  readonly topic: string | null
  readonly audience: string | null
  readonly language: string | null
  readonly place: Point
  /** Places in `PlanInstance.days` on which the asker can be visited, ascending. */
  readonly days: readonly number[]
}

/** A team with what it can still do. */
export interface PlanTeam extends Omit<Candidate, 'home' | 'freeDays'> {
  readonly home: Point
  /** Visits that it can still make on each day of `PlanInstance.days`; 0: away or full. */
  readonly visits: readonly number[]
  /** Visits that it can still make in each week of the period. */
  readonly weekVisits: readonly number[]
}

/** A month's backlog as a problem: which team visits which order on which day. */
export interface PlanInstance {
  readonly days: readonly string[]
  /** Week of each day, counted from 0. */
  readonly weeks: readonly number[]
  readonly orders: readonly PlanOrder[]
  readonly teams: readonly PlanTeam[]
  readonly settings: MatchSettings
}

/**
 * One team on one day: the orders that it visits. Cost in minutes = the shortest tour + what the days of waiting and the
 * misfits count for.
 */
export interface Trip {
  readonly team: number
  readonly day: number
  /** Ascending. */
  readonly orders: readonly number[]
}

/** What a proposal costs, in minutes; what it is made of. */
export interface PlanCost {
  readonly total: number
  readonly travel: number
  readonly waiting: number
  readonly misfit: number
  readonly unserved: number
}

/** Why a team takes no part in an order at all is the same as in the ranking, with one more: no topic, no visit. */
export function misfitMinutes(instance: PlanInstance, order: PlanOrder, team: PlanTeam): number | null {
  const { settings } = instance
  if (!team.active) return null
  if (team.topics.length > 0 && order.topic !== null && !team.topics.includes(order.topic)) return null
  if (team.radiusKm !== null && roadKilometres(settings.travel, team.home, order.place) > team.radiusKm) return null
  // Way and days are counted in minutes of their own: here they stand for every team alike.
  const parts = partsOf({ ...order, place: null, days: [] }, { ...team, freeDays: [] }, settings)
  return (1 - scoreOf(parts, settings)) * settings.plan.minutesPerMisfit
}

/** Minutes that an order's waiting until a day counts for, from the first day on which it could be visited. */
export function waitingMinutes(instance: PlanInstance, order: PlanOrder, day: number): number {
  return (day - (order.days[0] ?? 0)) * instance.settings.plan.minutesPerDayWaited
}
