import { Id } from '@kepu/contract'
import { KitList, KitView, ListKits, ListVisits, VisitList, VisitView } from '@kepu/contract/service-visit'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { canOf, unitsOf } from '../../platform/actor.ts'
import { refuse } from '../../platform/problem.ts'
import { query, type Read } from '../../platform/query.ts'
import { rootUnit } from '../organization/index.ts'
import { membersOfTeams } from '../people/index.ts'
import { takenKits, visitOf } from './visit-rows.ts'

type Row = Parameters<typeof visitOf>[0] & {
  region_name: string
  ancestors: string[]
  orders: { id: string; number: string; title: string }[] | null
  kits: { id: string; name: string }[] | null
}

async function selectVisits({ tx }: Read, where: RawBuilder<unknown>): Promise<Row[]> {
  const found = await sql<Row>`
    select v.*, region.name as region_name, unit.ancestors,
      (select jsonb_agg(jsonb_build_object('id', o.id, 'number', o.number, 'title', o.title) order by o.id)
        from service."order" o where o.county_code = v.county_code and o.visit_id = v.id) as orders,
      (select jsonb_agg(jsonb_build_object('id', kit.id, 'name', kit.name) order by kit.name)
        from service.kit_reservation taken
        join service.kit kit on kit.county_code = taken.county_code and kit.id = taken.kit_id
        where taken.county_code = v.county_code and taken.visit_id = v.id) as kits
    from service.visit v
    join organization.region region on region.code = v.region_code
    join organization.unit unit on unit.county_code = v.county_code and unit.id = v.unit_id
    where ${where}
    order by v.day, v.starts_at, v.id
    limit 2000`.execute(tx)
  return found.rows
}

async function visible(read: Read): Promise<RawBuilder<unknown>> {
  const { actor } = read
  if (actor === null) return sql`false`
  const units = unitsOf(actor, 'service.visit.list')
  const root = await rootUnit(read.tx, read.county)
  return units === null || units.includes(root.id) ? sql`true` : sql`v.seen_by && ${sql.val(units)}::uuid[]`
}

/** 服务日历: visits of some days, those that the reader's units have to do with. */
export const listVisits = query({
  name: 'service.visit.list',
  access: 'permission',
  input: ListVisits,
  output: VisitList,
  async run(read, { from, to, teamId, regionCode }) {
    const parts = [
      sql`v.county_code = ${read.county} and v.day between ${from}::date and ${to}::date and v.status <> 'cancelled'`,
      await visible(read),
    ]
    if (teamId) parts.push(sql`v.team_id = ${teamId}::uuid`)
    if (regionCode) parts.push(sql`v.region_code like ${`${regionCode}%`}`)
    const rows = await selectVisits(read, sql.join(parts, sql` and `))
    return { items: rows.map((row) => visitView(row, read)) }
  },
})

/** A visit with the members who may have come, for the form that notes it. */
export const showVisit = query({
  name: 'service.visit.show',
  access: 'permission',
  input: z.object({ visitId: Id }),
  output: z.object({ visit: VisitView, members: z.array(z.object({ id: Id, name: z.string() })) }),
  async run(read, { visitId }) {
    const where = sql`v.county_code = ${read.county} and v.id = ${visitId} and ${await visible(read)}`
    const [row] = await selectVisits(read, where)
    if (!row) refuse({ code: 'platform.notFound', kind: 'visit' })
    const view = visitView(row, read)
    const mayNote = view.can.includes('service.visit.finish')
    const members = mayNote ? await membersOfTeams(read.tx, read.county, [row.team_id]) : []
    return { visit: view, members: members.map(({ personId, name }) => ({ id: personId, name })) }
  },
})

const OPEN_VERBS = ['service.visit.reschedule', 'service.visit.arrive', 'service.visit.finish']

function visitView(row: Row, { actor }: Read): VisitView {
  const { unitId, seenBy, memberIds, ...visit } = { ...visitOf(row), seenBy: row.seen_by }
  const possible = visit.status === 'planned' ? OPEN_VERBS : visit.status === 'arrived' ? ['service.visit.finish'] : []
  return VisitView.parse({
    ...visit,
    dayPart: visit.startsAt < '12:00' ? 'morning' : visit.startsAt < '18:00' ? 'afternoon' : 'evening',
    regionName: row.region_name,
    orders: row.orders ?? [],
    kits: row.kits ?? [],
    can: canOf(actor, possible, row.ancestors),
  })
}

/** Equipment of the county, and what of it is free at a time. */
export const listKits = query({
  name: 'service.kit.list',
  access: 'signedIn',
  input: ListKits,
  output: KitList,
  async run(read, { day, startsAt, endsAt }) {
    const { tx, county, actor } = read
    const asked = day !== undefined && startsAt !== undefined && endsAt !== undefined && startsAt < endsAt
    const taken = asked ? await takenKits(tx, county, { day, startsAt, endsAt }) : new Set<string>()
    const rows = await tx
      .selectFrom('service.kit as kit')
      .innerJoin('organization.unit as unit', (join) =>
        join.onRef('unit.county_code', '=', 'kit.county_code').onRef('unit.id', '=', 'kit.unit_id'),
      )
      .selectAll('kit')
      .select(['unit.name as unit_name', 'unit.ancestors'])
      .where('kit.county_code', '=', county)
      .orderBy('kit.kind')
      .orderBy('kit.name')
      .execute()
    const items = rows.map((row) => ({
      ...KitView.parse({
        id: row.id,
        name: row.name,
        kind: row.kind,
        unitId: row.unit_id,
        unitName: row.unit_name,
        active: row.active,
        version: row.version,
        can: canOf(actor, ['service.kit.change'], row.ancestors),
      }),
      free: row.active && !taken.has(row.id),
    }))
    return { items }
  },
})
