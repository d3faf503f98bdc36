import { z } from 'zod'
import { Audience, Day, Id, Instant, Version } from './common.ts'
import { DeliveryKind } from './ledger.ts'
import { HintView } from './ledger-hint.ts'
import { AnnualRole, QuantityScope } from './plan-year.ts'

/** 季报、半年报、年报. */
export const roundKinds = ['quarter', 'half', 'year'] as const
export const RoundKind = z.enum(roundKinds)
export type RoundKind = z.infer<typeof RoundKind>

export const roundStatuses = ['open', 'closed'] as const
export const RoundStatus = z.enum(roundStatuses)

/** 待确认 → 已确认 → 已通过 | 已退回 → 已锁定. */
export const reportStatuses = ['open', 'confirmed', 'returned', 'accepted', 'locked'] as const
export const ReportStatus = z.enum(reportStatuses)
export type ReportStatus = z.infer<typeof ReportStatus>

/** 确认、撤回、通过、退回、锁定、解锁. */
export const reportActions = ['confirm', 'withdraw', 'accept', 'return', 'lock', 'unlock'] as const
export const ReportAction = z.enum(reportActions)
export type ReportAction = z.infer<typeof ReportAction>

const Work = z.object({
  deliveries: z.number().int(),
  personTimes: z.number(),
  /** Sum of 人数 where it's known. */
  persons: z.number(),
  personsUnknown: z.number().int(),
})
const Amount = z.object({ period: z.number(), cumulative: z.number() })

/** One task of a body in a period: all of it computed but the sentence. */
export const ReportLine = z.object({
  annualTaskId: Id,
  ordinal: z.number().int(),
  label: z.string(),
  title: z.string(),
  role: AnnualRole,
  deliverable: z.string().nullable(),
  taskId: Id,
  measureId: Id.nullable(),
  target: z.object({ quantity: z.number(), unit: z.string(), scope: QuantityScope }).nullable(),
  /** What the body itself has reached by the task's rule; without a quantity: its deliveries for the task. */
  own: Amount,
  /** What all bodies have reached, where they reach the quantity together. */
  together: Amount.nullable(),
  /** The body's work for the task in the period, in four numbers and by kind, group and place. */
  work: Work,
  byKind: z.array(z.object({ kind: DeliveryKind, deliveries: z.number().int(), personTimes: z.number() })),
  byAudience: z.array(z.object({ audience: Audience, personTimes: z.number() })),
  byRegion: z.array(
    z.object({ regionCode: z.string(), regionName: z.string(), deliveries: z.number().int(), personTimes: z.number() }),
  ),
  /** Nodes of the body that were due in the period. */
  nodes: z.array(
    z.object({
      nodeId: Id,
      title: z.string(),
      dueOn: Day,
      quantity: z.number().nullable(),
      achieved: z.number().nullable(),
      doneOn: Day.nullable(),
    }),
  ),
  /** The records behind the period's figures. */
  deliveryIds: z.array(Id),
  sentence: z.string().nullable(),
})
export type ReportLine = z.infer<typeof ReportLine>

/** What a body confirms. Frozen with its hash when it does. */
export const ReportContent = z.object({
  unitId: Id,
  unitName: z.string(),
  startsOn: Day,
  endsOn: Day,
  lines: z.array(ReportLine),
  /** The body's work in the period, each delivery once. */
  total: Work,
  /** Part of the total that units below did, e.g. a township's villages. */
  below: z.array(z.object({ unitId: Id, unitName: z.string(), deliveries: z.number().int(), personTimes: z.number() })),
  /** Work of the body in the period that belongs to none of its tasks. */
  besides: z.object({ deliveries: z.number().int(), personTimes: z.number(), deliveryIds: z.array(Id) }),
  remark: z.string().nullable(),
})
export type ReportContent = z.infer<typeof ReportContent>

export const ReportRoundView = z.object({
  id: Id,
  yearPlanId: Id,
  year: z.number().int(),
  kind: RoundKind,
  ordinal: z.number().int(),
  startsOn: Day,
  endsOn: Day,
  dueOn: Day,
  status: RoundStatus,
  can: z.array(z.string()),
})
export type ReportRoundView = z.infer<typeof ReportRoundView>

/** A task whose figures are other than what was confirmed or reported before. */
export const ReportDifference = z.object({
  annualTaskId: Id,
  title: z.string(),
  before: z.number(),
  now: z.number(),
  /** Records that have come since, and that have gone from the count. */
  added: z.array(Id),
  removed: z.array(Id),
})
export type ReportDifference = z.infer<typeof ReportDifference>

