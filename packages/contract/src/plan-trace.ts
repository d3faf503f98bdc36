import { z } from 'zod'
import { Day, Id } from './common.ts'
import { GoalPoint, TaskOutcome, Verdict, VerdictBasis } from './plan-evaluation.ts'
import { Span } from './plan-proposal.ts'

/** What a chain can be followed back from: 工作记录、年度任务、节点、报告、测得值、指标、任务或举措. */
export const traceSources = [
  'delivery',
  'annualTask',
  'node',
  'report',
  'measuredValue',
  'indicator',
  'purpose',
] as const
export const TraceSource = z.enum(traceSources)
export type TraceSource = z.infer<typeof TraceSource>

/** A sentence of the plan document, and how many things it became. */
export const SentenceView = z.object({ span: Span, text: z.string(), becameCount: z.number().int() })
export type SentenceView = z.infer<typeof SentenceView>

/** A task or measure that a sentence became. */
export const TracedPurpose = z.object({
  taskId: Id,
  measureId: Id.nullable(),
  label: z.string(),
  title: z.string(),
  span: Span.nullable(),
})
export type TracedPurpose = z.infer<typeof TracedPurpose>

const TracedWork = z.object({
  deliveries: z.number().int(),
  personTimes: z.number().int(),
  latest: z.array(z.object({ id: Id, title: z.string(), occurredOn: Day, unitName: z.string() })),
})

/** Where a sentence of the plan is now (追踪): from its words to what was measured. */
export const TraceChainView = z.object({
  planId: Id,
  sentence: SentenceView,
  purposes: z.array(TracedPurpose),
  annualTasks: z.array(
    z.object({
      id: Id,
      yearPlanId: Id,
      year: z.number().int(),
      title: z.string(),
      outcome: TaskOutcome,
      leads: z.array(z.string()),
      nodes: z.array(
        z.object({ id: Id, title: z.string(), dueOn: Day, done: z.number().int(), owed: z.number().int() }),
      ),
    }),
  ),
  work: TracedWork,
  /** Confirmed reports that speak of these tasks of the years, newest first. */
  reports: z.array(z.object({ id: Id, unitName: z.string(), startsOn: Day, endsOn: Day })),
  indicators: z.array(
    z.object({
      indicatorId: Id,
      name: z.string(),
      unit: z.string(),
      /** The sentence itself states a figure of it; else it's one of the plan's, which all tasks serve together. */
      direct: z.boolean(),
      verdict: Verdict,
      basis: VerdictBasis,
      points: z.array(GoalPoint),
    }),
  ),
})
export type TraceChainView = z.infer<typeof TraceChainView>

/** Which sentences something goes back to. */
export const TraceOriginView = z.object({
  planId: Id,
  from: z.object({ source: TraceSource, id: Id, title: z.string() }),
  sentences: z.array(SentenceView.extend({ label: z.string() })),
})
export type TraceOriginView = z.infer<typeof TraceOriginView>
