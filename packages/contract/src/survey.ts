import { z } from 'zod'
import { Id, Instant, RegionCode, Version } from './common.ts'

/** Strata of villages (分层): none, town and country, townships. */
export const strataKinds = ['none', 'urbanRural', 'township'] as const
export const StrataKind = z.enum(strataKinds)
export type StrataKind = z.infer<typeof StrataKind>

/** How villages are shared out among the strata (样本分配): by adults, or by their square root so that small ones are seen too. */
export const allocations = ['proportional', 'squareRoot'] as const
export const Allocation = z.enum(allocations)
export type Allocation = z.infer<typeof Allocation>

const Share = z.number().gt(0).lt(1)

/** What is wished, and what is supposed of the field (抽样设计). Shares are 0 … 1. */
export const SurveyDesign = z.object({
  /** The share that is expected now. */
  expected: Share,
  /** Half-width of the 95 % interval that is wished. */
  margin: Share,
  /** The share of the round before, to see whether a change can be told; null: there was none. */
  before: Share.nullable(),
  /** Answers of the round before. */
  answersBefore: z.number().int().min(50).max(1_000_000).nullable(),
  /** Likeness of people in one village (组内相关): 0 = none. */
  homogeneity: z.number().min(0).max(0.5),
  /** Kish's design effect of unequal weights after calibration. */
  weightingEffect: z.number().min(1).max(4),
  /** Share of issued addresses that answer. */
  responseRate: z.number().gt(0).max(1),
  strata: StrataKind,
  allocation: Allocation,
  /** Villages to draw. */
  villages: z.number().int().min(2).max(2_000),
  /** Addresses to issue in each. */
  addresses: z.number().int().min(2).max(200),
})
export type SurveyDesign = z.infer<typeof SurveyDesign>

/** What a design can do (精度测算). */
export const DesignPower = z.object({
  /** 1 + (answers a village − 1) · homogeneity, times the weighting effect. */
  designEffect: z.number(),
  answersExpected: z.number(),
  /** Half-width of the 95 % interval (Wilson) that these answers give. */
  marginReached: z.number(),
  /** Answers and addresses that the wished margin needs. */
  answersNeeded: z.number().int(),
  addressesNeeded: z.number().int(),
  /** Chance to find the change from the round before, two-sided 5 %; null without one. */
  power: z.number().nullable(),
  /** The same at other sizes, for the picture: answers, half-width, power. */
  curve: z.array(z.object({ answers: z.number().int(), margin: z.number(), power: z.number().nullable() })),
})
export type DesignPower = z.infer<typeof DesignPower>

/** A village or community of the frame (抽样框中的村、社区). */
export const FrameVillage = z.object({
  code: RegionCode,
  name: z.string(),
  urban: z.boolean(),
  households: z.number().int(),
  adults: z.number().int(),
})
export type FrameVillage = z.infer<typeof FrameVillage>

/** What is wrong with a row of an uploaded frame, and how to mend it. */
export const FrameProblem = z.object({ row: z.number().int(), column: z.string(), message: z.string() })
export type FrameProblem = z.infer<typeof FrameProblem>

export const FrameView = z.object({
  id: Id,
  fileName: z.string(),
  sha256: z.string(),
  villages: z.number().int(),
  households: z.number().int(),
  adults: z.number().int(),
  uploadedAt: Instant,
  /** Villages of the county that the frame leaves out: nobody there can be drawn. */
  missing: z.array(z.object({ code: RegionCode, name: z.string() })),
  townships: z.array(
    z.object({
      code: RegionCode,
      name: z.string(),
      villages: z.number().int(),
      households: z.number().int(),
      adults: z.number().int(),
    }),
  ),
})
export type FrameView = z.infer<typeof FrameView>

/** A drawn village with its chances (入样概率). */
export const DrawnVillage = z.object({
  code: RegionCode,
  name: z.string(),
  urban: z.boolean(),
  stratum: z.string(),
  households: z.number().int(),
  adults: z.number().int(),
  /** Chance of the village. */
  probability: z.number(),
  addresses: z.number().int(),
  /** Chance of a household in a drawn village, if the list has as many as the frame says. */
  withinProbability: z.number(),
  /** 0 … 1: with it and the length of the real list the addresses follow (见抽样说明). */
  start: z.number(),
  /** Where the cycle of Kish's tables begins, 0 … 11. */
  kishStart: z.number().int(),
})
export type DrawnVillage = z.infer<typeof DrawnVillage>

export const DrawStratum = z.object({
  key: z.string(),
  name: z.string(),
  villages: z.number().int(),
  adults: z.number().int(),
  drawn: z.number().int(),
  /** Villages that are in for certain: their size exceeds the step. */
  certain: z.number().int(),
})
export type DrawStratum = z.infer<typeof DrawStratum>

export const DrawView = z.object({
  id: Id,
  frameId: Id,
  frameSha256: z.string(),
  design: SurveyDesign,
  seed: z.number().int(),
  method: z.string(),
  sha256: z.string(),
  drawnAt: Instant,
  drawnByName: z.string(),
  reason: z.string().nullable(),
  strata: z.array(DrawStratum),
  villages: z.array(DrawnVillage),
})
export type DrawView = z.infer<typeof DrawView>

export const SurveyHeader = z.object({
  id: Id,
  year: z.number().int(),
  title: z.string(),
  version: Version,
  /** 筹备中、已有抽样框、已抽样. */
  step: z.enum(['design', 'frame', 'drawn']),
  can: z.array(z.string()),
})
export type SurveyHeader = z.infer<typeof SurveyHeader>

export const SurveyView = z.object({
  header: SurveyHeader,
  design: SurveyDesign,
  power: DesignPower,
  frame: FrameView.nullable(),
  draw: DrawView.nullable(),
  /** Draws that were made again, newest first. */
  earlierDraws: z.array(
    z.object({ id: Id, seed: z.number().int(), sha256: z.string(), drawnAt: Instant, drawnByName: z.string() }),
  ),
})
export type SurveyView = z.infer<typeof SurveyView>

export const OpenSurvey = z.object({
  year: z.number().int().min(2000).max(2100),
  title: z.string().trim().min(2).max(100),
})
export const ChangeDesign = z.object({ surveyId: Id, version: Version, design: SurveyDesign })
export const DrawSample = z.object({
  surveyId: Id,
  version: Version,
  /** A number that nobody chose with the villages in sight, e.g. a lottery's of the day. */
  seed: z.number().int().min(0).max(2_147_483_647),
  /** Needed when a sample has been drawn already. */
  reason: z.string().trim().min(4).max(200).optional(),
})
/** Was the draw's sample computed again from frame, design and seed? */
export const DrawCheck = z.object({ drawId: Id, same: z.boolean(), sha256: z.string(), recomputed: z.string() })

export type SurveyRefusal =
  | { code: 'survey.frame.noHeader'; wanted: readonly string[] }
  | { code: 'survey.frame.problems'; problems: readonly FrameProblem[]; rows: number }
  | { code: 'survey.draw.noFrame' }
  | { code: 'survey.draw.again' }
  | { code: 'survey.draw.tooMany'; villages: number; available: number }
  | { code: 'survey.draw.strata'; strata: number; villages: number }
