import { z } from 'zod'
import { Audience, Day, Id, Instant, RegionCode, Version } from './common.ts'
import { Topic } from './people.ts'
import { OrderStatus } from './service.ts'

/** What is looked at when a team is chosen: 主题、人群、路程、空闲、负担、语言、评价. */
export const matchPartNames = ['topic', 'audience', 'distance', 'free', 'load', 'language', 'rating'] as const
export const MatchPartName = z.enum(matchPartNames)
export type MatchPartName = z.infer<typeof MatchPartName>

/** One reason for a team: a number in [0, 1] and the facts that its sentence tells. */
export const MatchPart = z.object({
  name: MatchPartName,
  value: z.number().min(0).max(1),
  facts: z.record(z.string(), z.number()),
})
export type MatchPart = z.infer<typeof MatchPart>

const weight = (usual: number) => z.number().min(0).max(10).default(usual)

/** How a county weighs the reasons, and how it counts ways. All of it can be changed; what stands here is where a county begins. */
export const MatchSettings = z.object({
  weights: z
    .object({
      topic: weight(5),
      audience: weight(2),
      distance: weight(3),
      free: weight(2),
      load: weight(3),
      language: weight(2),
      rating: weight(1),
    })
    .prefault({}),
  /** At this many kilometres a way counts half. */
  farKm: z.number().min(1).max(500).default(25),
  /** The county's usual rating, and how many ratings of a team it takes to count as much as it. */
  usualRating: z.number().min(1).max(5).default(4),
  ratingPrior: z.number().min(1).max(100).default(5),
  travel: z
    .object({
      detour: z.number().min(1).max(4).default(1.4),
      kilometresPerHour: z.number().min(5).max(120).default(35),
    })
    .prefault({}),
  plan: z
    .object({
      /** A day that an order waits longer counts as so many minutes on the road. */
      minutesPerDayWaited: z.number().min(0).max(600).default(6),
      /** A team that fits not at all counts as so many minutes on the road. */
      minutesPerMisfit: z.number().min(0).max(600).default(60),
      /** An order that stays without a team counts as so many minutes on the road. */
      minutesUnserved: z.number().min(1).max(10_000).default(600),
      /** One trip joins villages that lie at most so far from each other by road. */
      nearKm: z.number().min(0).max(100).default(15),
      visitsPerDay: z.number().int().min(1).max(4).default(3),
    })
    .prefault({}),
})
export type MatchSettings = z.infer<typeof MatchSettings>

export type MatchRefusal =
  | { code: 'service.match.inactive' }
  | { code: 'service.match.outOfRadius'; kilometres: number; radiusKm: number }
  | { code: 'service.match.busy' }

/** Why a team can't be sent: 已停用、超出服务半径、所求日期都没有空. */
export const MatchReason = z.discriminatedUnion('code', [
  z.object({ code: z.literal('service.match.inactive') }),
  z.object({ code: z.literal('service.match.outOfRadius'), kilometres: z.number(), radiusKm: z.number() }),
  z.object({ code: z.literal('service.match.busy') }),
])

/** Who should go (推荐队伍), best first, each with its reasons; and who can't, with why. */
export const TeamRanking = z.object({
  orderId: Id,
  ranked: z.array(
    z.object({
      teamId: Id,
      teamName: z.string(),
      unitName: z.string(),
      score: z.number().min(0).max(1),
      parts: z.array(MatchPart),
    }),
  ),
  passedOver: z.array(z.object({ teamId: Id, teamName: z.string(), reason: MatchReason })),
  /** Days that were looked at. */
  from: Day,
  to: Day,
  /** The place's position is the village's own, its township's, or unknown. */
  position: z.enum(['village', 'township', 'unknown']),
  weights: z.record(MatchPartName, z.number()),
})
export type TeamRanking = z.infer<typeof TeamRanking>

export const MatchSettingsView = z.object({ settings: MatchSettings, version: Version })
export const ChangeMatchSettings = z.object({ settings: MatchSettings, version: Version })

/** 计算中、待确认、未算出、已取消、已确认. */
export const planningStatuses = ['running', 'proposed', 'failed', 'cancelled', 'confirmed'] as const
export const PlanningStatus = z.enum(planningStatuses)
export type PlanningStatus = z.infer<typeof PlanningStatus>

/** Why an order has no team in a proposal: 位置未登记、没有合适队伍、这段时间排不下. */
export const planningGaps = ['noPlace', 'noTeam', 'noRoom'] as const
export const PlanningGap = z.enum(planningGaps)
export type PlanningGap = z.infer<typeof PlanningGap>

/** What became of a row on confirming: 已派、单子已变动、不能派. */
export const planningOutcomes = ['offered', 'moved', 'refused'] as const
export const PlanningOutcome = z.enum(planningOutcomes)

