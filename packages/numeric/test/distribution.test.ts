import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as numeric from '../src/index.ts'

const probability = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true })
const parameter = fc.double({ min: 0.3, max: 500, noNaN: true })

/** The law: cdf(quantile(p)) is p, counted from the nearer end. */
function expectBack(p: number, cdf: (tail: numeric.Tail) => number): void {
  const tail = p < 0.5 ? 'lower' : 'upper'
  const wanted = p < 0.5 ? p : 1 - p
  expect(Math.abs(cdf(tail) / wanted - 1)).toBeLessThan(1e-9 + 1e-15 / wanted)
}

describe('quantiles give the probability back', () => {
  test.prop([probability])('normal', (p) => {
    const x = numeric.normalQuantile(p)
    expectBack(p, (tail) => numeric.normalCdf(tail === 'lower' ? x : -x))
  })
  test.prop([probability, parameter])('t', (p, df) => {
    const x = numeric.tQuantile(p, df)
    expectBack(p, (tail) => numeric.tCdf(x, df, tail))
  })
  test.prop([probability, parameter])('χ²', (p, df) => {
    const x = numeric.chiSquareQuantile(p, df)
    expectBack(p, (tail) => numeric.chiSquareCdf(x, df, tail))
  })
  test.prop([probability, parameter, parameter])('F', (p, df1, df2) => {
    const x = numeric.fQuantile(p, df1, df2)
    expectBack(p, (tail) => numeric.fCdf(x, df1, df2, tail))
  })
  test.prop([fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), parameter, parameter])('beta', (p, a, b) => {
    const x = numeric.betaQuantile(p, a, b)
    // Next to 1 the grid of doubles is the limit: the density times an ulp.
    fc.pre(x < 1 - 1e-6)
    expectBack(p, (tail) => numeric.betaCdf(x, a, b, tail))
  })
})

describe('laws', () => {
  test.prop([fc.double({ min: -30, max: 30, noNaN: true })])('Φ(x) + Φ(−x) = 1, and the logarithm agrees', (x) => {
    expect(numeric.normalCdf(x) + numeric.normalCdf(-x)).toBeCloseTo(1, 14)
    expect(numeric.normalLogCdf(x)).toBeCloseTo(Math.log(numeric.normalCdf(x)), 10)
  })
  test.prop([fc.double({ min: -8, max: 8, noNaN: true })])('φ is the slope of Φ', (x) => {
    const h = 1e-5
    const slope = (numeric.normalCdf(x + h) - numeric.normalCdf(x - h)) / (2 * h)
    expect(slope).toBeCloseTo(numeric.normalDensity(x), 9)
    expect(Math.exp(numeric.normalLogDensity(x))).toBeCloseTo(numeric.normalDensity(x), 14)
  })
  test.prop([fc.double({ min: -40, max: 40, noNaN: true }), parameter])(
    't² is F with 1 and df degrees of freedom',
    (t, df) => {
      const two = 2 * numeric.tCdf(-Math.abs(t), df)
      expect(Math.abs(two - numeric.fCdf(t * t, 1, df, 'upper'))).toBeLessThan(1e-11 * two + 1e-300)
    },
  )
  test.prop([fc.double({ min: -6, max: 6, noNaN: true })])(
    'with infinite degrees of freedom t is normal and F is χ²/df',
    (x) => {
      expect(numeric.tCdf(x, Number.POSITIVE_INFINITY)).toBe(numeric.normalCdf(x))
      expect(numeric.fCdf(x * x, 3, Number.POSITIVE_INFINITY)).toBe(numeric.chiSquareCdf(3 * (x * x), 3))
      expect(numeric.tCdf(x, 1e9)).toBeCloseTo(numeric.normalCdf(x), 8)
    },
  )
  test.prop([fc.double({ min: 0.001, max: 0.999, noNaN: true }), parameter, parameter])(
    'beta mirrored: I(x; a, b) = 1 − I(1 − x; b, a)',
    (x, a, b) => {
      expect(numeric.betaCdf(x, a, b)).toBeCloseTo(numeric.betaCdf(1 - x, b, a, 'upper'), 11)
    },
  )
  test.prop([parameter])('Γ, ψ and ψ′ step: log Γ(x + 1) = log Γ(x) + log x, and its derivatives', (x) => {
    expect(numeric.gammaLn(x + 1) - numeric.gammaLn(x) - Math.log(x)).toBeCloseTo(0, 10)
    expect(numeric.digamma(x + 1) - numeric.digamma(x)).toBeCloseTo(1 / x, 11)
    expect(numeric.trigamma(x) - numeric.trigamma(x + 1)).toBeCloseTo(1 / x ** 2, 11)
  })
  test.prop([fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true })])(
    'a quantile lies between its neighbours and does not care about order',
    (values, p) => {
      for (const type of [1, 2, 3, 4, 5, 6, 7, 8, 9] as const) {
        const q = numeric.quantile(values, p, type)
        expect(q).toBeGreaterThanOrEqual(Math.min(...values))
        expect(q).toBeLessThanOrEqual(Math.max(...values))
        expect(numeric.quantile([...values].reverse(), p, type)).toBe(q)
      }
    },
  )
  test('what is outside is refused, never NaN', () => {
    for (const wrong of [
      () => numeric.normalQuantile(1.1),
      () => numeric.tCdf(Number.NaN, 3),
      () => numeric.chiSquareCdf(1, 0),
      () => numeric.fQuantile(0.5, -1, 2),
      () => numeric.betaQuantile(Number.NaN, 1, 1),
      () => numeric.gammaLn(0),
      () => numeric.quantile([], 0.5),
      () => numeric.quantile([1, Number.NaN], 0.5),
    ]) {
      expect(wrong).toThrow(numeric.NumericError)
    }
  })
})
