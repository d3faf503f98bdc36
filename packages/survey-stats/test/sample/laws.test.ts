import { fc, test } from '@fast-check/vitest'
import { matrix, NumericError, random } from '@kepu/numeric'
import { describe, expect } from 'vitest'
import * as sample from '../../src/sample/index.ts'
import { designs, enumerate, expectClose, restrict, subsets } from './support.ts'

const joints = {
  tille: sample.jointTille,
  midzuno: sample.jointMidzuno,
  systematic: sample.jointSystematic,
  maximumEntropy: sample.jointMaximumEntropy,
  sampford: sample.jointSampford,
}

describe('joint probabilities', () => {
  for (const [name, joint] of Object.entries(joints)) {
    test.prop([designs])(
      `${name}: a row sums to n·πₖ, the matrix is symmetric, no pair beats its units`,
      ({ n, probability }) => {
        const { rows: count, data } = joint(probability)
        for (let k = 0; k < count; k++) {
          let sum = 0
          for (let l = 0; l < count; l++) {
            const value = data[k + l * count]!
            sum += value
            expect(value).toBeCloseTo(data[l + k * count]!, 12)
            expect(value).toBeGreaterThanOrEqual(-1e-12)
            expect(value).toBeLessThanOrEqual(Math.min(probability[k]!, probability[l]!) + 1e-12)
          }
          expect(sum).toBeCloseTo(n * probability[k]!, 9)
        }
      },
    )
  }

  test.prop([designs], { numRuns: 30 })('Sampford: as the enumeration of all samples has it', ({ n, probability }) => {
    const odds = probability.map((p) => p / (1 - p))
    const slow = enumerate(probability.length, n, (set) => {
      const product = set.reduce((value, k) => value * odds[k]!, 1)
      return product * set.reduce((value, k) => value + 1 - probability[k]!, 0)
    })
    const fast = sample.jointSampford(probability)
    expectClose(fast.data, slow.flat(), 11)
  })

  test.prop([designs], { numRuns: 30 })(
    'maximum entropy: as the enumeration of all samples has it',
    ({ n, probability }) => {
      const { odds } = sample.fitConditionalPoisson(probability)
      const slow = enumerate(probability.length, n, (set) => set.reduce((value, k) => value * odds[k]!, 1))
      const fast = sample.jointMaximumEntropy(probability)
      expectClose(fast.data, slow.flat(), 11)
    },
  )

  test.prop([designs.filter(({ n }) => n > 1)], { numRuns: 30 })(
    'the Yates–Grundy estimate, averaged over all samples, is the true variance',
    ({ n, probability }) => {
      const total = probability.length
      const odds = sample.fitConditionalPoisson(probability).odds
      const joint = sample.jointMaximumEntropy(probability)
      const y = Array.from({ length: total }, (_, k) => (k * 7) % 5)
      let chances = 0
      let mean = 0
      let first = 0
      let second = 0
      for (const set of subsets(total, n)) {
        const chance = set.reduce((value, k) => value * odds[k]!, 1)
        const estimate = set.reduce((sum, k) => sum + y[k]! / probability[k]!, 0)
        chances += chance
        mean +=
          chance *
          sample.totalVarianceFromJoint(
            set.map((k) => y[k]!),
            restrict(joint, set),
            'yates-grundy',
          )
        first += chance * estimate
        second += chance * estimate * estimate
      }
      const variance = second / chances - (first / chances) ** 2
      expect(mean / chances).toBeCloseTo(variance, 7)
    },
  )

  test('certain and impossible units stay out of the lottery', () => {
    const probability = [1, 0, 0.5, 0.5, 0.4, 0.6]
    for (const joint of Object.values(joints)) {
      const { data } = joint(probability)
      expect(data[0]).toBe(1)
      expect(data[2 * 6]).toBeCloseTo(0.5, 12)
      expect(data[1 + 2 * 6]).toBe(0)
    }
  })
})

const drawers = {
  simple: (p: Float64Array, seed: number) =>
    sample.drawSimple(p.length, Math.round(p.reduce((a, b) => a + b)), random(seed)),
  systematic: (p: Float64Array, seed: number) => sample.drawSystematic(p, random(seed)),
  randomSystematic: (p: Float64Array, seed: number) => sample.drawRandomSystematic(p, random(seed)),
  brewer: (p: Float64Array, seed: number) => sample.drawBrewer(p, random(seed)),
  tille: (p: Float64Array, seed: number) => sample.drawTille(p, random(seed)),
  midzuno: (p: Float64Array, seed: number) => sample.drawMidzuno(p, random(seed)),
  sampford: (p: Float64Array, seed: number) => sample.drawSampford(p, random(seed)),
  maximumEntropy: (p: Float64Array, seed: number) => sample.drawMaximumEntropy(p, random(seed)),
  pivotal: (p: Float64Array, seed: number) => sample.drawPivotal(p, random(seed)),
  randomPivotal: (p: Float64Array, seed: number) => sample.drawRandomPivotal(p, random(seed)),
  pareto: (p: Float64Array, seed: number) => sample.drawPareto(p, random(seed)),
  minimalSupport: (p: Float64Array, seed: number) => sample.drawMinimalSupport(p, random(seed)),
}

