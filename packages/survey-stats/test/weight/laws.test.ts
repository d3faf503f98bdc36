import { fc, test } from '@fast-check/vitest'
import { matrix, random } from '@kepu/numeric'
import { describe, expect } from 'vitest'
import { relativeDifference } from '../../../../tools/reference/record.ts'
import * as s from '../../src/design/index.ts'
import * as e from '../../src/estimate/index.ts'
import { replicateWeights } from '../../src/variance/index.ts'
import * as w from '../../src/weight/index.ts'

/** 60 persons in 12 clusters, age in 3 and sex in 2 categories, all cells occupied. */
function survey(seed: number) {
  const generator = random(seed)
  const n = 60
  const psu = Array.from({ length: n }, (_, i) => Math.floor(i / 5))
  const stratum = psu.map((j) => Math.floor(j / 4))
  const weight = Array.from({ length: n }, () => 5 + 20 * generator.uniform())
  const age = Int32Array.from({ length: n }, (_, i) => (i < 6 ? i % 3 : generator.integer(3)))
  const sex = Int32Array.from({ length: n }, (_, i) => (i < 6 ? i % 2 : generator.integer(2)))
  const y = Float64Array.from({ length: n }, (_, i) => 10 + 3 * age[i]! + generator.normal())
  const design = s.clusterDesign({ stages: [{ unit: psu, stratum }], weight, lonelyPsu: 'fail' })
  return {
    design,
    age,
    sex,
    y,
    margins: [
      { category: age, totals: [300, 350, 250] },
      { category: sex, totals: [480, 420] },
    ],
  }
}

const seeds = fc.integer({ min: 1, max: 10_000 })

function marginOf(weight: Float64Array, code: Int32Array, count: number): Float64Array {
  const totals = new Float64Array(count)
  weight.forEach((value, i) => {
    totals[code[i]!]! += value
  })
  return totals
}

/** Dummies of age and of the second sex: the space that the margins span. */
function dummies(age: Int32Array, sex: Int32Array) {
  const x = matrix(age.length, 4)
  age.forEach((code, i) => {
    x.data[i + code * age.length] = 1
    x.data[i + 3 * age.length] = sex[i]!
  })
  return { x, totals: [300, 350, 250, 420] }
}

describe('raking', () => {
  test.prop([seeds])('meets every margin, and multiplies the rows of a cell alike', (seed) => {
    const { design, age, sex, margins } = survey(seed)
    const raked = w.rake(design, margins)
    expect(relativeDifference(marginOf(raked.weight, age, 3), [300, 350, 250], 0)).toBeLessThan(1e-9)
    expect(relativeDifference(marginOf(raked.weight, sex, 2), [480, 420], 0)).toBeLessThan(1e-9)
    const factor = new Map<number, number>()
    raked.weight.forEach((value, i) => {
      const cell = age[i]! + 3 * sex[i]!
      const g = value / design.weight[i]!
      expect(g).toBeCloseTo(factor.get(cell) ?? g, 10)
      factor.set(cell, g)
    })
  })

  test.prop([seeds])('by iteration and by calibration gives the same weights', (seed) => {
    const { design, age, sex, margins } = survey(seed)
    const raked = w.rake(design, margins, { tolerance: 1e-13 })
    const calibrated = w.calibrate(design, { ...dummies(age, sex), distance: 'raking' })
    expect(relativeDifference(raked.weight, calibrated.weight, 0)).toBeLessThan(1e-8)
  })

  test.prop([seeds])('of replicates is the raking of each replicate’s weights', (seed) => {
    const { design, margins, y } = survey(seed)
    const replicates = s.jackknifeDesign(design)
    const raked = w.rake(replicates, margins)
    for (const r of [0, 5, 11]) {
      const own = { ...design, weight: replicateWeights(replicates, r) }
      expect(relativeDifference(replicateWeights(raked, r), w.rake(own, margins).weight, 1e-12)).toBeLessThan(1e-8)
    }
    const linear = e.estimateMean(y, w.rake(design, margins)).standardError[0]!
    expect(e.estimateMean(y, raked).standardError[0]! / linear).toBeGreaterThan(0.7)
    expect(e.estimateMean(y, raked).standardError[0]! / linear).toBeLessThan(1.6)
  })

  test.prop([seeds])('in steps on replicates: non-response, raking, trimming', (seed) => {
    const { design, age, y, margins } = survey(seed)
    const responded = Array.from(y, (_, i) => (i % 4 === 3 ? 0 : 1))
    const recipe = <D extends s.SurveyDesign>(start: D): D => {
      const raked = w.rake(w.nonresponseClasses(start, age, 3, responded), margins)
      return w.trimWeights(raked, { lower: 0, upper: 60 })
    }
    const replicates = recipe(s.jackknifeDesign(design))
    expect(relativeDifference(replicates.weight, recipe(design).weight, 1e-12)).toBeLessThan(1e-9)
    expect(e.estimateMean(y, replicates).standardError[0]).toBeGreaterThan(0)
  })

  test('what can’t be met is refused, with the place', () => {
    const { design, age, sex } = survey(1)
    const missing = { category: age, totals: [300, 350, 250, 90] }
    expect(() => w.rake(design, [missing])).toThrow(
      'margin 0 of the sample: category 3 has no rows in the sample, but 90 people',
    )
    expect(() => w.poststratifyWeights(design, { category: age, totals: [300, 350, 0] })).toThrow(
      'category 2 has rows in the sample, but no people',
    )
    const uneven = [
      { category: age, totals: [1, 1, 1] },
      { category: sex, totals: [1, 1] },
    ]
    expect(() => w.rake(design, uneven)).toThrow('margin 1 adds up to 2, margin 0 to 3')
    const contrary = [
      { category: Int32Array.of(0, 0, 1), totals: [10, 20] },
      { category: Int32Array.of(0, 0, 1), totals: [20, 10] },
    ]
    const three = s.clusterDesign({ stages: [{}], weight: [1, 1, 1], lonelyPsu: 'fail' })
    expect(() => w.rake(three, contrary)).toThrow('the margins contradict each other')
  })
})

