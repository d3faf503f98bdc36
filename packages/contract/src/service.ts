import { z } from 'zod'
import { Audience, Day, Id, Instant, PageQuery, pageOf, RegionCode, Version } from './common.ts'
import { DayPart, Phone, Topic } from './people.ts'

/**
 * The life of an order (点单状态): 待派单、待领单、已领单、已派队待接单、待抢单、已接单、已排期、服务中、待确认、待评单、已办结、不予受理、已合并、
 * 已撤回. Which action leads where stands in the server's `service/rules/states.ts`.
 */
export const orderStatuses = [
  'submitted',
  'dispatched',
  'claimed',
  'offered',
  'open',
  'accepted',
  'scheduled',
  'serving',
  'done',
  'confirmed',
  'closed',
  'rejected',
  'merged',
  'withdrawn',
] as const
export const OrderStatus = z.enum(orderStatuses)
export type OrderStatus = z.infer<typeof OrderStatus>

/** What moves an order on (环节操作). */
export const orderActions = [
  'forward',
  'dispatch',
  'keep',
  'reject',
  'merge',
  'withdraw',
  'claim',
  'handBack',
  'reroute',
  'offer',
  'open',
  'recall',
  'accept',
  'decline',
  'take',
  'schedule',
  'reschedule',
  'arrive',
  'finish',
  'confirm',
  'dispute',
  'rate',
  'reopen',
  'close',
] as const
export const OrderAction = z.enum(orderActions)
export type OrderAction = z.infer<typeof OrderAction>

/** How it came in: 手机自助、代点单、扫码、电话、纸质、接口. */
export const orderChannels = ['self', 'helper', 'qr', 'phone', 'paper', 'api'] as const
export const OrderChannel = z.enum(orderChannels)
export type OrderChannel = z.infer<typeof OrderChannel>

/** Who has to act next (下一步): 单位、服务队、点单人、无. */
export const nextActors = ['unit', 'team', 'asker', 'nobody'] as const
export const NextActor = z.enum(nextActors)
export type NextActor = z.infer<typeof NextActor>

/** Number that an asker looks the order up by (查询号): twelve digits, drawn by chance. */
export const OrderNumber = z
  .string()
  .transform((text) => text.replaceAll(/\D/g, ''))
  .pipe(z.string().regex(/^\d{12}$/, '查询号是 12 位数字'))
/** Six digits: sent to the telephone, or given with the order (验证码、查询码). */
export const Code = z
  .string()
  .transform((text) => text.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, '6 位数字'))

const Wish = z.string().trim().min(2, '请写清想要什么服务').max(500)
const Called = z.string().trim().min(1).max(20)

/** What is wanted, where and when; all but wish and place is optional. */
const Wanted = {
  wish: Wish,
  regionCode: RegionCode,
  /** What the classification proposes unless the person chose otherwise; null: none of the menu fits. */
  menuItemId: Id.nullable().optional(),
  topic: Topic.nullable().optional(),
  audience: Audience.nullable().default(null),
  people: z.number().int().min(1).max(5000).nullable().default(null),
  wantedFrom: Day.nullable().default(null),
  wantedTo: Day.nullable().default(null),
  dayPart: DayPart.nullable().default(null),
  place: z.string().trim().max(60).nullable().default(null),
} as const

/** A resident asks for a one-time code. */
export const SendCode = z.object({ county: z.string(), phone: Phone })
/** Where the code went. `shown` is the code itself: a demonstration county sends nothing and says so. */
export const SentCode = z.object({
  phoneMasked: z.string(),
  channel: z.enum(['text', 'demonstration']),
  shown: z.string().nullable(),
})

export type SentCode = z.infer<typeof SentCode>

/** 点单 by a person without an account, with the code that came to their telephone. */
export const PlaceOrder = z.object({
  county: z.string(),
  ...Wanted,
  channel: z.enum(['self', 'qr', 'helper']).default('self'),
  /** For whom a helper orders (代点单), e.g. 王大爷; null: for oneself. */
  called: Called.nullable().default(null),
  phone: Phone,
  code: Code,
})
/** Joins an order that others have placed: one more household, no second order. */
export const JoinOrder = z.object({
  county: z.string(),
  orderId: Id,
  called: Called.nullable().default(null),
  people: z.number().int().min(1).max(5000).nullable().default(null),
  phone: Phone,
  code: Code,
})
/** What the asker keeps. */
export const PlacedOrder = z.object({ orderId: Id, number: z.string(), code: z.string(), joined: z.boolean() })
export type PlacedOrder = z.infer<typeof PlacedOrder>

/** 代点单 by staff of village or township: by telephone, on paper, or at the door. */
export const EnterOrder = z.object({
  ...Wanted,
  channel: z.enum(['helper', 'phone', 'paper']),
  called: Called.nullable().default(null),
  phone: Phone.nullable().default(null),
})

/** What a wish is taken for, and the words of it that say so. */
export const Classification = z.object({
  menuItemId: Id.nullable(),
  menuTitle: z.string().nullable(),
  topic: Topic,
  words: z.array(z.string()),
  score: z.number(),
})
export type Classification = z.infer<typeof Classification>

