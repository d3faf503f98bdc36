import { z } from 'zod'
import { Audience, Day, Id, Instant } from './common.ts'
import { Verdict } from './plan-evaluation.ts'
import { Comparator } from './plan-proposal.ts'
import { ReportStatus, RoundKind } from './plan-report.ts'
import { LightColour, LightReason } from './plan-supervision.ts'

/** Whose day it is: 统筹、单位、村、县领导、审计; `other` has no plan before them. */
export const startPages = ['coordinator', 'body', 'village', 'leader', 'auditor', 'other'] as const
export const StartPage = z.enum(startPages)
export type StartPage = z.infer<typeof StartPage>

/** A node as it stands today, for a list. */
export const TodayNode = z.object({
  nodeId: Id,
  annualTaskId: Id,
  taskTitle: z.string(),
  title: z.string(),
  bodies: z.array(z.string()),
  colour: LightColour,
  reason: LightReason,
  lastDay: Day.nullable(),
  /** Working days left; negative: late by so many. */
  left: z.number().int().nullable(),
  /** Who is waited for; meanwhile the clock stands still. */
  waitingFor: z.string().nullable(),
})
export type TodayNode = z.infer<typeof TodayNode>

/** A month of the year's picture: its nodes by how they stand. */
export const TodayMonth = z.object({
  month: z.number().int().min(1).max(12),
  done: z.number().int(),
  doneLate: z.number().int(),
  late: z.number().int(),
  soon: z.number().int(),
  later: z.number().int(),
})
export type TodayMonth = z.infer<typeof TodayMonth>

/** A period of reports: by state, and the reader's own report where they owe one. */
export const TodayRound = z.object({
  roundId: Id,
  kind: RoundKind,
  ordinal: z.number().int(),
  dueOn: Day,
  bodies: z.number().int(),
  /** Open or returned: with the bodies. */
  withBodies: z.number().int(),
  /** Confirmed: waits for the coordinator. */
  waiting: z.number().int(),
  accepted: z.number().int(),
  own: z.array(z.object({ reportId: Id, unitName: z.string(), status: ReportStatus })),
})
export type TodayRound = z.infer<typeof TodayRound>

/** What the county's head looks at: goals, groups, places. */
export const TodayCounty = z.object({
  goals: z.array(
    z.object({
      name: z.string(),
      unit: z.string(),
      target: z.object({ year: z.number().int().nullable(), value: z.number(), comparator: Comparator }),
      measured: z
        .object({ year: z.number().int(), value: z.number(), low: z.number().nullable(), high: z.number().nullable() })
        .nullable(),
      verdict: Verdict,
    }),
  ),
  audiences: z.array(z.object({ audience: Audience, deliveries: z.number().int(), personTimes: z.number().int() })),
  /** In the order of the official codes: no ranking. */
  townships: z.array(
    z.object({ regionCode: z.string(), name: z.string(), deliveries: z.number().int(), personTimes: z.number().int() }),
  ),
})
export type TodayCounty = z.infer<typeof TodayCounty>

/** What was frozen, with its hash. */
export const TodayFrozen = z.object({
  kind: z.enum(['scheme', 'appraisal', 'progress']),
  id: z.string(),
  title: z.string(),
  sha256: z.string(),
  at: Instant,
})
export type TodayFrozen = z.infer<typeof TodayFrozen>

/** One page to start the day. */
export const TodayView = z.object({
  page: StartPage,
  today: Day,
  year: z.object({ id: Id, year: z.number().int(), title: z.string() }).nullable(),
  /** Nodes by light: the county's, or those that the reader's units answer for. */
  lights: z.record(LightColour, z.number().int()),
  /** Tasks of the year: all nodes done, something late, the rest. */
  tasks: z.object({ done: z.number().int(), late: z.number().int(), running: z.number().int() }),
  red: z.array(TodayNode),
  /** How many are red beside those listed. */
  moreRed: z.number().int(),
  /** Due within 14 days, earliest first. */
  coming: z.array(TodayNode),
  months: z.array(TodayMonth),
  rounds: z.array(TodayRound),
  county: TodayCounty.nullable(),
  frozen: z.array(TodayFrozen),
})
export type TodayView = z.infer<typeof TodayView>
