import { fc, test } from '@fast-check/vitest'
import { matrix, matrixFromRows, random } from '@kepu/numeric'
import { describe, expect } from 'vitest'
import { relativeDifference } from '../../../../tools/reference/record.ts'
import * as s from '../../src/design/index.ts'
import * as e from '../../src/estimate/index.ts'
import { estimateGlm } from '../../src/regression/index.ts'
import { type Estimate, estimateStatistic, linearisedCovariance, type Statistic } from '../../src/variance/index.ts'
import { designOf, reordered, type Sample, samples } from './samples.ts'

function expectSame(ours: ArrayLike<number>, theirs: ArrayLike<number>, relative = 1e-9, absolute = 1e-9): void {
  expect(relativeDifference(ours, theirs, absolute)).toBeLessThan(relative)
}

function expectSameEstimate(ours: Estimate, theirs: Estimate): void {
  expectSame(ours.value, theirs.value)
  expectSame(ours.covariance.data, theirs.covariance.data, 1e-8, 1e-8)
}

/** Σₕ (1 − m/M)·m/(m − 1)·Σ(t − t̄)², written as it is read. */
function slowVariance({ stratum, psu, weight, y }: Sample): number {
  let variance = 0
  for (const h of new Set(stratum)) {
    const totals = new Map<number, number>()
    stratum.forEach((code, i) => {
      if (code === h) totals.set(psu[i]!, (totals.get(psu[i]!) ?? 0) + weight[i]! * y[i]!)
    })
    const m = totals.size
    const mean = [...totals.values()].reduce((a, b) => a + b, 0) / m
    variance += (1 - m / 12) * (m / (m - 1)) * [...totals.values()].reduce((sum, t) => sum + (t - mean) ** 2, 0)
  }
  return variance
}

describe('laws of estimates', () => {
  test.prop([samples])('the variance of a total is the formula in the book', (sample) => {
    expectSame(e.estimateTotal(sample.y, designOf(sample)).covariance.data, [slowVariance(sample)], 1e-9, 1e-6)
  })

  test.prop([samples, fc.double({ min: 0.1, max: 10, noNaN: true })])(
    'scaling y by k scales total by k, variance by k²',
    (sample, k) => {
      const design = designOf(sample)
      const plain = e.estimateTotal(sample.y, design)
      const scaled = e.estimateTotal(
        sample.y.map((v) => k * v),
        design,
      )
      expectSame(
        scaled.value,
        plain.value.map((v) => k * v),
      )
      expectSame(
        scaled.covariance.data,
        plain.covariance.data.map((v) => k * k * v),
        1e-9,
        1e-6,
      )
    },
  )

  test.prop([samples, fc.integer({ min: 1, max: 1000 })])('the order of rows does not matter', (sample, seed) => {
    const other = reordered(sample, [...random(seed).permutation(sample.y.length)])
    expectSameEstimate(e.estimateMean(sample.y, designOf(sample)), e.estimateMean(other.y, designOf(other)))
  })

  test.prop([samples])('domains add up: totals, and the variance of their sum', (sample) => {
    const design = designOf(sample)
    const parts = e.estimateDomainTotals(sample.y, sample.group, 2, design)
    expectSameEstimate(e.contrast(parts, matrixFromRows([[1, 1]])), e.estimateTotal(sample.y, design))
  })

  test.prop([samples])('taking every cluster leaves no variance', (sample) => {
    expectSame(e.estimateMean(sample.y, designOf(sample, 'all')).covariance.data, [0])
  })

  test.prop([samples])(
    'a domain’s mean three ways: in one pass, through the domain’s design, by regression',
    (sample) => {
      const design = designOf(sample)
      const once = e.estimateDomainMeans(sample.y, sample.group, 2, design)
      for (const g of [0, 1]) {
        const own = e.estimateMean(
          sample.y,
          s.domainDesign(
            design,
            sample.group.map((code) => (code === g ? 1 : 0)),
          ),
        )
        expectSame([once.value[g]!, once.covariance.data[g * 3]!], [own.value[0]!, own.covariance.data[0]!], 1e-8)
      }
      const x = e.indicatorColumns(sample.group, 2)
      const fit = estimateGlm({ x, y: sample.y, family: 'gaussian' }, design)
      expectSame(fit.value, once.value, 1e-8)
      expectSame(fit.covariance.data, once.covariance.data, 1e-7, 1e-8)
    },
  )

  test.prop([samples])('the quick road by totals and the slow one by influence values agree', (sample) => {
    const design = designOf(sample)
    const columns = matrix(sample.y.length, 1, sample.y)
    const { totals: _, ...slow } = e.domainMeanStatistic(columns, sample.group, 2)
    expectSameEstimate(estimateStatistic(slow, design), e.estimateDomainMeans(sample.y, sample.group, 2, design))
    const replicates = s.jackknifeDesign(design)
    expectSameEstimate(
      estimateStatistic(slow, replicates),
      e.estimateDomainMeans(sample.y, sample.group, 2, replicates),
    )
  })

  test.prop([samples])('influence values are the derivatives by the weights', (sample) => {
    const statistic: Statistic = e.ratioStatistic(
      matrix(sample.y.length, 1, sample.y),
      matrix(sample.x.length, 1, sample.x),
    )
    const weight = Float64Array.from(sample.weight)
    const value = statistic.at(weight)
    const influence = statistic.influence(weight, value)
    const step = 1e-5
    const up = statistic.at(weight.map((w, i) => (i === 0 ? w + step : w)))
    const down = statistic.at(weight.map((w, i) => (i === 0 ? w - step : w)))
    expect((up[0]! - down[0]!) / (2 * step)).toBeCloseTo(influence.data[0]!, 5)
  })
})

