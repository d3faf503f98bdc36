import { Id } from '@kepu/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { query } from '../../../platform/query.ts'
import { Places } from '../match/data.ts'
import { orderOf } from '../order-rows.ts'
import { nextActor } from '../rules/states.ts'
import { reported, statusesOf } from './rules/status.ts'
import { WISH } from './services.ts'

const Shown = z.record(z.string(), z.unknown())

/** At most, and the days that are looked back, as the specification has them. */
const MOST = 1000
const DAYS_MS = 90 * 24 * 3600_000

const Filter = z.object({
  ids: z.array(Id).max(100).default([]),
  serviceCodes: z.array(z.string()).max(100).default([]),
  statuses: z.array(z.enum(['open', 'closed'])).default([]),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
})

type OrderRecord = Parameters<typeof orderOf>[0] & {
  region_name: string
  menu_title: string | null
  department_name: string | null
  updated_at: Date | null
}

/**
 * Orders as service requests. What an asker wrote, and how they are called, is nobody else's business: it is never told here.
 */
export const listReports = query({
  name: 'service.report.list',
  access: 'public',
  input: Filter,
  output: z.object({ items: z.array(Shown) }),
  async run(read, { ids, serviceCodes, statuses, from, to }) {
    const parts = [sql`o.county_code = ${read.county}`]
    if (ids.length > 0) parts.push(sql`o.id = any(${sql.val(ids)}::uuid[])`)
    else {
      const until = to ? new Date(to) : read.now
      const since = from ? new Date(from) : new Date(until.getTime() - DAYS_MS)
      const earliest = new Date(Math.max(since.getTime(), until.getTime() - DAYS_MS))
      parts.push(sql`o.created_at between ${earliest} and ${until}`)
      // The list's index is by day.
      parts.push(sql`o.placed_on between ${dayOf(earliest)}::date and ${dayOf(until)}::date`)
    }
    const menuIds = serviceCodes.filter((code) => Id.safeParse(code).success)
    if (serviceCodes.length > 0) {
      const free = serviceCodes.includes(WISH)
      parts.push(
        sql`(o.menu_item_id = any(${sql.val(menuIds)}::uuid[])${free ? sql` or o.menu_item_id is null` : sql``})`,
      )
    }
    if (statuses.length > 0) parts.push(sql`o.status = any(${sql.val(statusesOf(statuses))}::text[])`)
    const found = await sql<OrderRecord>`
      select o.*, region.name as region_name, menu.title as menu_title, department.name as department_name,
        (select max(event.at) from service.order_event event
          where event.county_code = o.county_code and event.order_id = o.id) as updated_at
      from service."order" o
      join organization.region region on region.code = o.region_code
      left join organization.unit department on department.county_code = o.county_code and department.id = o.department_id
      left join service.menu_item menu on menu.county_code = o.county_code and menu.id = o.menu_item_id
      where ${sql.join(parts, sql` and `)}
      order by o.placed_on desc, o.id desc
      limit ${MOST}`.execute(read.tx)
    const places = await Places.read(read.tx, read.county)
    return { items: found.rows.map((row) => reportOf(row, places)) }
  },
})

function dayOf(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3600_000).toISOString().slice(0, 10)
}

function reportOf(row: OrderRecord, places: Places) {
  const order = orderOf(row)
  const { status, notes } = reported(order.status)
  const place = places.of(order.regionCode)?.point
  const expected = order.visitOn ?? order.dueOn
  return {
    service_request_id: order.id,
    status,
    status_notes: notes,
    service_name: row.menu_title ?? '自由点单',
    service_code: order.menuItemId ?? WISH,
    description: null,
    agency_responsible: row.department_name,
    service_notice: null,
    requested_datetime: row.created_at.toISOString(),
    updated_datetime: (row.updated_at ?? row.created_at).toISOString(),
    expected_datetime: expected === null ? null : `${expected}T23:59:59+08:00`,
    address: row.region_name,
    address_id: order.regionCode,
    zipcode: null,
    lat: place?.lat ?? null,
    long: place?.lon ?? null,
    media_url: null,
    extended_attributes: {
      kepu: {
        state: order.status,
        next_actor: nextActor(order),
        topic: order.topic,
        audience: order.audience,
        team: order.teamName,
        visit_on: order.visitOn,
        due_on: order.dueOn,
        askers: order.askers,
        round: order.round,
        merged_into: order.mergedInto,
      },
    },
  }
}
