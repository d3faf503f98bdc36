import { z } from 'zod'
import { Id, Instant, Version } from './common.ts'
import { DeliveryKind } from './ledger.ts'
import { progressCounts } from './plan-year.ts'

/** Who is appraised: 县级部门单位、乡镇（街道）. */
export const appraisedGroups = ['departments', 'townships'] as const
export const AppraisedGroup = z.enum(appraisedGroups)
export type AppraisedGroup = z.infer<typeof AppraisedGroup>

/** To whom an item applies; `leads`: to bodies that lead a task of the year. */
export const itemScopes = ['all', 'departments', 'townships', 'leads'] as const
export const ItemScope = z.enum(itemScopes)
export type ItemScope = z.infer<typeof ItemScope>

/**
 * What leading and supporting a task is worth (牵头、配合怎样计分): `weighted` both get the task's share, but a supported task weighs
 * less in the mean; `discounted` who supports gets at most a part of the task's share; `ownShare` each by its own work
 * against its part of the quantity.
 */
export const creditRules = ['weighted', 'discounted', 'ownShare'] as const
export const CreditRule = z.enum(creditRules)
export type CreditRule = z.infer<typeof CreditRule>

/** An item that a body has no work for (缺项): its points are spread over the others, or given in full. */
export const absentRules = ['rescale', 'full'] as const
export const AbsentRule = z.enum(absentRules)
export type AbsentRule = z.infer<typeof AbsentRule>

/** The ways in which points are found: a closed list, so that each can be explained and checked. */
export const scoreFormulas = [
  'quantityReached', // 数量完成率
  'nodesInTime', // 节点按期完成率
  'reportsInTime', // 报告按期确认率
  'receiptsInTime', // 按期签收率
  'lightMonths', // 亮灯月数扣分
  'workHeld', // 台账中的工作达到场次或人次
  'manual', // 人工评分
  'deduction', // 扣分项
  'bonus', // 加分项
] as const
export const ScoreFormula = z.enum(scoreFormulas)
export type ScoreFormula = z.infer<typeof ScoreFormula>

const Percent = z.number().int().min(0).max(100)
/** Points have at most two decimals. */
export const Points = z
  .number()
  .min(0)
  .max(1000)
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, '分值最多两位小数')
const MonthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, '月-日，例如 05-15')

/** How an item's points are found. What came late earns `latePercent` of its part. */
export const Formula = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('quantityReached') }),
  z.object({ kind: z.literal('nodesInTime'), latePercent: Percent }),
  z.object({ kind: z.literal('reportsInTime'), latePercent: Percent }),
  z.object({
    kind: z.literal('receiptsInTime'),
    withinDays: z.number().int().min(1).max(60),
    latePercent: Percent,
  }),
  /** Full points, less for every month that ended red: `perYellow` once it was made good, `perRed` while it isn't. */
  z.object({ kind: z.literal('lightMonths'), perRed: Points, perYellow: Points }),
  z.object({
    kind: z.literal('workHeld'),
    wanted: z.number().int().min(1).max(10_000_000),
    counts: z.enum(progressCounts),
    kinds: z.array(DeliveryKind).max(20),
    from: MonthDay,
    to: MonthDay,
  }),
  z.object({ kind: z.literal('manual') }),
  z.object({ kind: z.literal('deduction') }),
  z.object({ kind: z.literal('bonus') }),
])
export type Formula = z.infer<typeof Formula>

export const SchemeItem = z.object({
  /** Stays through all editions, so that years can be compared. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  title: z.string().trim().min(2).max(60),
  /** 评分标准, in words. */
  criteria: z.string().trim().max(400),
  /** Of a deduction the most that is taken, of a bonus its cap; both stand outside the sum. */
  points: Points,
  scope: ItemScope,
  formula: Formula,
})
export type SchemeItem = z.infer<typeof SchemeItem>

export const SchemeSection = z.object({
  title: z.string().trim().min(2).max(60),
  /** What the section is said to be worth; the check holds it against its items. */
  points: Points,
  items: z.array(SchemeItem).max(40),
})
export type SchemeSection = z.infer<typeof SchemeSection>

/** 考核办法, whole: it's written in one piece, and published in editions. */
export const Scheme = z
  .object({
    title: z.string().trim().min(4).max(100),
    total: Points,
    appraised: z.array(AppraisedGroup).min(1).max(2),
    credit: z.object({ rule: CreditRule, supportPercent: Percent }),
    absent: AbsentRule,
    /** Decimals of every item's points; halves are rounded up. The total is the sum of what was rounded. */
    decimals: z.number().int().min(0).max(2),
    /** Working days in which a body may object. */
    objectionDays: z.number().int().min(1).max(30),
    /** Names with the points from which they hold, the lowest from 0. */
    grades: z
      .array(z.object({ name: z.string().trim().min(1).max(20), from: Points }))
      .min(1)
      .max(8),
    sections: z.array(SchemeSection).min(1).max(20),
  })
  .refine(({ sections }) => {
    const ids = sections.flatMap(({ items }) => items.map(({ id }) => id))
    return new Set(ids).size === ids.length
  }, '项目编号不能重复')
