import { z } from 'zod'
import { Id, Instant } from './common.ts'
import type { FrameProblem } from './survey.ts'

export const sexes = ['male', 'female'] as const
/** 18–29, 30–39, 40–49, 50–59, 60–69. */
export const ageGroups = ['18', '30', '40', '50', '60'] as const
/** 小学及以下、初中、高中（中专）、大专、本科及以上. */
export const educations = ['primary', 'middle', 'high', 'college', 'degree'] as const
export const residences = ['urban', 'rural'] as const
/** Traits by which the sample is held against the population (控制变量). */
export const marginTraits = ['sex', 'age', 'education', 'residence'] as const
export type MarginTrait = (typeof marginTraits)[number]

/** Names of each trait's categories, in order. */
export const marginCategories = {
  sex: sexes,
  age: ageGroups,
  education: educations,
  residence: residences,
} as const satisfies Record<MarginTrait, readonly string[]>

const Count = z.number().int().min(0).max(10_000_000)

/** People of 18 to 69 in each category of a trait; null: this trait isn't used. */
export const Margins = z.object({
  sex: z.array(Count).length(sexes.length).nullable(),
  age: z.array(Count).length(ageGroups.length).nullable(),
  education: z.array(Count).length(educations.length).nullable(),
  residence: z.array(Count).length(residences.length).nullable(),
})
export type Margins = z.infer<typeof Margins>

/** How answers become a share (估计方案). */
export const EstimateRecipe = z.object({
  margins: Margins,
  /** Where the margins come from; asked for when there are any. */
  marginSource: z.string().trim().max(200),
  /** No weight above so many times the mean; null: no trimming. */
  trimAbove: z.number().min(2).max(50).nullable(),
  /** Score from which somebody has scientific literacy (具备). */
  cut: z.number().min(1).max(100),
  /** Fewer respondents than this aren't shown. */
  smallestCell: z.number().int().min(10).max(500),
})
export type EstimateRecipe = z.infer<typeof EstimateRecipe>

/** A share with its interval; null where there are too few answers to say it. */
export const ShareEstimate = z.object({
  respondents: z.number().int(),
  share: z.number().nullable(),
  standardError: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})
export type ShareEstimate = z.infer<typeof ShareEstimate>

/** A step of weighting: what it did to the weights, and to the share. */
export const WeightingStep = z.object({
  step: z.enum(['unweighted', 'design', 'response', 'calibrated', 'trimmed']),
  share: z.number(),
  smallest: z.number(),
  largest: z.number(),
  /** Kish's effect of unequal weights. */
  effect: z.number(),
})
export type WeightingStep = z.infer<typeof WeightingStep>

export const EstimateResult = z.object({
  whole: ShareEstimate,
  designEffect: z.number().nullable(),
  degreesOfFreedom: z.number(),
  /** Weighted mean score with its standard error. */
  meanScore: z.number(),
  meanScoreError: z.number(),
  /** Addresses issued, respondents, their quotient. */
  issued: z.number().int(),
  respondents: z.number().int(),
  responseRate: z.number(),
  steps: z.array(WeightingStep),
  groups: z.array(
    z.object({
      trait: z.enum(['sex', 'age', 'education', 'residence', 'township']),
      key: z.string(),
      name: z.string(),
      estimate: ShareEstimate,
    }),
  ),
  /** Weighted shares of the sample in each category beside the population's. */
  balance: z.array(
    z.object({
      trait: z.enum(marginTraits),
      key: z.string(),
      before: z.number(),
      after: z.number(),
      population: z.number().nullable(),
    }),
  ),
})
export type EstimateResult = z.infer<typeof EstimateResult>

export const AnswersView = z.object({
  id: Id,
  drawId: Id,
  fileName: z.string(),
  sha256: z.string(),
  respondents: z.number().int(),
  /** Drawn villages from which nobody answered. */
  silentVillages: z.array(z.string()),
  takenAt: Instant,
})
export type AnswersView = z.infer<typeof AnswersView>

export const EstimateView = z.object({
  id: Id,
  answersId: Id,
  recipe: EstimateRecipe,
  method: z.string(),
  result: EstimateResult,
  sha256: z.string(),
  computedAt: Instant,
  computedByName: z.string(),
  published: z.object({ valueId: Id, at: Instant, byName: z.string() }).nullable(),
})
export type EstimateView = z.infer<typeof EstimateView>

export const SurveyResultsView = z.object({
  answers: AnswersView.nullable(),
  /** Newest first. */
  estimates: z.array(EstimateView),
  can: z.array(z.string()),
})
export type SurveyResultsView = z.infer<typeof SurveyResultsView>

export const ComputeEstimate = z.object({ surveyId: Id, answersId: Id, recipe: EstimateRecipe })
export const PublishEstimate = z.object({ estimateId: Id, indicatorId: Id })
export const EstimateCheck = z.object({ estimateId: Id, same: z.boolean(), sha256: z.string(), recomputed: z.string() })

export type EstimateRefusal =
  | { code: 'survey.answers.noDraw' }
  | { code: 'survey.answers.noHeader'; wanted: readonly string[] }
  | { code: 'survey.answers.personal'; column: string }
  | { code: 'survey.answers.problems'; problems: readonly z.infer<typeof FrameProblem>[]; rows: number }
  | { code: 'survey.estimate.marginSum'; trait: MarginTrait; sum: number; other: MarginTrait; otherSum: number }
  | { code: 'survey.estimate.marginEmpty'; trait: MarginTrait; category: string }
  | { code: 'survey.estimate.marginSource' }
  | { code: 'survey.estimate.failed'; reason: string }
  | { code: 'survey.estimate.published' }
  | { code: 'survey.estimate.noShare' }
