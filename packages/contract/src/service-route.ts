import { z } from 'zod'
import { Id, Version } from './common.ts'
import { Topic } from './people.ts'

const Reason = z.string().trim().min(2, '请写明理由').max(300)
const ofOrder = { orderId: Id, version: Version } as const
export const ForwardOrder = z.object({ ...ofOrder, reason: Reason })
export const DispatchOrder = z.object({ ...ofOrder, unitId: Id, note: z.string().trim().max(300).optional() })
export const KeepOrder = z.object(ofOrder)
export const RejectOrder = z.object({ ...ofOrder, reason: Reason })
export const MergeOrder = z.object({ ...ofOrder, intoId: Id, reason: Reason })
export const WithdrawOrder = z.object({ ...ofOrder, reason: Reason })
export const ClaimOrder = z.object(ofOrder)
export const HandBackOrder = z.object({ ...ofOrder, reason: Reason })
export const RerouteOrder = z.object({ ...ofOrder, unitId: Id, reason: Reason })
export const OfferOrder = z.object({ ...ofOrder, teamId: Id })
export const OpenOrder = z.object(ofOrder)
export const RecallOrder = z.object({ ...ofOrder, reason: Reason })
export const AcceptOrder = z.object(ofOrder)
export const DeclineOrder = z.object({ ...ofOrder, reason: Reason })
/** 抢单: of teams that take it at once, one gets it. No version: whoever sees it open may try. */
export const TakeOrder = z.object({ orderId: Id, teamId: Id })
export const ClassifyOrder = z.object({ ...ofOrder, menuItemId: Id.nullable(), topic: Topic.nullable() })
/** The asker is awaited: the clock stands still until the answer is in. */
export const AskAsker = z.object({ ...ofOrder, question: Reason })
export const NoteAnswer = z.object({ ...ofOrder, answer: z.string().trim().min(1).max(500) })
