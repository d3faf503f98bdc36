import { z } from 'zod'
import { Day, Id, Instant, Version } from './common.ts'
import { type RefusedMetric, Scheme } from './plan-scheme.ts'
import { AnnualRole, type YearPlanStatus } from './plan-year.ts'

export * from './plan-scheme.ts'
export * from './plan-scheme-check.ts'

/** 准备中、已公示给被考核单位、已发布（冻结）. */
export const appraisalStatuses = ['prepared', 'disclosed', 'released'] as const
export const AppraisalStatus = z.enum(appraisalStatuses)
export type AppraisalStatus = z.infer<typeof AppraisalStatus>

/** An item of a sheet: 已得分、尚不能算、缺项. */
export const itemStates = ['scored', 'pending', 'absent'] as const
export const ItemState = z.enum(itemStates)
export type ItemState = z.infer<typeof ItemState>

/** Why an item has no points yet: that isn't zero. */
export const pendingReasons = ['notEntered', 'nothingDue', 'noReports'] as const
export const PendingReason = z.enum(pendingReasons)
export type PendingReason = z.infer<typeof PendingReason>

/** Where the numbers of a part come from. */
export const evidenceSources = ['ledger', 'node', 'report', 'receipt', 'light', 'person'] as const
export const EvidenceSource = z.enum(evidenceSources)
export type EvidenceSource = z.infer<typeof EvidenceSource>

/**
 * One number behind an item: a task, a node, a report, a month. Its share is min(1, achieved ÷ of) × ceiling %; the item's is the
 * mean of the shares by weight. Of `light` and `person`, `achieved` is points.
 */
export const ScorePart = z.object({
  source: EvidenceSource,
  /** Of the task of the year, the node, the report …; of the month of a light, 2024-05. */
  id: z.string(),
  title: z.string(),
  role: AnnualRole.nullable(),
  weight: z.number().int(),
  ceiling: z.number().int(),
  achieved: z.number(),
  of: z.number(),
  unit: z.string(),
  dueOn: Day.nullable(),
  doneOn: Day.nullable(),
  /** How many deliveries it was counted from, and the SHA-256 of their sorted ids. */
  deliveries: z.object({ count: z.number().int(), sha256: z.string() }).nullable(),
})
export type ScorePart = z.infer<typeof ScorePart>

/** Points that a person gave, with the reason. */
export const EnteredScore = z.object({ score: z.number(), reason: z.string() })
export type EnteredScore = z.infer<typeof EnteredScore>

export const SheetItem = z.object({
  itemId: z.string(),
  state: ItemState,
  why: PendingReason.nullable(),
  /** Null unless scored. Of a deduction the points that are taken. */
  score: z.number().nullable(),
  parts: z.array(ScorePart),
  entered: EnteredScore.nullable(),
  /** An objection was upheld: its points take the place of what was computed. */
  corrected: EnteredScore.nullable(),
})
export type SheetItem = z.infer<typeof SheetItem>

/** The sheet of one body (评分表): everything that its grade stands on. */
export const SheetContent = z.object({
  unitId: Id,
  unitName: z.string(),
  group: z.enum(['departments', 'townships']),
  items: z.array(SheetItem),
  /** Null as long as an item is pending. */
  total: z.number().nullable(),
  grade: z.string().nullable(),
})
export type SheetContent = z.infer<typeof SheetContent>

export const objectionStates = ['open', 'upheld', 'rejected'] as const
export const ObjectionState = z.enum(objectionStates)
export type ObjectionState = z.infer<typeof ObjectionState>

export const ObjectionView = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  itemId: z.string(),
  itemTitle: z.string(),
  /** The points objected to. */
  score: z.number().nullable(),
  reason: z.string(),
  raisedByName: z.string(),
  raisedAt: Instant,
  state: ObjectionState,
  answer: z.string().nullable(),
  newScore: z.number().nullable(),
  answeredByName: z.string().nullable(),
  answeredAt: Instant.nullable(),
  can: z.array(z.string()),
})
export type ObjectionView = z.infer<typeof ObjectionView>

export const AppraisalHeader = z.object({
  id: Id,
  title: z.string(),
  yearPlanId: Id,
  year: z.number().int(),
  schemeId: Id,
  edition: z.number().int(),
  schemeSha256: z.string(),
  status: AppraisalStatus,
  /** Records up to and on this day count. Null: nothing computed yet. */
  asOf: Day.nullable(),
  disclosedAt: Instant.nullable(),
  /** The last day on which a body may object. */
  objectUntil: Day.nullable(),
  releasedAt: Instant.nullable(),
  releasedByName: z.string().nullable(),
  sha256: z.string().nullable(),
  version: Version,
  can: z.array(z.string()),
})
export type AppraisalHeader = z.infer<typeof AppraisalHeader>

