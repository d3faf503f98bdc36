import { z } from 'zod'
import { Audience, Day, Id, Instant, Version } from './common.ts'
import { DeliveryKind } from './ledger.ts'

/** 草拟、已下达、已结束. */
export const yearPlanStatuses = ['draft', 'issued', 'closed'] as const
export const YearPlanStatus = z.enum(yearPlanStatuses)
export type YearPlanStatus = z.infer<typeof YearPlanStatus>

/** 牵头、配合. */
export const annualRoles = ['lead', 'support'] as const
export const AnnualRole = z.enum(annualRoles)
export type AnnualRole = z.infer<typeof AnnualRole>

/**
 * Who reaches the quantity: all bodies together (合计), or each by itself (每个单位): every supporting body, whom the leads bring
 * together, or every lead when nobody supports.
 */
export const quantityScopes = ['together', 'each'] as const
export const QuantityScope = z.enum(quantityScopes)
export type QuantityScope = z.infer<typeof QuantityScope>

/** What is counted: 场次、人次、人数. */
export const progressCounts = ['deliveries', 'personTimes', 'persons'] as const
/** Work for which part of the plan: the measure alone, the whole task, or any work of the bodies. */
export const progressPurposes = ['measure', 'task', 'any'] as const
/** Whose work: that of the bodies with a duty and of the units below them, or anybody's. */
export const progressDoers = ['duty', 'any'] as const

/** Which deliveries count toward a quantity, and how (取数规则). Empty lists mean «all». */
export const ProgressRule = z.object({
  counts: z.enum(progressCounts),
  purpose: z.enum(progressPurposes),
  doers: z.enum(progressDoers),
  kinds: z.array(DeliveryKind).max(20).default([]),
  audiences: z.array(Audience).max(6).default([]),
})
export type ProgressRule = z.infer<typeof ProgressRule>

const Title = z.string().trim().min(2).max(200)

/** What is to be reached, and what of the ledger counts toward it (数量要求). */
export const AnnualTargetInput = z.object({
  quantity: z.number().positive().max(100_000_000),
  unit: z.string().trim().min(1).max(20),
  scope: QuantityScope,
  rule: ProgressRule,
})

/** A node as the coordinator writes it; `id` keeps an existing one. */
const NodeInput = z.object({
  id: Id.optional(),
  title: z.string().trim().min(2).max(100),
  dueOn: Day,
  quantity: z.number().positive().max(100_000_000).nullable(),
})

const Duty = z.object({ unitId: Id, role: AnnualRole })

/** What a task of the year says, as a proposal has it: it may lack what a task needs, e.g. a lead. */
export const AnnualTaskDraft = z.object({
  taskId: Id,
  measureId: Id.nullable().default(null),
  title: Title,
  deliverable: z.string().trim().max(200).nullable().default(null),
  /** Null: nothing to count; done when its nodes are confirmed. */
  target: AnnualTargetInput.nullable(),
  startsOn: Day,
  dueOn: Day,
  duties: z.array(Duty).max(500),
  nodes: z.array(NodeInput).max(24).default([]),
})
export type AnnualTaskDraft = z.infer<typeof AnnualTaskDraft>

/** What a task of the year says, whole: it's written and rewritten in one piece. */
export const AnnualTaskInput = AnnualTaskDraft.extend({
  duties: z
    .array(Duty)
    .min(1, '至少有一个牵头单位')
    .max(500)
    .refine((duties) => new Set(duties.map(({ unitId }) => unitId)).size === duties.length, '同一单位只能列一次')
    .refine((duties) => duties.some(({ role }) => role === 'lead'), '至少有一个牵头单位'),
})
  .refine(({ startsOn, dueOn }) => startsOn <= dueOn, { message: '完成时间不能早于开始时间', path: ['dueOn'] })
  .refine(({ nodes, startsOn, dueOn }) => nodes.every((node) => startsOn <= node.dueOn && node.dueOn <= dueOn), {
    message: '节点时间应在任务起止时间之内',
    path: ['nodes'],
  })
  .refine(({ target, nodes }) => target !== null || nodes.every(({ quantity }) => quantity === null), {
    message: '没有数量要求的任务，节点不能有数量',
    path: ['nodes'],
  })
  .refine(({ target, nodes }) => nodes.every(({ quantity }) => (quantity ?? 0) <= (target?.quantity ?? Infinity)), {
    message: '节点的数量不能超过任务的数量',
    path: ['nodes'],
  })
export type AnnualTaskInput = z.infer<typeof AnnualTaskInput>

/** How far a body is, or all bodies together: what the ledger holds by the county's today. */
export const AnnualProgress = z.object({
  /** Null: all bodies together. */
  unitId: Id.nullable(),
  achieved: z.number(),
  /** The day on which the quantity was reached. */
  reachedOn: Day.nullable(),
})
export type AnnualProgress = z.infer<typeof AnnualProgress>

