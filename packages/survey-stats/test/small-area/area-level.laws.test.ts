import { fc, test } from '@fast-check/vitest'
import { choleskyFactor, choleskySolve, type Matrix, matrixFromRows, random, transposeMul } from '@kepu/numeric'
import { describe, expect } from 'vitest'
import * as survey from '../../src/small-area/index.ts'

/** 12 to 40 areas with one covariate, from a seed. */
const areas = fc
  .record({
    seed: fc.nat(1e6),
    m: fc.integer({ min: 12, max: 40 }),
    between: fc.constantFrom(0.3, 1, 4),
  })
  .map(({ seed, m, between }) => {
    const draw = random(seed)
    const covariate = Float64Array.from({ length: m }, () => draw.normal())
    const variance = covariate.map(() => 0.2 + draw.uniform())
    const y = covariate.map(
      (z, d) => 1 + 2 * z + Math.sqrt(between) * draw.normal() + Math.sqrt(variance[d]) * draw.normal(),
    )
    return { y, variance, x: matrixFromRows([...covariate].map((z) => [1, z])), covariate }
  })

const methods = fc.constantFrom('reml' as const, 'ml' as const, 'moment' as const)

/** Restricted or full log-likelihood with the matrices written out: the slow road. */
function logLikelihoodAt(a: number, y: Float64Array, x: Matrix, variance: Float64Array, restricted: boolean): number {
  const inverse = variance.map((d) => 1 / (a + d))
  const factor = choleskyFactor(transposeMul(x, x, inverse))
  const right = transposeMul(x, { rows: y.length, cols: 1, data: y.map((value, d) => value * inverse[d]) })
  const beta = choleskySolve(factor, right.data)
  let value = restricted ? -0.5 * factor.logDeterminant : 0
  for (let d = 0; d < y.length; d++) {
    const residual = y[d] - beta[0] * x.data[d] - beta[1] * x.data[d + y.length]
    value += 0.5 * (Math.log(inverse[d]) - residual ** 2 * inverse[d])
  }
  return value
}

function expectNear(ours: ArrayLike<number>, theirs: ArrayLike<number>, relative: number): void {
  expect(ours.length).toBe(theirs.length)
  for (let i = 0; i < ours.length; i++) {
    expect(Math.abs(ours[i] - theirs[i]), `value ${i}: ${ours[i]}, ${theirs[i]}`).toBeLessThanOrEqual(
      relative * Math.max(1e-3, Math.abs(theirs[i])),
    )
  }
}