/** An order like the one that is about to be sent; holds nobody's words or name. */
export const SimilarOrder = z.object({
  orderId: Id,
  title: z.string(),
  topic: Topic.nullable(),
  regionName: z.string(),
  sameVillage: z.boolean(),
  status: OrderStatus,
  askers: z.number().int(),
  visitOn: Day.nullable(),
  placedOn: Day,
})
export type SimilarOrder = z.infer<typeof SimilarOrder>

export const UnderstandWish = z.object({ wish: Wish, regionCode: RegionCode, menuItemId: Id.optional() })
export const UnderstoodWish = z.object({
  regionName: z.string(),
  classifications: z.array(Classification),
  similar: z.array(SimilarOrder),
})
export type UnderstoodWish = z.infer<typeof UnderstoodWish>

/** Who has to act, until when; on every screen of an order. */
export const NextStep = z.object({
  actor: NextActor,
  unitId: Id.nullable(),
  unitName: z.string().nullable(),
  teamName: z.string().nullable(),
  /** Null while the clock stands still, or where nobody has to act. */
  dueOn: Day.nullable(),
  paused: z.boolean(),
  overdue: z.boolean(),
})
export type NextStep = z.infer<typeof NextStep>

const OrderFacts = {
  id: Id,
  number: z.string(),
  status: OrderStatus,
  title: z.string(),
  topic: Topic.nullable(),
  menuItemId: Id.nullable(),
  menuTitle: z.string().nullable(),
  audience: Audience.nullable(),
  people: z.number().int().nullable(),
  regionCode: RegionCode,
  regionName: z.string(),
  channel: OrderChannel,
  placedAt: Instant,
  askers: z.number().int(),
  wantedFrom: Day.nullable(),
  wantedTo: Day.nullable(),
  dayPart: DayPart.nullable(),
  visitOn: Day.nullable(),
  departmentId: Id.nullable(),
  departmentName: z.string().nullable(),
  teamId: Id.nullable(),
  teamName: z.string().nullable(),
  round: z.number().int(),
  next: NextStep,
  version: Version,
} as const

/** A row of a board. */
export const OrderRow = z.object(OrderFacts)
export type OrderRow = z.infer<typeof OrderRow>
export const OrderPage = pageOf(OrderRow)

/** Something that happened to an order (办理过程). */
export const OrderEvent = z.object({
  id: Id,
  at: Instant,
  action: z.string(),
  from: OrderStatus.nullable(),
  to: OrderStatus,
  byName: z.string(),
  unitName: z.string().nullable(),
  reason: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
})
export type OrderEvent = z.infer<typeof OrderEvent>

export const OrderView = z.object({
  ...OrderFacts,
  wish: z.string(),
  place: z.string().nullable(),
  /** Why it was classified so; empty when a person chose. */
  words: z.array(z.string()),
  askerList: z.array(
    z.object({
      id: Id,
      number: z.string(),
      called: z.string().nullable(),
      phoneMasked: z.string().nullable(),
      channel: OrderChannel,
      people: z.number().int().nullable(),
      joinedAt: Instant,
      confirmedAt: Instant.nullable(),
    }),
  ),
  question: z.string().nullable(),
  mergedInto: Id.nullable(),
  events: z.array(OrderEvent),
  /** Permissions that the reader has over it now: what would be refused isn't listed. */
  can: z.array(z.string()),
})
export type OrderView = z.infer<typeof OrderView>

export const OrderFilter = z.object({
  /** `mine`: what waits for the reader's own units; `all`: whatever the reader may see. */
  board: z.enum(['mine', 'all', 'pool']).default('mine'),
  status: OrderStatus.optional(),
  overdue: z.enum(['true']).optional(),
  topic: Topic.optional(),
  regionCode: RegionCode.optional(),
  departmentId: Id.optional(),
  teamId: Id.optional(),
  text: z.string().trim().max(40).optional(),
  from: Day.optional(),
  to: Day.optional(),
})
export type OrderFilter = z.infer<typeof OrderFilter>
export const ListOrders = PageQuery.extend(OrderFilter.shape)

export type OrderRefusal =
  | { code: 'service.order.state'; orderStatus: OrderStatus; action: OrderAction }
  | { code: 'service.order.taken'; teamName: string }
  | { code: 'service.order.region'; regionCode: string }
  | { code: 'service.order.top' }
  | { code: 'service.order.unit'; unitId: Id }
  | { code: 'service.order.team'; teamId: Id }
  | { code: 'service.order.menu'; menuItemId: Id }
  | { code: 'service.order.period'; wantedFrom: string; wantedTo: string }
  | { code: 'service.order.mergeItself' }
  | { code: 'service.order.awaited'; question: string }
  | { code: 'service.order.notAwaited' }
  | { code: 'service.order.joined'; number: string }
  | { code: 'service.code.wrong' }
  | { code: 'service.code.noChannel' }
