import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { clusterDesign } from '../../src/design/index.ts'
import * as e from '../../src/estimate/index.ts'
import { designOf, samples } from '../variance/samples.ts'

const methods = ['logit', 'xlogit', 'likelihood', 'asin', 'beta', 'wilson'] as const
const answers = fc
  .array(fc.constantFrom(0, 1), { minLength: 8, maxLength: 60 })
  .filter((y) => y.includes(0) && y.includes(1))

function simple(n: number) {
  return clusterDesign({ stages: [{}], weight: new Float64Array(n).fill(10), lonelyPsu: 'fail' })
}

describe('proportions', () => {
  for (const method of methods) {
    test.prop([answers])(
      `${method}: within 0 … 1, around the estimate, the mirror image of the opposite answer`,
      (y) => {
        const design = simple(y.length)
        const yes = e.proportionInterval(Float64Array.from(y), design, method)
        const no = e.proportionInterval(
          Float64Array.from(y, (v) => 1 - v),
          design,
          method,
        )
        expect(yes.lower).toBeGreaterThanOrEqual(0)
        expect(yes.upper).toBeLessThanOrEqual(1)
        expect(yes.lower).toBeLessThan(yes.value)
        expect(yes.upper).toBeGreaterThan(yes.value)
        expect(no.lower).toBeCloseTo(1 - yes.upper, 9)
        expect(no.upper).toBeCloseTo(1 - yes.lower, 9)
      },
    )
  }

  test('all answers the same: refused', () => {
    expect(() => e.proportionInterval(Float64Array.of(0, 0, 0), simple(3), 'wilson')).toThrow(
      'proportion 0 with standard error 0',
    )
    expect(() => e.proportionInterval(Float64Array.of(0, 2, 0), simple(3), 'wilson')).toThrow('y[1] is 2')
  })
})

const rules = ['math', 'school', 'shahvaish', 'hf3', 'hf4', 'hf5', 'hf6', 'hf7', 'hf8', 'hf9'] as const

describe('quantiles', () => {
  for (const rule of rules) {
    test.prop([samples])(`${rule}: rises with p, stays within the data`, (sample) => {
      const found = e
        .estimateQuantiles(sample.y, [0.1, 0.3, 0.5, 0.7, 0.9], designOf(sample), { rule })
        .map((q) => q.value)
      found.forEach((value, k) => {
        if (k > 0) expect(value).toBeGreaterThanOrEqual(found[k - 1]!)
        expect(value).toBeGreaterThanOrEqual(Math.min(...sample.y))
        expect(value).toBeLessThanOrEqual(Math.max(...sample.y))
      })
    })
  }

  test.prop([samples])('the distribution function turns the quantile back', (sample) => {
    const design = designOf(sample)
    const quantiles = e.estimateQuantiles(sample.y, [0.25, 0.5, 0.75], design)
    const shares = e.distributionFunction(
      sample.y,
      quantiles.map((q) => q.value),
      design,
    )
    expect(shares[0]).toBeGreaterThanOrEqual(0.25 - 1e-9)
    expect(shares[1]).toBeGreaterThanOrEqual(0.5 - 1e-9)
    expect(shares[2]).toBeGreaterThanOrEqual(0.75 - 1e-9)
  })
})

describe('differences and plausible values', () => {
  test.prop([samples])('the same completed data m times give back their estimate', (sample) => {
    const mean = e.estimateMean(sample.y, designOf(sample))
    const combined = e.combinePlausibleValues([mean, mean, mean])
    expect(combined.value[0]).toBeCloseTo(mean.value[0]!, 9)
    expect(combined.covariance.data[0]).toBeCloseTo(mean.covariance.data[0]!, 9)
    expect(combined.degreesOfFreedom).toBe(mean.degreesOfFreedom)
  })

  test.prop([samples])('two independent rounds: apart, and stacked with the rounds as strata', (sample) => {
    const mean = e.estimateMean(sample.y, designOf(sample, 'replacement'))
    const other = e.estimateMean(sample.x, designOf(sample, 'replacement'))
    const apart = e.independentDifference(mean, other)
    const n = sample.y.length
    const stacked = clusterDesign({
      stages: [
        { unit: [...sample.psu, ...sample.psu], stratum: [...sample.stratum, ...sample.stratum.map((h) => h + 10)] },
      ],
      weight: [...sample.weight, ...sample.weight],
      lonelyPsu: 'fail',
    })
    const round = Array.from({ length: 2 * n }, (_, i) => (i < n ? 0 : 1))
    const together = e.estimateRoundDifference(Float64Array.from([...sample.y, ...sample.x]), round, stacked)
    expect(together.value[0]).toBeCloseTo(apart.value[0]!, 8)
    expect(together.standardError[0]).toBeCloseTo(apart.standardError[0]!, 7)
  })

  test('the same persons twice: a change that all share has no error', () => {
    const y = [4, 9, 2, 7, 5, 6]
    const person = [0, 1, 2, 3, 4, 5]
    const design = clusterDesign({
      stages: [{ unit: [...person, ...person] }],
      weight: new Float64Array(12).fill(3),
      lonelyPsu: 'fail',
    })
    const round = Array.from({ length: 12 }, (_, i) => (i < 6 ? 0 : 1))
    const change = e.estimateRoundDifference(Float64Array.from([...y, ...y.map((v) => v + 2)]), round, design)
    expect(change.value[0]).toBeCloseTo(2, 12)
    expect(change.standardError[0]).toBeCloseTo(0, 6)
  })

  test('Rubin’s rules in closed form', () => {
    const design = simple(4)
    const sets = [
      [1, 2, 3, 4],
      [2, 3, 4, 5],
    ].map((values) => e.estimateMean(Float64Array.from(values), design))
    const combined = e.combinePlausibleValues(sets)
    expect(combined.value[0]).toBeCloseTo(3, 12)
    expect(combined.covariance.data[0]).toBeCloseTo(sets[0]!.covariance.data[0]! + 1.5 * 0.5, 12)
    expect(() => e.combinePlausibleValues(sets.slice(0, 1))).toThrow('1 sets of plausible values')
  })

  test.prop([samples])('effective size times design effect is the number of rows', (sample) => {
    const design = designOf(sample)
    if (new Set(sample.y).size === 1) {
      expect(() => e.effectiveSizes(sample.y, design)).toThrow('column 0 does not vary')
      return
    }
    const [effect] = e.designEffects('mean', sample.y, design, 'withReplacement')
    if (!(effect! > 1e-9)) return
    expect(e.effectiveSizes(sample.y, design)[0]! * effect!).toBeCloseTo(sample.y.length, 6)
  })
})
