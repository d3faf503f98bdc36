import type { DesignPower, SurveyDesign } from '@kepu/contract/survey'
import { powerForProportions, sizeForProportionWilson } from '@kepu/survey-stats'

const CONFIDENCE = 0.95
/** z of a two-sided interval of 95 %. */
const Z = 1.959963984540054

/** Half-width of Wilson's interval for a share known from so many answers of a simple random sample. */
function wilsonMargin(share: number, answers: number): number {
  const square = Z ** 2
  return (Z * Math.sqrt((share * (1 - share)) / answers + square / (4 * answers ** 2))) / (1 + square / answers)
}

/** Design effect of a sample with so many answers a village: likeness within villages times unequal weights. */
export function designEffectOf({ homogeneity, weightingEffect }: SurveyDesign, answersPerVillage: number): number {
  return (1 + Math.max(0, answersPerVillage - 1) * homogeneity) * weightingEffect
}

/** Chance to find the change from the round before with so many answers now; null without a round before. */
function powerOf({ before, answersBefore, expected }: SurveyDesign, answers: number, effect: number): number | null {
  if (before === null || before === expected) return null
  const comparison = {
    proportions: [expected, before] as const,
    ratio: answersBefore === null ? 1 : answers / answersBefore,
    designEffect: effect,
  }
  return powerForProportions(comparison, answers)
}

/**
 * What a design can do: how wide its interval is, how many answers the wished width needs, and whether a change could be told.
 * The number of villages that the curve supposes grows with the answers; the answers a village stay.
 */
export function powerOfDesign(design: SurveyDesign): DesignPower {
  const perVillage = design.addresses * design.responseRate
  const effect = designEffectOf(design, perVillage)
  const answersExpected = Math.floor(design.villages * perVillage)
  const needed = sizeForProportionWilson(design.expected, design.margin, CONFIDENCE, {
    designEffect: effect,
    responseRate: design.responseRate,
  })
  const at = (answers: number) => ({
    answers,
    margin: wilsonMargin(design.expected, answers / effect),
    power: powerOf(design, answers, effect),
  })
  const here = at(Math.max(1, answersExpected))
  return {
    designEffect: effect,
    answersExpected,
    marginReached: here.margin,
    answersNeeded: needed.answers,
    addressesNeeded: needed.issue,
    power: here.power,
    curve: [300, 600, 900, 1200, 1500, 2000, 2500, 3000, 4000].map(at),
  }
}
