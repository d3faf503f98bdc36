import type { Audience } from '@kepu/contract'
import type { DayPart, Topic } from '@kepu/contract/people'
import type { OrderChannel } from '@kepu/contract/service'
import type { Work } from '../../platform/command.ts'
import type { Tx } from '../../platform/database.ts'
import { findUnit, rootUnit } from '../organization/index.ts'
import { dueOn, readSetting } from './clock.ts'
import { listOffers } from './menu-rows.ts'
import { tellNext, writeEvent } from './move.ts'
import { codeText, makeCode, makeNumber, phonePrint } from './numbers.ts'
import { lockOrderRow, orderOf, stop } from './order-rows.ts'
import { classify, titleOf } from './rules/classify.ts'
import { masked } from './rules/phone.ts'
import { isJoinable } from './rules/states.ts'
import { topicWords } from './topic-words-data.ts'
import type { Order } from './types.ts'

/** What is asked for, as every way in gives it. */
export interface Wanted {
  readonly wish: string
  readonly regionCode: string
  readonly menuItemId?: string | null | undefined
  readonly topic?: Topic | null | undefined
  readonly audience: Audience | null
  readonly people: number | null
  readonly wantedFrom: string | null
  readonly wantedTo: string | null
  readonly dayPart: DayPart | null
  readonly place: string | null
}

/** Who asks, and how it came in. */
export interface Asking {
  readonly channel: OrderChannel
  readonly called: string | null
  readonly phone: string | null
  readonly people: number | null
}

/** What the asker keeps: with both they look the order up. */
export interface Slip {
  readonly number: string
  readonly code: string
}

