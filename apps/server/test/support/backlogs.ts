import { MatchSettings } from '@kepu/contract/service-match'
import type { PlanInstance, PlanOrder, PlanTeam } from '../../src/modules/service/match/rules/instance.ts'

/** A generator of numbers in [0, 1) that gives the same ones for the same seed. */
function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

export interface BacklogSize {
  readonly orders: number
  readonly teams: number
  readonly days: number
  readonly topics?: number
  readonly seed?: number
}

/** An invented backlog of a county of the size of 忠县: villages, wishes, teams with their days. The same for the same seed. */
export function inventBacklog({ orders, teams, days, topics = 30, seed = 1 }: BacklogSize): PlanInstance {
  const next = numbers(seed)
  const pick = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(next() * list.length)]
    if (one === undefined) throw new Error('picked from nothing')
    return one
  }
  const place = () => ({ lat: 30.05 + next() * 0.54, lon: 107.54 + next() * 0.7 })
  const villages = Array.from({ length: Math.max(3, Math.min(350, orders)) }, place)
  const subjects = Array.from({ length: topics }, (_, i) => `topic${i}`)
  const groups = ['youth', 'farmers', 'workers', 'elderly', 'officials', 'public']
  const whole = Array.from({ length: days }, (_, d) => d)
  const weeks = whole.map((d) => Math.floor(d / 5))
  const order = (i: number): PlanOrder => {
    const first = Math.floor(next() * Math.max(1, days / 2))
    const last = Math.min(days - 1, first + 4 + Math.floor(next() * days * 0.6))
    const picky = next() < 0.3
    const own = whole.filter((d) => d >= first && d <= last && (!picky || d % 5 < 2))
    return {
      id: `order${i}`,
      topic: pick(subjects),
      audience: pick(groups),
      language: null,
      place: pick(villages),
      days: own.length > 0 ? own : [first],
    }
  }
  const team = (i: number): PlanTeam => ({
    id: `team${String(i).padStart(4, '0')}`,
    name: `队${i}`,
    active: true,
    topics: Array.from({ length: Math.min(4, topics) }, () => pick(subjects)),
    audiences: next() < 0.3 ? [] : [pick(groups), pick(groups), pick(groups)],
    languages: [],
    home: pick(villages),
    radiusKm: pick([20, 30, 40, 60]),
    load: Math.floor(next() * 8),
    capacity: 8,
    ratingSum: 0,
    ratingCount: 0,
    visits: whole.map(() => (next() < 0.5 ? pick([1, 2, 3]) : 0)),
    weekVisits: Array.from({ length: 1 + Math.max(...weeks) }, () => pick([1, 2, 2, 3])),
  })
  return {
    days: whole.map((d) => `day ${d}`),
    weeks,
    orders: Array.from({ length: orders }, (_, i) => order(i)),
    teams: Array.from({ length: teams }, (_, i) => team(i)),
    settings: MatchSettings.parse({}),
  }
}
