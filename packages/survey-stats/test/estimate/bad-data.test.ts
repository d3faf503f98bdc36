import { fc, test } from '@fast-check/vitest'
import { matrix, NumericError, random } from '@kepu/numeric'
import { describe, expect } from 'vitest'
import * as s from '../../src/design/index.ts'
import * as e from '../../src/estimate/index.ts'
import * as r from '../../src/regression/index.ts'
import * as t from '../../src/table/index.ts'
import * as w from '../../src/weight/index.ts'
import { designOf, type Sample, samples } from '../variance/samples.ts'

/** What a public function may be handed: ordinary data, constants, holes, infinities, enormous and tiny numbers. */
const awkward = fc.constantFrom(0, 1, 1, 2, -3, 1e-300, 1e200, 5, 5, 5, 7.5, Number.NaN, Number.POSITIVE_INFINITY)

/** All numbers of an answer: none may be NaN. */
function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (ArrayBuffer.isView(value) || Array.isArray(value)) return Object.values(value).flatMap(numbersOf)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(numbersOf)
  return []
}

/** Either an answer without NaN, or a refusal with a code and a place. */
function answersOrRefuses(run: () => unknown): void {
  let answer: unknown
  try {
    answer = run()
  } catch (error) {
    expect(error).toBeInstanceOf(NumericError)
    if (error instanceof NumericError) {
      expect(error.code).toMatch(/^(survey|numeric)\.\w+$/)
      expect(error.message.length).toBeGreaterThan(8)
    }
    return
  }
  expect(numbersOf(answer).every((x) => !Number.isNaN(x))).toBe(true)
}

const calls: Readonly<Record<string, (y: Float64Array, sample: Sample, design: s.ClusterDesign) => unknown>> = {
  total: (y, _, design) => e.estimateTotal(y, design),
  mean: (y, _, design) => e.estimateMean(y, design),
  'mean, jackknife': (y, _, design) => e.estimateMean(y, s.jackknifeDesign(design)),
  'mean, bootstrap': (y, _, design) => e.estimateMean(y, s.bootstrapDesign(design, 5, random(1))),
  ratio: (y, { x }, design) => e.estimateRatio(x, y, design),
  'domain means': (y, { group }, design) => e.estimateDomainMeans(y, group, 2, design),
  'design effect': (y, _, design) => e.designEffects('mean', y, design, 'withReplacement'),
  covariance: (y, _, design) => e.estimateCovariance(y, design),
  'proportion, logit': (y, _, design) => e.proportionInterval(y, design, 'logit'),
  'proportion, beta': (y, _, design) => e.proportionInterval(y, design, 'beta'),
  'proportion, likelihood': (y, _, design) => e.proportionInterval(y, design, 'likelihood'),
  quantiles: (y, _, design) => e.estimateQuantiles(y, [0.1, 0.5], design).map((q) => q.value),
  kappa: (y, { group }, design) => e.estimateKappa(y, group, 2, design),
  linear: (y, { x }, design) => r.estimateGlm({ x: withOnes(x), y, family: 'gaussian' }, design),
  logistic: (y, { x }, design) => r.estimateGlm({ x: withOnes(x), y, family: 'logistic' }, design),
  poisson: (y, { x }, design) => r.estimateGlm({ x: withOnes(x), y, family: 'poisson' }, design),
  gamma: (y, { x }, design) => r.estimateGlm({ x: withOnes(x), y, family: 'gamma' }, design),
  'explained by y': (y, { x }, design) => r.estimateGlm({ x: withOnes(y), y: x, family: 'gaussian' }, design),
  'rank test': (y, { group }, design) => r.rankTest(y, group, design, 'wilcoxon'),
  't test': (y, { group }, design) => r.twoSampleTTest(y, group, design),
  ordinal: (y, { x }, design) => r.estimateOrdinal({ x: matrix(x.length, 1, x), y, categories: 3 }, design),
  table: (y, { group }, design) => t.raoScottTest({ row: y, column: group, rows: 2, columns: 2 }, design, 'F'),
  'Wald test': (y, { group }, design) =>
    t.waldIndependenceTest({ row: y, column: group, rows: 2, columns: 2 }, design, true),
  'goodness of fit': (y, _, design) => t.goodnessOfFitTest(y, [0.4, 0.4, 0.2], design),
  poststratify: (y, { group }, design) =>
    w.poststratifyWeights(design, { category: group, totals: y.subarray(0, 2) }).weight,
  rake: (y, { group }, design) => w.rake(design, [{ category: group, totals: y.subarray(0, 2) }]).weight,
  calibrate: (y, _, design) => w.calibrate(design, { x: withOnes(y), totals: [400, 900], distance: 'linear' }).weight,
  'calibrate, raking': (y, { x }, design) =>
    w.calibrate(design, { x: withOnes(x), totals: y.subarray(0, 2), distance: 'raking' }).weight,
  'non-response': (y, { group }, design) => w.nonresponseClasses(design, group, 2, y).weight,
  propensity: (y, { x }, design) => w.nonresponsePropensity(design, withOnes(x), y).weight,
  trimming: (y, _, design) => w.trimWeights(design, { lower: y[0]!, upper: y[1]! }).weight,
  weights: (y, { psu, stratum }) =>
    s.clusterDesign({ stages: [{ unit: psu, stratum }], weight: y, lonelyPsu: 'fail' }).weight,
  sizes: (y, { psu, stratum }) =>
    s.clusterDesign({ stages: [{ unit: psu, stratum, populationSize: y }], lonelyPsu: 'fail' }).weight,
  units: (y, { stratum, weight }) =>
    s.clusterDesign({ stages: [{ unit: y, stratum }], weight, lonelyPsu: 'fail' }).weight,
  probabilities: (y) => e.estimateTotal(new Float64Array(y.length).fill(1), s.overtonDesign(y)),
}

function withOnes(x: Float64Array) {
  const result = matrix(x.length, 2)
  result.data.fill(1, 0, x.length)
  result.data.set(x, x.length)
  return result
}

describe('awkward data: an answer without NaN, or a refusal with a code', () => {
  for (const [name, call] of Object.entries(calls)) {
    test.prop([samples, fc.array(awkward, { minLength: 48, maxLength: 48 })], { numRuns: 60 })(
      name,
      (sample, values) => {
        const y = Float64Array.from(sample.y, (_, i) => values[i]!)
        answersOrRefuses(() => call(y, sample, designOf(sample)))
      },
    )
    test.prop([samples, fc.array(fc.constantFrom(0, 1), { minLength: 48, maxLength: 48 })], { numRuns: 60 })(
      `${name}, zeros and ones`,
      (sample, values) => {
        const y = Float64Array.from(sample.y, (_, i) => values[i]!)
        answersOrRefuses(() => call(y, sample, designOf(sample)))
      },
    )
  }
})
