import { type OrderFilter, OrderRow } from '@kepu/contract/service'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { unitsOf } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database.ts'
import { orderOf } from './order-rows.ts'
import { nextActor } from './rules/states.ts'
import type { Order } from './types.ts'

/** An order with the names that screens show beside it. */
export interface NamedOrder {
  readonly order: Order
  readonly regionName: string
  readonly menuTitle: string | null
  readonly departmentName: string | null
  readonly holderName: string
  readonly createdAt: Date
  readonly placedOn: string
}

type OrderRecord = Parameters<typeof orderOf>[0] & {
  region_name: string
  menu_title: string | null
  department_name: string | null
  holder_name: string
}

/** Rows that meet the conditions on `o`, newest first. */
export async function selectOrders(tx: Tx, where: RawBuilder<unknown>, limit: number): Promise<NamedOrder[]> {
  const found = await sql<OrderRecord>`
    select o.*, region.name as region_name, menu.title as menu_title, department.name as department_name,
      holder.name as holder_name
    from service."order" o
    join organization.region region on region.code = o.region_code
    join organization.unit holder on holder.county_code = o.county_code and holder.id = o.holder_unit_id
    left join organization.unit department on department.county_code = o.county_code and department.id = o.department_id
    left join service.menu_item menu on menu.county_code = o.county_code and menu.id = o.menu_item_id
    where ${where}
    order by o.placed_on desc, o.id desc
    limit ${limit}`.execute(tx)
  return found.rows.map((row) => ({
    order: orderOf(row),
    regionName: row.region_name,
    menuTitle: row.menu_title,
    departmentName: row.department_name,
    holderName: row.holder_name,
    createdAt: row.created_at,
    placedOn: row.placed_on,
  }))
}

/** What staff may see: orders that a unit of theirs had, or a unit below it. Who answers for the whole county sees all. */
export function visibleTo(actor: Actor | null, rootId: string, permission: string): RawBuilder<unknown> {
  if (actor === null) return sql`false`
  const units = unitsOf(actor, permission)
  if (units === null || units.includes(rootId)) return sql`true`
  return sql`o.seen_by && ${sql.val(units)}::uuid[]`
}

/** Units whose inbox the reader has: those of their grants, not all below. */
export function ownUnits(actor: Actor): string[] {
  return [...new Set([...actor.scopes.map(({ unitId }) => unitId), ...(actor.unitId ? [actor.unitId] : [])])]
}

/** A place by equality alone: under row-level security no index answers a LIKE. */
function inRegion(code: string): RawBuilder<unknown> {
  if (code.length === 9) return sql`o.township_code = ${code}`
  return code.length === 12 ? sql`o.region_code = ${code}` : sql`o.region_code like ${`${code}%`}`
}

export function conditions(county: string, filter: OrderFilter, actor: Actor, today: string): RawBuilder<unknown> {
  const parts = [sql`o.county_code = ${county}`]
  if (filter.board === 'mine') {
    parts.push(sql`o.holder_unit_id = any(${sql.val(ownUnits(actor))}::uuid[])`)
    parts.push(sql`o.status not in ('closed', 'rejected', 'merged', 'withdrawn', 'confirmed')`)
  }
  if (filter.board === 'pool') parts.push(sql`o.status = 'open'`)
  if (filter.status) parts.push(sql`o.status = ${filter.status}`)
  if (filter.overdue) parts.push(sql`o.due_on < ${today}::date`)
  if (filter.topic) parts.push(sql`o.topic = ${filter.topic}`)
  if (filter.regionCode) parts.push(inRegion(filter.regionCode))
  if (filter.departmentId) parts.push(sql`o.department_id = ${filter.departmentId}::uuid`)
  if (filter.teamId) parts.push(sql`o.team_id = ${filter.teamId}::uuid`)
  if (filter.from) parts.push(sql`o.placed_on >= ${filter.from}::date`)
  if (filter.to) parts.push(sql`o.placed_on <= ${filter.to}::date`)
  if (filter.text) {
    const digits = filter.text.replaceAll(/\D/g, '')
    parts.push(
      digits.length === 12
        ? sql`o.number = ${digits}`
        : sql`position(lower(${filter.text}) in lower(o.title || ' ' || o.wish)) > 0`,
    )
  }
  return sql.join(parts, sql` and `)
}

export function orderRow(named: NamedOrder, today: string): OrderRow {
  const { order } = named
  const actor = nextActor(order)
  const isTeams = actor === 'team'
  return OrderRow.parse({
    id: order.id,
    number: order.number,
    status: order.status,
    title: order.title,
    topic: order.topic,
    menuItemId: order.menuItemId,
    menuTitle: named.menuTitle,
    audience: order.audience,
    people: order.people,
    regionCode: order.regionCode,
    regionName: named.regionName,
    channel: order.channel,
    placedAt: named.createdAt.toISOString(),
    askers: order.askers,
    wantedFrom: order.wantedFrom,
    wantedTo: order.wantedTo,
    dayPart: order.dayPart,
    visitOn: order.visitOn,
    departmentId: order.departmentId,
    departmentName: named.departmentName,
    teamId: order.teamId,
    teamName: order.teamName,
    round: order.round,
    next: {
      actor,
      unitId: actor === 'nobody' ? null : order.holderUnitId,
      unitName: actor === 'nobody' ? null : named.holderName,
      teamName: isTeams ? order.teamName : null,
      dueOn: order.dueOn,
      paused: order.question !== null,
      overdue: order.dueOn !== null && order.dueOn < today,
    },
    version: order.version,
  })
}