/** Takes a new order in: finds what it is and who hears of it first, starts the clock. */
export async function takeIn(work: Work, wanted: Wanted, asking: Asking): Promise<Slip & { order: Order }> {
  const { wantedFrom, wantedTo } = wanted
  if (wantedFrom !== null && wantedTo !== null && wantedTo < wantedFrom)
    stop({ code: 'service.order.period', wantedFrom, wantedTo })
  const { entry } = await readSetting(work.tx, work.county)
  const region = await unitsOfRegion(work.tx, work.county, wanted.regionCode)
  const first = entry === 'township' ? region.township : region.own
  const kind = await kindOf(work.tx, work.county, wanted)
  const slip = { number: makeNumber(), code: makeCode() }
  const id = work.newId()
  const row = await work.tx
    .insertInto('service.order')
    .values({
      county_code: work.county,
      id,
      number: slip.number,
      title: titleOf(wanted.wish, kind.menuTitle),
      wish: wanted.wish,
      menu_item_id: kind.menuItemId,
      topic: kind.topic,
      words: kind.words,
      audience: wanted.audience,
      people: wanted.people,
      region_code: wanted.regionCode,
      place: wanted.place,
      wanted_from: wantedFrom,
      wanted_to: wantedTo,
      day_part: wanted.dayPart,
      channel: asking.channel,
      status: 'submitted',
      region_unit_id: region.own.id,
      holder_unit_id: first.id,
      seen_by: [...new Set([...region.own.ancestors, ...first.ancestors])],
      step_from: work.today,
      due_on: await dueOn(work, { id, status: 'submitted', stepFrom: work.today, visitOn: null }),
      created_at: work.now,
      placed_on: work.today,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const order = orderOf(row)
  await insertAsker(work, order.id, slip, asking)
  await writeEvent(work, order, { action: 'place', from: null, facts: { channel: asking.channel } })
  await tellNext(work, order)
  work.record({
    subject: ['order', order.id],
    detail: { title: order.title, regionCode: order.regionCode, channel: asking.channel },
  })
  await work.emit('service.order.placed', { orderId: order.id })
  return { ...slip, order }
}

/** One more household behind an order that stands already. */
export async function join(work: Work, orderId: string, asking: Asking): Promise<Slip & { order: Order }> {
  const order = await lockOrderRow(work, orderId)
  if (!isJoinable(order.status)) stop({ code: 'service.order.state', orderStatus: order.status, action: 'merge' })
  await refuseTwice(work, orderId, asking.phone)
  const slip = { number: makeNumber(), code: makeCode() }
  await insertAsker(work, orderId, slip, asking)
  // Joining is no change of what staff see and decide on: their version stays.
  await work.tx
    .updateTable('service.order')
    .set((row) => ({ askers: row('askers', '+', 1) }))
    .where('county_code', '=', work.county)
    .where('id', '=', orderId)
    .execute()
  await writeEvent(work, order, { action: 'join', from: order.status, facts: { channel: asking.channel } })
  work.record({ subject: ['order', orderId], detail: { joined: asking.channel } })
  return { ...slip, order }
}

async function refuseTwice(work: Work, orderId: string, phone: string | null): Promise<void> {
  if (phone === null) return
  const known = await work.tx
    .selectFrom('service.asker')
    .select('number')
    .where('county_code', '=', work.county)
    .where('order_id', '=', orderId)
    .where('phone_print', '=', phonePrint(work, phone))
    .where('left_at', 'is', null)
    .executeTakeFirst()
  if (known) stop({ code: 'service.order.joined', number: known.number })
}

async function insertAsker(work: Work, orderId: string, slip: Slip, asking: Asking): Promise<void> {
  const { phone, called, channel, people } = asking
  await work.tx
    .insertInto('service.asker')
    .values({
      county_code: work.county,
      id: work.newId(),
      order_id: orderId,
      number: slip.number,
      code_print: work.vault.print(codeText(slip.number, slip.code)),
      called,
      phone_sealed: phone === null ? null : work.vault.seal(phone),
      phone_masked: phone === null ? null : masked(phone),
      phone_print: phone === null ? null : phonePrint(work, phone),
      device: work.actor.device ?? null,
      channel,
      people,
      joined_at: work.now,
    })
    .execute()
}

/** The unit of the place itself, and of its township; where a county keeps no unit for it, the next one above. */
async function unitsOfRegion(tx: Tx, county: string, regionCode: string) {
  const region = await tx
    .selectFrom('organization.region')
    .select('code')
    .where('code', '=', regionCode)
    .where('level', '<>', 'county')
    .executeTakeFirst()
  if (!region || !regionCode.startsWith(county)) stop({ code: 'service.order.region', regionCode })
  const rows = await tx
    .selectFrom('organization.unit')
    .select(['id', 'region_code'])
    .where('county_code', '=', county)
    .where('region_code', 'in', [regionCode, regionCode.slice(0, 9)])
    .where('kind', 'in', ['village', 'township'])
    .where('active', '=', true)
    .execute()
  const unitAt = async (code: string) => {
    const row = rows.find(({ region_code }) => region_code === code)
    return row ? findUnit(tx, county, row.id) : null
  }
  const township = (await unitAt(regionCode.slice(0, 9))) ?? (await rootUnit(tx, county))
  return { township, own: (await unitAt(regionCode)) ?? township }
}

/** What the person chose, else what the rules say. */
export async function kindOf(
  tx: Tx,
  county: string,
  { wish, menuItemId, topic }: Pick<Wanted, 'wish' | 'menuItemId' | 'topic'>,
) {
  const offers = await listOffers(tx, county)
  if (menuItemId !== undefined && menuItemId !== null) {
    const chosen = offers.find(({ id }) => id === menuItemId)
    if (!chosen) stop({ code: 'service.order.menu', menuItemId })
    return { menuItemId, menuTitle: chosen.title, topic: chosen.topic, words: [] }
  }
  const found = classify(wish, menuItemId === null ? [] : offers, topicWords)
  if (menuItemId === null && topic !== undefined) return { menuItemId: null, menuTitle: null, topic, words: [] }
  const [best] = found
  return best
    ? { menuItemId: best.menuItemId, menuTitle: best.menuTitle, topic: best.topic, words: best.words }
    : { menuItemId: null, menuTitle: null, topic: topic ?? null, words: [] }
}
