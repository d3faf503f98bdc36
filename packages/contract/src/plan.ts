import { z } from 'zod'
import { Id } from './common.ts'
import type { DraftProblem } from './plan-draft.ts'
import { PlanHeader, type PlanStatus, ResponsibilityRole } from './plan-header.ts'
import { Comparator, indicatorRoles, Quantity, Span } from './plan-proposal.ts'

export * from './plan-draft.ts'
export * from './plan-header.ts'
export * from './plan-proposal.ts'

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
      /** Tasks of the years that were issued for it. */
      annualTasks: z.number().int(),
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
  | { code: 'plan.draft.closed'; planStatus: PlanStatus }
  | { code: 'plan.draft.nothingToUndo' }
  | { code: 'plan.edit.noSuch'; what: string; index: number }
  | { code: 'plan.edit.value'; field: string; value: string }
  | { code: 'plan.edit.nameUnknown'; name: string }
  | { code: 'plan.file.refused'; why: string; place: string | null; message: string }
