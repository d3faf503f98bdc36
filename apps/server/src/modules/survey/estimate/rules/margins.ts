import {
  type EstimateRecipe,
  type EstimateRefusal,
  type MarginTrait,
  marginCategories,
  marginTraits,
} from '@kepu/contract/survey-estimate'
import { ageGroupOf, type Respondent } from './answers.ts'

/** Category of a respondent under each trait; residence is that of the village. */
export function codesOf(
  respondents: readonly Respondent[],
  urban: ReadonlySet<string>,
): Record<MarginTrait, Int32Array> {
  const code = (of: (one: Respondent) => number) => Int32Array.from(respondents, of)
  return {
    sex: code(({ sex }) => sex),
    age: code(({ age }) => ageGroupOf(age)),
    education: code(({ education }) => education),
    residence: code(({ village }) => (urban.has(village) ? 0 : 1)),
  }
}

/** Traits that the recipe gives margins for. */
export function usedTraits({ margins }: EstimateRecipe): { trait: MarginTrait; totals: readonly number[] }[] {
  return marginTraits.flatMap((trait) => {
    const totals = margins[trait]
    return totals === null ? [] : [{ trait, totals }]
  })
}

const FURTHEST = 0.005

/** Why the margins don't fit the sample or each other, or null. Sums may differ by half a percent: tables are rounded. */
export function whyNotWeigh(
  recipe: EstimateRecipe,
  codes: Readonly<Record<MarginTrait, Int32Array>>,
): EstimateRefusal | null {
  const used = usedTraits(recipe)
  const [first] = used
  if (first === undefined) return null
  if (recipe.marginSource === '') return { code: 'survey.estimate.marginSource' }
  const sum = (totals: readonly number[]) => totals.reduce((total, count) => total + count, 0)
  for (const { trait, totals } of used) {
    const [own, other] = [sum(totals), sum(first.totals)]
    if (Math.abs(own - other) > FURTHEST * other)
      return { code: 'survey.estimate.marginSum', trait, sum: own, other: first.trait, otherSum: other }
    const found = new Set(codes[trait])
    for (const [category, total] of totals.entries())
      if (total > 0 !== found.has(category))
        return { code: 'survey.estimate.marginEmpty', trait, category: marginCategories[trait][category] ?? '' }
  }
  return null
}
