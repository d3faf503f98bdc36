import { fc, test } from '@fast-check/vitest'
import { matrix, random } from '@kepu/numeric'
import { describe, expect } from 'vitest'
import { relativeDifference } from '../../../../tools/reference/record.ts'
import * as s from '../../src/design/index.ts'
import * as e from '../../src/estimate/index.ts'
import * as r from '../../src/regression/index.ts'
import { replicateCovariance } from '../../src/variance/index.ts'
import { bind } from '../design/api.ts'

function survey(seed: number, n = 80) {
  const generator = random(seed)
  const psu = Array.from({ length: n }, (_, i) => Math.floor(i / 4))
  const stratum = psu.map((j) => Math.floor(j / 10))
  const weight = Array.from({ length: n }, () => 5 + 20 * generator.uniform())
  const design = s.clusterDesign({ stages: [{ unit: psu, stratum }], weight, lonelyPsu: 'fail' })
  const x1 = Float64Array.from({ length: n }, () => generator.normal())
  const x2 = Float64Array.from({ length: n }, () => generator.normal())
  const eta = x1.map((value, i) => 0.3 + 0.5 * value - 0.4 * x2[i]!)
  const yes = eta.map((value) => (generator.uniform() < 1 / (1 + Math.exp(-value)) ? 1 : 0))
  const count = eta.map((value) => Math.floor(3 * Math.exp(value / 2) * generator.uniform()))
  const amount = eta.map((value) => Math.exp(value + 0.2 * generator.normal()))
  const level = Int32Array.from(eta, (value) => Math.min(2, Math.max(0, Math.round(1 + value + generator.normal()))))
  const x = bind(new Float64Array(n).fill(1), x1, x2)
  return { design, x, x1, x2, yes, count, amount, level, eta }
}

const seeds = fc.integer({ min: 1, max: 10_000 })
const answers = (data: ReturnType<typeof survey>): Readonly<Record<r.FamilyName, Float64Array>> => {
  const { yes, count, amount, eta } = data
  return {
    gaussian: eta.map((v, i) => v + Math.sin(i)),
    logistic: yes,
    probit: yes,
    cloglog: yes,
    poisson: count,
    gamma: amount,
  }
}
const families = ['gaussian', 'logistic', 'probit', 'cloglog', 'poisson', 'gamma'] as const

describe('regression', () => {
  for (const family of families) {
    test.prop([seeds], { numRuns: 20 })(`${family}: the fitted deviance is a minimum`, (seed) => {
      const data = survey(seed)
      const y = answers(data)[family]
      const fit = r.estimateGlm({ x: data.x, y, family }, data.design)
      for (let j = 0; j < 3; j++) {
        for (const step of [-1e-3, 1e-3]) {
          // A known part of the predictor moves one coefficient away: what is left to fit is then not the best any more.
          const fixed = Float64Array.from(y, (_, i) => (fit.value[j]! + step) * data.x.data[i + j * y.length]!)
          const others = [0, 1, 2].filter((k) => k !== j)
          const rest = bind(...others.map((k) => data.x.data.slice(k * y.length, (k + 1) * y.length)))
          const moved = r.estimateGlm({ x: rest, y, family, offset: fixed }, data.design)
          expect(moved.deviance).toBeGreaterThan(fit.deviance)
        }
      }
    })
  }

  test.prop([seeds])('with an intercept alone is the weighted mean', (seed) => {
    const { design, yes, x } = survey(seed)
    const ones = matrix(yes.length, 1, x.data.slice(0, yes.length))
    const fit = r.estimateGlm({ x: ones, y: yes, family: 'logistic' }, design)
    const mean = e.estimateMean(yes, design)
    const p = mean.value[0]!
    expect(1 / (1 + Math.exp(-fit.value[0]!))).toBeCloseTo(p, 10)
    expect(fit.standardError[0]! * p * (1 - p)).toBeCloseTo(mean.standardError[0]!, 9)
  })

  test.prop([seeds], { numRuns: 20 })(
    'replicates: the parts together are the whole; the jackknife is near the linearised error',
    (seed) => {
      const { design, x, yes } = survey(seed)
      const replicates = s.jackknifeDesign(design)
      const model = { x, y: yes, family: 'logistic' } as const
      const whole = r.estimateGlm(model, replicates)
      const [a, b] = [
        r.replicateGlm(model, replicates, 0, 7),
        r.replicateGlm(model, replicates, 7, replicates.replicates),
      ]
      const joined = matrix(replicates.replicates, 3)
      for (let j = 0; j < 3; j++) {
        joined.data.set(a.data.subarray(j * 7, (j + 1) * 7), j * joined.rows)
        joined.data.set(b.data.subarray(j * b.rows, (j + 1) * b.rows), 7 + j * joined.rows)
      }
      const covariance = replicateCovariance(joined, whole.value, replicates)
      expect(relativeDifference(covariance.data, whole.covariance.data, 1e-12)).toBeLessThan(1e-9)
      const linear = r.estimateGlm(model, design)
      whole.standardError.forEach((error, j) => {
        expect(error / linear.standardError[j]!).toBeGreaterThan(0.8)
        expect(error / linear.standardError[j]!).toBeLessThan(1.6)
      })
    },
  )

  test.prop([seeds])('one coefficient: the Wald test is the square of t', (seed) => {
    const { design, x, yes } = survey(seed)
    const fit = r.estimateGlm({ x, y: yes, family: 'logistic' }, design)
    const [, slope] = r.coefficientTable(fit)
    const wald = r.waldTest(fit, [1])
    expect(wald.statistic).toBeCloseTo(slope!.t ** 2, 8)
    expect(wald.p).toBeCloseTo(slope!.p, 9)
  })

  test.prop([seeds])(
    'a t test of groups is the regression; a rank test does not see a rising transformation',
    (seed) => {
      const { design, amount, yes } = survey(seed)
      const t = r.twoSampleTTest(amount, yes, design)
      const means = e.estimateDomainMeans(amount, yes, 2, design)
      expect(t.difference).toBeCloseTo(means.value[1]! - means.value[0]!, 9)
      const plain = r.rankTest(amount, yes, design, 'wilcoxon')
      const logs = r.rankTest(amount.map(Math.log), yes, design, 'wilcoxon')
      expect(logs.t).toBeCloseTo(plain.t, 9)
    },
  )
})

