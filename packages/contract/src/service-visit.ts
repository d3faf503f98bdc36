import { z } from 'zod'
import { Audience, Day, Id, Instant, RegionCode, Version } from './common.ts'
import { DayPart } from './people.ts'
import { Code, OrderNumber } from './service.ts'
import { KitKind } from './service-menu.ts'

/** 已排期、已到场、已完成、已取消. */
export const visitStatuses = ['planned', 'arrived', 'done', 'cancelled'] as const
export const VisitStatus = z.enum(visitStatuses)
export type VisitStatus = z.infer<typeof VisitStatus>

/** Why a visit is moved (改期原因): 天气、点单人不便、无人到场、服务队原因、其他. */
export const rescheduleReasons = ['weather', 'asker', 'noShow', 'team', 'other'] as const
export const RescheduleReason = z.enum(rescheduleReasons)
export type RescheduleReason = z.infer<typeof RescheduleReason>

/** How it was confirmed (确认方式): 本人、帮办员、电话回访. */
export const confirmWays = ['asker', 'helper', 'phone'] as const
export const ConfirmWay = z.enum(confirmWays)
export type ConfirmWay = z.infer<typeof ConfirmWay>

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写作 09:30')
const ordered = { message: '结束时间应晚于开始时间', path: ['endsAt'] }
const When = { day: Day, startsAt: Time, endsAt: Time } as const

/** A visit serves one order or several: those of one team, in one place, on one day. */
export const ScheduleVisit = z
  .object({
    orderIds: z.array(Id).min(1).max(20),
    ...When,
    /** Kits to reserve; what is taken already is refused. */
    kitIds: z.array(Id).max(6).default([]),
    place: z.string().trim().max(60).nullable().default(null),
  })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, ordered)
export const RescheduleVisit = z
  .object({
    visitId: Id,
    version: Version,
    ...When,
    kitIds: z.array(Id).max(6).default([]),
    why: RescheduleReason,
    note: z.string().trim().max(200).nullable().default(null),
  })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, ordered)
/** Optional: the asker then sees that the team is there. */
export const ArriveAtVisit = z.object({ visitId: Id, version: Version })

export const Heads = z.object({ audience: Audience, count: z.number().int().min(0).max(100_000) })
/** Noted once, by the team's leader: when they came and left, and how many people of which group were there. */
export const FinishVisit = z
  .object({
    visitId: Id,
    version: Version,
    arrivedAt: Time,
    leftAt: Time,
    heads: z
      .array(Heads)
      .min(1)
      .max(6)
      .refine((heads) => new Set(heads.map(({ audience }) => audience)).size === heads.length, '同一人群只能填一次'),
    /** Members who came; their hours are recorded without their doing. */
    memberIds: z.array(Id).max(100).default([]),
    note: z.string().trim().max(500).nullable().default(null),
  })
  .refine(({ arrivedAt, leftAt }) => arrivedAt < leftAt, { message: '离开时间应晚于到达时间', path: ['leftAt'] })

/** Confirmed for the asker by a helper or on the telephone, noted by village or township. */
export const NoteConfirmation = z.object({
  orderId: Id,
  version: Version,
  way: z.enum(['helper', 'phone']),
  askerId: Id,
})
/** Nobody came, or not what was asked: back to the department. */
export const NoteDispute = z.object({ orderId: Id, version: Version, reason: z.string().trim().min(2).max(300) })

const ByNumber = { county: z.string(), number: OrderNumber, code: Code } as const
export const LookUpOrder = z.object({ number: OrderNumber, code: Code })
export const ConfirmByNumber = z.object(ByNumber)
export const DisputeByNumber = z.object({ ...ByNumber, reason: z.string().trim().min(2).max(300) })
export const WithdrawByNumber = z.object({ ...ByNumber, reason: z.string().trim().min(2).max(300) })
export const AnswerByNumber = z.object({ ...ByNumber, answer: z.string().trim().min(1).max(500) })

export const VisitView = z.object({
  id: Id,
  teamId: Id,
  teamName: z.string(),
  ...When,
  dayPart: DayPart,
  regionCode: RegionCode,
  regionName: z.string(),
  place: z.string().nullable(),
  status: VisitStatus,
  orders: z.array(z.object({ id: Id, number: z.string(), title: z.string() })),
  kits: z.array(z.object({ id: Id, name: z.string() })),
  heads: z.array(Heads),
  arrivedAt: z.string().nullable(),
  leftAt: z.string().nullable(),
  note: z.string().nullable(),
  /** Moved how often, and why the last time. */
  moves: z.number().int(),
  lastMove: RescheduleReason.nullable(),
  /** The ledger's entry that it made. */
  deliveryId: Id.nullable(),
  version: Version,
  can: z.array(z.string()),
})
export type VisitView = z.infer<typeof VisitView>

export const ListVisits = z
  .object({ from: Day, to: Day, teamId: Id.optional(), regionCode: RegionCode.optional() })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) <= 62 * 86_400_000, {
    message: '一次最多看两个月',
    path: ['to'],
  })
export const VisitList = z.object({ items: z.array(VisitView) })

export const KitView = z.object({
  id: Id,
  name: z.string(),
  kind: KitKind,
  unitId: Id,
  unitName: z.string(),
  active: z.boolean(),
  version: Version,
  can: z.array(z.string()),
})
export type KitView = z.infer<typeof KitView>
export const AddKit = z.object({ name: z.string().trim().min(2).max(60), kind: KitKind, unitId: Id })
export const ChangeKit = z.object({
  kitId: Id,
  version: Version,
  name: z.string().trim().min(2).max(60),
  active: z.boolean(),
})
export const ListKits = z.object({ day: Day.optional(), startsAt: Time.optional(), endsAt: Time.optional() })
export const KitList = z.object({ items: z.array(KitView.extend({ free: z.boolean() })) })

/** Where an order stands, for whoever has its number and code: in plain words, without a name of anybody. */
export const AskerOrder = z.object({
  orderId: Id,
  number: z.string(),
  title: z.string(),
  regionName: z.string(),
  placedAt: Instant,
  status: z.string(),
  teamName: z.string().nullable(),
  visit: z.object({ day: Day, startsAt: z.string(), endsAt: z.string(), place: z.string().nullable() }).nullable(),
  dueOn: Day.nullable(),
  waitsForUnit: z.string().nullable(),
  question: z.string().nullable(),
  reason: z.string().nullable(),
  askers: z.number().int(),
  /** What the asker can do now: confirm, dispute, withdraw, answer, rate. */
  can: z.array(z.enum(['confirm', 'dispute', 'withdraw', 'answer', 'rate'])),
  rated: z.boolean(),
})
export type AskerOrder = z.infer<typeof AskerOrder>

export type VisitRefusal =
  | { code: 'service.visit.state'; visitStatus: VisitStatus }
  | { code: 'service.visit.past'; day: string; today: string }
  | { code: 'service.visit.notYet'; day: string; today: string }
  | { code: 'service.visit.orders' }
  | { code: 'service.visit.nobody' }
  | { code: 'service.kit.taken'; kits: readonly string[] }
  | { code: 'service.kit.unknown'; kitId: Id }
  | { code: 'service.number.unknown' }
