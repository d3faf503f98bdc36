import { Day, Id } from '@kepu/contract'
import {
  ListOrders,
  OrderEvent,
  OrderPage,
  OrderView,
  type OrderView as OrderViewType,
  UnderstandWish,
  UnderstoodWish,
} from '@kepu/contract/service'
import { ServiceSettings } from '@kepu/contract/service-settings'
import { sql } from 'kysely'
import { z } from 'zod'
import { canOf, holds } from '../../platform/actor.ts'
import { decodeCursor, pageOfRows } from '../../platform/page.ts'
import { refuse } from '../../platform/problem.ts'
import { query, type Read } from '../../platform/query.ts'
import { findUnit, rootUnit } from '../organization/index.ts'
import { readSetting } from './clock.ts'
import { listOffers } from './menu-rows.ts'
import { stop } from './order-rows.ts'
import { conditions, type NamedOrder, orderRow, selectOrders, visibleTo } from './order-views.ts'
import { doings, unitOver } from './rules/can.ts'
import { classify } from './rules/classify.ts'
import { similarOrders } from './similar.ts'
import { topicWords } from './topic-words-data.ts'
import type { Order } from './types.ts'

const PROPOSED = 4

/** What a wish is taken for, with the words that say so, and who nearby wants the same: before anything is sent. */
export const understandWish = query({
  name: 'service.wish.understand',
  access: 'public',
  input: UnderstandWish,
  output: UnderstoodWish,
  async run(read, { wish, regionCode, menuItemId }) {
    const region = await read.tx
      .selectFrom('organization.region')
      .select('name')
      .where('code', '=', regionCode)
      .executeTakeFirst()
    if (!region || !regionCode.startsWith(read.county)) stop({ code: 'service.order.region', regionCode })
    const offers = await listOffers(read.tx, read.county)
    const found = classify(wish, offers, topicWords).slice(0, PROPOSED)
    const chosen = offers.find(({ id }) => id === menuItemId)
    const classifications = chosen
      ? [
          { menuItemId: chosen.id, menuTitle: chosen.title, topic: chosen.topic, words: [], score: 0 },
          ...found.filter((one) => one.menuItemId !== chosen.id),
        ]
      : found
    const [best] = classifications
    const like = { menuItemId: best?.menuItemId ?? null, topic: best?.topic ?? null, regionCode, wish }
    return { regionName: region.name, classifications, similar: await similarOrders(read, like) }
  },
})

/** Day and id of the last row of a page. */
const SortKey = z.tuple([Day, Id])

export const listOrders = query({
  name: 'service.order.list',
  access: 'permission',
  input: ListOrders,
  output: OrderPage,
  async run(read, { cursor, limit, ...filter }) {
    const { actor } = read
    if (actor === null) refuse({ code: 'platform.notSignedIn' })
    const root = await rootUnit(read.tx, read.county)
    // What is open to be taken every team may see.
    const visible = filter.board === 'pool' ? sql`true` : visibleTo(actor, root.id, 'service.order.list')
    let where = sql`${conditions(read.county, filter, actor, read.today)} and ${visible}`
    if (cursor) {
      const [day, id] = decodeCursor(cursor, SortKey)
      where = sql`${where} and (o.placed_on, o.id) < (${day}::date, ${id}::uuid)`
    }
    const page = pageOfRows(await selectOrders(read.tx, where, limit + 1), limit, ({ order, placedOn }) => [
      placedOn,
      order.id,
    ])
    return { items: page.items.map((one) => orderRow(one, read.today)), next: page.next }
  },
})

export const showOrder = query({
  name: 'service.order.show',
  access: 'permission',
  input: z.object({ orderId: Id }),
  output: OrderView,
  async run(read, { orderId }) {
    const root = await rootUnit(read.tx, read.county)
    const visible = visibleTo(read.actor, root.id, 'service.order.show')
    const where = sql`o.county_code = ${read.county} and o.id = ${orderId} and (${visible} or o.status = 'open')`
    const [named] = await selectOrders(read.tx, where, 1)
    if (!named) refuse({ code: 'platform.notFound', kind: 'order' })
    return orderView(read, named)
  },
})

async function orderView(read: Read, named: NamedOrder): Promise<OrderViewType> {
  const { order } = named
  return OrderView.parse({
    ...orderRow(named, read.today),
    wish: order.wish,
    place: order.place,
    words: order.words,
    askerList: await askersOf(read, order.id),
    question: order.question,
    mergedInto: order.mergedInto,
    events: await eventsOf(read, order.id),
    can: await canOn(read, order),
  })
}

async function askersOf({ tx, county }: Read, orderId: string) {
  const rows = await tx
    .selectFrom('service.asker')
    .selectAll()
    .where('county_code', '=', county)
    .where('order_id', '=', orderId)
    .where('left_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    called: row.called,
    phoneMasked: row.phone_masked,
    channel: row.channel,
    people: row.people,
    joinedAt: row.joined_at.toISOString(),
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
  }))
}

async function eventsOf({ tx, county }: Read, orderId: string): Promise<OrderEvent[]> {
  const rows = await tx
    .selectFrom('service.order_event as event')
    .leftJoin('organization.unit as unit', (join) =>
      join.onRef('unit.county_code', '=', 'event.county_code').onRef('unit.id', '=', 'event.unit_id'),
    )
    .selectAll('event')
    .select('unit.name as unit_name')
    .where('event.county_code', '=', county)
    .where('event.order_id', '=', orderId)
    .orderBy('event.id')
    .execute()
  return rows.map((row) =>
    OrderEvent.parse({
      id: row.id,
      at: row.at.toISOString(),
      action: row.action,
      from: row.from_status,
      to: row.to_status,
      byName: row.by_name,
      unitName: row.unit_name,
      reason: row.reason,
      facts: row.facts,
    }),
  )
}

/** What the reader may do to it now, by the same rules that the commands ask. */
async function canOn({ tx, county, actor }: Read, order: Order): Promise<string[]> {
  if (actor === null) return []
  const ancestors = new Map<string, readonly string[]>()
  for (const id of new Set(doings.map(({ over }) => unitOver(order, over)))) {
    ancestors.set(id, (await findUnit(tx, county, id))?.ancestors ?? [])
  }
  const can = doings.flatMap(({ permission, over, isPossible }) =>
    isPossible(order) ? canOf(actor, [permission], ancestors.get(unitOver(order, over)) ?? []) : [],
  )
  const mayTake = order.status === 'open' && order.question === null && holds(actor, 'service.order.take')
  return mayTake ? [...can, 'service.order.take'] : can
}

/** 办理设置: the county's terms, for whoever works by them. */
export const showSettings = query({
  name: 'service.setting.show',
  access: 'signedIn',
  input: z.object({}),
  output: ServiceSettings,
  run: (read) => readSetting(read.tx, read.county),
})
