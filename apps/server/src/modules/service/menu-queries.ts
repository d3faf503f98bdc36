import { Audience } from '@kepu/contract'
import { Topic } from '@kepu/contract/people'
import { MenuBoard, MenuItemView, PublicMenu, UnofferedNeed } from '@kepu/contract/service-menu'
import { sql } from 'kysely'
import { z } from 'zod'
import { canOf, holds, may } from '../../platform/actor.ts'
import { query, type Read } from '../../platform/query.ts'
import { menuItemOf } from './menu-rows.ts'
import { isInSeason, isUnused, whyNotMenu } from './rules/menu.ts'

type Row = Parameters<typeof menuItemOf>[0] & {
  unit_name: string
  ancestors: string[]
  orders: number
  last_ordered_on: string | null
  offered_on: string | null
}

/** All of the menu with its use in the last twelve months: some dozens of rows. */
async function readMenu({ tx, county, today }: Read): Promise<Row[]> {
  const found = await sql<Row>`
    select item.*, unit.name as unit_name, unit.ancestors, used.orders, used.last_ordered_on,
      (item.offered_at at time zone 'Asia/Shanghai')::date as offered_on
    from service.menu_item item
    join organization.unit unit on unit.county_code = item.county_code and unit.id = item.unit_id
    cross join lateral (
      select count(*) filter (where o.placed_on > ${today}::date - 365)::int as orders, max(o.placed_on) as last_ordered_on
      from service."order" o where o.county_code = item.county_code and o.menu_item_id = item.id
    ) used
    where item.county_code = ${county}
    order by item.topic, item.title`.execute(tx)
  return found.rows
}

/** 服务清单: what residents can order, as they see it. */
export const showPublicMenu = query({
  name: 'service.menu.show',
  access: 'public',
  input: z.object({ topic: Topic.optional(), audience: Audience.optional() }),
  output: PublicMenu,
  async run(read, { topic, audience }) {
    const month = Number(read.today.slice(5, 7))
    const rows = (await readMenu(read)).filter((row) => row.status === 'offered')
    const items = rows
      .map((row) => ({ ...menuItemOf(row), unitName: row.unit_name }))
      .filter((item) => topic === undefined || item.topic === topic)
      .filter((item) => audience === undefined || item.audiences.includes(audience))
    return PublicMenu.parse({
      items: items.map((item) => ({ ...item, inSeason: isInSeason(item.months, month) })),
    })
  },
})

/** The menu for staff: proposals, use, what nobody orders, and what people ask for and nobody offers. */
export const showMenuBoard = query({
  name: 'service.menuItem.list',
  access: 'signedIn',
  input: z.object({}),
  output: MenuBoard,
  async run(read) {
    const { actor } = read
    const rows = await readMenu(read)
    const keeps = actor !== null && holds(actor, 'service.menuItem.approve')
    const shown = rows.filter(
      (row) =>
        row.status === 'offered' || keeps || (actor !== null && may(actor, 'service.menuItem.propose', row.ancestors)),
    )
    return {
      items: shown.map((row) => menuItemView(row, read)),
      unoffered: await unofferedNeeds(read),
      units: await proposingUnits(read),
    }
  },
})

const VERBS = ['revise', 'approve', 'return', 'retire'] as const

function menuItemView(row: Row, { actor, today }: Read): MenuItemView {
  const item = menuItemOf(row)
  const mayApprove = canOf(actor, ['service.menuItem.approve'], row.ancestors).length > 0
  const possible = VERBS.filter((verb) => whyNotMenu(item.status, verb, mayApprove) === null)
  const permissions = possible.map((verb) => `service.menuItem.${verb}`)
  return MenuItemView.parse({
    ...item,
    unitName: row.unit_name,
    orders: row.orders,
    lastOrderedOn: row.last_ordered_on,
    unused: isUnused({ status: item.status, offeredOn: row.offered_on, lastOrderedOn: row.last_ordered_on }, today),
    can: canOf(actor, permissions, row.ancestors),
  })
}

/** Wishes of the last twelve months that nothing on the menu fits, by topic. */
async function unofferedNeeds({ tx, county, today }: Read): Promise<UnofferedNeed[]> {
  const found = await sql<{
    topic: string | null
    orders: number
    rejected: number
    townships: number
    last_on: string
  }>`
    select topic, count(*)::int as orders, count(*) filter (where status = 'rejected')::int as rejected,
      count(distinct left(region_code, 9))::int as townships, max(placed_on) as last_on
    from service."order"
    where county_code = ${county} and menu_item_id is null and placed_on > ${today}::date - 365
      and status not in ('merged', 'withdrawn')
    group by topic
    order by orders desc, topic
    limit 40`.execute(tx)
  return found.rows.map(({ last_on, ...row }) => UnofferedNeed.parse({ ...row, lastOn: last_on }))
}

/** Units for which the reader may propose. */
async function proposingUnits({ tx, county, actor }: Read) {
  if (actor === null || !holds(actor, 'service.menuItem.propose')) return []
  const rows = await tx
    .selectFrom('organization.unit')
    .select(['id', 'name', 'ancestors'])
    .where('county_code', '=', county)
    .where('active', '=', true)
    .where('kind', 'not in', ['village', 'government'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows
    .filter(({ ancestors }) => may(actor, 'service.menuItem.propose', ancestors))
    .map(({ id, name }) => ({ id, name }))
}
