import { fc, test as property } from '@fast-check/vitest'
import type { FrameVillage, SurveyDesign } from '@kepu/contract/survey'
import { expect, test } from 'vitest'
import { addressesOf, drawVillages, strataOf, whyNotDraw } from './draw.ts'

const DESIGN: SurveyDesign = {
  expected: 0.1,
  margin: 0.02,
  before: null,
  answersBefore: null,
  homogeneity: 0.05,
  weightingEffect: 1.2,
  responseRate: 0.7,
  strata: 'township',
  allocation: 'proportional',
  villages: 12,
  addresses: 20,
}

/** Villages of a county with `sizes` adults, five a township. */
function frameOf(sizes: readonly number[]): FrameVillage[] {
  return sizes.map((adults, i) => ({
    code: `500233${String(Math.floor(i / 5) + 100)}${String((i % 5) + 1).padStart(3, '0')}`,
    name: `村${i}`,
    urban: i % 3 === 0,
    households: Math.max(1, Math.round(adults / 2.2)),
    adults,
  }))
}

const sizes = fc.array(fc.integer({ min: 20, max: 6000 }), { minLength: 15, maxLength: 60 })
const seed = fc.integer({ min: 0, max: 2_147_483_647 })
const kind = fc.constantFrom('none' as const, 'urbanRural' as const, 'township' as const)
const allocation = fc.constantFrom('proportional' as const, 'squareRoot' as const)

function drawOf(frame: readonly FrameVillage[], change: Partial<SurveyDesign>, by: number) {
  const design = { ...DESIGN, ...change }
  const strata = strataOf(frame, design.strata, new Map())
  const least = strata.reduce((sum, { villages }) => sum + Math.min(2, villages.length), 0)
  const villages = Math.min(frame.length, Math.max(least, design.villages))
  return { ...drawVillages(strata, { ...design, villages }, by), wanted: villages }
}

property.prop([sizes, seed, kind, allocation])(
  'the sample has its size, no village twice, two a stratum',
  (all, by, strata, how) => {
    const { villages, wanted, strata: parts } = drawOf(frameOf(all), { strata, allocation: how }, by)
    expect(villages.length).toBe(wanted)
    expect(new Set(villages.map(({ code }) => code)).size).toBe(wanted)
    for (const part of parts) expect(part.drawn).toBeGreaterThanOrEqual(Math.min(2, part.villages))
  },
)

property.prop([sizes, seed, kind])(
  'the same seed gives the same sample, in whatever order the frame comes',
  (all, by, strata) => {
    const frame = frameOf(all)
    expect(drawOf([...frame].reverse(), { strata }, by)).toEqual(drawOf(frame, { strata }, by))
  },
)

property.prop([sizes, seed])('chances within a stratum go with size and add up to the villages drawn', (all, by) => {
  const { villages, strata } = drawOf(frameOf(all), { strata: 'none' }, by)
  const [whole] = strata
  for (const { probability, adults } of villages) {
    if (probability >= 1) continue
    const open = villages.filter((other) => other.probability < 1)
    const ratio = open[0] ? open[0].probability / open[0].adults : 0
    expect(probability / adults).toBeCloseTo(ratio, 12)
  }
  expect(whole?.drawn).toBe(villages.length)
})

test('over many seeds each village is drawn as often as its chance says', () => {
  const frame = frameOf([300, 900, 500, 1200, 700, 400, 2500, 800, 600, 1000, 350, 450])
  const draws = 4000
  const count = new Map<string, number>()
  const chance = new Map<string, number>()
  for (let by = 0; by < draws; by++)
    for (const { code, probability } of drawOf(frame, { strata: 'none', villages: 5 }, by).villages) {
      count.set(code, (count.get(code) ?? 0) + 1)
      chance.set(code, probability)
    }
  for (const [code, p] of chance) {
    const deviation = Math.sqrt((p * (1 - p)) / draws)
    expect(Math.abs((count.get(code) ?? 0) / draws - p), code).toBeLessThanOrEqual(4 * deviation + 1e-12)
  }
})

test('too many villages, or too few for the strata, are refused with the number that is possible', () => {
  const strata = strataOf(frameOf(Array.from({ length: 20 }, () => 500)), 'township', new Map())
  expect(whyNotDraw(strata, { ...DESIGN, villages: 21 })).toEqual({
    code: 'survey.draw.tooMany',
    villages: 21,
    available: 20,
  })
  expect(whyNotDraw(strata, { ...DESIGN, villages: 7 })).toEqual({ code: 'survey.draw.strata', strata: 4, villages: 8 })
  expect(whyNotDraw(strata, { ...DESIGN, villages: 8 })).toBeNull()
})

property.prop([
  fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  fc.integer({ min: 1, max: 40 }),
  fc.integer({ min: 1, max: 900 }),
])('addresses lie in the list, each once, rising', (start, addresses, length) => {
  const places = addressesOf({ start, addresses }, length)
  expect(places.length).toBe(Math.min(addresses, length))
  expect(new Set(places).size).toBe(places.length)
  expect([...places].sort((a, b) => a - b)).toEqual(places)
  expect(Math.min(...places)).toBeGreaterThanOrEqual(1)
  expect(Math.max(...places)).toBeLessThanOrEqual(length)
})

test('every household has the same chance over the starts', () => {
  const count = new Array<number>(17).fill(0)
  const starts = 17_000
  for (let i = 0; i < starts; i++)
    for (const place of addressesOf({ start: (i + 0.5) / starts, addresses: 5 }, 17))
      count[place - 1] = (count[place - 1] ?? 0) + 1
  for (const times of count) expect(Math.abs(times / starts - 5 / 17)).toBeLessThan(0.001)
})
