import { fc, test } from '@fast-check/vitest'
import {
  choleskyFactor,
  choleskyInverse,
  choleskySolve,
  matMul,
  matrix,
  matrixFromRows,
  random,
  transposeMul,
} from '@kepu/numeric'
import { describe, expect } from 'vitest'
import * as survey from '../../src/small-area/index.ts'
import { multilevelLayout } from '../../src/small-area/multilevel-data.ts'
import { laplacePoint, quadraturePoint } from '../../src/small-area/multilevel-likelihood.ts'
import { atRatio, responseMoments, unitMoments } from '../../src/small-area/unit-moments.ts'

/** 4 to 8 areas, some without a sample, one covariate. */
const samples = fc
  .record({ seed: fc.nat(1e6), areaCount: fc.integer({ min: 4, max: 8 }), n: fc.integer({ min: 20, max: 50 }) })
  .map(({ seed, areaCount, n }) => {
    const draw = random(seed)
    const effect = Array.from({ length: areaCount }, () => draw.normal())
    const area = Uint8Array.from({ length: n }, () => draw.integer(areaCount - 1))
    const covariate = Array.from({ length: n }, () => draw.normal())
    const y = covariate.map((z, i) => 3 + z + effect[area[i]]! + 1.5 * draw.normal())
    return { y, area, areaCount, x: matrixFromRows(covariate.map((z) => [1, z])), draw }
  })