describe('area-level model', () => {
  test.prop([areas, methods, fc.constantFrom(0.01, 10, 1000)])(
    'scaling y by k scales estimates by k and MSE by k²',
    (data, method, k) => {
      const { y, x, variance } = data
      const before = survey.fitFayHerriot(y, x, variance, method)
      const scaled = survey.fitFayHerriot(
        y.map((v) => k * v),
        x,
        variance.map((d) => k * k * d),
        method,
      )
      expectNear(
        scaled.estimate,
        before.estimate.map((v) => k * v),
        1e-8,
      )
      expectNear(
        scaled.mse,
        before.mse.map((v) => k * k * v),
        1e-7,
      )
    },
  )

  test.prop([areas, methods])(
    'each estimate lies between the direct and the regression estimate',
    ({ y, x, variance }, method) => {
      const fit = survey.fitFayHerriot(y, x, variance, method)
      const { estimate: synthetic } = survey.predictFayHerriot(fit, x)
      y.forEach((value, d) => {
        const [low, high] = value < synthetic[d] ? [value, synthetic[d]] : [synthetic[d], value]
        expect(fit.estimate[d]).toBeGreaterThanOrEqual(low - 1e-12)
        expect(fit.estimate[d]).toBeLessThanOrEqual(high + 1e-12)
      })
    },
  )

  test.prop([areas, fc.constantFrom('reml' as const, 'ml' as const)])(
    'no variance near by has a higher likelihood than the one that scoring found',
    ({ y, x, variance }, method) => {
      const { areaVariance: a } = survey.fitFayHerriot(y, x, variance, method)
      const best = logLikelihoodAt(a, y, x, variance, method === 'reml')
      for (const factor of [0.5, 0.9, 0.999, 1.001, 1.1, 2]) {
        expect(logLikelihoodAt(a * factor, y, x, variance, method === 'reml')).toBeLessThanOrEqual(best + 1e-9)
      }
      expect(logLikelihoodAt(a + 1e-3, y, x, variance, method === 'reml')).toBeLessThanOrEqual(best + 1e-9)
    },
  )

  test.prop([areas])('the moment equation holds at the root', ({ y, x, variance }) => {
    const fit = survey.fitFayHerriot(y, x, variance, 'moment')
    const synthetic = survey.predictFayHerriot(fit, x).estimate
    let squares = 0
    for (let d = 0; d < y.length; d++) squares += (y[d] - synthetic[d]) ** 2 / (fit.areaVariance + variance[d])
    if (fit.areaVariance > 0) expect(squares).toBeCloseTo(y.length - 2, 7)
    else expect(squares).toBeLessThanOrEqual(y.length - 2 + 1e-9)
  })

  test.prop([areas])(
    'an area with a hopeless direct estimate gets what an area without one gets',
    ({ y, x, variance }) => {
      const fit = survey.fitFayHerriot(y, x, variance.with(0, 1e12), 'reml')
      const synthetic = survey.predictFayHerriot(fit, x)
      expect(fit.estimate[0]).toBeCloseTo(synthetic.estimate[0], 6)
      expect(fit.mse[0]).toBeCloseTo(synthetic.mse[0], 6)
    },
  )

  test.prop([areas])(
    'leverages add up to the number of coefficients, Cook is what leaving the area out moves',
    ({ y, x, variance }) => {
      const fit = survey.fitFayHerriot(y, x, variance)
      const { leverage, cookDistance } = survey.fayHerriotResiduals(fit, y, x, variance)
      expect(leverage.reduce((a, b) => a + b, 0)).toBeCloseTo(2, 9)
      const weight = variance.map((d, at) => (at === 0 ? 1e-300 : 1 / (fit.areaVariance + d)))
      const factor = choleskyFactor(transposeMul(x, x, weight))
      const without = choleskySolve(
        factor,
        transposeMul(x, { rows: y.length, cols: 1, data: y.map((v, d) => v * weight[d]) }).data,
      )
      const moved = fit.coefficient.map((b, j) => b - without[j])
      const information = transposeMul(
        x,
        x,
        variance.map((d) => 1 / (fit.areaVariance + d)),
      )
      let distance = 0
      for (let j = 0; j < 2; j++)
        for (let k = 0; k < 2; k++) distance += moved[j] * information.data[j + 2 * k] * moved[k]
      expect(cookDistance[0]).toBeCloseTo(distance / 2, 8)
    },
  )

  test('bad data are refused by place', () => {
    const x = matrixFromRows([
      [1, 1],
      [1, 2],
      [1, 3],
      [1, 5],
    ])
    const code = (run: () => unknown) => {
      try {
        run()
      } catch (error) {
        return error instanceof Error && 'code' in error ? `${error.code}: ${error.message}` : String(error)
      }
      return 'accepted'
    }
    expect(code(() => survey.fitFayHerriot([1, Number.NaN, 3, 4], x, [1, 1, 1, 1]))).toMatch(/survey.value: y\[1\]/)
    expect(code(() => survey.fitFayHerriot([1, 2, 3, 4], x, [1, 1, 0, 1]))).toMatch(
      /survey.variance: samplingVariance\[2\]/,
    )
    expect(code(() => survey.fitFayHerriot([1, 2, 3], x, [1, 1, 1]))).toMatch(/survey.shape/)
    const twice = matrixFromRows([
      [1, 2],
      [1, 2],
      [1, 2],
      [1, 2],
    ])
    expect(code(() => survey.fitFayHerriot([1, 2, 3, 4], twice, [1, 1, 1, 1]))).toMatch(/survey.collinear: covariate 1/)
    expect(
      code(() =>
        survey.fitSpatialFayHerriot(
          [1, 2, 3, 4],
          x,
          [1, 1, 1, 1],
          matrixFromRows([
            [0, 2],
            [1, 0],
          ]),
        ),
      ),
    ).toMatch(/survey.shape/)
  })
})

