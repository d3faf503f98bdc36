import { z } from 'zod'
import { Audience, Day, RegionCode } from './common.ts'
import { Topic } from './people.ts'

/** 春（3–5 月）、夏、秋、冬. */
export const seasons = ['spring', 'summer', 'autumn', 'winter'] as const
export const Season = z.enum(seasons)
export type Season = z.infer<typeof Season>

export const DemandFilter = z
  .object({
    from: Day.optional(),
    to: Day.optional(),
    topic: Topic.optional(),
    township: RegionCode.optional(),
    audience: Audience.optional(),
    season: Season.optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    message: '结束日期不能早于开始日期',
    path: ['to'],
  })
export type DemandFilter = z.infer<typeof DemandFilter>

/** How much was asked for and what became of it. Orders that were merged count as what they were merged into. */
export const DemandCount = z.object({
  asked: z.number().int(),
  /** Households or groups behind the orders. */
  askers: z.number().int(),
  served: z.number().int(),
  waiting: z.number().int(),
  refused: z.number().int(),
  withdrawn: z.number().int(),
})
export type DemandCount = z.infer<typeof DemandCount>

export const DemandByTopic = DemandCount.extend({
  /** Null: nobody could tell. */
  topic: Topic.nullable(),
  /** Nothing of the menu covers it: what people ask for and nobody offers. */
  offered: z.boolean(),
  teams: z.number().int(),
})
export type DemandByTopic = z.infer<typeof DemandByTopic>

export const DemandByTownship = DemandCount.extend({
  regionCode: RegionCode,
  regionName: z.string(),
  position: z.tuple([z.number(), z.number()]).nullable(),
})
export type DemandByTownship = z.infer<typeof DemandByTownship>

/** 未满足需求: what the county was asked for in some time, and what it gave. */
export const DemandView = z.object({
  from: Day,
  to: Day,
  whole: DemandCount,
  byTopic: z.array(DemandByTopic),
  byTownship: z.array(DemandByTownship),
  byAudience: z.array(DemandCount.extend({ audience: Audience.nullable() })),
  bySeason: z.array(DemandCount.extend({ season: Season })),
})
export type DemandView = z.infer<typeof DemandView>

/** For everybody: counts below five are not told, nor what would give them away. */
export const PublicDemand = z.object({
  from: Day,
  to: Day,
  asked: z.number().int().nullable(),
  served: z.number().int().nullable(),
  byTopic: z.array(
    z.object({
      topic: Topic,
      offered: z.boolean(),
      asked: z.number().int().nullable(),
      served: z.number().int().nullable(),
    }),
  ),
  byTownship: z.array(z.object({ regionCode: RegionCode, regionName: z.string(), asked: z.number().int().nullable() })),
})
export type PublicDemand = z.infer<typeof PublicDemand>
