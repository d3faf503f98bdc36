import type { DayPart } from '@kepu/contract/people'
import type { MatchSettings } from '@kepu/contract/service-match'
import { isFree, type Team } from '../../people/index.ts'
import { LOAD_WEEKS, type Places, type TeamWork } from './data.ts'
import type { Candidate } from './rules/rank.ts'

/** Visits that a team can still make on a day: none when it is away. */
export function roomFor(
  team: Team,
  { booked }: TeamWork,
  settings: MatchSettings,
  day: string,
  parts: readonly DayPart[],
): number {
  if (!parts.some((part) => isFree(team.availability, day, part))) return 0
  return Math.max(0, settings.plan.visitsPerDay - (booked.get(`${team.id}/${day}`) ?? 0))
}

export function candidateOf(
  team: Team,
  places: Places,
  work: TeamWork,
  settings: MatchSettings,
  days: readonly string[],
  parts: readonly DayPart[],
): Candidate {
  const rating = work.ratings.get(team.id)
  return {
    id: team.id,
    name: team.name,
    active: team.active,
    topics: team.topics,
    audiences: team.audiences,
    languages: team.languages,
    home: places.home(team),
    radiusKm: team.radiusKm,
    freeDays: days.filter((day) => roomFor(team, work, settings, day, parts) > 0),
    load: work.load.get(team.id) ?? 0,
    capacity: team.weeklyVisits * LOAD_WEEKS,
    ratingSum: rating?.sum ?? 0,
    ratingCount: rating?.count ?? 0,
  }
}