export const ProposeAssignment = z
  .object({ unitId: Id, from: Day, to: Day })
  .refine(({ from, to }) => from <= to, { message: '结束日期不能早于开始日期', path: ['to'] })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= 61 * 24 * 3600_000, {
    message: '一次最多排两个月',
    path: ['to'],
  })
const ofPlanning = { planningId: Id, version: Version } as const
export const CancelAssignment = z.object(ofPlanning)
/** A row changed by hand: another team and day, or none. */
export const ChangeAssignment = z.object({
  ...ofPlanning,
  orderId: Id,
  choice: z.object({ teamId: Id, day: Day }).nullable(),
})
export const ConfirmAssignment = z.object(ofPlanning)
export const ConfirmedAssignment = z.object({
  offered: z.number().int(),
  moved: z.number().int(),
  refused: z.number().int(),
})

/** Minutes that a choice counts for, by part. */
export const PlanningCost = z.object({
  total: z.number(),
  travel: z.number(),
  waiting: z.number(),
  misfit: z.number(),
  unserved: z.number(),
})
export type PlanningCost = z.infer<typeof PlanningCost>

export const PlanningResult = z.object({
  cost: PlanningCost,
  greedy: PlanningCost,
  greedyServed: z.number().int(),
  served: z.number().int(),
  trips: z.number().int(),
  bound: z.number(),
  gap: z.number(),
  proven: z.boolean(),
  method: z.enum(['whole', 'areas']),
  outOfTime: z.boolean(),
  seconds: z.number(),
})
export type PlanningResult = z.infer<typeof PlanningResult>

export const PlanningProgress = z.object({
  stage: z.enum(['waiting', 'prices', 'program', 'areas']),
  done: z.number(),
  best: z.number(),
  bound: z.number(),
})
export type PlanningProgress = z.infer<typeof PlanningProgress>

const PlanningFacts = {
  id: Id,
  unitId: Id,
  unitName: z.string(),
  from: Day,
  to: Day,
  status: PlanningStatus,
  madeByName: z.string(),
  madeAt: Instant,
  progress: PlanningProgress,
  result: PlanningResult.nullable(),
  orders: z.number().int(),
  version: Version,
  can: z.array(z.string()),
} as const

export const PlanningHeader = z.object(PlanningFacts)
export type PlanningHeader = z.infer<typeof PlanningHeader>

/** One order of a proposal. */
export const PlanningRow = z.object({
  orderId: Id,
  title: z.string(),
  number: z.string(),
  topic: Topic.nullable(),
  audience: Audience.nullable(),
  regionCode: RegionCode,
  regionName: z.string(),
  placedOn: Day,
  /** Where it lies, [longitude, latitude]; null when nobody has entered it. */
  position: z.tuple([z.number(), z.number()]).nullable(),
  teamId: Id.nullable(),
  teamName: z.string().nullable(),
  day: Day.nullable(),
  stop: z.number().int().nullable(),
  whyNot: PlanningGap.nullable(),
  byHand: z.boolean(),
  dropped: z.boolean(),
  outcome: PlanningOutcome.nullable(),
  orderStatus: OrderStatus,
})
export type PlanningRow = z.infer<typeof PlanningRow>

export const PlanningTrip = z.object({
  teamId: Id,
  teamName: z.string(),
  day: Day,
  home: z.tuple([z.number(), z.number()]).nullable(),
  orderIds: z.array(Id),
})
export type PlanningTrip = z.infer<typeof PlanningTrip>

/** A proposal which team visits which orders on which day (统筹排期方案). */
export const PlanningView = z.object({
  header: PlanningHeader,
  rows: z.array(PlanningRow),
  trips: z.array(PlanningTrip),
  teams: z.array(z.object({ id: Id, name: z.string() })),
  travel: z.object({ detour: z.number(), kilometresPerHour: z.number() }),
})
export type PlanningView = z.infer<typeof PlanningView>

export type PlanningRefusal =
  | { code: 'service.planning.empty' }
  | { code: 'service.planning.tooMany'; orders: number; limit: number }
  | { code: 'service.planning.past'; from: string; today: string }
  | { code: 'service.planning.running'; planningId: Id }
  | { code: 'service.planning.state'; planningStatus: PlanningStatus }
  | { code: 'service.planning.row'; orderId: Id }
  | { code: 'service.planning.day'; day: string; from: string; to: string }
  | { code: 'service.planning.team'; teamId: Id }

/** Where a township or village lies, in degrees, WGS 84. */
export const LocatePlace = z.object({
  regionCode: RegionCode,
  longitude: z.number().min(70).max(140),
  latitude: z.number().min(0).max(60),
  source: z.string().trim().min(2).max(60),
})
