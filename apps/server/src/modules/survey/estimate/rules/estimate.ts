import type { DrawnVillage } from '@kepu/contract/survey'
import {
  type EstimateRecipe,
  type EstimateResult,
  marginCategories,
  marginTraits,
  type ShareEstimate,
  type WeightingStep,
} from '@kepu/contract/survey-estimate'
import { NumericError } from '@kepu/numeric'
import {
  clusterDesign,
  codesOf as compactCodes,
  designEffects,
  domainDesign,
  estimateMean,
  jackknifeDesign,
  proportionInterval,
  type ReplicateDesign,
  rake,
  trimWeights,
  weightingDesignEffect,
} from '@kepu/survey-stats'
import type { Respondent } from './answers.ts'
import { codesOf, usedTraits } from './margins.ts'

/** Name and version of what this file does: with answers, draw and recipe it gives the same result on any machine. */
export const METHOD = 'kepu-estimate/1: design × response × raking × trimming; jackknife of villages; Wilson interval'

/** The sample that the answers belong to. */
export interface Sample {
  readonly villages: readonly DrawnVillage[]
  readonly townships: ReadonlyMap<string, string>
}

/**
 * Shares of people with scientific literacy from the answers of a drawn sample.
 *
 *   wᵢ = 1/π_village · households/addresses · adults of the household      design weight
 *      · addresses/respondents of the village                              non-response, each village its own class
 *      · raking to the margins · trimming, then raking once more
 *
 * Errors by a jackknife that leaves out one village of a stratum at a time and repeats the raking; villages that were in for
 * certain count as drawn, which makes the error a little too large, never too small. A stratum with one answering village gets the
 * average of the others. Villages from which nobody answered count as not drawn.
 *
 * @throws NumericError when the margins can't be met
 */
export function estimate(respondents: readonly Respondent[], sample: Sample, recipe: EstimateRecipe): EstimateResult {
  const villageOf = new Map(sample.villages.map((village) => [village.code, village]))
  const urban = new Set(sample.villages.flatMap(({ code, urban: town }) => (town ? [code] : [])))
  const weights = baseWeights(respondents, villageOf)
  const codes = codesOf(respondents, urban)
  const stratum = compactCodes(respondents.map(({ village }) => villageOf.get(village)?.stratum ?? ''))
  const base = clusterDesign({
    stages: [{ unit: compactCodes(respondents.map(({ village }) => village)), stratum }],
    weight: weights.response,
    lonelyPsu: 'average',
  })
  const margins = usedTraits(recipe).map(({ trait, totals }) => scaled(codes[trait], totals, recipe))
  const jackknife = jackknifeDesign(base)
  const raked = margins.length === 0 ? jackknife : rake(jackknife, margins)
  const design = trimmed(raked, recipe, margins)

  const literate = Float64Array.from(respondents, ({ score }) => (score >= recipe.cut ? 1 : 0))
  const score = estimateMean(
    Float64Array.from(respondents, (one) => one.score),
    design,
  )
  const issued = sample.villages.reduce((sum, { addresses }) => sum + addresses, 0)
  const step = (name: WeightingStep['step'], weight: Float64Array) => stepOf(name, weight, literate)
  return {
    whole: shareOf(literate, design, respondents.length, recipe),
    designEffect: effectOf(literate, design),
    degreesOfFreedom: design.degreesOfFreedom,
    meanScore: score.value[0] ?? 0,
    meanScoreError: score.standardError[0] ?? 0,
    issued,
    respondents: respondents.length,
    responseRate: respondents.length / issued,
    steps: [
      step('unweighted', new Float64Array(respondents.length).fill(1)),
      step('design', weights.design),
      step('response', weights.response),
      ...(margins.length > 0 ? [step('calibrated', raked.weight)] : []),
      ...(recipe.trimAbove !== null ? [step('trimmed', design.weight)] : []),
    ],
    groups: groupsOf(respondents, { codes, sample, literate, design, recipe }),
    balance: balanceOf(codes, weights.response, design.weight, recipe),
  }
}

function baseWeights(respondents: readonly Respondent[], villageOf: ReadonlyMap<string, DrawnVillage>) {
  const answered = new Map<string, number>()
  for (const { village } of respondents) answered.set(village, (answered.get(village) ?? 0) + 1)
  const design = Float64Array.from(respondents, ({ village, eligible }) => {
    const drawn = villageOf.get(village)
    return drawn === undefined ? 0 : eligible / (drawn.probability * drawn.withinProbability)
  })
  const response = Float64Array.from(respondents, ({ village }, i) => {
    const share = (villageOf.get(village)?.addresses ?? 0) / (answered.get(village) ?? 1)
    return (design[i] ?? 0) * share
  })
  return { design, response }
}

