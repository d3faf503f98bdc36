import { z } from 'zod'
import { Day, Id, Instant } from './common.ts'

/** 未到期、临近（蓝）、预警（黄）、逾期（红）、按时完成（绿）. */
export const lightColours = ['grey', 'blue', 'yellow', 'red', 'green'] as const
export const LightColour = z.enum(lightColours)
export type LightColour = z.infer<typeof LightColour>

/** Why a light has its colour. */
export const lightReasons = [
  'notYet',
  'near',
  'soon',
  'behind',
  'overdue',
  'extended',
  'inTime',
  'late',
  'madeGood',
] as const
export const LightReason = z.enum(lightReasons)
export type LightReason = z.infer<typeof LightReason>

/** From this day on, this colour (亮灯记录). */
export const LightChangeView = z.object({
  on: Day,
  colour: LightColour,
  reason: LightReason,
  /** The last day in time, as it was counted then; null while the clock stands still. */
  lastDay: Day.nullable(),
})
export type LightChangeView = z.infer<typeof LightChangeView>

/** Who is waited for, since when, why: meanwhile the clock stands still. */
export const LightPause = z.object({ since: Day, awaitedId: Id, awaitedName: z.string(), what: z.string() })
export type LightPause = z.infer<typeof LightPause>

/** A node of a body, or of all leads together, as it stands today (节点亮灯). */
export const NodeLightView = z.object({
  nodeId: Id,
  annualTaskId: Id,
  label: z.string(),
  taskTitle: z.string(),
  title: z.string(),
  /** Whose it is; null: all leads together. */
  unitId: Id.nullable(),
  /** Who answers for it: the body itself, or the leads. */
  answerable: z.array(z.object({ unitId: Id, unitName: z.string() })),
  colour: LightColour,
  reason: LightReason,
  /** As the year's plan says. */
  dueOn: Day,
  /** The last day in time: moved to a working day, with extensions and waiting; null while the clock stands still. */
  lastDay: Day.nullable(),
  /** Working days left; negative: late by so many. Null when it's done. */
  left: z.number().int().nullable(),
  doneOn: Day.nullable(),
  quantity: z.number().nullable(),
  achieved: z.number().nullable(),
  paused: LightPause.nullable(),
  history: z.array(LightChangeView),
})
export type NodeLightView = z.infer<typeof NodeLightView>

/** Thresholds of the county's lights, its throttle of reminders, and who may supervise (督办设置). */
export const SupervisionSettingView = z.object({
  blueDays: z.number().int().min(0).max(60),
  yellowDays: z.number().int().min(0).max(60),
  behindPercent: z.number().int().min(0).max(100),
  digestsPerWeek: z.number().int().min(0).max(7),
  /** The body that the government has authorised to supervise (督查), and by which document; null: nobody. */
  office: z.object({ unitId: Id, unitName: z.string(), legalBasis: z.string() }).nullable(),
  validFrom: Day.nullable(),
  setByName: z.string().nullable(),
  setAt: Instant.nullable(),
})
export type SupervisionSettingView = z.infer<typeof SupervisionSettingView>

/** What of the lights is looked at: everything in the address of the board. */
export const LightFilter = z.object({
  /** By id, or `current`. */
  yearPlanId: z.string().default('current'),
  unitId: Id.optional(),
  annualTaskId: Id.optional(),
  colour: LightColour.optional(),
  /** Month of the planned day, 1…12. */
  month: z.coerce.number().int().min(1).max(12).optional(),
})
export type LightFilter = z.infer<typeof LightFilter>

/** Bodies × months (月度亮灯): the worst light of the nodes that are due in the month. Bodies stand in the plan's order. */
export const LightBoardView = z.object({
  yearPlanId: Id,
  year: z.number().int(),
  title: z.string(),
  today: Day,
  counts: z.record(LightColour, z.number().int()),
  bodies: z.array(
    z.object({
      unitId: Id,
      unitName: z.string(),
      colour: LightColour,
      months: z.array(z.object({ month: z.number().int(), colour: LightColour, nodes: z.number().int() })),
    }),
  ),
  tasks: z.array(z.object({ annualTaskId: Id, label: z.string(), title: z.string(), colour: LightColour })),
})
export type LightBoardView = z.infer<typeof LightBoardView>

export const SweepLights = z.object({})
export const LightsSwept = z.object({ years: z.number().int(), lights: z.number().int(), changes: z.number().int() })

/** From today on; nothing that was shown before changes. */
export const SetSupervision = z
  .object({
    blueDays: z.number().int().min(0).max(60),
    yellowDays: z.number().int().min(0).max(60),
    behindPercent: z.number().int().min(0).max(100),
    digestsPerWeek: z.number().int().min(0).max(7),
    office: z.object({ unitId: Id, legalBasis: z.string().trim().min(4).max(200) }).nullable(),
  })
  .refine(({ blueDays, yellowDays }) => yellowDays <= blueDays, {
    message: '黄灯的天数不能多于蓝灯',
    path: ['yellowDays'],
  })

/** How many bodies have something open, and how many were told of it today. */
export const SupervisionReminded = z.object({ units: z.number().int(), told: z.number().int() })
