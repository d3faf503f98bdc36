import { z } from 'zod'

/**
 * What the importer understood of a plan document (规划文本 → 建议稿). A person checks it before anything becomes a plan.
 * Absent is null or an empty list. Nothing here is guessed: what the importer could not place stands in `unplaced`.
 */

/** [start, end) in the normalised source text, in UTF-16 code units. */
export const Span = z.tuple([z.number().int().min(0), z.number().int().min(0)])
export type Span = z.infer<typeof Span>

const Year = z.number().int().min(1900).max(2200)

export const YearRange = z.object({ start: Year, end: Year })
export type YearRange = z.infer<typeof YearRange>

/** `earlier` = before the baseline; `baseline` = the last known value before the plan; `reference` = another region's value. */
export const indicatorRoles = ['earlier', 'baseline', 'target', 'reference'] as const
/** 达到 =, 超过 >, 以上、不低于 >=, 约、左右 ~. */
export const comparators = ['=', '>', '>=', '~'] as const
export const Comparator = z.enum(comparators)
export type Comparator = z.infer<typeof Comparator>

export const IndicatorValue = z.object({
  year: Year.nullable(),
  value: z.number(),
  role: z.enum(indicatorRoles),
  comparator: Comparator,
  /** Whose value it is, as written (e.g. 重庆市), for a reference; null = the plan's own region. */
  of: z.string().nullable(),
  span: Span,
})
export type IndicatorValue = z.infer<typeof IndicatorValue>

export const ProposedIndicator = z.object({ name: z.string(), unit: z.string(), values: z.array(IndicatorValue) })
export type ProposedIndicator = z.infer<typeof ProposedIndicator>

export const ProposedPhase = z.object({ name: z.string(), startYear: Year, endYear: Year, span: Span })
export type ProposedPhase = z.infer<typeof ProposedPhase>

/**
 * The years that a quantity is for. `each` = it's due again in every such part of those years (每年 60 场 → year);
 * null = once within them (到 2025 年建成 8 个 → 2025 to 2025).
 */
export const QuantityPeriod = YearRange.extend({ each: z.enum(['year', 'halfYear', 'quarter', 'month']).nullable() })
export type QuantityPeriod = z.infer<typeof QuantityPeriod>

/** How much (不少于60场). 万 and 亿 are multiplied out; 人均3元 has the unit 元/人. */
export const Quantity = z.object({ value: z.number(), unit: z.string(), period: QuantityPeriod.nullable() })
export type Quantity = z.infer<typeof Quantity>

const UnitNames = z.array(z.string())

export const ProposedMeasure = z.object({
  /** Ordinal within the task, from 1. */
  number: z.number().int().min(1),
  title: z.string(),
  lead: UnitNames,
  responsible: UnitNames,
  /** As written, e.g. 2023年底前 or 持续推进. */
  deadline: z.string().nullable(),
  quantity: Quantity.nullable(),
  span: Span,
})
export type ProposedMeasure = z.infer<typeof ProposedMeasure>

export const ProposedTask = z.object({
  /** Ordinal within the category, from 1. */
  number: z.number().int().min(1),
  /** 提升行动, 重点工程, or what the plan calls it; null when it has no kinds of task. */
  category: z.string().nullable(),
  title: z.string(),
  /** 牵头单位, names as written. */
  lead: UnitNames,
  /** 责任单位, 配合单位, 参与单位, names as written. */
  responsible: UnitNames,
  /** 实施单位, 落实单位, names as written. */
  implementers: UnitNames,
  /** The list of units ends in 等, 有关单位, 各成员单位: more may be meant than are named. */
  openEnded: z.boolean(),
  /** As written, e.g. 2023年底前 or 持续推进. */
  deadline: z.string().nullable(),
  quantity: Quantity.nullable(),
  /** The task's whole section (or its row, when it stands only in a table). */
  span: Span,
  measures: z.array(ProposedMeasure),
})
export type ProposedTask = z.infer<typeof ProposedTask>

/** A name that answers for something. `openGroup` = a group and not a body, e.g. 各乡镇（街道）. */
export const ProposedUnit = z.object({
  name: z.string(),
  kind: z.enum(['body', 'openGroup']),
  /** Other names in this document that seem to be the same body: merged only when a person confirms. */
  sameAs: z.array(z.string()),
  /** Every place where the name stands. */
  spans: z.array(Span),
})
export type ProposedUnit = z.infer<typeof ProposedUnit>

/** A named campaign or observance day (全国科普日、科技活动周). */
export const ProposedCampaign = z.object({ name: z.string(), span: Span })
export type ProposedCampaign = z.infer<typeof ProposedCampaign>

/**
 * Why something stays unplaced:
 * `addressee` 主送单位 · `copied` 抄送单位 · `mentioned` a unit in prose, without a duty · `notAUnit` stands in a list of units
 * but doesn't look like one · `noTask` units without a task to hang them on · `secondQuantity` the node has a quantity already ·
 * `noNode` a number outside tasks and goals · `difference` the distance between two values (提高2.7个百分点) ·
 * `ceiling` an upper bound (不超过) · `unclear` anything else.
 */
export const unplacedReasons = [
  'addressee',
  'copied',
  'mentioned',
  'notAUnit',
  'noTask',
  'secondQuantity',
  'noNode',
  'difference',
  'ceiling',
  'unclear',
] as const
export const UnplacedReason = z.enum(unplacedReasons)
export type UnplacedReason = z.infer<typeof UnplacedReason>

export const Unplaced = z.object({ text: z.string(), span: Span, why: UnplacedReason })
export type Unplaced = z.infer<typeof Unplaced>

export const PlanProposal = z.object({
  title: z.string().nullable(),
  issuer: z.string().nullable(),
  documentNumber: z.string().nullable(),
  issuedOn: z.iso.date().nullable(),
  period: YearRange.nullable(),
  indicators: z.array(ProposedIndicator),
  phases: z.array(ProposedPhase),
  tasks: z.array(ProposedTask),
  units: z.array(ProposedUnit),
  campaigns: z.array(ProposedCampaign),
  unplaced: z.array(Unplaced),
})
export type PlanProposal = z.infer<typeof PlanProposal>

/** A document with the text that its spans point into. */
export const ParsedPlan = z.object({ proposal: PlanProposal, text: z.string() })
export type ParsedPlan = z.infer<typeof ParsedPlan>

/** Why a file is refused as a plan document, with the facts that name the place. */
export type PlanFileRefusal =
  | { code: 'plan.file.empty' }
  | { code: 'plan.file.tooLarge'; size: number; limit: number }
  | { code: 'plan.file.tooLong'; limit: number }
  | { code: 'plan.file.tooSlow'; seconds: number }
  | { code: 'plan.file.tooMuchMemory' }
  | { code: 'plan.file.unknownType'; name: string }
  | { code: 'plan.file.oldWord'; name: string }
  | { code: 'plan.file.encoding'; offset: number }
  | { code: 'plan.file.notText'; offset: number }
  | { code: 'plan.file.noChinese' }
  | { code: 'plan.file.zipBomb'; entry: string; limit: number }
  | { code: 'plan.file.xmlForbidden'; entry: string; what: 'doctype' }
  | { code: 'plan.file.damaged'; part: string }
  | { code: 'plan.file.scannedPdf'; pages: number }
  | { code: 'plan.file.protectedPdf' }
  | { code: 'plan.file.notFound'; name: string }
