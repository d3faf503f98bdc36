import { expect, test } from 'vitest'
import { powerOfDesign } from './power.ts'

const DESIGN = {
  expected: 0.12,
  margin: 0.02,
  before: 0.08,
  answersBefore: 1000,
  homogeneity: 0,
  weightingEffect: 2,
  responseRate: 1,
  strata: 'none',
  allocation: 'proportional',
  villages: 50,
  addresses: 20,
} as const

test('two rounds of 1,000 with a design effect of 2 tell 8 from 12 % with 56 % power, as the methods file says', () => {
  expect(powerOfDesign(DESIGN).power).toBeCloseTo(0.56, 2)
  expect(powerOfDesign({ ...DESIGN, answersBefore: 2000, villages: 100 }).power).toBeCloseTo(0.85, 2)
})

test('likeness within villages widens the interval; more answers narrow it', () => {
  const alone = powerOfDesign(DESIGN)
  const alike = powerOfDesign({ ...DESIGN, homogeneity: 0.05 })
  expect(alike.designEffect).toBeCloseTo(2 * (1 + 19 * 0.05), 12)
  expect(alike.marginReached).toBeGreaterThan(alone.marginReached)
  expect(alike.answersNeeded).toBeGreaterThan(alone.answersNeeded)
  const margins = alone.curve.map(({ margin }) => margin)
  expect([...margins].sort((a, b) => b - a)).toEqual(margins)
})

test('without a round before there is no power', () => {
  expect(powerOfDesign({ ...DESIGN, before: null, answersBefore: null }).power).toBeNull()
})
