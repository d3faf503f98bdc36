import type { Topic } from '@kepu/contract/people'
import type { OrderStatus, SimilarOrder } from '@kepu/contract/service'
import { sql } from 'kysely'
import type { Read } from '../../platform/query.ts'
import { type Likeness, likeness } from './rules/similar.ts'
import { joinableStatuses } from './rules/states.ts'

/** How many orders of one township are looked at, the newest first; more than wait there at any time. */
const LOOKED_AT = 300
const SHOWN = 5

interface Candidate {
  readonly id: string
  readonly title: string
  readonly wish: string
  readonly menu_item_id: string | null
  readonly menu_title: string | null
  readonly topic: Topic | null
  readonly region_code: string
  readonly region_name: string
  readonly status: OrderStatus
  readonly askers: number
  readonly visit_on: string | null
  readonly placed_on: string
}

/** Orders of the same township that one visit could serve too. Of somebody's own words nothing is shown but the service's name. */
export async function similarOrders(
  { tx, county }: Pick<Read, 'tx' | 'county'>,
  like: Likeness,
): Promise<SimilarOrder[]> {
  const found = await sql<Candidate>`
    select o.id, o.title, o.wish, o.menu_item_id, menu.title as menu_title, o.topic, o.region_code,
      region.name as region_name, o.status, o.askers, o.visit_on, o.placed_on
    from service."order" o
    join organization.region region on region.code = o.region_code
    left join service.menu_item menu on menu.county_code = o.county_code and menu.id = o.menu_item_id
    where o.county_code = ${county} and o.region_code like ${`${like.regionCode.slice(0, 9)}%`}
      and o.status = any(${sql.val([...joinableStatuses])}::text[])
    order by o.placed_on desc, o.id desc
    limit ${LOOKED_AT}`.execute(tx)
  return found.rows
    .map((row) => ({ row, likeness: likeness(like, likenessOf(row)) }))
    .filter((one) => one.likeness > 0)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, SHOWN)
    .map(({ row }) => ({
      orderId: row.id,
      title: row.menu_title ?? '',
      topic: row.topic,
      regionName: row.region_name,
      sameVillage: row.region_code === like.regionCode,
      status: row.status,
      askers: row.askers,
      visitOn: row.visit_on,
      placedOn: row.placed_on,
    }))
}

function likenessOf(row: Candidate): Likeness {
  return { menuItemId: row.menu_item_id, topic: row.topic, regionCode: row.region_code, wish: row.wish }
}