describe('calibration', () => {
  test.prop([seeds, fc.constantFrom<w.CalibrationDistance[]>('linear', 'raking', 'logit', 'sinh')])(
    'meets the totals within the bounds',
    (seed, distance) => {
      const { design, age, sex } = survey(seed)
      const { x, totals } = dummies(age, sex)
      const bounds = { lower: 0.1, upper: 8 }
      const { weight } = w.calibrate(design, { x, totals, distance, bounds })
      const found = totals.map((_, j) => weight.reduce((sum, value, i) => sum + value * x.data[i + j * 60]!, 0))
      expect(relativeDifference(found, totals, 0)).toBeLessThan(1e-9)
      weight.forEach((value, i) => {
        expect(value / design.weight[i]!).toBeGreaterThanOrEqual(0.1)
        expect(value / design.weight[i]!).toBeLessThanOrEqual(8)
      })
    },
  )

  test.prop([seeds])('to one categorical variable is poststratification, in the variance too', (seed) => {
    const { design, age, y } = survey(seed)
    const totals = [300, 350, 250]
    const cells = w.poststratifyWeights(design, { category: age, totals })
    const linear = w.calibrate(design, { x: e.indicatorColumns(age, 3), totals, distance: 'linear' })
    expect(relativeDifference(cells.weight, linear.weight, 0)).toBeLessThan(1e-9)
    expect(e.estimateMean(y, cells).standardError[0]).toBeCloseTo(e.estimateMean(y, linear).standardError[0]!, 9)
    expect(e.estimateTotal(e.indicatorColumns(age, 3), cells).standardError[0]).toBeLessThan(1e-6)
  })

  test.prop([seeds])('gives the persons of a household the same factor', (seed) => {
    const { design, age, sex } = survey(seed)
    const cluster = Array.from(age, (_, i) => Math.floor(i / 5))
    const { weight } = w.calibrate(design, { ...dummies(age, sex), distance: 'linear', cluster })
    weight.forEach((value, i) => {
      expect(value / design.weight[i]!).toBeCloseTo(weight[5 * cluster[i]!]! / design.weight[5 * cluster[i]!]!, 9)
    })
  })

  test('unreachable totals are refused', () => {
    const { design, age, sex } = survey(2)
    const { x } = dummies(age, sex)
    const bounds = { lower: 0.9, upper: 1.1 }
    expect(() => w.calibrate(design, { x, totals: [3000, 35, 250, 42], distance: 'logit', bounds })).toThrow(
      /can't be met|at their bounds/,
    )
    expect(() => w.calibrate(design, { x, totals: [1, 2], distance: 'linear' })).toThrow('2 totals for 4 columns')
    expect(() =>
      w.calibrate(design, { x, totals: [300, 350, 250, 420], distance: 'raking', bounds: { lower: 1.2, upper: 3 } }),
    ).toThrow('leave out 1')
  })
})

describe('non-response and trimming', () => {
  test.prop([seeds])(
    'classes keep their totals; a propensity that knows the classes alone gives the same weights',
    (seed) => {
      const { design, age } = survey(seed)
      const generator = random(seed + 7)
      const responded = Array.from(age, (_, i) => (i < 3 || generator.uniform() < 0.7 ? 1 : 0))
      if (!responded.slice(6).includes(0)) return
      const classes = w.nonresponseClasses(design, age, 3, responded)
      expect(relativeDifference(marginOf(classes.weight, age, 3), marginOf(design.weight, age, 3), 0)).toBeLessThan(
        1e-10,
      )
      const everyClassLost = [0, 1, 2].every((c) => age.some((code, i) => code === c && responded[i] === 0))
      if (!everyClassLost) return
      const propensity = w.nonresponsePropensity(design, e.indicatorColumns(age, 3), responded)
      expect(relativeDifference(propensity.weight, classes.weight, 1e-9)).toBeLessThan(1e-7)
    },
  )

  test.prop([seeds])('trimmed weights lie within the bounds and add up to the same', (seed) => {
    const { design } = survey(seed)
    const { weight } = w.trimWeights(design, { lower: 8, upper: 22 })
    expect(Math.min(...weight)).toBeGreaterThanOrEqual(8 - 1e-12)
    expect(Math.max(...weight)).toBeLessThanOrEqual(22 + 1e-12)
    const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0)
    expect(sum(weight)).toBeCloseTo(sum(design.weight), 8)
  })

  test('classes of propensity rise and hold about equal weight', () => {
    const propensity = Float64Array.from({ length: 100 }, (_, i) => ((i * 37) % 100) / 100)
    const code = w.propensityClasses(propensity, new Float64Array(100).fill(1), 5)
    expect([...marginOf(new Float64Array(100).fill(1), code, 5)]).toEqual([20, 20, 20, 20, 20])
    propensity.forEach((p, i) => {
      expect(code[i]).toBe(Math.floor(p * 5 + 1e-9))
    })
  })

  test('a class without respondents is refused', () => {
    const { design, age } = survey(3)
    expect(() =>
      w.nonresponseClasses(
        design,
        age,
        3,
        Array.from(age, (c) => (c === 1 ? 0 : 1)),
      ),
    ).toThrow('class 1 has no respondent')
  })
})