export type Scheme = z.infer<typeof Scheme>

/** What the rules that lighten the burden of the grass roots forbid to count in an appraisal. */
export const refusedMetrics = [
  'likes', // 点赞
  'forwards', // 转发
  'votes', // 网络投票
  'logIns', // 登录、活跃
  'onlineTime', // 在线、学习时长
  'checkIns', // 打卡签到
  'photos', // 照片、视频、轨迹
  'installs', // 安装、使用率
  'ranking', // 积分排名
] as const
export const RefusedMetric = z.enum(refusedMetrics)
export type RefusedMetric = z.infer<typeof RefusedMetric>

/** A place where a scheme is not sound. Only `wordsDiffer` is a question; the others hinder publishing. */
export const SchemeProblem = z.discriminatedUnion('code', [
  /** The items of a section don't add up to what it's said to be worth. */
  z.object({
    code: z.literal('sectionSum'),
    section: z.number().int(),
    title: z.string(),
    group: AppraisedGroup,
    stated: z.number(),
    sum: z.number(),
  }),
  z.object({ code: z.literal('totalSum'), group: AppraisedGroup, stated: z.number(), sum: z.number() }),
  /** The words of an item give other points than the item has. */
  z.object({
    code: z.literal('wordsDiffer'),
    section: z.number().int(),
    itemId: z.string(),
    title: z.string(),
    stated: z.number(),
    written: z.string(),
  }),
  z.object({
    code: z.literal('refusedMetric'),
    section: z.number().int(),
    itemId: z.string(),
    title: z.string(),
    metric: RefusedMetric,
    word: z.string(),
  }),
  z.object({ code: z.literal('noPoints'), section: z.number().int(), itemId: z.string(), title: z.string() }),
  z.object({ code: z.literal('sameTitle'), section: z.number().int(), itemId: z.string(), title: z.string() }),
  z.object({ code: z.literal('gradeOrder'), name: z.string(), from: z.number() }),
])
export type SchemeProblem = z.infer<typeof SchemeProblem>

export const SchemeHeader = z.object({
  id: Id,
  title: z.string(),
  total: z.number(),
  /** Number of the last published edition; 0: none yet. */
  edition: z.number().int(),
  sha256: z.string().nullable(),
  publishedAt: Instant.nullable(),
  /** The draft says something else than the last edition. */
  changed: z.boolean(),
  problems: z.number().int(),
  version: Version,
  can: z.array(z.string()),
})
export type SchemeHeader = z.infer<typeof SchemeHeader>

export const SchemeView = z.object({
  header: SchemeHeader,
  /** The draft for those who write it, else the last edition. */
  scheme: Scheme,
  problems: z.array(SchemeProblem),
  editions: z.array(
    z.object({
      edition: z.number().int(),
      sha256: z.string(),
      publishedAt: Instant,
      publishedByName: z.string(),
    }),
  ),
})
export type SchemeView = z.infer<typeof SchemeView>

/** Where a new scheme begins: 百分制、二十分制 or nothing. */
export const schemeTemplates = ['hundred', 'twenty', 'empty'] as const
export const SchemeTemplate = z.enum(schemeTemplates)
export type SchemeTemplate = z.infer<typeof SchemeTemplate>

export const OpenScheme = z.object({ title: z.string().trim().min(4).max(100), template: SchemeTemplate })
export const RewriteScheme = z.object({ schemeId: Id, version: Version, scheme: Scheme })
export const PublishScheme = z.object({ schemeId: Id, version: Version })
export const DiscardScheme = z.object({ schemeId: Id, version: Version })

export type SchemeRefusal =
  | {
      code: 'plan.scheme.refusedMetric'
      items: readonly { title: string; metric: RefusedMetric; word: string }[]
    }
  | { code: 'plan.scheme.unsound'; problems: readonly SchemeProblem[] }
  | { code: 'plan.scheme.unchanged'; edition: number }
  | { code: 'plan.scheme.published'; edition: number }
  | {
      code: 'plan.scheme.unreadable'
      why: 'noHeader' | 'points' | 'formula' | 'scope' | 'noItems' | 'json'
      row: number | null
    }
