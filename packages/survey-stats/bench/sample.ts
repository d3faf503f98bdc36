import { random } from '@kepu/numeric'
import {
  drawMaximumEntropy,
  drawSystematic,
  drawTille,
  inclusionProbabilities,
  jointMaximumEntropy,
  jointTille,
} from '@kepu/survey-stats'
import type { BenchTask } from '../../../tools/bench/task.ts'

function sizesOf(count: number): Float64Array {
  const generator = random(7)
  return Float64Array.from({ length: count }, () => 100 + 400 * generator.gamma(1.5))
}

/** Sampling from a frame, against R's package sampling where it is installed. */
export const tasks: readonly BenchTask[] = [
  {
    name: 'inclusion probabilities by size',
    unit: 'units',
    sizes: [10_000, 1_000_000],
    prepare(count) {
      const size = sizesOf(count)
      const n = count / 100
      return {
        data: { size },
        single: () => {
          const probability = inclusionProbabilities(size, n)
          return [probability.reduce((sum, p) => sum + p * p, 0)]
        },
        r: { packages: ['sampling'], setup: '', run: `sum(inclusionprobabilities(size, ${n})^2)`, tolerance: 1e-11 },
      }
    },
  },
  {
    name: 'systematic PPS sample of 1 %',
    unit: 'units',
    sizes: [10_000, 1_000_000],
    prepare(count) {
      const pi = inclusionProbabilities(sizesOf(count), count / 100)
      return {
        data: { pi },
        single: () => [drawSystematic(pi, random(1)).length],
        r: { packages: ['sampling'], setup: '', run: 'sum(UPsystematic(pi))', tolerance: 1e-12 },
      }
    },
  },
  {
    name: 'Tillé sample of 10 %',
    unit: 'units',
    sizes: [500, 2_000],
    prepare(count) {
      const pi = inclusionProbabilities(sizesOf(count), count / 10)
      return {
        data: { pi },
        single: () => [drawTille(pi, random(1)).length],
        r: { packages: ['sampling'], setup: '', run: 'sum(UPtille(pi))', tolerance: 1e-12 },
      }
    },
  },
  {
    name: 'maximum-entropy sample of 10 %',
    unit: 'units',
    sizes: [500, 2_000],
    prepare(count) {
      const pi = inclusionProbabilities(sizesOf(count), count / 10)
      return {
        data: { pi },
        single: () => [drawMaximumEntropy(pi, random(1)).length],
        r: { packages: ['sampling'], setup: '', run: 'sum(UPmaxentropy(pi))', tolerance: 1e-12 },
      }
    },
  },
  {
    name: 'joint probabilities, Tillé, 10 %',
    unit: 'units',
    sizes: [100, 300],
    prepare(count) {
      const pi = inclusionProbabilities(sizesOf(count), count / 10)
      return {
        data: { pi },
        single: () => [jointTille(pi).data.reduce((sum, p) => sum + p * p, 0)],
        r: { packages: ['sampling'], setup: '', run: 'sum(UPtillepi2(pi)^2)', tolerance: 1e-9 },
      }
    },
  },
  {
    name: 'joint probabilities, maximum entropy, 10 %',
    unit: 'units',
    sizes: [100, 300],
    prepare(count) {
      const pi = inclusionProbabilities(sizesOf(count), count / 10)
      return {
        data: { pi },
        single: () => [jointMaximumEntropy(pi).data.reduce((sum, p) => sum + p * p, 0)],
        r: { packages: ['sampling'], setup: '', run: 'sum(UPmaxentropypi2(pi)^2)', tolerance: 1e-5 },
      }
    },
  },
]
