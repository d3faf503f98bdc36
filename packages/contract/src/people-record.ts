import { z } from 'zod'
import { Audience, Day, Id, Instant, PageQuery, RegionCode } from './common.ts'
import { DeliveryKind } from './ledger.ts'

/** How a service record is known (证明层级): 系统可见、服务对象已确认、本人或单位申报. */
export const recordProofs = ['seen', 'confirmed', 'claimed'] as const
export const RecordProof = z.enum(recordProofs)
export type RecordProof = z.infer<typeof RecordProof>

/** Hours of service without the way there and back, in half hours. */
export const ServiceHours = z.number().positive().max(24).multipleOf(0.5, '按半小时计')

/** Work outside Kepu: entered by the body that organised it (谁组织谁记录). */
export const AddRecords = z.object({
  organiserId: Id,
  personIds: z.array(Id).min(1).max(100),
  title: z.string().trim().min(2).max(100),
  kind: DeliveryKind,
  servedOn: Day,
  hours: ServiceHours,
  regionCode: RegionCode,
  place: z.string().trim().max(60).nullable().default(null),
  /** 人次, and the group that they mainly were. */
  personTimes: z.number().int().min(1).max(1_000_000).nullable().default(null),
  audience: Audience.nullable().default(null),
  /** Who of the hosts confirmed it; absent: it stays a claim. */
  hostName: z.string().trim().min(2).max(60).nullable().default(null),
})
export type AddRecords = z.infer<typeof AddRecords>
export const AddedRecords = z.object({ recordIds: z.array(Id) })

export const ConfirmRecord = z.object({ recordId: Id, hostName: z.string().trim().min(2).max(60) })
export const ReverseRecord = z.object({ recordId: Id, reason: z.string().trim().min(2).max(200) })

/** One person's part in one service (志愿服务记录). */
export const RecordView = z.object({
  id: Id,
  personId: Id,
  /** Of a person who was erased: their number in the register. */
  personName: z.string(),
  organiserId: Id,
  organiserName: z.string(),
  title: z.string(),
  kind: DeliveryKind,
  servedOn: Day,
  hours: z.number(),
  regionCode: RegionCode,
  regionName: z.string(),
  place: z.string().nullable(),
  personTimes: z.number().int().nullable(),
  audience: Audience.nullable(),
  proof: RecordProof,
  hostName: z.string().nullable(),
  /** Module and record that it came from; null for what was entered by hand. */
  source: z.string().nullable(),
  deliveryId: Id.nullable(),
  reverses: Id.nullable(),
  reversedBy: Id.nullable(),
  reason: z.string().nullable(),
  recordedByName: z.string(),
  recordedAt: Instant,
  can: z.array(z.string()),
})
export type RecordView = z.infer<typeof RecordView>

export const RecordFilter = z.object({
  personId: Id.optional(),
  organiserId: Id.optional(),
  from: Day.optional(),
  to: Day.optional(),
  proof: RecordProof.optional(),
  text: z.string().trim().max(40).optional(),
})
export type RecordFilter = z.infer<typeof RecordFilter>
export const ListRecords = PageQuery.extend(RecordFilter.shape)

/** What a selection of records adds up to; reversals cancel what they reverse. */
export const RecordSum = z.object({
  services: z.number().int(),
  hours: z.number(),
  people: z.number().int(),
})
export type RecordSum = z.infer<typeof RecordSum>

/** What a column of the export holds (导出字段). */
export const recordColumns = [
  'volunteerNumber',
  'volunteerName',
  'team',
  'project',
  'kind',
  'servedOn',
  'hours',
  'place',
  'organiser',
  'recorder',
  'recordedAt',
  'proof',
  'host',
] as const
export const RecordColumn = z.enum(recordColumns)
export type RecordColumn = z.infer<typeof RecordColumn>

/** Which columns the export has, in which order, under which heading. */
export const ExportMapping = z.object({
  columns: z
    .array(z.object({ column: RecordColumn, heading: z.string().trim().min(1).max(30) }))
    .min(1)
    .max(recordColumns.length)
    .refine((list) => new Set(list.map(({ column }) => column)).size === list.length, '同一字段只能出现一次'),
})
export type ExportMapping = z.infer<typeof ExportMapping>

export type RecordRefusal =
  | { code: 'people.record.future'; servedOn: string; today: string }
  | { code: 'people.record.person'; personId: Id }
  | { code: 'people.record.region'; regionCode: string }
  | { code: 'people.record.dayFull'; personName: string; servedOn: string; hours: number }
  | { code: 'people.record.isReversal' }
  | { code: 'people.record.reversed'; reversedBy: Id }
  | { code: 'people.record.proven'; proof: RecordProof }
