import type { DrawnVillage, FrameVillage, SurveyDesign } from '@kepu/contract/survey'
import type { EstimateRecipe } from '@kepu/contract/survey-estimate'
import { type Random, random } from '@kepu/numeric'
import { addressesOf, drawVillages, strataOf } from '../../src/modules/survey/design/rules/draw.ts'
import { ageGroupOf, type Respondent } from '../../src/modules/survey/estimate/rules/answers.ts'

interface Adult {
  readonly sex: number
  readonly age: number
  readonly education: number
  readonly score: number
}

interface Village extends FrameVillage {
  /** Adults of each household. */
  readonly homes: readonly (readonly Adult[])[]
}

/** A county whose every adult is known: the truth that a survey tries to find. */
export interface SimulatedCounty {
  readonly villages: readonly Village[]
  readonly truth: number
  readonly margins: EstimateRecipe['margins']
}

export const CUT = 70

/** Educated and younger people score higher, villages differ, and so do the two residences: what makes a sample hard. */
export function simulateCounty(seed: number, villageCount: number): SimulatedCounty {
  const source = random(seed)
  const villages = Array.from({ length: villageCount }, (_, i) => simulateVillage(source.fork(i), i))
  const adults = villages.flatMap(({ homes }) => homes.flat())
  const count = (of: (adult: Adult) => number, categories: number) => {
    const sums = new Array<number>(categories).fill(0)
    for (const adult of adults) sums[of(adult)] = (sums[of(adult)] ?? 0) + 1
    return sums
  }
  const urban = villages.filter((village) => village.urban).reduce((sum, { adults: n }) => sum + n, 0)
  return {
    villages,
    truth: adults.filter(({ score }) => score >= CUT).length / adults.length,
    margins: {
      sex: count(({ sex }) => sex, 2),
      age: count(({ age }) => ageGroupOf(age), 5),
      education: count(({ education }) => education, 5),
      residence: [urban, adults.length - urban],
    },
  }
}

function simulateVillage(source: Random, i: number): Village {
  const urban = i % 4 === 0
  const households = Math.max(60, Math.round((urban ? 320 : 160) * Math.exp(0.5 * source.normal())))
  const climate = 4 * source.normal() + (urban ? 5 : 0)
  const homes = Array.from({ length: households }, () =>
    Array.from({ length: 1 + Math.floor(source.uniform() * 4) }, () => simulateAdult(source, urban, climate)),
  )
  return {
    code: `500233${String(100 + Math.floor(i / 12))}${String((i % 12) + 1).padStart(3, '0')}`,
    name: `村${i}`,
    urban,
    households,
    adults: homes.reduce((sum, home) => sum + home.length, 0),
    homes,
  }
}

function simulateAdult(source: Random, urban: boolean, climate: number): Adult {
  const age = 18 + Math.floor(source.uniform() * 52)
  const lift = (urban ? 0.8 : 0) + (45 - age) / 25 + source.normal()
  const education = Math.max(0, Math.min(4, Math.floor(1.2 + lift)))
  const sex = source.uniform() < 0.5 ? 0 : 1
  const score = 38 + 6.5 * education + climate - 2 * sex + 11 * source.normal()
  return { sex, age, education, score: Math.max(0, Math.min(100, score)) }
}

const RESPONSE = [0.45, 0.62, 0.72, 0.78, 0.8]

/** The survey of a simulated county: drawn by the real code, answered more often by the educated. */
export function surveyOf(
  county: SimulatedCounty,
  design: SurveyDesign,
  seed: number,
): { drawn: DrawnVillage[]; respondents: Respondent[] } {
  const source = random(seed).fork(1_000_003)
  const strata = strataOf(county.villages, design.strata, new Map())
  const { villages: drawn } = drawVillages(strata, design, seed)
  const byCode = new Map(county.villages.map((village) => [village.code, village]))
  const respondents = drawn.flatMap((village) => {
    const { homes = [] } = byCode.get(village.code) ?? {}
    return addressesOf(village, homes.length).flatMap((place) => {
      const home = homes[place - 1] ?? []
      const adult = home[Math.floor(source.uniform() * home.length)]
      if (adult === undefined || source.uniform() > (RESPONSE[adult.education] ?? 0)) return []
      return [{ village: village.code, eligible: home.length, ...adult }]
    })
  })
  return { drawn, respondents }
}