describe('draws', () => {
  for (const [name, draw] of Object.entries(drawers)) {
    test.prop([designs, fc.nat()])(
      `${name}: n different rows in order, the same for the same seed`,
      ({ n, probability }, seed) => {
        const rows = draw(probability, seed)
        expect(rows.length).toBe(n)
        expect([...new Set(rows)].sort((a, b) => a - b)).toEqual([...rows])
        expect([...draw(probability, seed)]).toEqual([...rows])
      },
    )
  }

  test('pairs come as often as the exact joint probabilities say (Sampford, Tillé, maximum entropy; 20,000 samples)', () => {
    const probability = sample.inclusionProbabilities([3, 5, 2, 8, 6], 2)
    const methods = [
      [sample.drawSampford, sample.jointSampford],
      [sample.drawTille, sample.jointTille],
      [sample.drawMaximumEntropy, sample.jointMaximumEntropy],
      [sample.drawSystematic, sample.jointSystematic],
    ] as const
    for (const [draw, jointOf] of methods) {
      const generator = random(7)
      const counts = new Float64Array(25)
      for (let r = 0; r < 20_000; r++) {
        const rows = draw(probability, generator)
        for (const k of rows) for (const l of rows) counts[k + l * 5]! += 1
      }
      jointOf(probability).data.forEach((p, i) => {
        expect(Math.abs(counts[i]! / 20_000 - p)).toBeLessThanOrEqual(5 * Math.sqrt((p * (1 - p)) / 20_000) + 1e-12)
      })
    }
  })

  test('Pareto probabilities are near π, and nearer than 1 % once the design is large', () => {
    const probability = sample.inclusionProbabilities(
      Array.from({ length: 40 }, (_, k) => 10 + k),
      12,
    )
    const generator = random(5)
    const counts = new Float64Array(40)
    for (let r = 0; r < 40_000; r++) for (const k of sample.drawPareto(probability, generator)) counts[k]! += 1 / 40_000
    counts.forEach((f, k) => {
      const p = probability[k]!
      expect(Math.abs(f - p)).toBeLessThan(0.01 * p + 5 * Math.sqrt((p * (1 - p)) / 40_000))
    })
  })

  test('the cube holds every balancing equation in flight and the size to the end', () => {
    const count = 200
    const generator = random(11)
    const size = Array.from({ length: count }, () => 1 + generator.gamma(2))
    const pi = sample.inclusionProbabilities(size, 20)
    const data = new Float64Array(count * 4)
    data.set(pi, 0)
    for (let i = count; i < 4 * count; i++) data[i] = generator.gamma(3)
    const frequency = new Float64Array(count)
    for (let r = 0; r < 2000; r++) {
      const { rows, imbalance, landed } = sample.drawCube(matrix(count, 4, data), pi, generator)
      expect(rows.length).toBe(20)
      expect(landed).toBeLessThanOrEqual(4)
      expect(Math.abs(imbalance[0]!)).toBeLessThan(1e-9)
      expect(Math.max(...imbalance.map(Math.abs))).toBeLessThan(0.6)
      for (const k of rows) frequency[k]! += 1 / 2000
    }
    frequency.forEach((f, k) => {
      expect(Math.abs(f - pi[k]!)).toBeLessThan(5 * Math.sqrt((pi[k]! * (1 - pi[k]!)) / 2000) + 1e-12)
    })
  })

  test('what cannot be drawn is refused with its place', () => {
    expect(() => sample.drawTille([0.5, 0.7], random(1))).toThrow(NumericError)
    expect(() => sample.drawBrewer([0.5, Number.NaN, 0.5], random(1))).toThrow('probability[1]')
    expect(() => sample.inclusionProbabilities([1, -2, 3], 2)).toThrow('size[1]')
    expect(() => sample.inclusionProbabilities([1, 0, 0], 2)).toThrow('2 from 1 units')
    expect(() => sample.stratumInclusionProbabilities([0, 0, 1], [1, 2])).toThrow('stratum 1')
    expect(() =>
      sample.totalVarianceFromJoint([1, 2], matrix(2, 2, Float64Array.of(0.5, 0, 0, 0.5)), 'yates-grundy'),
    ).toThrow('0 and 1')
  })
})
