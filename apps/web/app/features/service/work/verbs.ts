import { Id } from '@kepu/contract'
import { EnterOrder, PlacedOrder } from '@kepu/contract/service'
import {
  ApproveMenuItem,
  ProposeMenuItem,
  RetireMenuItem,
  ReturnMenuItem,
  ReviseMenuItem,
} from '@kepu/contract/service-menu'
import {
  CallbackPhone,
  CallbackRound,
  DrawCallbacks,
  JudgeSignal,
  NoteCallback,
  ShowCallbackPhone,
} from '@kepu/contract/service-rating'
import {
  AskAsker,
  ClassifyOrder,
  DispatchOrder,
  ForwardOrder,
  KeepOrder,
  MergeOrder,
  NoteAnswer,
  OfferOrder,
  RerouteOrder,
  TakeOrder,
} from '@kepu/contract/service-route'
import { ChangeSettings, ServiceSettings } from '@kepu/contract/service-settings'
import {
  AddKit,
  ArriveAtVisit,
  ChangeKit,
  FinishVisit,
  NoteConfirmation,
  RescheduleVisit,
  ScheduleVisit,
} from '@kepu/contract/service-visit'
import { z } from 'zod'
import { verb } from '../../../lib/verb.ts'

const Anything = z.unknown()

/** Commands on orders, as the screens send them. */
export const enterOrder = verb('POST', '/orders', EnterOrder, PlacedOrder)
const onOrder = (name: string) => `/orders/{orderId}/${name}`
export const plain = {
  keep: verb('POST', onOrder('keep'), KeepOrder, Anything),
  claim: verb('POST', onOrder('claim'), KeepOrder, Anything),
  open: verb('POST', onOrder('open'), KeepOrder, Anything),
  accept: verb('POST', onOrder('accept'), KeepOrder, Anything),
} as const
export const withReason = {
  forward: verb('POST', onOrder('forward'), ForwardOrder, Anything),
  reject: verb('POST', onOrder('reject'), ForwardOrder, Anything),
  withdraw: verb('POST', onOrder('withdraw'), ForwardOrder, Anything),
  handBack: verb('POST', onOrder('hand-back'), ForwardOrder, Anything),
  recall: verb('POST', onOrder('recall'), ForwardOrder, Anything),
  decline: verb('POST', onOrder('decline'), ForwardOrder, Anything),
  dispute: verb('POST', onOrder('dispute'), ForwardOrder, Anything),
} as const
export const dispatchOrder = verb('POST', onOrder('dispatch'), DispatchOrder, Anything)
export const rerouteOrder = verb('POST', onOrder('reroute'), RerouteOrder, Anything)
export const mergeOrder = verb('POST', onOrder('merge'), MergeOrder, Anything)
export const offerOrder = verb('POST', onOrder('offer'), OfferOrder, Anything)
export const takeOrder = verb('POST', onOrder('take'), TakeOrder, Anything)
export const classifyOrder = verb('POST', onOrder('classification'), ClassifyOrder, Anything)
export const askAsker = verb('POST', onOrder('question'), AskAsker, Anything)
export const noteAnswer = verb('POST', onOrder('answer'), NoteAnswer, Anything)
export const noteConfirmation = verb('POST', onOrder('confirmation'), NoteConfirmation, Anything)

export const scheduleVisit = verb('POST', '/visits', ScheduleVisit, z.object({ visitId: Id }))
export const rescheduleVisit = verb('PUT', '/visits/{visitId}/day', RescheduleVisit, Anything)
export const arriveAtVisit = verb('POST', '/visits/{visitId}/arrival', ArriveAtVisit, Anything)
export const finishVisit = verb('POST', '/visits/{visitId}/completion', FinishVisit, Anything)

export const proposeMenuItem = verb('POST', '/service/menu', ProposeMenuItem, Anything)
export const reviseMenuItem = verb('PUT', '/service/menu/{menuItemId}', ReviseMenuItem, Anything)
export const approveMenuItem = verb('POST', '/service/menu/{menuItemId}/approval', ApproveMenuItem, Anything)
export const returnMenuItem = verb('POST', '/service/menu/{menuItemId}/return', ReturnMenuItem, Anything)
export const retireMenuItem = verb('POST', '/service/menu/{menuItemId}/retirement', RetireMenuItem, Anything)

export const addKit = verb('POST', '/service/kits', AddKit, Anything)
export const changeKit = verb('PUT', '/service/kits/{kitId}', ChangeKit, Anything)
export const changeSettings = verb('PUT', '/service/settings', ChangeSettings, ServiceSettings)

export const drawCallbacks = verb('POST', '/service/callbacks', DrawCallbacks, CallbackRound)
export const showPhone = verb('POST', '/service/callbacks/{callbackId}/phone', ShowCallbackPhone, CallbackPhone)
export const noteCallback = verb('POST', '/service/callbacks/{callbackId}/outcome', NoteCallback, Anything)
export const judgeSignal = verb('POST', '/service/signals/{orderId}/judgement', JudgeSignal, Anything)
