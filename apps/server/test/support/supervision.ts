import { pageOf } from '@kepu/contract'
import { NodeLightView } from '@kepu/contract/plan-supervision'
import { NodePageView } from '@kepu/contract/plan-supervision-node'
import { SupervisionOrderView } from '@kepu/contract/plan-supervision-order'
import { z } from 'zod'
import type { Answer, Client } from './client.ts'
import type { World } from './world.ts'
import { issuedYear } from './years.ts'

const LightPage = pageOf(NodeLightView)
export const DAY_MS = 86_400_000

export async function lightsOf(person: Client, query = ''): Promise<NodeLightView[]> {
  return (await person.get(`/supervision/lights?limit=200${query}`)).as(LightPage).items
}

export async function nodePage(person: Client, nodeId: string): Promise<NodePageView> {
  return (await person.get(`/supervision/nodes/${nodeId}`)).as(NodePageView)
}

/** A year of a few tasks that 县教委 leads, each with one node to confirm; the ids of the nodes. */
export async function yearWithNodes(world: World, year: number, dueOn: readonly string[]): Promise<string[]> {
  const { tasks } = await issuedYear(
    world,
    year,
    dueOn.map((day) => ({
      leads: ['县教委'],
      title: `${day}前的任务`,
      target: null,
      nodes: [{ title: '完成', dueOn: day, quantity: null }],
    })),
  )
  return tasks.map(({ nodes }) => nodes[0]?.id ?? '')
}

/** An order about a node to 县教委, as far as `open`. */
export async function openOrder(person: Client, world: World, nodeId: string): Promise<string> {
  const answer = await person.post(`/supervision/nodes/${nodeId}/orders`, {
    unitId: await world.unitId('县教委'),
    title: '请尽快完成年度任务',
    demand: '请于时限内完成该节点，并反馈办理结果',
    termDays: 5,
  })
  return answer.as(z.object({ orderId: z.string(), number: z.string() })).orderId
}

export async function showOrder(person: Client, orderId: string): Promise<SupervisionOrderView> {
  return (await person.get(`/supervision/orders/${orderId}`)).as(SupervisionOrderView)
}

/** Does a step of the version that is there now. */
export async function step(
  person: Client,
  order: { readonly id: string; readonly version: number },
  name: string,
  said: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  return person.post(`/supervision/orders/${order.id}/${name}`, { version: order.version, ...said })
}