describe('unit-level model', () => {
  test.prop([samples, fc.double({ min: 0.01, max: 20, noNaN: true }), fc.boolean()])(
    'likelihood, coefficients and slope equal those with the matrices written out',
    ({ y, area, areaCount, x }, theta, restricted) => {
      const n = y.length
      const moments = unitMoments(x, area, areaCount)
      const response = responseMoments(moments, y)
      const at = atRatio(moments, response, theta, restricted)
      const h = matrix(n, n)
      for (let i = 0; i < n; i++)
        for (let k = 0; k < n; k++) h.data[i + k * n] = (i === k ? 1 : 0) + (area[i] === area[k] ? theta : 0)
      const factor = choleskyFactor(h)
      const inverse = choleskyInverse(factor)
      const cross = choleskyFactor(transposeMul(x, matMul(inverse, x)))
      const column = matrix(n, 1, Float64Array.from(y))
      const beta = choleskySolve(cross, transposeMul(x, matMul(inverse, column)).data)
      const residual = matrix(
        n,
        1,
        Float64Array.from(y, (v, i) => v - beta[0] - beta[1] * x.data[i + n]),
      )
      const squares = transposeMul(residual, matMul(inverse, residual)).data[0]
      const nu = n - (restricted ? 2 : 0)
      const deviance =
        nu * (Math.log((2 * Math.PI * squares) / nu) + 1) +
        factor.logDeterminant +
        (restricted ? cross.logDeterminant : 0)
      expect(at.logLikelihood).toBeCloseTo(-0.5 * deviance, 8)
      expect(at.coefficient[1]).toBeCloseTo(beta[1], 9)
      const step = 1e-5
      const above = atRatio(moments, response, theta + step, restricted).logLikelihood
      const below = atRatio(moments, response, theta - step, restricted).logLikelihood
      expect(at.score).toBeCloseTo((above - below) / (2 * step), 4)
    },
  )

  test.prop([samples])('a sample that is the whole area gives its mean, without error', ({ y, area, areaCount, x }) => {
    const fit = survey.fitUnitLevel(y, x, area, areaCount)
    const size = fit.moments.size.map((n) => (n > 0 ? n : 10))
    const { estimate, mse } = survey.estimateAreaMeans(fit, { mean: fit.moments.mean, size })
    fit.moments.size.forEach((n, d) => {
      if (n === 0) {
        expect(mse[d]).toBeGreaterThan(0)
        return
      }
      expect(estimate[d]).toBeCloseTo(fit.sampleMean[d], 9)
      expect(mse[d]).toBe(0)
    })
  })

  test.prop([samples])(
    'adding a constant to y adds it to the means and changes no error',
    ({ y, area, areaCount, x }) => {
      const population = {
        mean: matrixFromRows(Array.from({ length: areaCount }, () => [1, 0.2])),
        size: new Array(areaCount).fill(500),
      }
      const one = survey.estimateAreaMeans(survey.fitUnitLevel(y, x, area, areaCount), population)
      const two = survey.estimateAreaMeans(
        survey.fitUnitLevel(
          y.map((v) => v + 1000),
          x,
          area,
          areaCount,
        ),
        population,
      )
      one.estimate.forEach((value, d) => {
        expect(two.estimate[d]! - 1000).toBeCloseTo(value, 6)
      })
      one.mse.forEach((value, d) => {
        expect(two.mse[d]).toBeCloseTo(value, 6)
      })
    },
  )

  test.prop([samples])(
    'least squares on the transformed data gives the same coefficients: its residuals are at right angles to the covariates',
    ({ y, area, areaCount, x }) => {
      const fit = survey.fitUnitLevel(y, x, area, areaCount)
      const { standardised } = survey.unitLevelResiduals(fit, y)
      const { mean } = fit.moments
      for (let j = 0; j < 2; j++) {
        let product = 0
        for (let i = 0; i < y.length; i++) {
          const d = area[i]
          const part = 1 - Math.sqrt(1 - fit.shrinkage[d])
          product += standardised[i] * (x.data[i + j * y.length] - part * mean.data[d + j * areaCount])
        }
        expect(product).toBeCloseTo(0, 7)
      }
      const squares = standardised.reduce((sum, value) => sum + value * value, 0)
      expect(squares).toBeCloseTo(y.length - 2, 6)
    },
  )

  test('analytic and bootstrap errors agree, and bootstrap ranges add up', () => {
    const draw = random(7)
    const area = Uint8Array.from({ length: 240 }, (_, i) => i % 30)
    const covariate = Array.from(area, () => draw.normal())
    const effect = Array.from({ length: 30 }, () => 2 * draw.normal())
    const y = covariate.map((z, i) => 5 + z + effect[area[i]]! + 3 * draw.normal())
    const fit = survey.fitUnitLevel(y, matrixFromRows(covariate.map((z) => [1, z])), area, 30)
    const population = { mean: matrixFromRows(Array.from({ length: 30 }, () => [1, 0])), size: new Array(30).fill(400) }
    const { mse } = survey.estimateAreaMeans(fit, population)
    const seed = random(11)
    const first = survey.bootstrapAreaMse(fit, population, seed, 0, 600)
    const second = survey.bootstrapAreaMse(fit, population, seed, 600, 1000)
    const whole = survey.bootstrapAreaMse(fit, population, seed, 0, 1000)
    const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length
    expect(mean(whole)).toBeCloseTo(0.6 * mean(first) + 0.4 * mean(second), 10)
    // 30 areas × 1000 replicates of squared errors: relative standard deviation about √(2/30000) = 0.8 %
    expect(mean(whole) / mean(mse)).toBeGreaterThan(0.95)
    expect(mean(whole) / mean(mse)).toBeLessThan(1.05)
  })

  test('bad data are refused by place', () => {
    const x = matrixFromRows([[1], [1], [1]])
    expect(() => survey.fitUnitLevel([1, 2, 3], x, [0, 1, 2], 3)).toThrow(/one row: use the area-level/)
    expect(() => survey.fitUnitLevel([1, 2, 3], x, [0, 0, 3], 3)).toThrow(/row 2 has area 3/)
    expect(() => survey.fitUnitLevel([5, 5, 3], x, [0, 0, 1], 2)).toThrow(/does not vary within/)
  })
})

const counts = fc.record({ seed: fc.nat(1e6), n: fc.integer({ min: 20, max: 40 }) }).map(({ seed, n }) => {
  const draw = random(seed)
  const trials = Array.from({ length: n }, () => 1 + draw.integer(6))
  const first = Array.from({ length: n }, () => draw.integer(6))
  const effect = Array.from({ length: 6 }, () => draw.normal())
  const covariate = Array.from({ length: n }, () => draw.normal())
  const successes = trials.map((t, i) => {
    const p = 1 / (1 + Math.exp(-0.5 * covariate[i]! - effect[first[i]!]!))
    return Array.from({ length: t }, () => draw.uniform()).filter((u) => u < p).length
  })
  const second = Array.from({ length: n }, () => draw.integer(3))
  return {
    successes: successes.with(0, 0).with(1, trials[1]!),
    trials,
    x: matrixFromRows(covariate.map((z) => [1, z])),
    terms: [
      { level: first, levels: 6 },
      { level: second, levels: 3 },
    ],
  }
})

