import { z } from 'zod'
import { Audience, Day, Id, Instant, PageQuery, RegionCode } from './common.ts'

/** What was done (科普活动形式), after the forms of 科普统计. */
export const deliveryKinds = [
  'lecture', // 科普（技）讲座
  'training', // 实用技术培训
  'exhibition', // 科普（技）展览、巡展
  'contest', // 科普（技）竞赛
  'consultation', // 咨询服务、义诊
  'openDay', // 场馆、机构开放
  'drill', // 应急演练
  'materials', // 资料发放
  'online', // 线上传播
  'practice', // 青少年科技实践
  'other',
] as const
export const DeliveryKind = z.enum(deliveryKinds)
export type DeliveryKind = z.infer<typeof DeliveryKind>

/**
 * How many of one group were reached. 人次 counts attendances; 人数 counts people, each once.
 * 人数 is null when nobody knows it: it's never guessed from 人次.
 */
export const Reach = z
  .object({
    audience: Audience,
    personTimes: z.number().int().min(0).max(10_000_000),
    persons: z.number().int().min(0).max(10_000_000).nullable(),
  })
  .refine((reach) => reach.persons === null || reach.persons <= reach.personTimes, {
    message: '人数不能多于人次',
    path: ['persons'],
  })
export type Reach = z.infer<typeof Reach>

/** A delivery (台账记录): a fact, never changed; a mistake is corrected by a reversing entry. */
export const DeliveryView = z.object({
  id: Id,
  occurredOn: Day,
  title: z.string(),
  kind: DeliveryKind,
  unitId: Id,
  unitName: z.string(),
  regionCode: RegionCode,
  regionName: z.string(),
  taskId: Id.nullable(),
  taskTitle: z.string().nullable(),
  measureId: Id.nullable(),
  reach: z.array(z.object({ audience: Audience, personTimes: z.number(), persons: z.number().nullable() })),
  note: z.string().nullable(),
  /** Which module and record it came from: `manual`, `import` or e.g. `service`. */
  source: z.object({ module: z.string(), record: z.string().nullable() }),
  reverses: Id.nullable(),
  reversedBy: Id.nullable(),
  reason: z.string().nullable(),
  recordedBy: z.string(),
  recordedAt: Instant,
  can: z.array(z.string()),
})
export type DeliveryView = z.infer<typeof DeliveryView>

const uniqueAudiences = (reach: readonly { audience: Audience }[]) =>
  new Set(reach.map((one) => one.audience)).size === reach.length

export const RecordDelivery = z.object({
  occurredOn: Day,
  title: z.string().trim().min(2).max(120),
  kind: DeliveryKind,
  unitId: Id,
  regionCode: RegionCode,
  taskId: Id.optional(),
  measureId: Id.optional(),
  reach: z.array(Reach).min(1).max(6).refine(uniqueAudiences, '同一人群只能填一次'),
  note: z.string().trim().max(1000).optional(),
  /** The person has seen the likely duplicates and says that it is another one. */
  notDuplicate: z.boolean().default(false),
})
export const ReverseDelivery = z.object({
  deliveryId: Id,
  reason: z.string().trim().min(2).max(200),
})

export const DeliveryFilter = z.object({
  from: Day.optional(),
  to: Day.optional(),
  unitId: Id.optional(),
  regionCode: RegionCode.optional(),
  taskId: Id.optional(),
  measureId: Id.optional(),
  kind: DeliveryKind.optional(),
  audience: Audience.optional(),
  text: z.string().trim().max(60).optional(),
})
export type DeliveryFilter = z.infer<typeof DeliveryFilter>
export const ListDeliveries = DeliveryFilter.extend(PageQuery.shape)

/** What a selection of the ledger adds up to. Reversed entries cancel out. */
export const Tally = z.object({
  deliveries: z.number().int(),
  personTimes: z.number().int(),
  /** Sum of 人数 where it is known: the same person at two deliveries counts twice, so it isn't «people reached». */
  persons: z.number().int(),
  /** Deliveries that give no 人数. */
  personsUnknown: z.number().int(),
})
export type Tally = z.infer<typeof Tally>
export const LedgerSummary = z.object({
  total: Tally,
  byMonth: z.array(Tally.extend({ month: z.string() })),
  byAudience: z.array(z.object({ audience: Audience, personTimes: z.number(), deliveries: z.number() })),
  byKind: z.array(Tally.extend({ kind: DeliveryKind })),
  byTownship: z.array(Tally.extend({ regionCode: z.string(), regionName: z.string() })),
  byUnit: z.array(Tally.extend({ unitId: Id, unitName: z.string() })),
  byTask: z.array(Tally.extend({ taskId: Id.nullable(), taskTitle: z.string().nullable() })),
})
export type LedgerSummary = z.infer<typeof LedgerSummary>

/** A row of an uploaded workbook as Kepu read it, with what is wrong with it, or whom it resembles. */
export const ImportRow = z.object({
  row: z.number().int(),
  title: z.string(),
  occurredOn: z.string(),
  unitName: z.string(),
  regionName: z.string(),
  problems: z.array(z.object({ column: z.string(), message: z.string() })),
  duplicates: z.array(z.object({ id: Id.nullable(), title: z.string(), occurredOn: Day, row: z.number().nullable() })),
})
export type ImportRow = z.infer<typeof ImportRow>
export const ImportReport = z.object({
  importId: Id,
  fileName: z.string(),
  rows: z.array(ImportRow),
  ready: z.number().int(),
  withProblems: z.number().int(),
  withDuplicates: z.number().int(),
  status: z.enum(['checked', 'recorded']),
})
export type ImportReport = z.infer<typeof ImportReport>
export const RecordImport = z.object({
  importId: Id,
  /** Rows with likely duplicates that are to be recorded all the same. */
  includeRows: z.array(z.number().int()).default([]),
})

export type LedgerRefusal =
  | { code: 'ledger.delivery.future'; occurredOn: string; today: string }
  | { code: 'ledger.delivery.region'; regionCode: string }
  | { code: 'ledger.delivery.task'; taskId: Id }
  | {
      code: 'ledger.delivery.duplicate'
      candidates: readonly { id: Id; title: string; occurredOn: string; unitName: string }[]
    }
  | { code: 'ledger.delivery.alreadyReversed'; reversedBy: Id }
  | { code: 'ledger.delivery.isReversal' }
  | { code: 'ledger.import.noHeader' }
  | { code: 'ledger.import.tooManyRows'; maxRows: number }
  | { code: 'ledger.import.recorded' }
  | { code: 'ledger.import.nothing' }
