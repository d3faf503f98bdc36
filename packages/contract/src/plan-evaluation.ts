import { z } from 'zod'
import { Audience, Day, Id, Instant, Version } from './common.ts'
import { Comparator } from './plan-proposal.ts'

/** 达到、未达到、不能判定. */
export const verdicts = ['met', 'notMet', 'cannotTell'] as const
export const Verdict = z.enum(verdicts)
export type Verdict = z.infer<typeof Verdict>

/**
 * What a verdict stands on: the interval; the value as it was reported, without an interval; a value scored by another rule
 * than the one that the goal was set by (which can't be compared); or no value at all.
 */
export const verdictBases = ['interval', 'reported', 'otherRule', 'none'] as const
export const VerdictBasis = z.enum(verdictBases)
export type VerdictBasis = z.infer<typeof VerdictBasis>

/** What became of a task: 完成、部分完成、未完成、推进中、未列入年度计划. */
export const taskOutcomes = ['done', 'partly', 'notDone', 'running', 'notPlanned'] as const
export const TaskOutcome = z.enum(taskOutcomes)
export type TaskOutcome = z.infer<typeof TaskOutcome>

/** Chapters of the final report, in order. */
export const evaluationSections = [
  'overview',
  'indicators',
  'tasks',
  'audiences',
  'townships',
  'shortcomings',
  'next',
] as const
export const EvaluationSection = z.enum(evaluationSections)
export type EvaluationSection = z.infer<typeof EvaluationSection>

const Interval = z
  .object({
    low: z.number(),
    high: z.number(),
    /** 0.95 unless the source says otherwise. */
    level: z.number().min(0.5).max(0.999).default(0.95),
  })
  .refine(({ low, high }) => low <= high, { message: '区间下限不能大于上限', path: ['high'] })

/** What somebody measured, and how it is known. */
const measuredFields = {
  year: z.number().int().min(1990).max(2100),
  /** The day of measurement; null where only the year is known. */
  measuredOn: Day.nullable().default(null),
  value: z.number().min(-1_000_000_000).max(1_000_000_000),
  interval: Interval.nullable().default(null),
  sampleSize: z.number().int().positive().max(100_000_000).nullable().default(null),
  /** Variance against a simple random sample of the same size; null: not known. */
  designEffect: z.number().min(0.1).max(100).nullable().default(null),
  method: z.string().trim().min(2).max(300),
  source: z.string().trim().min(2).max(300),
  /** Values under different rules never stand in one trend; null: the source doesn't say. */
  scoringRule: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, '评分规则编号用字母、数字、点、横线')
    .nullable()
    .default(null),
}
const contains = (said: { value: number; interval: { low: number; high: number } | null }) =>
  said.interval === null || (said.interval.low <= said.value && said.value <= said.interval.high)
const CONTAINS = { message: '区间应包含测得值', path: ['interval'] }

export const MeasuredValueInput = z.object(measuredFields).refine(contains, CONTAINS)
export type MeasuredValueInput = z.infer<typeof MeasuredValueInput>

export const RecordMeasuredValue = z.object({ indicatorId: Id, ...measuredFields }).refine(contains, CONTAINS)
const Reason = z.string().trim().min(2).max(200)
/** A correction is a further version with a reason; nothing is changed. */
export const CorrectMeasuredValue = z
  .object({ valueId: Id, version: Version, reason: Reason, ...measuredFields })
  .refine(contains, CONTAINS)
export const WithdrawMeasuredValue = z.object({ valueId: Id, version: Version, reason: Reason })

/** A value of an indicator that was measured (测得值): permanent id, versions that only get more. */
export const MeasuredValueView = z.object({
  id: Id,
  version: Version,
  indicatorId: Id,
  indicatorName: z.string(),
  unit: z.string(),
  year: z.number().int(),
  measuredOn: Day.nullable(),
  value: z.number(),
  interval: z.object({ low: z.number(), high: z.number(), level: z.number() }).nullable(),
  sampleSize: z.number().int().nullable(),
  designEffect: z.number().nullable(),
  method: z.string(),
  source: z.string(),
  scoringRule: z.string().nullable(),
  /** Module and record that it came from: `manual`, or e.g. `survey`. */
  sourceModule: z.string(),
  status: z.enum(['current', 'superseded', 'withdrawn']),
  /** Why this version stands in place of the one before; null for the first. */
  reason: z.string().nullable(),
  recordedAt: Instant,
})
export type MeasuredValueView = z.infer<typeof MeasuredValueView>

/** A point of a picture: measured, or a figure of the plan where nothing was measured in that year. */
export const GoalPoint = z.object({
  year: z.number().int(),
  value: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  scoringRule: z.string().nullable(),
  source: z.enum(['measured', 'plan']),
  id: Id,
})
export type GoalPoint = z.infer<typeof GoalPoint>

/** How likely two rounds of this size notice the rise that the plan wants. */
export const PowerView = z.object({
  from: z.number(),
  to: z.number(),
  sampleSize: z.number().int(),
  designEffect: z.number(),
  /** False: the design effect is not known, and 1 was taken, which flatters. */
  designEffectKnown: z.boolean(),
  power: z.number(),
  /** Answers in each round for a power of 80 %. */
  neededForEighty: z.number().int(),
})
export type PowerView = z.infer<typeof PowerView>