describe('benchmarking', () => {
  test.prop([areas, fc.constantFrom(0.5, 1, 1.4)])(
    'all three add up, twice is once, and least squares moves least',
    ({ y, variance }, factor) => {
      const estimate = y.map((v) => 0.5 + 0.4 * Math.tanh(v))
      const share = variance.map((v) => 10 * v)
      const sum = (values: ArrayLike<number>) => share.reduce((total, s, d) => total + s * values[d], 0)
      const target = factor * sum(estimate)
      const ratio = survey.benchmarkRatio(estimate, share, target)
      const squares = survey.benchmarkLeastSquares(estimate, share, variance, target)
      expect(sum(ratio) / target).toBeCloseTo(1, 12)
      expect(sum(squares) / target).toBeCloseTo(1, 12)
      expectNear(survey.benchmarkLeastSquares(squares, share, variance, target), squares, 1e-9)
      const distance = (values: ArrayLike<number>) =>
        estimate.reduce((total, v, d) => total + (values[d] - v) ** 2 / variance[d], 0)
      expect(distance(squares)).toBeLessThanOrEqual(distance(ratio) + 1e-12)
      const people = share.reduce((a, b) => a + b, 0)
      const goal = Math.min(0.95, target / people)
      const shares = survey.benchmarkShares(estimate, share, goal)
      expect(sum(shares) / people).toBeCloseTo(goal, 12)
      const odds = (p: number) => p / (1 - p)
      expect(odds(shares[0]) / odds(shares[1])).toBeCloseTo(odds(estimate[0]) / odds(estimate[1]), 6)
    },
  )

  test.prop([areas])('comparison with the direct estimates does not depend on the unit', ({ y, x, variance }) => {
    const fit = survey.fitFayHerriot(y, x, variance)
    const one = survey.compareWithDirect(y, variance, fit.estimate, fit.mse)
    const k = 100
    const two = survey.compareWithDirect(
      y.map((v) => k * v),
      variance.map((v) => k * k * v),
      fit.estimate.map((v) => k * v),
      fit.mse.map((v) => k * k * v),
    )
    expect(two.goodness.statistic).toBeCloseTo(one.goodness.statistic, 8)
    expect(two.bias.slope).toBeCloseTo(one.bias.slope, 8)
    expect(two.bias.interceptProbability).toBeCloseTo(one.bias.interceptProbability, 8)
    expect(two.coverage).toBe(one.coverage)
  })
})

describe('coverage', () => {
  test('intervals of the EBLUP cover about as often as they say', () => {
    const draw = random(31)
    const m = 40
    const x = matrixFromRows(Array.from({ length: m }, (_, d) => [1, (d % 7) / 3 - 1]))
    const variance = Array.from({ length: m }, (_, d) => 0.3 + (d % 5) / 5)
    for (const method of ['reml', 'ml', 'moment'] as const) {
      let covered = 0
      let squares = 0
      let promised = 0
      const rounds = 400
      for (let round = 0; round < rounds; round++) {
        const truth = variance.map((_, d) => 2 + x.data[d + m] + draw.normal())
        const y = truth.map((value, d) => value + Math.sqrt(variance[d]) * draw.normal())
        const { estimate, mse } = survey.fitFayHerriot(y, x, variance, method)
        for (let d = 0; d < m; d++) {
          const error = estimate[d] - truth[d]
          if (Math.abs(error) <= 1.96 * Math.sqrt(mse[d])) covered++
          squares += error ** 2
          promised += mse[d]
        }
      }
      // 16,000 intervals, not independent within a round: three standard deviations are about 0.008; the MSE is right to order 1/m
      expect(Math.abs(covered / (rounds * m) - 0.95), method).toBeLessThan(0.015)
      expect(Math.abs(squares / promised - 1), method).toBeLessThan(0.06)
    }
  })
})
