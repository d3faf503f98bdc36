import type { Api } from '../../platform/http.ts'
import type { TextChannel } from '../notification/index.ts'
import { lookUpOrder } from './asker-query.ts'
import { askAsker, classifyOrder, noteAnswer } from './commands/ask.ts'
import {
  answerByNumber,
  confirmByNumber,
  disputeByNumber,
  rateByNumber,
  withdrawByNumber,
} from './commands/by-number.ts'
import { drawCallbacks, judgeSignal, noteCallback, showCallbackPhone } from './commands/callback.ts'
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
import { noteConfirmation, noteDispute } from './commands/dispute.ts'
import { addKit, changeKit, changeSettings } from './commands/kit.ts'
import { approveMenuItem, proposeMenuItem, retireMenuItem, returnMenuItem, reviseMenuItem } from './commands/menu.ts'
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
import { arriveAtVisit, finishVisit, rescheduleVisit, scheduleVisit } from './commands/visit.ts'
import { demandRoutes } from './demand/routes.ts'
import { exportOrders } from './export.ts'
import { matchRoutes } from './match/routes.ts'
import { showMenuBoard, showPublicMenu } from './menu-queries.ts'
import { open311Routes } from './open311/routes.ts'
import { listOrders, showOrder, showSettings, understandWish } from './queries.ts'
import { listCallbacks, listSignals, showRatings } from './rating-queries.ts'
import { listKits, listVisits, showVisit } from './visit-queries.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function serviceRoutes(api: Api, texts: TextChannel | null): void {
  publicRoutes(api, texts)
  orderRoutes(api)
  menuRoutes(api)
  visitRoutes(api)
  ratingRoutes(api)
  matchRoutes(api)
  demandRoutes(api)
  open311Routes(api)
}

function orderRoutes(api: Api): void {
  api.query(listOrders, '/orders')
  api.download(exportOrders, '/orders.xlsx', { name: '点单.xlsx', mediaType: XLSX })
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
  api.command(noteConfirmation, onOrder('confirmation'))
  api.command(noteDispute, onOrder('dispute'))
  api.query(showSettings, '/service/settings')
  api.command(changeSettings, { method: 'put', path: '/service/settings' })
}

function menuRoutes(api: Api): void {
  api.query(showMenuBoard, '/service/menu')
  api.command(proposeMenuItem, { method: 'post', path: '/service/menu', status: 201 })
  api.command(reviseMenuItem, { method: 'put', path: '/service/menu/{menuItemId}' })
  api.command(approveMenuItem, { method: 'post', path: '/service/menu/{menuItemId}/approval' })
  api.command(returnMenuItem, { method: 'post', path: '/service/menu/{menuItemId}/return' })
  api.command(retireMenuItem, { method: 'post', path: '/service/menu/{menuItemId}/retirement' })
}

function visitRoutes(api: Api): void {
  api.query(listVisits, '/visits')
  api.query(showVisit, '/visits/{visitId}')
  api.command(scheduleVisit, { method: 'post', path: '/visits', status: 201 })
  api.command(rescheduleVisit, { method: 'put', path: '/visits/{visitId}/day' })
  api.command(arriveAtVisit, { method: 'post', path: '/visits/{visitId}/arrival' })
  api.command(finishVisit, { method: 'post', path: '/visits/{visitId}/completion' })
  api.query(listKits, '/service/kits')
  api.command(addKit, { method: 'post', path: '/service/kits', status: 201 })
  api.command(changeKit, { method: 'put', path: '/service/kits/{kitId}' })
}

function ratingRoutes(api: Api): void {
  api.query(showRatings, '/service/ratings')
  api.query(listCallbacks, '/service/callbacks')
  api.command(drawCallbacks, { method: 'post', path: '/service/callbacks', status: 201 })
  api.command(showCallbackPhone, { method: 'post', path: '/service/callbacks/{callbackId}/phone' })
  api.command(noteCallback, { method: 'post', path: '/service/callbacks/{callbackId}/outcome' })
  api.query(listSignals, '/service/signals')
  api.command(judgeSignal, { method: 'post', path: '/service/signals/{orderId}/judgement' })
}

function publicRoutes(api: Api, texts: TextChannel | null): void {
  api.query(understandWish, '/counties/{county}/service/wish')
  api.command(sendCode(texts !== null), { method: 'post', path: '/counties/{county}/service/codes', status: 201 })
  api.command(placeOrder, { method: 'post', path: '/counties/{county}/service/orders', status: 201 })
  api.command(joinOrder, { method: 'post', path: '/counties/{county}/service/orders/{orderId}/askers', status: 201 })
  api.query(showPublicMenu, '/counties/{county}/service/menu')
  api.query(lookUpOrder, '/counties/{county}/service/orders/{number}')
  const byNumber = (verb: string) =>
    ({ method: 'post', path: `/counties/{county}/service/orders/{number}/${verb}` }) as const
  api.command(confirmByNumber, byNumber('confirmation'))
  api.command(disputeByNumber, byNumber('dispute'))
  api.command(withdrawByNumber, byNumber('withdrawal'))
  api.command(answerByNumber, byNumber('answer'))
  api.command(rateByNumber, byNumber('rating'))
}