describe('designs that say the same', () => {
  test.prop([samples])('the jackknife of a total is the linearised variance', (sample) => {
    const design = designOf(sample)
    expectSame(
      e.estimateTotal(sample.y, s.jackknifeDesign(design)).covariance.data,
      e.estimateTotal(sample.y, design).covariance.data,
      1e-8,
      1e-6,
    )
  })

  test.prop([samples])('half-samples of two clusters a stratum give the linearised variance of a total', (sample) => {
    const kept = [...sample.y.keys()].filter((i) => sample.psu[i]! < 2)
    const two = reordered(sample, kept)
    const design = designOf(two, 'replacement')
    for (const fay of [0, 0.3, 0.5]) {
      const replicated = e.estimateTotal(two.y, s.balancedDesign(design, fay))
      expectSame(replicated.covariance.data, e.estimateTotal(two.y, design).covariance.data, 1e-8, 1e-6)
    }
  })

  test('the bootstrap’s variance of a total is near the linearised one', () => {
    const generator = random(3)
    const rows = 120
    const psu = Array.from({ length: rows }, (_, i) => i % 30)
    const stratum = psu.map((j) => j % 3)
    const design = s.clusterDesign({
      stages: [{ unit: psu, stratum, populationSize: psu.map(() => 40) }],
      weight: psu.map(() => 4),
      lonelyPsu: 'fail',
    })
    const y = Float64Array.from(psu, (j) => 10 + j / 5 + generator.normal())
    const linear = e.estimateTotal(y, design).standardError[0]!
    const resampled = e.estimateTotal(y, s.bootstrapDesign(design, 2000, random(5))).standardError[0]!
    expect(Math.abs(resampled / linear - 1)).toBeLessThan(0.06)
  })

  test.prop([fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 4, maxLength: 9 })])(
    'simple sampling: clusters, joint probabilities, two phases',
    (values) => {
      const y = Float64Array.from(values)
      const [n, total] = [y.length, 20]
      const one = s.clusterDesign({ stages: [{ populationSize: values.map(() => total) }], lonelyPsu: 'fail' })
      const pair = (n * (n - 1)) / (total * (total - 1))
      const joint = matrix(
        n,
        n,
        Float64Array.from({ length: n * n }, (_, q) => (q % (n + 1) === 0 ? n / total : pair)),
      )
      const expected = e.estimateTotal(y, one).covariance.data
      for (const method of ['horvitz-thompson', 'yates-grundy'] as const) {
        expectSame(e.estimateTotal(y, s.jointProbabilityDesign(joint, method)).covariance.data, expected, 1e-8, 1e-7)
      }
      for (const method of ['full', 'approximate'] as const) {
        const spec = { phase1: { populationSize: values.map(() => total) }, selected: values.map(() => 1), method }
        expectSame(e.estimateTotal(y, s.twoPhaseDesign(spec)).covariance.data, expected, 1e-8, 1e-7)
      }
    },
  )

  test.prop([fc.array(fc.double({ min: 0.1, max: 0.6, noNaN: true }), { minLength: 4, maxLength: 8 })])(
    'approximated joint probabilities: as a sum and as a matrix',
    (probability) => {
      const n = probability.length
      const y = Float64Array.from(probability, (p, i) => 10 * p + (i % 3))
      const share = probability.reduce((sum, p) => sum + p, 0) / n
      const whole = (delta: (i: number, j: number) => number) => {
        return matrix(
          n,
          n,
          Float64Array.from({ length: n * n }, (_, q) => {
            const [i, j] = [q % n, Math.floor(q / n)]
            return i === j ? probability[i]! : (probability[i]! * probability[j]!) / (1 - delta(i, j))
          }),
        )
      }
      const overton = whole((i, j) => ((probability[i]! + probability[j]!) / 2 - 1) / (n - 1))
      const hartley = whole((i, j) => 1 - (n - probability[i]! - probability[j]! + share) / (n - 1))
      const x = matrix(n, 1, y)
      const covariance = (design: s.SurveyDesign): Float64Array => linearisedCovariance(x, design).data
      const sums = [s.overtonDesign(probability), s.hartleyRaoDesign(probability, null, 'yates-grundy')]
      const wholes = [
        s.jointProbabilityDesign(overton, 'horvitz-thompson'),
        s.jointProbabilityDesign(hartley, 'yates-grundy'),
      ]
      sums.forEach((design, k) => {
        expectSame(covariance(design), covariance(wholes[k]!), 1e-7, 1e-7)
      })
    },
  )

  test('a negative variance is refused, and can be looked at', () => {
    const probability = [0.1, 0.27861, 0.42137, 0.1]
    const y = Float64Array.from(probability, (p, i) => 10 * p + (i % 3))
    const design = s.overtonDesign(probability)
    const [variance] = linearisedCovariance(matrix(4, 1, y), design).data
    expect(variance).toBeLessThan(0)
    expect(() => e.estimateTotal(y, design)).toThrow('component 0 has variance -')
  })

  test('Hadamard matrices are orthogonal', () => {
    for (const least of [1, 2, 3, 12, 14, 20, 28, 36, 52, 60, 100, 148, 200]) {
      const { order, elements } = s.hadamard(least)
      expect(order).toBeGreaterThanOrEqual(least)
      for (let i = 0; i < order; i++) {
        for (let j = 0; j <= i; j++) {
          let dot = 0
          for (let k = 0; k < order; k++) dot += elements[i * order + k]! * elements[j * order + k]!
          if (dot !== (i === j ? order : 0)) throw new Error(`order ${order}, rows ${i} and ${j}: ${dot}`)
        }
      }
    }
  })
})