export const ReportHint = z.object({ hint: HintView, kind: DeliveryKind.nullable(), deliveryIds: z.array(Id) })
export type ReportHint = z.infer<typeof ReportHint>

export const ReportView = z.object({
  id: Id,
  round: ReportRoundView,
  unitId: Id,
  unitName: z.string(),
  status: ReportStatus,
  version: Version,
  /** Is `content` what was confirmed, or what the ledger says now? */
  frozen: z.boolean(),
  content: ReportContent,
  /** SHA-256 of the content: whoever confirms or accepts says with it what they saw. */
  seen: z.string(),
  confirmed: z.object({ at: Instant, byName: z.string(), nothingNew: z.boolean() }).nullable(),
  /** The ledger has moved on since the body confirmed. */
  sinceConfirmed: z.array(ReportDifference),
  /** What was reported for the periods before, and what the ledger says of them now. */
  sinceLast: z.array(ReportDifference),
  hints: z.array(ReportHint),
  steps: z.array(z.object({ action: ReportAction, reason: z.string().nullable(), byName: z.string(), at: Instant })),
  can: z.array(z.string()),
})
export type ReportView = z.infer<typeof ReportView>

/** One field of the board: a body in a round. */
export const ReportRow = z.object({
  id: Id,
  roundId: Id,
  unitId: Id,
  unitName: z.string(),
  status: ReportStatus,
  /** Hash of what was confirmed; null: nothing yet. */
  seen: z.string().nullable(),
  confirmedAt: Instant.nullable(),
  nothingNew: z.boolean(),
  /** Hints that stood beside it when it was confirmed. */
  hints: z.number().int(),
  reason: z.string().nullable(),
  can: z.array(z.string()),
})
export type ReportRow = z.infer<typeof ReportRow>

/** A period that could be opened now. */
const OpenableRound = z.object({
  kind: RoundKind,
  ordinal: z.number().int(),
  startsOn: Day,
  endsOn: Day,
  dueOn: Day,
})

/** Bodies × rounds of a year, as far as the reader may see. */
export const ReportBoardView = z.object({
  yearPlanId: Id.nullable(),
  year: z.number().int(),
  years: z.array(z.number().int()),
  schedule: z.object({ kind: RoundKind, termDays: z.number().int() }),
  rounds: z.array(ReportRoundView),
  reports: z.array(ReportRow),
  openable: z.array(OpenableRound),
  can: z.array(z.string()),
})
export type ReportBoardView = z.infer<typeof ReportBoardView>

const Seen = z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256')
const Reason = z.string().trim().min(2).max(300)

export const SetReportSchedule = z.object({
  yearPlanId: Id,
  kind: RoundKind,
  termDays: z.number().int().min(1).max(30),
})
export const OpenRound = z.object({
  yearPlanId: Id,
  kind: RoundKind,
  ordinal: z.number().int().min(1).max(4),
  /** Absent: by the schedule. A day off is moved to the next working day. */
  dueOn: Day.optional(),
})
export const CloseRound = z.object({ roundId: Id })
/** A sentence for a task, or for the whole (`annualTaskId` null); empty takes it away. */
export const RemarkReport = z.object({
  reportId: Id,
  version: Version,
  annualTaskId: Id.nullable(),
  sentence: z.string().trim().max(300),
})
/** With `seen`: exactly what was read. With null: «nothing new», whatever the ledger holds at that moment. */
export const ConfirmReport = z.object({ reportId: Id, seen: Seen.nullable() })
export const WithdrawReport = z.object({ reportId: Id })
export const AcceptReports = z.object({
  reports: z
    .array(z.object({ reportId: Id, seen: Seen }))
    .min(1)
    .max(200),
})
export const ReturnReport = z.object({ reportId: Id, reason: Reason })
export const UnlockReport = z.object({ reportId: Id, reason: Reason })

export type ReportRefusal =
  | { code: 'plan.round.exists'; roundId: Id }
  | { code: 'plan.round.early'; endsOn: string }
  | { code: 'plan.round.noSuchPeriod'; kind: RoundKind; ordinal: number }
  | { code: 'plan.round.due'; endsOn: string; dueOn: string }
  | { code: 'plan.round.closed' }
  | { code: 'plan.round.awaiting'; reports: number }
  | { code: 'plan.report.state'; reportStatus: ReportStatus; unitName: string }
  | { code: 'plan.report.moved'; seen: string; unitName: string }
  | { code: 'plan.report.noSuchTask'; annualTaskId: Id }