/** A node of one body, or of all leads together (`unitId` null): due when, done when. */
export const NodeStateView = z.object({
  nodeId: Id,
  unitId: Id.nullable(),
  dueOn: Day,
  quantity: z.number().nullable(),
  achieved: z.number().nullable(),
  doneOn: Day.nullable(),
})
export type NodeStateView = z.infer<typeof NodeStateView>

export const AnnualTaskView = z.object({
  id: Id,
  ordinal: z.number().int(),
  taskId: Id,
  /** Short name of the task or measure, e.g. 提升行动 1.2. */
  label: z.string(),
  taskTitle: z.string(),
  measureId: Id.nullable(),
  measureTitle: z.string().nullable(),
  title: z.string(),
  deliverable: z.string().nullable(),
  target: z.object({ quantity: z.number(), unit: z.string(), scope: QuantityScope, rule: ProgressRule }).nullable(),
  startsOn: Day,
  dueOn: Day,
  status: z.enum(['active', 'withdrawn']),
  duties: z.array(z.object({ unitId: Id, unitName: z.string(), role: AnnualRole })),
  nodes: z.array(
    z.object({ id: Id, ordinal: z.number().int(), title: z.string(), dueOn: Day, quantity: z.number().nullable() }),
  ),
  /** Empty while the year is a draft, and for a task without a quantity. */
  progress: z.array(AnnualProgress),
  nodeStates: z.array(NodeStateView),
  version: Version,
})
export type AnnualTaskView = z.infer<typeof AnnualTaskView>

export const YearPlanHeader = z.object({
  id: Id,
  planId: Id,
  year: z.number().int(),
  title: z.string(),
  documentNumber: z.string().nullable(),
  status: YearPlanStatus,
  issuedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  version: Version,
  can: z.array(z.string()),
})
export type YearPlanHeader = z.infer<typeof YearPlanHeader>

/** 签收: to whom it was issued, who has signed for it. */
export const ReceiptView = z.object({
  unitId: Id,
  unitName: z.string(),
  issuedAt: Instant,
  receivedAt: Instant.nullable(),
  receivedByName: z.string().nullable(),
  /** When the body was last reminded to sign. */
  remindedAt: Instant.nullable(),
})
export type ReceiptView = z.infer<typeof ReceiptView>

export const YearPlanView = z.object({
  header: YearPlanHeader,
  tasks: z.array(AnnualTaskView),
  receipts: z.array(ReceiptView),
})
export type YearPlanView = z.infer<typeof YearPlanView>

export const OpenYearPlan = z.object({
  year: z.number().int().min(2000).max(2100),
  title: Title,
  documentNumber: z.string().trim().max(60).optional(),
})
export const AddAnnualTask = z.object({ yearPlanId: Id, version: Version, task: AnnualTaskInput })
/** Many at once, all or none; each may say which task of an earlier year it goes on from. */
export const AddAnnualTasks = z.object({
  yearPlanId: Id,
  version: Version,
  tasks: z
    .array(z.object({ copiedFrom: Id.nullable().default(null), task: AnnualTaskInput }))
    .min(1)
    .max(200),
})
export type AddAnnualTasks = z.infer<typeof AddAnnualTasks>
export const RewriteAnnualTask = z.object({ annualTaskId: Id, version: Version, task: AnnualTaskInput })
export const RemoveAnnualTask = z.object({ annualTaskId: Id, version: Version })
export const IssueYearPlan = z.object({ yearPlanId: Id, version: Version })
export const ReceiveYearPlan = z.object({ yearPlanId: Id, unitId: Id })
/** A body says that a node without an amount is done. */
export const CompleteNode = z.object({
  nodeId: Id,
  unitId: Id,
  doneOn: Day,
  note: z.string().trim().max(500).optional(),
})

export type YearRefusal =
  | { code: 'plan.year.exists'; year: number; yearPlanId: Id }
  | { code: 'plan.year.noPlan'; year: number }
  | { code: 'plan.year.state'; yearStatus: YearPlanStatus }
  | { code: 'plan.year.empty' }
  | { code: 'plan.year.notIssuedTo'; unitId: Id }
  | { code: 'plan.year.received'; receivedAt: string }
  | { code: 'plan.year.signed' }
  | { code: 'plan.year.stillOpen'; openNodes: number }
  | { code: 'plan.annualTask.purpose'; taskId: Id; task: string }
  | { code: 'plan.annualTask.unit'; unitId: Id; task: string }
  | { code: 'plan.annualTask.outsideYear'; year: number; startsOn: string; dueOn: string; task: string }
  | { code: 'plan.annualTask.origin'; copiedFrom: Id; task: string }
  | { code: 'plan.annualTask.withdrawn' }
  | { code: 'plan.annualTask.same' }
  | { code: 'plan.annualChange.none'; unitId: Id }
  | { code: 'plan.annualTable.noHeader' }
  | { code: 'plan.annualTable.empty' }
  | { code: 'plan.node.counted'; nodeId: Id }
  | { code: 'plan.node.future'; doneOn: string; today: string }
  | { code: 'plan.node.notOwed'; unitId: Id }
  | { code: 'plan.node.done'; doneOn: string }