describe('what is refused, and where', () => {
  const stages = [{ unit: [0, 0, 1, 1], stratum: [0, 0, 0, 0] }]
  const weight = [2, 2, 2, 2]
  const design = s.clusterDesign({ stages, weight, lonelyPsu: 'fail' })
  test('data and designs', () => {
    expect(() => e.estimateMean(Float64Array.of(1, 2, Number.NaN, 4), design)).toThrow('y: row 2, column 0 is NaN')
    expect(() => e.estimateMean(Float64Array.of(1, 2), design)).toThrow('y has 2 rows, the design 4')
    expect(() => s.clusterDesign({ stages, weight: [1, 0, 1, 1], lonelyPsu: 'fail' })).toThrow('weight[1] is 0')
    expect(() => s.clusterDesign({ stages, weight: [1, 1, -3, 1], lonelyPsu: 'fail' })).toThrow('weight[2] is -3')
    expect(() => s.clusterDesign({ stages: [{ unit: [0, 1.5] }], weight: [1, 1], lonelyPsu: 'fail' })).toThrow(
      'unit of stage 1[1] is 1.5',
    )
    const small = [{ unit: [0, 1, 2], populationSize: [2, 2, 2] }]
    expect(() => s.clusterDesign({ stages: small, lonelyPsu: 'fail' })).toThrow('row 0, stage 1: 2 units, 3 sampled')
    const mixed = [{ unit: [0, 1], populationSize: [5, 6] }]
    expect(() => s.clusterDesign({ stages: mixed, lonelyPsu: 'fail' })).toThrow(
      'row 1 has 6, an earlier row of the same group 5',
    )
    const alone = s.clusterDesign({ stages: [{ unit: [0, 0] }], weight: [1, 1], lonelyPsu: 'fail' })
    expect(() => e.estimateMean(Float64Array.of(1, 2), alone)).toThrow('stage 1: stratum 0 has one sampled unit')
    expect(() => s.domainDesign(design, [0, 0, 0, 0])).toThrow('no row is inside')
    expect(() => e.estimateDomainMeans(Float64Array.of(1, 2, 3, 4), [0, 0, 0, 0], 2, design)).toThrow(
      'component 1 is NaN',
    )
    expect(() => e.estimateDomainMeans(Float64Array.of(1, 2, 3, 4), [0, 0, 7, 0], 2, design)).toThrow('domain[2] is 7')
    expect(() => s.balancedDesign(s.clusterDesign({ stages: [{}], weight: [1, 1, 1], lonelyPsu: 'fail' }))).toThrow(
      'stratum 0 has 3 units, not 2',
    )
    expect(() => linearisedCovariance(matrix(4, 1), s.jackknifeDesign(design))).toThrow('no linearised variance')
  })
})
