import { MatchSettings } from '@kepu/contract/service-match'
import type { Tx } from '../../../platform/database.ts'
import type { Team } from '../../people/index.ts'
import type { Point } from './rules/travel.ts'

export async function readMatchSettings(tx: Tx, county: string): Promise<{ settings: MatchSettings; version: number }> {
  const row = await tx
    .selectFrom('service.match_setting')
    .selectAll()
    .where('county_code', '=', county)
    .executeTakeFirst()
  return row
    ? { settings: MatchSettings.parse(row.settings), version: row.version }
    : { settings: MatchSettings.parse({}), version: 1 }
}

/** Where the county's places lie, as far as somebody has entered it. */
export class Places {
  readonly #known: ReadonlyMap<string, Point>

  private constructor(known: ReadonlyMap<string, Point>) {
    this.#known = known
  }

  static async read(tx: Tx, county: string): Promise<Places> {
    const rows = await tx
      .selectFrom('service.region_place')
      .select(['region_code', 'longitude', 'latitude'])
      .where('county_code', '=', county)
      .execute()
    return new Places(new Map(rows.map((row) => [row.region_code, { lon: row.longitude, lat: row.latitude }])))
  }

  /** The village's own position, else its township's. */
  of(regionCode: string): { point: Point; exact: boolean } | null {
    const own = this.#known.get(regionCode)
    if (own) return { point: own, exact: true }
    const township = this.#known.get(regionCode.slice(0, 9))
    return township ? { point: township, exact: false } : null
  }

  home(team: Team): Point | null {
    if (team.longitude !== null && team.latitude !== null) return { lon: team.longitude, lat: team.latitude }
    return this.of(team.regionCode)?.point ?? null
  }
}

/** What teams have on their hands: visits by day, work in the weeks around, ratings. Three reads, however many teams. */
export interface TeamWork {
  /** `team/day` → visits that are planned. */
  readonly booked: ReadonlyMap<string, number>
  /** Visits of the weeks around, and orders accepted that have no day yet. */
  readonly load: ReadonlyMap<string, number>
  readonly ratings: ReadonlyMap<string, { sum: number; count: number }>
}

const LOAD_DAYS = 28

export async function readTeamWork(tx: Tx, county: string, today: string): Promise<TeamWork> {
  const day = (shift: number) => new Date(Date.parse(today) + shift * 24 * 3600_000).toISOString().slice(0, 10)
  const visits = await tx
    .selectFrom('service.visit')
    .select(['team_id', 'day', (row) => row.fn.countAll<number>().as('n')])
    .where('county_code', '=', county)
    .where('day', '>=', day(-LOAD_DAYS))
    .where('day', '<=', day(70))
    .where('status', '<>', 'cancelled')
    .groupBy(['team_id', 'day'])
    .execute()
  const waiting = await tx
    .selectFrom('service.order')
    .select(['team_id', (row) => row.fn.countAll<number>().as('n')])
    .where('county_code', '=', county)
    .where('status', 'in', ['offered', 'accepted'])
    .where('team_id', 'is not', null)
    .groupBy('team_id')
    .execute()
  const rated = await tx
    .selectFrom('service.rating')
    .select(['team_id', (row) => row.fn.sum<number>('score').as('sum'), (row) => row.fn.countAll<number>().as('n')])
    .where('county_code', '=', county)
    .where('team_id', 'is not', null)
    .groupBy('team_id')
    .execute()
  const load = new Map<string, number>()
  const add = (team: string | null, n: number) => team && load.set(team, (load.get(team) ?? 0) + n)
  for (const { team_id, day: on, n } of visits) if (on <= day(LOAD_DAYS)) add(team_id, n)
  for (const { team_id, n } of waiting) add(team_id, n)
  return {
    booked: new Map(visits.map(({ team_id, day: on, n }) => [`${team_id}/${on}`, n])),
    load,
    ratings: new Map(rated.flatMap(({ team_id, sum, n }) => (team_id ? [[team_id, { sum, count: n }] as const] : []))),
  }
}

/** Weeks that the load is counted over: what a team can do in them is its capacity. */
export const LOAD_WEEKS = (2 * LOAD_DAYS) / 7