export const JudgedGoalView = z.object({
  indicatorId: Id,
  name: z.string(),
  unit: z.string(),
  target: z.object({ figureId: Id, year: z.number().int().nullable(), value: z.number(), comparator: Comparator }),
  points: z.array(GoalPoint),
  /** Indexes of points that may be joined by a line: measured under one known rule. */
  series: z.array(z.array(z.number().int())),
  judgedBy: MeasuredValueView.nullable(),
  verdict: Verdict,
  basis: VerdictBasis,
  /** The value was measured in the year of the goal or later; else the verdict is provisional. */
  final: z.boolean(),
  power: PowerView.nullable(),
})
export type JudgedGoalView = z.infer<typeof JudgedGoalView>

const Work = { deliveries: z.number().int(), personTimes: z.number().int() }
const ByYear = z.array(z.object({ year: z.number().int(), ...Work }))

export const EvaluatedTask = z.object({
  taskId: Id,
  category: z.string().nullable(),
  number: z.number().int(),
  title: z.string(),
  outcome: TaskOutcome,
  /** Tasks of the years under it: all, of them fulfilled, begun and past their day, untouched and past their day, not due yet. */
  annual: z.object({
    total: z.number().int(),
    done: z.number().int(),
    partly: z.number().int(),
    notDone: z.number().int(),
    running: z.number().int(),
  }),
  ...Work,
  townships: z.number().int(),
})
export type EvaluatedTask = z.infer<typeof EvaluatedTask>

/** What the period holds, added up: for the report, the page and the public. */
export const AchievementsView = z.object({
  planId: Id,
  title: z.string(),
  period: z.object({ start: z.number().int(), end: z.number().int() }),
  /** The last day that counts. */
  asOf: Day,
  goals: z.array(JudgedGoalView),
  tasks: z.array(EvaluatedTask),
  total: z.object(Work),
  years: ByYear,
  audiences: z.array(z.object({ audience: Audience, ...Work, years: ByYear })),
  /** In the order of the official codes, which is no ranking. */
  townships: z.array(z.object({ regionCode: z.string(), name: z.string(), ...Work, years: ByYear })),
  /** Work for the county as a whole, in no township. */
  countyWide: z.object(Work),
})
export type AchievementsView = z.infer<typeof AchievementsView>

export const EvaluationSectionView = z.object({
  section: EvaluationSection,
  heading: z.string(),
  /** Sentences that stand on the records, in the language of the document. */
  assembled: z.array(z.string()),
  /** The coordinator's own words; null: none yet. */
  own: z
    .object({ text: z.string(), keepAssembled: z.boolean(), updatedAt: Instant, updatedByName: z.string() })
    .nullable(),
  /** 0: nobody has written yet. */
  version: z.number().int(),
})
export type EvaluationSectionView = z.infer<typeof EvaluationSectionView>

export const EvaluationView = z.object({
  countyName: z.string(),
  /** The period isn't over on `asOf`: a mid-term reading. */
  provisional: z.boolean(),
  achievements: AchievementsView,
  sections: z.array(EvaluationSectionView),
  can: z.array(z.string()),
})
export type EvaluationView = z.infer<typeof EvaluationView>

export const WriteEvaluationSection = z.object({
  planId: Id,
  section: EvaluationSection,
  /** What the writer saw; 0 where nobody had written. */
  version: z.number().int().min(0),
  text: z.string().max(20_000),
  /** False: these words stand instead of the assembled sentences. */
  keepAssembled: z.boolean(),
})

/** Frozen open data of a day (公开数据版本), with its hash. */
export const ProgressEditionView = z.object({
  edition: z.number().int(),
  asOf: Day,
  releasedAt: Instant,
  sha256: z.string(),
})
export type ProgressEditionView = z.infer<typeof ProgressEditionView>

/** The public page's figures: today's, or those of a frozen edition. */
export const ProgressView = z.object({
  edition: z.number().int().nullable(),
  achievements: AchievementsView,
  editions: z.array(ProgressEditionView),
})
export type ProgressView = z.infer<typeof ProgressView>

/** Tables of the open data. */
export const progressTables = ['goals', 'tasks', 'years', 'audiences', 'townships'] as const
export const ProgressTable = z.enum(progressTables)
export type ProgressTable = z.infer<typeof ProgressTable>

/** One table with its columns explained: a data dictionary beside the data. */
export const ProgressTableView = z.object({
  table: ProgressTable,
  title: z.string(),
  edition: z.number().int().nullable(),
  asOf: Day,
  licence: z.string(),
  columns: z.array(z.object({ name: z.string(), title: z.string(), meaning: z.string() })),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
})
export type ProgressTableView = z.infer<typeof ProgressTableView>

/** What the columns of every table mean. */
export const ProgressDictionaryView = z.object({
  licence: z.string(),
  tables: z.array(ProgressTableView.pick({ table: true, title: true, columns: true })),
})
export type ProgressDictionaryView = z.infer<typeof ProgressDictionaryView>

export const ReleaseProgress = z.object({ planId: Id })

export type EvaluationRefusal =
  | { code: 'plan.measuredValue.indicator'; indicatorId: Id }
  | { code: 'plan.measuredValue.future'; year: number; today: string }
  | { code: 'plan.measuredValue.dayOutsideYear'; year: number; measuredOn: string }
  | { code: 'plan.measuredValue.share'; value: number }
  | { code: 'plan.measuredValue.exists'; year: number; valueId: Id }
  | { code: 'plan.measuredValue.fromModule'; module: string }
  | { code: 'plan.measuredValue.withdrawn' }
  | { code: 'plan.evaluation.noPeriod' }
  | { code: 'plan.progress.sameDay'; edition: number }