describe('ordered answers', () => {
  test.prop([seeds], { numRuns: 20 })('thresholds rise; turning the order round turns the signs', (seed) => {
    const { design, x1, x2, level } = survey(seed)
    if (![0, 1, 2].every((k) => level.includes(k))) return
    const x = bind(x1, x2)
    const up = r.estimateOrdinal({ x, y: level, categories: 3 }, design)
    const down = r.estimateOrdinal({ x, y: level.map((k) => 2 - k), categories: 3 }, design)
    expect(up.value[3]).toBeGreaterThan(up.value[2]!)
    expect(
      relativeDifference(down.value, [-up.value[0]!, -up.value[1]!, -up.value[3]!, -up.value[2]!], 1e-7),
    ).toBeLessThan(1e-6)
    expect(relativeDifference(down.standardError.subarray(0, 2), up.standardError.subarray(0, 2), 0)).toBeLessThan(1e-6)
    const replicated = r.estimateOrdinal({ x, y: level, categories: 3 }, s.jackknifeDesign(design))
    expect(replicated.standardError[0]! / up.standardError[0]!).toBeGreaterThan(0.7)
    expect(replicated.standardError[0]! / up.standardError[0]!).toBeLessThan(1.8)
  })
})

describe('what is refused, and where', () => {
  const { design, x, yes, x1, level } = survey(1)
  test('regressions', () => {
    const separated = x1.map((value) => (value > 0 ? 1 : 0))
    expect(() => r.estimateGlm({ x, y: separated, family: 'logistic' }, design)).toThrow(
      'the coefficient of column 1 runs to infinity',
    )
    const twice = bind(new Float64Array(80).fill(1), x1, x1)
    expect(() => r.estimateGlm({ x: twice, y: yes, family: 'logistic' }, design)).toThrow(
      'column 2 depends on the ones before it',
    )
    expect(() => r.estimateGlm({ x, y: yes.map((v) => v * 3), family: 'logistic' }, design)).toThrow(
      /y\[\d+\] is 3, not for logistic/,
    )
    expect(() => r.estimateGlm({ x, y: yes, family: 'gamma' }, design)).toThrow(/y\[\d+\] is 0, not for gamma/)
    const hole = yes.map((v, i) => (i === 5 ? Number.NaN : v))
    expect(() => r.estimateGlm({ x, y: hole, family: 'logistic' }, design)).toThrow('y: row 5, column 0 is NaN')
    expect(() =>
      r.estimateOrdinal({ x: bind(x1), y: level.map((k) => Math.min(k, 1)), categories: 3 }, design),
    ).toThrow('no row has answer 2')
    expect(() => r.estimateOrdinal({ x: bind(x1), y: level.map((k) => k + 1), categories: 3 }, design)).toThrow(
      /is 3 of 3 categories/,
    )
    expect(() => r.twoSampleTTest(x1, level, design)).toThrow(/group\[\d+\] is 2/)
  })
})