/** Bodies stand in the official order, never by points: this is no league table. */
export const AppraisalView = z.object({
  header: AppraisalHeader,
  scheme: Scheme,
  sheets: z.array(
    z.object({
      unitId: Id,
      unitName: z.string(),
      group: z.enum(['departments', 'townships']),
      total: z.number().nullable(),
      grade: z.string().nullable(),
      pending: z.number().int(),
      openObjections: z.number().int(),
      confirmedAt: Instant.nullable(),
    }),
  ),
  objections: z.array(ObjectionView),
  /** Items that a person scores, by body. Empty for those who see only their own sheet. */
  entries: z.array(z.object({ unitId: Id, itemId: z.string(), score: z.number(), reason: z.string() })),
})
export type AppraisalView = z.infer<typeof AppraisalView>

export const SheetView = z.object({
  header: AppraisalHeader,
  scheme: Scheme,
  sheet: SheetContent,
  objections: z.array(ObjectionView),
  confirmedAt: Instant.nullable(),
  confirmedByName: z.string().nullable(),
  can: z.array(z.string()),
})
export type SheetView = z.infer<typeof SheetView>

/** What a check of a released appraisal found. */
export const verificationFaults = ['bytes', 'scheme', 'scores'] as const
export const VerificationView = z.object({
  sha256: z.string(),
  /** SHA-256 of the bytes as they are now. */
  computed: z.string(),
  releasedAt: Instant,
  sheets: z.number().int(),
  /** Empty: the bytes have their hash, the scheme is the edition that was published, and every score follows from its inputs. */
  faults: z.array(z.enum(verificationFaults)),
})
export type VerificationView = z.infer<typeof VerificationView>

const Reason = z.string().trim().min(2).max(500)

export const OpenAppraisal = z.object({
  schemeId: Id,
  yearPlanId: Id,
  title: z.string().trim().min(4).max(100),
})
export const ComputeAppraisal = z.object({ appraisalId: Id, version: Version, asOf: Day.optional() })
export const EnterScores = z.object({
  appraisalId: Id,
  entries: z
    .array(
      z.object({
        unitId: Id,
        itemId: z.string(),
        score: z.number().min(0).max(1000).multipleOf(0.01, '分值最多两位小数'),
        reason: Reason,
      }),
    )
    .min(1)
    .max(500),
})
export type EnterScores = z.infer<typeof EnterScores>
export const DiscloseAppraisal = z.object({ appraisalId: Id, version: Version })
export const ReopenAppraisal = z.object({ appraisalId: Id, version: Version, reason: Reason })
export const ConfirmSheet = z.object({ appraisalId: Id, unitId: Id })
export const RaiseObjection = z.object({ appraisalId: Id, unitId: Id, itemId: z.string(), reason: Reason })
export const AnswerObjection = z.object({
  objectionId: Id,
  answer: z.enum(['upheld', 'rejected']),
  reason: Reason,
  /** The points that the item gets; asked of an objection that is upheld. */
  score: z.number().min(0).max(1000).multipleOf(0.01, '分值最多两位小数').optional(),
})
export const ReleaseAppraisal = z.object({ appraisalId: Id, version: Version })

export type AppraisalRefusal =
  | { code: 'plan.appraisal.noEdition' }
  | { code: 'plan.appraisal.yearState'; yearStatus: YearPlanStatus }
  | { code: 'plan.appraisal.exists'; appraisalId: Id }
  | { code: 'plan.appraisal.nobody' }
  | { code: 'plan.appraisal.state'; appraisalStatus: AppraisalStatus }
  | { code: 'plan.appraisal.future'; asOf: string; today: string }
  | { code: 'plan.appraisal.incomplete'; pending: number; unitName: string; itemTitle: string }
  | { code: 'plan.appraisal.notAppraised'; unitId: Id }
  | { code: 'plan.appraisal.notEntered'; itemId: string }
  | { code: 'plan.appraisal.outOfRange'; itemTitle: string; most: number }
  | { code: 'plan.appraisal.refusedMetric'; metric: RefusedMetric; word: string }
  | { code: 'plan.appraisal.termRunning'; until: string; waitingFor: number }
  | { code: 'plan.appraisal.objectionsOpen'; open: number }
  | { code: 'plan.appraisal.confirmed'; confirmedAt: string }
  | { code: 'plan.objection.late'; until: string }
  | { code: 'plan.objection.open'; itemId: string }
  | { code: 'plan.objection.answered'; answeredAt: string }
  | { code: 'plan.objection.noScore' }
