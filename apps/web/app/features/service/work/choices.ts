import { pageOf } from '@kepu/contract'
import { UnitView } from '@kepu/contract/organization'
import { TeamView } from '@kepu/contract/people-team'
import { OrderPage, type OrderView } from '@kepu/contract/service'
import { MenuBoard } from '@kepu/contract/service-menu'
import { KitList } from '@kepu/contract/service-visit'
import { z } from 'zod'
import { type Api, withQuery } from '../../../lib/api.ts'

const Teams = pageOf(TeamView)
const Units = z.object({ items: z.array(UnitView) })

/** What the actions on an order choose from: read only where the reader has such an action. */
export async function readChoices(api: Api, order: OrderView) {
  const can = (...verbs: string[]) => verbs.some((verb) => order.can.includes(`service.${verb}`))
  const nothing = Promise.resolve({ items: [] })
  const township = order.regionCode.slice(0, 9)
  const [teams, units, menu, others, kits] = await Promise.all([
    can('order.offer', 'order.take') ? api.get('/teams?active=true&limit=200', Teams) : nothing,
    can('order.dispatch', 'order.reroute') ? api.get('/units', Units) : nothing,
    can('order.classify') ? api.get('/service/menu', MenuBoard) : nothing,
    can('order.merge', 'visit.schedule')
      ? api.get(withQuery('/orders', { board: 'all', regionCode: township, limit: 100 }), OrderPage)
      : nothing,
    can('visit.schedule') ? api.get('/service/kits', KitList) : nothing,
  ])
  return {
    teams: teams.items,
    units: units.items.filter(({ kind, active }) => active && kind !== 'village'),
    menu: menu.items.filter(({ status }) => status === 'offered'),
    others: others.items.filter(({ id }) => id !== order.id),
    kits: kits.items.filter(({ active }) => active),
  }
}

export type Choices = Awaited<ReturnType<typeof readChoices>>
