import type { Api } from '../../platform/http.ts'
import type { TextChannel } from '../notification/index.ts'
import { askAsker, classifyOrder, noteAnswer } from './commands/ask.ts'
import {
  acceptOrder,
  claimOrder,
  declineOrder,
  offerOrder,
  openOrder,
  recallOrder,
  takeOrder,
} from './commands/claim.ts'
import { sendCode } from './commands/code.ts'
import { enterOrder, joinOrder, placeOrder } from './commands/place.ts'
import {
  dispatchOrder,
  forwardOrder,
  handBackOrder,
  keepOrder,
  mergeOrder,
  rejectOrder,
  rerouteOrder,
  withdrawOrder,
} from './commands/route.ts'
import { demandRoutes } from './demand/routes.ts'
import { matchRoutes } from './match/routes.ts'
import { open311Routes } from './open311/routes.ts'
import { listOrders, showOrder, understandWish } from './queries.ts'

export function serviceRoutes(api: Api, texts: TextChannel | null): void {
  publicRoutes(api, texts)
  matchRoutes(api)
  demandRoutes(api)
  open311Routes(api)
  api.query(listOrders, '/orders')
  api.query(showOrder, '/orders/{orderId}')
  api.command(enterOrder, { method: 'post', path: '/orders', status: 201 })
  const onOrder = (verb: string) => ({ method: 'post', path: `/orders/{orderId}/${verb}` }) as const
  api.command(classifyOrder, onOrder('classification'))
  api.command(askAsker, onOrder('question'))
  api.command(noteAnswer, onOrder('answer'))
  api.command(forwardOrder, onOrder('forward'))
  api.command(dispatchOrder, onOrder('dispatch'))
  api.command(keepOrder, onOrder('keep'))
  api.command(rejectOrder, onOrder('reject'))
  api.command(mergeOrder, onOrder('merge'))
  api.command(withdrawOrder, onOrder('withdraw'))
  api.command(rerouteOrder, onOrder('reroute'))
  api.command(handBackOrder, onOrder('hand-back'))
  api.command(claimOrder, onOrder('claim'))
  api.command(offerOrder, onOrder('offer'))
  api.command(openOrder, onOrder('open'))
  api.command(recallOrder, onOrder('recall'))
  api.command(acceptOrder, onOrder('accept'))
  api.command(declineOrder, onOrder('decline'))
  api.command(takeOrder, onOrder('take'))
}

function publicRoutes(api: Api, texts: TextChannel | null): void {
  api.query(understandWish, '/counties/{county}/service/wish')
  api.command(sendCode(texts !== null), { method: 'post', path: '/counties/{county}/service/codes', status: 201 })
  api.command(placeOrder, { method: 'post', path: '/counties/{county}/service/orders', status: 201 })
  api.command(joinOrder, { method: 'post', path: '/counties/{county}/service/orders/{orderId}/askers', status: 201 })
}
