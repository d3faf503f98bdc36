import type { SurveyDesign } from '@kepu/contract/survey'
import type { EstimateRecipe } from '@kepu/contract/survey-estimate'
import { describe, expect, test } from 'vitest'
import { CUT, simulateCounty, surveyOf } from '../../../../../test/support/simulated-county.ts'
import { estimate } from './estimate.ts'
import { codesOf, whyNotWeigh } from './margins.ts'

const DESIGN: SurveyDesign = {
  expected: 0.12,
  margin: 0.02,
  before: null,
  answersBefore: null,
  homogeneity: 0.04,
  weightingEffect: 1.3,
  responseRate: 0.7,
  strata: 'urbanRural',
  allocation: 'proportional',
  villages: 40,
  addresses: 25,
}
const county = simulateCounty(7, 240)
const RECIPE: EstimateRecipe = {
  margins: county.margins,
  marginSource: '模拟的县',
  trimAbove: null,
  cut: CUT,
  smallestCell: 30,
}
const bare = { ...RECIPE, margins: { sex: null, age: null, education: null, residence: null }, marginSource: '' }

function once(seed: number, recipe: EstimateRecipe = RECIPE) {
  const { drawn, respondents } = surveyOf(county, DESIGN, seed)
  return estimate(respondents, { villages: drawn, townships: new Map() }, recipe)
}

test('weights meet the margins', () => {
  for (const { population, after } of once(1).balance) expect(after).toBeCloseTo(population ?? Number.NaN, 8)
})

test('no weight above the wished multiple of the mean by more than the last raking moves it', () => {
  const { steps } = once(2, { ...RECIPE, trimAbove: 3 })
  const largest = (name: string) => steps.find(({ step }) => step === name)?.largest ?? 0
  expect(largest('trimmed')).toBeLessThan(largest('calibrated'))
})

test('the order of the respondents does not matter', () => {
  const { drawn, respondents } = surveyOf(county, DESIGN, 3)
  const sample = { villages: drawn, townships: new Map<string, string>() }
  const [one, other] = [estimate(respondents, sample, RECIPE), estimate([...respondents].reverse(), sample, RECIPE)]
  expect(other.whole.share).toBeCloseTo(one.whole.share ?? Number.NaN, 12)
  expect(other.whole.standardError).toBeCloseTo(one.whole.standardError ?? Number.NaN, 10)
})

test('a group of fewer respondents than the smallest cell has its number and nothing else', () => {
  const { groups } = once(4, { ...RECIPE, smallestCell: 200 })
  const small = groups.filter(({ estimate: { respondents } }) => respondents < 200)
  expect(small.length).toBeGreaterThan(0)
  for (const { estimate: found } of small) expect([found.share, found.low, found.high]).toEqual([null, null, null])
})

describe('margins', () => {
  const { drawn, respondents } = surveyOf(county, DESIGN, 5)
  const codes = codesOf(respondents, new Set(drawn.flatMap(({ code, urban }) => (urban ? [code] : []))))

  test('of different sums are refused with both', () => {
    const margins = { ...county.margins, sex: [10, 20] }
    expect(whyNotWeigh({ ...RECIPE, margins }, codes)).toMatchObject({ code: 'survey.estimate.marginSum' })
  })

  test('with a category that the sample lacks are refused by name', () => {
    const without = { ...codes, education: codes.education.map((code) => Math.min(code, 3)) }
    expect(whyNotWeigh(RECIPE, without)).toEqual({
      code: 'survey.estimate.marginEmpty',
      trait: 'education',
      category: 'degree',
    })
  })

  test('need a source', () => {
    expect(whyNotWeigh({ ...RECIPE, marginSource: '' }, codes)).toEqual({ code: 'survey.estimate.marginSource' })
    expect(whyNotWeigh(bare, codes)).toBeNull()
  })
})

/** 300 surveys of one county whose truth is known. The bounds are four Monte-Carlo errors wide. */
test('over many surveys the share is right on the average and its interval holds the truth as often as it says', () => {
  const surveys = 300
  let [sum, squares, held, plain] = [0, 0, 0, 0]
  for (let seed = 0; seed < surveys; seed++) {
    const { whole, steps } = once(10_000 + seed)
    const share = whole.share ?? Number.NaN
    sum += share
    squares += share ** 2
    if ((whole.low ?? 1) <= county.truth && county.truth <= (whole.high ?? 0)) held += 1
    plain += steps[0]?.share ?? 0
  }
  const mean = sum / surveys
  const error = Math.sqrt((squares / surveys - mean ** 2) / surveys)
  expect(Math.abs(mean - county.truth)).toBeLessThan(4 * error)
  expect(held / surveys).toBeGreaterThan(0.95 - 4 * Math.sqrt((0.95 * 0.05) / surveys))
  // The educated answer more often: unweighted, the share would be too high, and the test would see it.
  expect(plain / surveys - county.truth).toBeGreaterThan(8 * error)
})
