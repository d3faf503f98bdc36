import { Id } from '@kepu/contract'
import { PlanningHeader, PlanningRow, type PlanningTrip, PlanningView } from '@kepu/contract/service-match'
import { sql } from 'kysely'
import { z } from 'zod'
import { canOf, may } from '../../../../platform/actor.ts'
import { refuse } from '../../../../platform/problem.ts'
import { query, type Read } from '../../../../platform/query.ts'
import { findUnit } from '../../../organization/index.ts'
import { listActiveTeams, type Team } from '../../../people/index.ts'
import { Places } from '../data.ts'
import type { Planning } from '../types.ts'
import { findPlanning, planningOf } from './plan-rows.ts'

const WHILE_PROPOSED = ['service.assignment.change', 'service.assignment.confirm', 'service.assignment.cancel']
const WHILE_RUNNING = ['service.assignment.cancel']
const SHOWN = 30

async function header(read: Read, planning: Planning, orders: number): Promise<PlanningHeader | null> {
  const unit = await findUnit(read.tx, read.county, planning.unitId)
  if (!unit || read.actor === null || !may(read.actor, 'service.assignment.list', unit.ancestors)) return null
  const { settings, madeAt, ...facts } = planning
  const verbs = planning.status === 'proposed' ? WHILE_PROPOSED : planning.status === 'running' ? WHILE_RUNNING : []
  return {
    ...facts,
    unitName: unit.name,
    madeAt: madeAt.toISOString(),
    orders,
    can: canOf(read.actor, verbs, unit.ancestors),
  }
}

export const listAssignments = query({
  name: 'service.assignment.list',
  access: 'permission',
  input: z.object({}),
  output: z.object({ items: z.array(PlanningHeader) }),
  async run(read) {
    const rows = await read.tx
      .selectFrom('service.assignment_plan as plan')
      .selectAll('plan')
      .select((row) =>
        row
          .selectFrom('service.assignment_row as one')
          .select((each) => each.fn.countAll<number>().as('n'))
          .whereRef('one.county_code', '=', 'plan.county_code')
          .whereRef('one.plan_id', '=', 'plan.id')
          .as('orders'),
      )
      .where('plan.county_code', '=', read.county)
      .orderBy('plan.made_at', 'desc')
      .limit(SHOWN)
      .execute()
    const headers = await Promise.all(rows.map((row) => header(read, planningOf(row), row.orders ?? 0)))
    return { items: headers.filter((one) => one !== null) }
  },
})

interface RowRecord {
  order_id: string
  title: string
  number: string
  topic: string | null
  audience: string | null
  region_code: string
  region_name: string
  placed_on: string
  team_id: string | null
  day: string | null
  stop: number | null
  why_not: string | null
  by_hand: boolean
  dropped: boolean
  outcome: string | null
  status: string
}

export const showAssignment = query({
  name: 'service.assignment.show',
  access: 'permission',
  input: z.object({ planningId: Id }),
  output: PlanningView,
  async run(read, { planningId }) {
    const none = () => refuse({ code: 'platform.notFound', kind: 'planning' })
    const planning = (await findPlanning(read.tx, read.county, planningId)) ?? none()
    const found = await sql<RowRecord>`
      select line.order_id, o.title, o.number, o.topic, o.audience, o.region_code, region.name as region_name,
        o.placed_on, line.team_id, line.day, line.stop, line.why_not, line.by_hand, line.dropped, line.outcome, o.status
      from service.assignment_row line
      join service."order" o on o.county_code = line.county_code and o.id = line.order_id
      join organization.region region on region.code = o.region_code
      where line.county_code = ${read.county} and line.plan_id = ${planningId}
      order by line.day nulls last, line.team_id, line.stop nulls last, line.order_id`.execute(read.tx)
    const head = (await header(read, planning, found.rows.length)) ?? none()
    const places = await Places.read(read.tx, read.county)
    const teams = await listActiveTeams(read.tx, read.county)
    const byId = new Map(teams.map((team) => [team.id, team]))
    const rows = found.rows.map((row) => rowOf(row, places, byId))
    return {
      header: head,
      rows,
      trips: tripsOf(rows, places, byId),
      teams: teams.map(({ id, name }) => ({ id, name })),
      travel: planning.settings.travel,
    }
  },
})

function rowOf(row: RowRecord, places: Places, teams: ReadonlyMap<string, Team>): PlanningRow {
  const place = places.of(row.region_code)?.point
  return PlanningRow.parse({
    orderId: row.order_id,
    title: row.title,
    number: row.number,
    topic: row.topic,
    audience: row.audience,
    regionCode: row.region_code,
    regionName: row.region_name,
    placedOn: row.placed_on,
    position: place ? [place.lon, place.lat] : null,
    teamId: row.team_id,
    teamName: row.team_id === null ? null : (teams.get(row.team_id)?.name ?? null),
    day: row.day,
    stop: row.stop,
    whyNot: row.why_not,
    byHand: row.by_hand,
    dropped: row.dropped,
    outcome: row.outcome,
    orderStatus: row.status,
  })
}

/** The days of the teams as the rows stand now, each with its stops in their order. */
function tripsOf(rows: readonly PlanningRow[], places: Places, teams: ReadonlyMap<string, Team>): PlanningTrip[] {
  const planned = rows.filter(({ teamId, dropped }) => teamId !== null && !dropped)
  return [...Map.groupBy(planned, ({ teamId, day }) => `${teamId}/${day}`).values()].flatMap((stops) => {
    const [first] = stops
    const team = first?.teamId ? teams.get(first.teamId) : undefined
    if (!team || !first?.day) return []
    const home = places.home(team)
    return [
      {
        teamId: team.id,
        teamName: team.name,
        day: first.day,
        home: home ? [home.lon, home.lat] : null,
        orderIds: stops.toSorted((a, b) => (a.stop ?? 99) - (b.stop ?? 99)).map(({ orderId }) => orderId),
      } satisfies PlanningTrip,
    ]
  })
}