describe('multilevel logistic regression', () => {
  test.prop([counts, fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: 0.05, max: 2, noNaN: true })])(
    'the slope of the Laplace likelihood is its finite difference',
    (data, beta, sigma) => {
      const layout = multilevelLayout(data)
      const zero = new Float64Array(9)
      const at = Float64Array.of(beta, -0.5 * beta, sigma, 0.7)
      const { gradient } = laplacePoint(layout, at, zero)
      gradient.forEach((slope, k) => {
        const step = 1e-5
        const above = laplacePoint(layout, at.with(k, at[k]! + step), zero).value
        const below = laplacePoint(layout, at.with(k, at[k]! - step), zero).value
        expect(slope).toBeCloseTo((above - below) / (2 * step), 5)
      })
    },
  )

  test.prop([counts, fc.double({ min: 0.05, max: 2, noNaN: true })])(
    'quadrature equals a fine sum over the effects',
    (data, sigma) => {
      const layout = multilevelLayout({ ...data, terms: data.terms.slice(0, 1) })
      const at = Float64Array.of(0.3, 0.5, sigma)
      const ours = quadraturePoint(layout, at, new Float64Array(6), 30)
      let total = 0
      for (let j = 0; j < 6; j++) {
        let sum = 0
        for (let k = -400; k <= 400; k++) {
          const u = k / 40
          let log = -0.5 * u * u
          for (let i = 0; i < layout.trials.length; i++) {
            if (layout.effect[i] !== j) continue
            const eta = 0.3 * layout.x.data[i]! + 0.5 * layout.x.data[i + layout.trials.length]! + sigma * u
            log += layout.successes[i]! * eta - layout.trials[i]! * Math.log1p(Math.exp(eta))
          }
          sum += Math.exp(log) / 40 / Math.sqrt(2 * Math.PI)
        }
        total += Math.log(sum)
      }
      expect(-ours.value).toBeCloseTo(total, 6)
    },
  )

  test.prop([counts])('swapping success and failure turns the signs of everything', (data) => {
    const terms = data.terms.slice(0, 1)
    const one = survey.fitMultilevelLogistic({ ...data, terms })
    const other = survey.fitMultilevelLogistic({
      ...data,
      terms,
      successes: data.successes.map((y, i) => data.trials[i]! - y),
    })
    expect(other.logLikelihood).toBeCloseTo(one.logLikelihood, 7)
    one.coefficient.forEach((b, j) => {
      expect(-other.coefficient[j]!).toBeCloseTo(b, 3)
    })
  })

  test('what cannot be estimated is refused', () => {
    const x = matrixFromRows([[1], [1], [1], [1]])
    const terms = [{ level: [0, 0, 1, 1], levels: 2 }]
    const trials = [5, 5, 5, 5]
    expect(() => survey.fitMultilevelLogistic({ successes: [0, 0, 0, 0], trials, x, terms })).toThrow(
      /nobody succeeded/,
    )
    expect(() => survey.fitMultilevelLogistic({ successes: [6, 0, 0, 0], trials, x, terms })).toThrow(/successes\[0\]/)
    const split = matrixFromRows([
      [1, 0],
      [1, 0],
      [1, 1],
      [1, 1],
    ])
    expect(() => survey.fitMultilevelLogistic({ successes: [0, 0, 5, 5], trials, x: split, terms })).toThrow(/separate/)
  })

  test('an unseen level adds its whole variance', () => {
    const x = matrixFromRows(Array.from({ length: 12 }, () => [1]))
    const level = Array.from({ length: 12 }, (_, i) => i >> 1)
    const fit = survey.fitMultilevelLogistic({
      successes: [1, 2, 9, 8, 4, 5, 2, 1, 9, 9, 5, 3],
      trials: new Array(12).fill(10),
      x,
      terms: [{ level, levels: 6 }],
    })
    const cells = { x: matrixFromRows([[1], [1]]), level: [[0, -1]], count: [100, 100], area: [0, 1], areaCount: 2 }
    const { estimate, standardError } = survey.poststratify(fit, cells)
    expect(estimate[1]).toBeCloseTo(1 / (1 + Math.exp(-fit.coefficient[0]!)), 12)
    expect(standardError[1]).toBeGreaterThan(estimate[1]! * (1 - estimate[1]!) * fit.deviation[0]!)
  })
})
