import { fc, test } from '@fast-check/vitest'
import { matrix, random } from '@kepu/numeric'
import { describe, expect } from 'vitest'
import { expectationJobs, runExpectation } from '../../src/fit/calibrate.ts'
import { logPrior, priorAt } from '../../src/fit/prior.ts'
import type { Prior } from '../../src/fit/specification.ts'
import * as irt from '../../src/index.ts'
import { answersOf } from '../simulated.ts'

const items = irt.logisticItems([1, 1.5, 0.8, 1.2, 0.6], [0, 0.5, -0.5, 1, -1])

/** What is maximised, at any free parameters. */
function objective({ fitted }: irt.Calibration, x: Float64Array): number {
  const likelihood = expectationJobs(fitted, x).reduce((sum, job) => sum + runExpectation(job).logLikelihood, 0)
  return likelihood + logPrior(fitted.specification.priors, x)
}

/** Negative Hessian of the objective by central differences, [T × T]. */
function differenced(fit: irt.Calibration): number[][] {
  const h = 1e-3
  const at = (...moves: [number, number][]): number => {
    const x = Float64Array.from(fit.free)
    for (const [a, step] of moves) x[a] += step
    return objective(fit, x)
  }
  return Array.from(fit.free, (_, a) => {
    return Array.from(fit.free, (_, b) => {
      const mixed = at([a, h], [b, h]) - at([a, h], [b, -h]) - at([a, -h], [b, h]) + at([a, -h], [b, -h])
      return -mixed / (4 * h * h)
    })
  })
}

/** covariance · information must be the identity. */
function expectInverse(fit: irt.Calibration): void {
  const { covariance } = irt.standardErrors(fit)
  const information = differenced(fit)
  const t = fit.free.length
  for (let a = 0; a < t; a++) {
    for (let b = 0; b < t; b++) {
      let sum = 0
      for (let c = 0; c < t; c++) sum += covariance.data[a + c * t] * information[c][b]
      expect(Math.abs(sum - Number(a === b))).toBeLessThan(2e-3)
    }
  }
}

describe('the observed information is the curvature of the objective', () => {
  const tight = { tolerance: 1e-9 }

  test('two groups that share some items, mean and variance of the second free', () => {
    const group = Uint8Array.from({ length: 600 }, (_, i) => Number(i >= 300))
    const theta = Float64Array.from(group, (g, i) => 0.5 * g + (((i * 37) % 101) - 50) / 30)
    const responses = answersOf(items, 600, random(3), theta)
    const specification = irt.specify(responses, '2pl', {
      groups: 2,
      differ: ['all', 'nothing', 'nothing', 'nothing', 'intercepts'],
    })
    const fit = irt.calibrate(responses, specification, { ...tight, group })
    expect(fit.converged).toBe(true)
    expectInverse(fit)
  })

  test('latent regression: coefficients and residual variance', () => {
    const covariate = matrix(400, 2)
    for (let i = 0; i < 400; i++) {
      covariate.data[i] = i % 2
      covariate.data[i + 400] = ((i * 29) % 83) / 41 - 1
    }
    const theta = Float64Array.from({ length: 400 }, (_, i) => {
      return 0.7 * covariate.data[i] - 0.4 * covariate.data[i + 400] + (((i * 53) % 97) - 48) / 40
    })
    const responses = answersOf(items, 400, random(5), theta)
    const fit = irt.calibrate(responses, irt.specify(responses, 'rasch'), { ...tight, covariate })
    expect(fit.names.slice(5)).toEqual(['covariate 0', 'covariate 1', 'log residual variance'])
    expectInverse(fit)
  })

  test('priors and asymptotes', () => {
    const responses = answersOf(
      irt.logisticItems([1, 1.5, 0.8, 1.2, 1], [0, 0.5, -0.5, 1, 0], [0.2, 0.15, 0.2, 0.1, 0.2]),
      800,
      random(7),
    )
    const options = { guessingPrior: { kind: 'beta', a: 5, b: 17 }, slopePrior: { mean: 0, deviation: 0.5 } } as const
    const fit = irt.calibrate(responses, irt.specify(responses, '3pl', options), tight)
    expect(fit.converged).toBe(true)
    expectInverse(fit)
  })

  test('a rating scale, with weights and gaps', () => {
    const scale = irt.orderedItems(
      'partialCredit',
      [1, 1, 1, 1],
      [
        [1, 0.5],
        [1.5, 1.5],
        [0.5, -0.5],
        [1.2, 0.9],
      ],
    )
    const plain = answersOf(scale, 500, random(9))
    const responses = { ...plain, answer: plain.answer.map((code, at) => (at % 11 === 5 ? irt.MISSING : code)) }
    const weight = Float64Array.from({ length: 500 }, (_, i) => 0.5 + (i % 3))
    expectInverse(irt.calibrate(responses, irt.specify(responses, 'rsm'), { ...tight, weight }))
  })
})

describe('priors', () => {
  const prior = fc.oneof(
    fc.record({
      kind: fc.constant('normal' as const),
      column: fc.constant(0),
      mean: fc.constant(-1.5),
      deviation: fc.constant(0.5),
    }),
    fc.record({
      kind: fc.constant('logNormal' as const),
      column: fc.constant(0),
      mean: fc.constant(0.1),
      deviation: fc.constant(0.4),
    }),
    fc.record({ kind: fc.constant('beta' as const), column: fc.constant(0), a: fc.constant(5), b: fc.constant(17) }),
  )

  test.prop([prior, fc.double({ min: 0.1, max: 3, noNaN: true })])(
    'slope and curvature are differences of the density',
    (p: Prior, x) => {
      const at = (value: number) => priorAt(p, Float64Array.of(value))
      const h = 1e-5
      expect(at(x).slope).toBeCloseTo((at(x + h).value - at(x - h).value) / (2 * h), 4)
      expect(at(x).curvature).toBeCloseTo(-(at(x + h).slope - at(x - h).slope) / (2 * h), 4)
    },
  )
})
