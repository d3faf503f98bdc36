import { z } from 'zod'
import { Id, Instant, Version } from './common.ts'
import { PlanHeader, ResponsibilityRole } from './plan-header.ts'
import { Comparator, indicatorRoles, PlanProposal } from './plan-proposal.ts'

/** What a name in the document becomes when the plan is published. */
export const UnitDecision = z.discriminatedUnion('as', [
  z.object({ as: z.literal('new') }),
  z.object({ as: z.literal('unit'), unitId: Id }),
  /** The same body as another name of the document. */
  z.object({ as: z.literal('same'), name: z.string() }),
  /** 各乡镇（街道）: every unit of the kind. */
  z.object({ as: z.literal('openGroup') }),
  z.object({ as: z.literal('ignore') }),
])
export type UnitDecision = z.infer<typeof UnitDecision>

/** One correction by the reviewer; indexes are those of the version that the reviewer saw. */
export const PlanEdit = z.discriminatedUnion('edit', [
  z.object({
    edit: z.literal('header'),
    field: z.enum(['title', 'issuer', 'documentNumber', 'issuedOn', 'periodStart', 'periodEnd']),
    value: z.string().trim().max(200).nullable(),
  }),
  z.object({
    edit: z.literal('task'),
    task: z.number().int(),
    field: z.enum(['title', 'category', 'number', 'deadline']),
    value: z.string().trim().max(200),
  }),
  z.object({
    edit: z.literal('addTask'),
    category: z.string().trim().max(60),
    title: z.string().trim().min(2).max(200),
  }),
  z.object({ edit: z.literal('removeTask'), task: z.number().int() }),
  z.object({
    edit: z.literal('measure'),
    task: z.number().int(),
    measure: z.number().int(),
    title: z.string().trim().min(2).max(200),
  }),
  z.object({ edit: z.literal('addMeasure'), task: z.number().int(), title: z.string().trim().min(2).max(200) }),
  z.object({ edit: z.literal('removeMeasure'), task: z.number().int(), measure: z.number().int() }),
  z.object({
    edit: z.literal('moveMeasure'),
    task: z.number().int(),
    measure: z.number().int(),
    toTask: z.number().int(),
  }),
  z.object({
    edit: z.literal('responsibility'),
    task: z.number().int(),
    measure: z.number().int().nullable(),
    role: ResponsibilityRole,
    name: z.string().trim().min(2).max(60),
    present: z.boolean(),
  }),
  z.object({
    edit: z.literal('indicatorValue'),
    indicator: z.number().int(),
    /** Index of the value; null adds one. */
    value: z.number().int().nullable(),
    to: z
      .object({
        year: z.number().int().min(1990).max(2100).nullable(),
        value: z.number(),
        role: z.enum(indicatorRoles),
        comparator: Comparator,
        of: z.string().trim().max(60).nullable(),
      })
      .nullable(),
  }),
  z.object({ edit: z.literal('unit'), name: z.string(), decision: UnitDecision }),
  /** One written name is really several: 县教委县科协 → 县教委, 县科协. */
  z.object({
    edit: z.literal('splitUnit'),
    name: z.string(),
    into: z.array(z.string().trim().min(2).max(60)).min(1).max(10),
  }),
  z.object({ edit: z.literal('settleUnplaced'), unplaced: z.number().int() }),
])
export type PlanEdit = z.infer<typeof PlanEdit>

/** What still stands between the draft and publishing, in the order the reviewer can act on. */
export const DraftProblem = z.discriminatedUnion('code', [
  z.object({ code: z.literal('plan.draft.noTitle') }),
  z.object({ code: z.literal('plan.draft.noPeriod') }),
  z.object({ code: z.literal('plan.draft.noTasks') }),
  z.object({ code: z.literal('plan.draft.noLead'), task: z.number().int(), title: z.string() }),
  z.object({ code: z.literal('plan.draft.unitUndecided'), name: z.string() }),
  z.object({ code: z.literal('plan.draft.unitCircle'), name: z.string() }),
  z.object({ code: z.literal('plan.draft.unplaced'), index: z.number().int(), text: z.string() }),
])
export type DraftProblem = z.infer<typeof DraftProblem>

export const PlanDraftView = z.object({
  header: PlanHeader,
  text: z.string(),
  proposal: PlanProposal,
  units: z.array(
    z.object({
      name: z.string(),
      /** Null: the reviewer has to say. A name that is a known unit's name or valid alias is decided already. */
      decision: UnitDecision.nullable(),
      suggestions: z.array(
        z.object({ unitId: Id.nullable(), name: z.string(), why: z.enum(['name', 'alias', 'proposed', 'similar']) }),
      ),
      cells: z.number().int(),
    }),
  ),
  settled: z.array(z.number().int()),
  problems: z.array(DraftProblem),
  edits: z.array(z.object({ seq: z.number().int(), at: Instant, by: z.string(), edit: PlanEdit })),
  canUndo: z.boolean(),
  /** The plan that is in force now: what the draft can be compared with. */
  inForceId: Id.nullable(),
})
export type PlanDraftView = z.infer<typeof PlanDraftView>

export const EditDraft = z.object({ planId: Id, version: Version, edits: z.array(PlanEdit).min(1).max(200) })
export const UndoEdit = z.object({ planId: Id, version: Version })
export const PublishPlan = z.object({ planId: Id, version: Version })
export const DiscardDraft = z.object({ planId: Id, version: Version })
