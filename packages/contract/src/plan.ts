import { z } from 'zod'
import { Day, Id, Instant, Version } from './common.ts'
import { Comparator, indicatorRoles, PlanProposal, Quantity, Span } from './plan-proposal.ts'

export * from './plan-proposal.ts'

/** 草案 → 已发布 → 已被新版取代. Undo ends with publishing. */
export const planStatuses = ['draft', 'published', 'superseded', 'discarded'] as const
export const PlanStatus = z.enum(planStatuses)
export type PlanStatus = z.infer<typeof PlanStatus>

/** 牵头、责任（配合）、实施. */
export const responsibilityRoles = ['lead', 'responsible', 'implementer'] as const
export const ResponsibilityRole = z.enum(responsibilityRoles)
export type ResponsibilityRole = z.infer<typeof ResponsibilityRole>

const Period = z.object({ start: z.number().int(), end: z.number().int() })

export const PlanHeader = z.object({
  id: Id,
  title: z.string(),
  issuer: z.string().nullable(),
  documentNumber: z.string().nullable(),
  issuedOn: Day.nullable(),
  period: Period.nullable(),
  status: PlanStatus,
  /** 1 for the first; a revised document of the same plan has the next. */
  revision: z.number().int(),
  previousId: Id.nullable(),
  fileName: z.string(),
  publishedAt: Instant.nullable(),
  version: Version,
  can: z.array(z.string()),
})
export type PlanHeader = z.infer<typeof PlanHeader>

// ── the draft under review ──────────────────────────────────────────────

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

// ── the published plan ──────────────────────────────────────────────────

/** A body answering for a task; unitId is null for an open group such as 各乡镇（街道）. */
export const ResponsibleBody = z.object({ unitId: Id.nullable(), name: z.string(), asWritten: z.string() })
const MeasureView = z.object({
  id: Id,
  number: z.number().int(),
  title: z.string(),
  lead: z.array(ResponsibleBody),
  responsible: z.array(ResponsibleBody),
  deadline: z.string().nullable(),
  quantity: Quantity.nullable(),
  span: Span.nullable(),
})
export const TaskView = z.object({
  id: Id,
  number: z.number().int(),
  category: z.string().nullable(),
  title: z.string(),
  lead: z.array(ResponsibleBody),
  responsible: z.array(ResponsibleBody),
  implementers: z.array(ResponsibleBody),
  openEnded: z.boolean(),
  deadline: z.string().nullable(),
  quantity: Quantity.nullable(),
  span: Span.nullable(),
  measures: z.array(MeasureView),
})
export type TaskView = z.infer<typeof TaskView>

export const IndicatorValueView = z.object({
  id: Id,
  year: z.number().int().nullable(),
  value: z.number(),
  role: z.enum(indicatorRoles),
  comparator: Comparator,
  of: z.string().nullable(),
  /** The words of the document that say so. */
  quote: z.string().nullable(),
  span: Span.nullable(),
})
export const IndicatorView = z.object({
  id: Id,
  name: z.string(),
  unit: z.string(),
  values: z.array(IndicatorValueView),
})
export type IndicatorView = z.infer<typeof IndicatorView>

export const PlanView = z.object({
  header: PlanHeader,
  indicators: z.array(IndicatorView),
  phases: z.array(
    z.object({
      name: z.string(),
      startYear: z.number().nullable(),
      endYear: z.number().nullable(),
      span: Span.nullable(),
    }),
  ),
  tasks: z.array(TaskView),
  campaigns: z.array(z.object({ name: z.string(), span: Span.nullable() })),
})
export type PlanView = z.infer<typeof PlanView>

/** 任务分工矩阵: tasks × bodies. */
export const MatrixView = z.object({
  planId: Id,
  title: z.string(),
  tasks: z.array(z.object({ id: Id, number: z.number().int(), category: z.string().nullable(), title: z.string() })),
  units: z.array(
    z.object({ unitId: Id.nullable(), name: z.string(), leads: z.number().int(), supports: z.number().int() }),
  ),
  /** Row and column are indexes into tasks and units. */
  cells: z.array(
    z.object({ task: z.number().int(), unit: z.number().int(), role: ResponsibilityRole, measures: z.number().int() }),
  ),
  leadCells: z.number().int(),
  responsibleCells: z.number().int(),
})
export type MatrixView = z.infer<typeof MatrixView>

/** One body's page: what it leads, what it supports. */
export const UnitDutiesView = z.object({
  planId: Id.nullable(),
  planTitle: z.string().nullable(),
  unitId: Id,
  unitName: z.string(),
  duties: z.array(
    z.object({
      role: ResponsibilityRole,
      taskId: Id,
      taskNumber: z.number().int(),
      category: z.string().nullable(),
      taskTitle: z.string(),
      measureId: Id.nullable(),
      measureTitle: z.string().nullable(),
      asWritten: z.string(),
      with: z.array(z.string()),
      deliveries: z.number().int(),
      personTimes: z.number().int(),
    }),
  ),
})
export type UnitDutiesView = z.infer<typeof UnitDutiesView>

/** From any sentence of the plan to what it became, and back. */
export const TraceView = z.object({
  planId: Id,
  title: z.string(),
  text: z.string(),
  links: z.array(
    z.object({
      span: Span,
      kind: z.enum(['indicator', 'task', 'measure', 'phase', 'campaign', 'responsibility']),
      id: Id.nullable(),
      label: z.string(),
      /** Work in the ledger for it. */
      deliveries: z.number().int(),
    }),
  ),
})
export type TraceView = z.infer<typeof TraceView>

/** What changed between two plans: a revised document, or the next period's. */
export const PlanDiffView = z.object({
  from: PlanHeader,
  to: PlanHeader,
  changes: z.array(
    z.object({
      kind: z.enum(['header', 'indicator', 'phase', 'task', 'measure', 'responsibility', 'campaign']),
      change: z.enum(['added', 'removed', 'changed', 'renamed']),
      where: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
})
export type PlanDiffView = z.infer<typeof PlanDiffView>

/** One published figure with its permanent address (open data). */
export const FigureView = z.object({
  id: Id,
  planId: Id,
  planTitle: z.string(),
  revision: z.number().int(),
  indicator: z.string(),
  unit: z.string(),
  year: z.number().int().nullable(),
  value: z.number(),
  role: z.enum(indicatorRoles),
  comparator: Comparator,
  of: z.string().nullable(),
  quote: z.string().nullable(),
  source: z.string(),
  superseded: z.boolean(),
})
export type FigureView = z.infer<typeof FigureView>

export type PlanRefusal =
  | { code: 'plan.draft.notReady'; problems: readonly DraftProblem[] }
  | { code: 'plan.draft.closed'; status: PlanStatus }
  | { code: 'plan.draft.nothingToUndo' }
  | { code: 'plan.edit.noSuch'; what: string; index: number }
  | { code: 'plan.edit.value'; field: string; value: string }
  | { code: 'plan.edit.nameUnknown'; name: string }
  | { code: 'plan.period.taken'; planId: Id; title: string }
  | { code: 'plan.file.refused'; why: string; place: string | null; message: string }
