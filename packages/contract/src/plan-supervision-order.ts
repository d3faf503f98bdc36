import { z } from 'zod'
import { Day, Id, Instant, PageQuery, Version } from './common.ts'
import { LightColour } from './plan-supervision.ts'

/** 协调函（科协等未获授权的单位）、督办单（经授权的督查机构）. */
export const supervisionKinds = ['coordination', 'supervision'] as const
export const SupervisionKind = z.enum(supervisionKinds)
export type SupervisionKind = z.infer<typeof SupervisionKind>

/** 蓝、橙、红. */
export const supervisionLevels = ['blue', 'orange', 'red'] as const
export const SupervisionLevel = z.enum(supervisionLevels)
export type SupervisionLevel = z.infer<typeof SupervisionLevel>

/** 督查事项、领导审核、下发通知、签收、办理、反馈、复核、办结 — what is to be done now; or withdrawn. */
export const supervisionSteps = [
  'matter',
  'approval',
  'notice',
  'receipt',
  'handling',
  'feedback',
  'review',
  'closed',
  'withdrawn',
] as const
export const SupervisionStep = z.enum(supervisionSteps)
export type SupervisionStep = z.infer<typeof SupervisionStep>

/** What somebody does with an order. */
export const supervisionActions = [
  'open',
  'submit',
  'sendBack',
  'approve',
  'issue',
  'receive',
  'handle',
  'report',
  'return',
  'accept',
  'raise',
  'excuse',
  'withdraw',
] as const
export const SupervisionAction = z.enum(supervisionActions)
export type SupervisionAction = z.infer<typeof SupervisionAction>

const Text = z.string().trim().min(4).max(2000)
const Note = z.string().trim().min(4).max(1000)
const TermDays = z.number().int().min(1).max(60)

export const SupervisionOrderHeader = z.object({
  id: Id,
  number: z.string(),
  kind: SupervisionKind,
  level: SupervisionLevel,
  step: SupervisionStep,
  title: z.string(),
  unitId: Id,
  unitName: z.string(),
  nodeId: Id,
  nodeTitle: z.string(),
  taskTitle: z.string(),
  openedOn: Day,
  /** The last day in time; null before it's issued, and while somebody is awaited. */
  deadline: Day.nullable(),
  /** Working days left, negative: late. Null where no day runs. */
  left: z.number().int().nullable(),
})
export type SupervisionOrderHeader = z.infer<typeof SupervisionOrderHeader>

/** One thing that somebody did with an order. */
export const SupervisionEvent = z.object({
  action: SupervisionAction,
  step: SupervisionStep,
  level: SupervisionLevel,
  note: z.string().nullable(),
  deadline: Day.nullable(),
  unitName: z.string().nullable(),
  byName: z.string(),
  at: Instant,
})

/** 督办单、协调函: one matter, one order, with its eight steps. */
export const SupervisionOrderView = SupervisionOrderHeader.extend({
  version: Version,
  ownerId: Id.nullable(),
  annualTaskId: Id,
  issuerName: z.string(),
  legalBasis: z.string().nullable(),
  /** What the year's plan says. */
  basis: z.string(),
  demand: z.string(),
  termDays: z.number().int(),
  light: z.object({ colour: LightColour, dueOn: Day, doneOn: Day.nullable() }).nullable(),
  events: z.array(SupervisionEvent),
  can: z.array(z.string()),
})
export type SupervisionOrderView = z.infer<typeof SupervisionOrderView>

export const OpenSupervisionOrder = z.object({
  nodeId: Id,
  unitId: Id,
  title: z.string().trim().min(4).max(100),
  demand: Text,
  termDays: TermDays,
})
const Step = z.object({ supervisionOrderId: Id, version: Version })
export const SupervisionStepInput = Step
export const SupervisionStepWithNote = Step.extend({ note: Note })
export const SupervisionStepWithTerm = Step.extend({ note: Note, termDays: TermDays })
export const SupervisionOrderMoved = z.object({ step: SupervisionStep, version: Version })
export const ListSupervisionOrders = PageQuery.extend({
  step: SupervisionStep.optional(),
  state: z.enum(['open', 'all']).default('open'),
})

export type SupervisionOrderRefusal =
  | { code: 'plan.order.step'; orderStep: SupervisionStep; action: SupervisionAction }
  | { code: 'plan.order.notLate'; lastDay: string | null }
  | { code: 'plan.order.exists'; orderId: Id; number: string }
  | { code: 'plan.order.answering'; askedOn: string }
  | { code: 'plan.order.word'; word: string }
  | { code: 'plan.order.notAuthorised' }
  | { code: 'plan.order.ownApproval' }
  | { code: 'plan.order.inTime'; deadline: string | null }
  | { code: 'plan.order.highest' }
  | { code: 'plan.order.nodeOpen' }
