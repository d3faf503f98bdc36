import type { Audience } from '@kepu/contract'
import type { DayPart, Topic } from '@kepu/contract/people'
import type { MatchSettings, PlanningGap } from '@kepu/contract/service-match'
import { sql } from 'kysely'
import type { Tx } from '../../../../platform/database.ts'
import { listActiveTeams, type Team } from '../../../people/index.ts'
import { candidateOf, roomFor } from '../candidates.ts'
import { Places, readTeamWork, type TeamWork } from '../data.ts'
import { misfitMinutes, type PlanInstance, type PlanOrder, type PlanTeam } from '../rules/instance.ts'
import { daysBetween, languageFor, partsOfDay } from '../rules/wishes.ts'

export const MOST_ORDERS = 3_000

/** What a proposal is made for: whose orders, in which days. */
export interface Period {
  readonly unitId: string
  readonly from: string
  readonly to: string
}

/** Orders that wait for a team, with the places of solver and database beside each other. */
export interface Backlog {
  readonly instance: PlanInstance
  /** Orders that take no part, with why. */
  readonly leftOut: readonly { readonly orderId: string; readonly why: PlanningGap }[]
}

interface Waiting {
  readonly id: string
  readonly topic: Topic | null
  readonly audience: Audience | null
  readonly regionCode: string
  readonly wantedFrom: string | null
  readonly wantedTo: string | null
}

const CLAIMED = sql`o.status = 'claimed' and o.question is null`

/** How many orders wait: those that the unit, or one below it, has claimed and given to no team. */
export async function countWaiting(tx: Tx, county: string, unitId: string): Promise<number> {
  const found = await sql<{ n: number }>`
    select count(*)::int as n from service."order" o
    join organization.unit unit on unit.county_code = o.county_code and unit.id = o.holder_unit_id
    where o.county_code = ${county} and ${CLAIMED} and ${unitId}::uuid = any(unit.ancestors)`.execute(tx)
  return found.rows[0]?.n ?? 0
}

async function listWaiting(tx: Tx, county: string, unitId: string): Promise<Waiting[]> {
  const found = await sql<Waiting>`
    select o.id, o.topic, o.audience, o.region_code as "regionCode", o.wanted_from as "wantedFrom",
      o.wanted_to as "wantedTo"
    from service."order" o
    join organization.unit unit on unit.county_code = o.county_code and unit.id = o.holder_unit_id
    where o.county_code = ${county} and ${CLAIMED} and ${unitId}::uuid = any(unit.ancestors)
    order by o.placed_on, o.id
    limit ${MOST_ORDERS}`.execute(tx)
  return found.rows
}

/** Monday of the week that a day lies in. */
function weekOf(day: string): number {
  const days = Math.floor(Date.parse(day) / (24 * 3600_000))
  // 1970-01-01 was a Thursday.
  return Math.floor((days + 3) / 7)
}

/** The county's waiting orders and teams as a problem for the solver. */
export async function readBacklog(
  tx: Tx,
  county: string,
  { unitId, from, to }: Period,
  settings: MatchSettings,
  today: string,
): Promise<Backlog> {
  const places = await Places.read(tx, county)
  const work = await readTeamWork(tx, county, today)
  const days = daysBetween(from, to)
  const firstWeek = weekOf(from)
  const weeks = days.map((day) => weekOf(day) - firstWeek)
  const teams = (await listActiveTeams(tx, county)).flatMap((team) =>
    planTeam(team, places, work, settings, days, weeks),
  )
  const leftOut: { orderId: string; why: PlanningGap }[] = []
  const orders: PlanOrder[] = []
  const whole: PlanInstance = { days, weeks, teams, settings, orders }
  for (const waiting of await listWaiting(tx, county, unitId)) {
    const place = places.of(waiting.regionCode)
    const own = days.flatMap((day, d) => (suits(waiting, day, from) ? [d] : []))
    if (place === null) leftOut.push({ orderId: waiting.id, why: 'noPlace' })
    else if (own.length === 0) leftOut.push({ orderId: waiting.id, why: 'noRoom' })
    else {
      const { id, topic, audience } = waiting
      const order = { id, topic, audience, language: languageFor(audience), place: place.point, days: own }
      if (teams.some((team) => misfitMinutes(whole, order, team) !== null)) orders.push(order)
      else leftOut.push({ orderId: id, why: 'noTeam' })
    }
  }
  return { instance: whole, leftOut }
}

/** A wish whose days have gone by is one for any day: the order still stands. */
function suits({ wantedFrom, wantedTo }: Waiting, day: string, firstDay: string): boolean {
  if (wantedTo !== null && wantedTo < firstDay) return true
  return (wantedFrom === null || wantedFrom <= day) && (wantedTo === null || day <= wantedTo)
}

const DAYLIGHT: readonly DayPart[] = partsOfDay(null)

function planTeam(
  team: Team,
  places: Places,
  work: TeamWork,
  settings: MatchSettings,
  days: readonly string[],
  weeks: readonly number[],
): PlanTeam[] {
  const home = places.home(team)
  if (home === null) return []
  const { home: _, freeDays, ...candidate } = candidateOf(team, places, work, settings, [], DAYLIGHT)
  const visits = days.map((day) => roomFor(team, work, settings, day, DAYLIGHT))
  const weekVisits = Array.from({ length: 1 + Math.max(...weeks) }, () => team.weeklyVisits)
  const firstWeek = weekOf(days[0] ?? '')
  for (const [key, booked] of work.booked) {
    const [teamId, day = ''] = key.split('/')
    const week = weekOf(day) - firstWeek
    if (teamId === team.id && weekVisits[week] !== undefined) weekVisits[week] = Math.max(0, weekVisits[week] - booked)
  }
  return [{ ...candidate, home, visits, weekVisits }]
}
