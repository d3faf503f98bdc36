import type { MatchPart, MatchPartName, MatchRefusal, MatchSettings } from '@kepu/contract/service-match'
import { type Point, roadKilometres } from './travel.ts'

/** What of an order decides who should go. */
export interface Wanted {
  readonly topic: string | null
  readonly audience: string | null
  readonly language: string | null
  /** Where it is; null when neither the village nor its township has a known position. */
  readonly place: Point | null
  readonly days: readonly string[]
}

/** What of a team decides whether it should go. */
export interface Candidate {
  readonly id: string
  readonly name: string
  readonly active: boolean
  readonly topics: readonly string[]
  readonly audiences: readonly string[]
  readonly languages: readonly string[]
  readonly home: Point | null
  readonly radiusKm: number | null
  /** Days of `Wanted.days` on which it has nothing else to do. */
  readonly freeDays: readonly string[]
  /** Visits accepted or done lately, and what the team can do in that time. */
  readonly load: number
  readonly capacity: number
  /** Sum and count of past ratings, 1…5. */
  readonly ratingSum: number
  readonly ratingCount: number
}

export interface Ranked {
  readonly team: Candidate
  readonly score: number
  readonly parts: readonly MatchPart[]
}

export interface PassedOver {
  readonly team: Candidate
  readonly reason: MatchRefusal
}

/** Why this team can't be sent at all, or null. First reason in the order in which the dispatcher could do something about it. */
export function whyNotSend(wanted: Wanted, team: Candidate, settings: MatchSettings): MatchRefusal | null {
  if (!team.active) return { code: 'service.match.inactive' }
  const km = distanceOf(wanted, team, settings)
  if (km !== null && team.radiusKm !== null && km > team.radiusKm)
    return { code: 'service.match.outOfRadius', kilometres: Math.round(km), radiusKm: team.radiusKm }
  if (wanted.days.length > 0 && team.freeDays.length === 0) return { code: 'service.match.busy' }
  return null
}

/** Kilometres by road as far as they are known: straight line × detour. */
export function distanceOf(wanted: Wanted, team: Candidate, settings: MatchSettings): number | null {
  return wanted.place === null || team.home === null ? null : roadKilometres(settings.travel, team.home, wanted.place)
}

/** Nothing is known: neither for nor against. */
const UNKNOWN = 0.5

const part = (name: MatchPartName, value: number, facts: MatchPart['facts'] = {}): MatchPart => ({ name, value, facts })

/** The whole list is «everything»: a team that names no topic takes any, but one that names it is surer. */
function named(list: readonly string[], word: string | null): number {
  if (word === null) return 1
  if (list.length === 0) return UNKNOWN
  return list.includes(word) ? 1 : 0
}

function distancePart(wanted: Wanted, team: Candidate, settings: MatchSettings): MatchPart {
  const km = distanceOf(wanted, team, settings)
  if (km === null) return part('distance', UNKNOWN)
  // Falls by half with each «far»: nearer is always better, and nothing is ever worth nothing.
  return part('distance', 2 ** (-km / settings.farKm), { kilometres: Math.round(km) })
}

function freePart(wanted: Wanted, team: Candidate): MatchPart {
  const asked = wanted.days.length
  if (asked === 0) return part('free', UNKNOWN)
  return part('free', team.freeDays.length / asked, { free: team.freeDays.length, asked })
}

/** What has been done against what can be done, as the share that is left: whoever has done least goes first. */
function loadPart({ load, capacity }: Candidate): MatchPart {
  return part('load', capacity / (capacity + load), { load })
}

/**
 * Mean of the past ratings drawn towards the county's usual one, as if that had been given `ratingPrior` times: one angry or
 * delighted rating doesn't decide.
 */
function ratingPart({ ratingSum, ratingCount }: Candidate, { ratingPrior, usualRating }: MatchSettings): MatchPart {
  const mean = (ratingSum + ratingPrior * usualRating) / (ratingCount + ratingPrior)
  return part('rating', (mean - 1) / 4, { ratings: ratingCount, mean: ratingCount > 0 ? ratingSum / ratingCount : 0 })
}

export function partsOf(wanted: Wanted, team: Candidate, settings: MatchSettings): MatchPart[] {
  return [
    part('topic', named(team.topics, wanted.topic)),
    part('audience', named(team.audiences, wanted.audience)),
    distancePart(wanted, team, settings),
    freePart(wanted, team),
    loadPart(team),
    part('language', named(team.languages, wanted.language)),
    ratingPart(team, settings),
  ]
}

/** Weighted mean of the parts: in [0, 1] as they are. */
export function scoreOf(parts: readonly MatchPart[], { weights }: MatchSettings): number {
  let sum = 0
  let whole = 0
  for (const { name, value } of parts) {
    sum += weights[name] * value
    whole += weights[name]
  }
  return whole === 0 ? 0 : sum / whole
}

const byName = (a: Candidate, b: Candidate) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Who should go, best first, and who can't, with the reason. Ties go to the lower load, then by id: never by chance. */
export function rankTeams(
  wanted: Wanted,
  teams: readonly Candidate[],
  settings: MatchSettings,
): { ranked: Ranked[]; passedOver: PassedOver[] } {
  const ranked: Ranked[] = []
  const passedOver: PassedOver[] = []
  for (const team of teams) {
    const reason = whyNotSend(wanted, team, settings)
    if (reason) {
      passedOver.push({ team, reason })
      continue
    }
    const parts = partsOf(wanted, team, settings)
    ranked.push({ team, parts, score: scoreOf(parts, settings) })
  }
  ranked.sort((a, b) => b.score - a.score || a.team.load - b.team.load || byName(a.team, b.team))
  passedOver.sort((a, b) => byName(a.team, b.team))
  return { ranked, passedOver }
}