/** Margins brought to one sum: that of the first. */
function scaled(category: Int32Array, totals: readonly number[], recipe: EstimateRecipe) {
  const sum = (of: readonly number[]) => of.reduce((total, count) => total + count, 0)
  const population = sum(usedTraits(recipe)[0]?.totals ?? totals)
  return { category, totals: Float64Array.from(totals, (count) => (count * population) / sum(totals)) }
}

function trimmed(
  design: ReplicateDesign,
  { trimAbove }: EstimateRecipe,
  margins: readonly ReturnType<typeof scaled>[],
) {
  if (trimAbove === null) return design
  const mean = design.weight.reduce((sum, w) => sum + w, 0) / design.rows
  const cut = trimWeights(design, { lower: 0, upper: trimAbove * mean })
  return margins.length === 0 ? cut : rake(cut, margins)
}

/** A share with Wilson's interval (a replicate may hold nobody literate, so log odds won't do); only its size where there are too few answers, or all say the same. */
function shareOf(
  literate: Float64Array,
  design: ReplicateDesign,
  respondents: number,
  { smallestCell }: EstimateRecipe,
): ShareEstimate {
  const unsaid = { respondents, share: null, standardError: null, low: null, high: null }
  if (respondents < smallestCell) return unsaid
  try {
    const { value, standardError, lower, upper } = proportionInterval(literate, design, 'wilson')
    return { respondents, share: value, standardError, low: lower, high: upper }
  } catch (error) {
    if (error instanceof NumericError && error.code === 'survey.proportion') return unsaid
    throw error
  }
}

function effectOf(literate: Float64Array, design: ReplicateDesign): number | null {
  const [effect = Number.NaN] = designEffects('mean', literate, design)
  return Number.isFinite(effect) ? effect : null
}

function stepOf(step: WeightingStep['step'], weight: Float64Array, literate: Float64Array): WeightingStep {
  let [sum, has, smallest, largest] = [0, 0, Number.POSITIVE_INFINITY, 0]
  for (const [i, w] of weight.entries()) {
    sum += w
    has += w * (literate[i] ?? 0)
    smallest = Math.min(smallest, w)
    largest = Math.max(largest, w)
  }
  return { step, share: has / sum, smallest, largest, effect: weightingDesignEffect(weight) }
}

interface Parts {
  readonly codes: ReturnType<typeof codesOf>
  readonly sample: Sample
  readonly literate: Float64Array
  readonly design: ReplicateDesign
  readonly recipe: EstimateRecipe
}

function groupsOf(respondents: readonly Respondent[], parts: Parts): EstimateResult['groups'] {
  const { codes, sample, literate, design, recipe } = parts
  const within = (inside: (i: number) => boolean) => {
    const mask = Uint8Array.from(respondents, (_, i) => (inside(i) ? 1 : 0))
    const count = mask.reduce((sum, one) => sum + one, 0)
    return count === 0 ? null : shareOf(literate, domainDesign(design, mask), count, recipe)
  }
  const traits = marginTraits.flatMap((trait) =>
    marginCategories[trait].flatMap((key, category) => {
      const found = within((i) => codes[trait][i] === category)
      return found === null ? [] : [{ trait, key, name: key, estimate: found }]
    }),
  )
  const townships = [...sample.townships].flatMap(([key, name]) => {
    const found = within((i) => respondents[i]?.village.startsWith(key) ?? false)
    return found === null ? [] : [{ trait: 'township' as const, key, name, estimate: found }]
  })
  return [...traits, ...townships]
}

function balanceOf(
  codes: Parts['codes'],
  before: Float64Array,
  after: Float64Array,
  { margins }: EstimateRecipe,
): EstimateResult['balance'] {
  const shares = (code: Int32Array, weight: Float64Array, categories: number) => {
    const sums = new Float64Array(categories)
    for (const [i, w] of weight.entries()) sums[code[i] ?? 0] = (sums[code[i] ?? 0] ?? 0) + w
    const total = sums.reduce((sum, w) => sum + w, 0)
    return sums.map((w) => w / total)
  }
  return marginTraits.flatMap((trait) => {
    const categories = marginCategories[trait]
    const totals = margins[trait]
    const population = totals?.reduce((sum, count) => sum + count, 0) ?? 0
    const [was, is] = [before, after].map((weight) => shares(codes[trait], weight, categories.length))
    return categories.map((key, i) => ({
      trait,
      key,
      before: was?.[i] ?? 0,
      after: is?.[i] ?? 0,
      population: totals === null ? null : (totals[i] ?? 0) / population,
    }))
  })
}
