import { z } from 'zod'
import { Day, Id, Instant } from './common.ts'
import { NodeLightView } from './plan-supervision.ts'

const Reason = z.string().trim().min(4).max(500)

/** 待答复、已同意、未同意、已撤回. */
export const extensionStatuses = ['asked', 'granted', 'refused', 'withdrawn'] as const
export const ExtensionStatus = z.enum(extensionStatuses)
export type ExtensionStatus = z.infer<typeof ExtensionStatus>

/** 延期申请: what was asked, what was answered; a refused one stays. */
export const ExtensionView = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  wantedDay: Day,
  reason: z.string(),
  askedOn: Day,
  askedByName: z.string(),
  askedAt: Instant,
  status: ExtensionStatus,
  grantedDay: Day.nullable(),
  answer: z.string().nullable(),
  answeredOn: Day.nullable(),
  answeredByName: z.string().nullable(),
  can: z.array(z.string()),
})
export type ExtensionView = z.infer<typeof ExtensionView>

/** 已答复、已撤回、已解除. */
export const waitEndings = ['answered', 'withdrawn', 'ended'] as const
export const WaitEnding = z.enum(waitEndings)
export type WaitEnding = z.infer<typeof WaitEnding>

/** 等待他人: who waits for whom, since when, why, and what the awaited one answered. */
export const WaitView = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  awaitedId: Id,
  awaitedName: z.string(),
  what: z.string(),
  since: Day,
  toldOn: Day,
  toldByName: z.string(),
  endedOn: Day.nullable(),
  ending: WaitEnding.nullable(),
  answer: z.string().nullable(),
  endedByName: z.string().nullable(),
  can: z.array(z.string()),
})
export type WaitView = z.infer<typeof WaitView>

/** A node with all that has become of its light (节点全过程). */
export const NodePageView = z.object({
  year: z.number().int(),
  yearPlanId: Id,
  light: NodeLightView,
  extensions: z.array(ExtensionView),
  waits: z.array(WaitView),
  orders: z.array(z.object({ id: Id, number: z.string(), title: z.string(), step: z.string(), openedOn: Day })),
  /** For whom this reader may ask and tell: the bodies that answer for it and that they act for. */
  actsFor: z.array(z.object({ unitId: Id, unitName: z.string() })),
  can: z.array(z.string()),
})
export type NodePageView = z.infer<typeof NodePageView>

/** A body asks for a later day, before or after the day is over. */
export const AskExtension = z.object({ nodeId: Id, unitId: Id, wantedDay: Day, reason: Reason })
export const WithdrawExtension = z.object({ extensionId: Id })
/** The coordinator grants a day (perhaps another one than was wanted) or refuses; both with a reason. */
export const AnswerExtension = z.object({ extensionId: Id, grantedDay: Day.nullable(), answer: Reason })

export const TellWait = z.object({ nodeId: Id, unitId: Id, awaitedId: Id, since: Day, what: Reason })
/** The awaited body answers. */
export const AnswerWait = z.object({ waitId: Id, answer: Reason })
/** Whoever waits withdraws it; the coordinator ends it, e.g. when nobody has to be awaited any more. */
export const EndWait = z.object({ waitId: Id, reason: Reason })

export type SupervisionNodeRefusal =
  | { code: 'plan.light.done'; doneOn: string }
  | { code: 'plan.extension.pending'; askedOn: string }
  | { code: 'plan.extension.notLater'; lastDay: string; wantedDay: string }
  | { code: 'plan.extension.past'; wantedDay: string; today: string }
  | { code: 'plan.extension.tooFar'; latest: string }
  | { code: 'plan.extension.answered'; extensionStatus: ExtensionStatus }
  | { code: 'plan.wait.self' }
  | { code: 'plan.wait.open'; since: string; awaitedName: string }
  | { code: 'plan.wait.since'; startsOn: string; today: string }
  | { code: 'plan.wait.ended'; endedOn: string }
