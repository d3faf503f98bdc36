import { OrderView, PlacedOrder, SentCode } from '@kepu/contract/service'
import { VisitView } from '@kepu/contract/service-visit'
import { z } from 'zod'
import type { Answer } from './client.ts'
import { inventedPhone, team } from './people.ts'
import { COUNTY, type World } from './world.ts'

/** 东岭镇幸福村 of the world's county. */
export const VILLAGE = '999901100001'

/** What a story says of a wish; the rest is ordinary. */
export interface Wish {
  readonly wish?: string
  readonly regionCode?: string
  readonly phone?: string
  readonly called?: string | null
  readonly people?: number
  readonly channel?: 'self' | 'qr' | 'helper'
  readonly menuItemId?: string | null
  readonly [other: string]: unknown
}

/** The county is made a demonstration one: its codes are shown instead of sent. */
export async function showCodes(world: World): Promise<void> {
  await world.app.kernel.db.updateTable('organization.county').set({ demo: true }).where('code', '=', COUNTY).execute()
}

export async function codeFor(world: World, phone: string): Promise<string> {
  const sent = (await world.stranger.post(`/counties/${COUNTY}/service/codes`, { phone })).as(SentCode)
  return sent.shown ?? ''
}

/** A resident orders from their telephone. */
export async function place(world: World, { phone = inventedPhone(), ...wish }: Wish = {}): Promise<PlacedOrder> {
  const code = await codeFor(world, phone)
  const body = { wish: '想请人讲讲柑橘黄龙病怎么防', regionCode: VILLAGE, ...wish, phone, code }
  return (await world.stranger.post(`/counties/${COUNTY}/service/orders`, body)).as(PlacedOrder)
}

export async function showOrder(world: World, orderId: string): Promise<OrderView> {
  const bao = await world.signIn('bao')
  return (await bao.get(`/orders/${orderId}`)).as(OrderView)
}

/** Moves an order on as the coordinator, who may do everything, with the version as it is now. */
export async function step(world: World, orderId: string, verb: string, body: object = {}): Promise<OrderView> {
  const bao = await world.signIn('bao')
  const { version } = await showOrder(world, orderId)
  const answer = await bao.post(`/orders/${orderId}/${verb}`, { version, ...body })
  if (answer.status >= 300) throw new Error(`${verb}: ${answer.status} ${JSON.stringify(answer.json)}`)
  return showOrder(world, orderId)
}

/** An order that the department has claimed. */
export async function claimed(world: World, wish: Wish = {}): Promise<OrderView> {
  const { orderId } = await place(world, wish)
  await step(world, orderId, 'dispatch', { unitId: await world.unitId('县教委') })
  return step(world, orderId, 'claim')
}

let teams = 0
export async function anyTeam(world: World, unit = '县教委') {
  teams += 1
  return team(world, { name: `青屏县第 ${teams} 服务队`, unit })
}

/** An order that a team has accepted. */
export async function accepted(world: World, teamId: string, wish: Wish = {}): Promise<OrderView> {
  const order = await claimed(world, wish)
  await step(world, order.id, 'offer', { teamId })
  return step(world, order.id, 'accept')
}

/** The visit that serves these orders; tomorrow morning unless the story says otherwise. */
export async function schedule(world: World, orderIds: readonly string[], wish: object = {}): Promise<VisitView> {
  const bao = await world.signIn('bao')
  const body = { orderIds, day: '2024-11-21', startsAt: '09:00', endsAt: '11:00', ...wish }
  const answer = await bao.post('/visits', body)
  if (answer.status !== 201) throw new Error(`schedule: ${answer.status} ${JSON.stringify(answer.json)}`)
  return showVisit(world, (answer.json as { visitId: string }).visitId)
}

export async function showVisit(world: World, visitId: string): Promise<VisitView> {
  const bao = await world.signIn('bao')
  const answer = await bao.get(`/visits/${visitId}`)
  return answer.as(z.object({ visit: VisitView })).visit
}

/** The visit is done, on its day. */
export async function finish(world: World, visit: VisitView, wish: object = {}): Promise<Answer> {
  const bao = await world.signIn('bao')
  return bao.post(`/visits/${visit.id}/completion`, {
    version: visit.version,
    arrivedAt: '09:05',
    leftAt: '11:10',
    heads: [{ audience: 'farmers', count: 32 }],
    ...wish,
  })
}

/** An order whose service was done today, with the slip of who asked. */
export async function served(
  world: World,
  teamId: string,
  wish: Wish = {},
): Promise<PlacedOrder & { visit: VisitView }> {
  const slip = await place(world, wish)
  await step(world, slip.orderId, 'dispatch', { unitId: await world.unitId('县教委') })
  await step(world, slip.orderId, 'claim')
  await step(world, slip.orderId, 'offer', { teamId })
  await step(world, slip.orderId, 'accept')
  const visit = await schedule(world, [slip.orderId], { day: '2024-11-20' })
  await finish(world, visit)
  return { ...slip, visit }
}

/** What an asker does with number and code. */
export async function asAsker(
  world: World,
  { number, code }: { number: string; code: string },
  verb: string,
  body: object = {},
): Promise<Answer> {
  return world.stranger.post(`/counties/${COUNTY}/service/orders/${number}/${verb}`, { code, ...body })
}
