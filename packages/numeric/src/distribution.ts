import betainc from '@stdlib/math-base-special-betainc'
import betaincinv from '@stdlib/math-base-special-betaincinv'
import gammainc from '@stdlib/math-base-special-gammainc'
import gammaincinv from '@stdlib/math-base-special-gammaincinv'
import { NumericError } from './error.ts'
import { normalCdf, normalQuantile } from './normal.ts'

/** Which side of the distribution a probability is counted from. Ask for the upper tail; 1 − lower has no digits there. */
export type Tail = 'lower' | 'upper'

function requireProbability(p: number): void {
  if (!(p >= 0 && p <= 1)) throw new NumericError('numeric.argument', `probability ${p}`)
}

function requireParameter(value: number, name: string): void {
  if (!(value > 0)) throw new NumericError('numeric.argument', `${name} = ${value} must be positive`)
}

function requireNumber(x: number): void {
  if (Number.isNaN(x)) throw new NumericError('numeric.argument', 'distribution function at NaN')
}

/**
 * Distribution function of the beta distribution, Iₓ(a, b).
 *
 * @throws NumericError numeric.argument
 */
export function betaCdf(x: number, a: number, b: number, tail: Tail = 'lower'): number {
  requireNumber(x)
  requireParameter(a, 'a')
  requireParameter(b, 'b')
  const upper = tail === 'upper'
  if (x <= 0) return upper ? 1 : 0
  if (x >= 1) return upper ? 0 : 1
  return betainc(x, a, b, true, upper)
}

/**
 * Quantile of the beta distribution: the x with P(X ≤ x) = p (or P(X > x) = p for the upper tail).
 *
 * @throws NumericError numeric.argument
 */
export function betaQuantile(p: number, a: number, b: number, tail: Tail = 'lower'): number {
  requireProbability(p)
  requireParameter(a, 'a')
  requireParameter(b, 'b')
  return betaincinv(p, a, b, tail === 'upper')
}

/**
 * Distribution function of the gamma distribution with the given shape and scale 1.
 *
 * @throws NumericError numeric.argument
 */
export function gammaCdf(x: number, shape: number, tail: Tail = 'lower'): number {
  requireNumber(x)
  requireParameter(shape, 'shape')
  const upper = tail === 'upper'
  if (x <= 0) return upper ? 1 : 0
  if (x === Number.POSITIVE_INFINITY) return upper ? 0 : 1
  return gammainc(x, shape, true, upper)
}

/**
 * Quantile of the gamma distribution with the given shape and scale 1.
 *
 * @throws NumericError numeric.argument
 */
export function gammaQuantile(p: number, shape: number, tail: Tail = 'lower'): number {
  requireProbability(p)
  requireParameter(shape, 'shape')
  return gammaincinv(p, shape, tail === 'upper')
}

/**
 * Distribution function of χ² with `df` degrees of freedom (any positive number).
 *
 * @throws NumericError numeric.argument
 */
export function chiSquareCdf(x: number, df: number, tail: Tail = 'lower'): number {
  return gammaCdf(x / 2, df / 2, tail)
}

/**
 * Quantile of χ² with `df` degrees of freedom.
 *
 * @throws NumericError numeric.argument
 */
export function chiSquareQuantile(p: number, df: number, tail: Tail = 'lower'): number {
  return 2 * gammaQuantile(p, df / 2, tail)
}

/**
 * Distribution function of Student's t; df may be Infinity (normal).
 *
 * @throws NumericError numeric.argument
 */
export function tCdf(x: number, df: number, tail: Tail = 'lower'): number {
  requireNumber(x)
  requireParameter(df, 'df')
  const t = tail === 'upper' ? -x : x
  if (df === Number.POSITIVE_INFINITY) return normalCdf(t)
  if (t === 0) return 0.5
  // Of the two forms of the same tail, the one whose beta argument is small keeps its digits.
  const square = t * t
  const half =
    square > df
      ? 0.5 * betaCdf(df / (df + square), df / 2, 0.5)
      : 0.5 * betaCdf(square / (df + square), 0.5, df / 2, 'upper')
  return t < 0 ? half : 1 - half
}

/**
 * Quantile of Student's t; df may be Infinity (normal).
 *
 * @throws NumericError numeric.argument
 */
export function tQuantile(p: number, df: number, tail: Tail = 'lower'): number {
  requireProbability(p)
  requireParameter(df, 'df')
  const sign = tail === 'upper' ? -1 : 1
  if (df === Number.POSITIVE_INFINITY) return sign * normalQuantile(p)
  if (p === 0.5) return 0
  if (p === 0) return sign * Number.NEGATIVE_INFINITY
  if (p === 1) return sign * Number.POSITIVE_INFINITY
  const twoTail = 2 * Math.min(p, 1 - p)
  const size = twoTail < 0.5 ? fromSmallTail(twoTail, df) : fromCentre(1 - twoTail, df)
  return p < 0.5 ? -sign * size : sign * size
}

/** |t| from P(|T| > t) = twoTail through df/(df + t²), which is small when t is large. */
function fromSmallTail(twoTail: number, df: number): number {
  const z = betaQuantile(twoTail, df / 2, 0.5)
  return Math.sqrt((df * betaQuantile(twoTail, 0.5, df / 2, 'upper')) / z)
}

/** |t| from P(|T| ≤ t) = inside through t²/(df + t²), which is small when t is. */
function fromCentre(inside: number, df: number): number {
  const w = betaQuantile(inside, 0.5, df / 2)
  return Math.sqrt((df * w) / (1 - w))
}

/**
 * Distribution function of F; df2 may be Infinity (χ²/df1).
 *
 * @throws NumericError numeric.argument
 */
export function fCdf(x: number, df1: number, df2: number, tail: Tail = 'lower'): number {
  requireNumber(x)
  requireParameter(df1, 'df1')
  requireParameter(df2, 'df2')
  if (x <= 0) return tail === 'upper' ? 1 : 0
  if (x === Number.POSITIVE_INFINITY) return tail === 'upper' ? 0 : 1
  if (df2 === Number.POSITIVE_INFINITY) return chiSquareCdf(df1 * x, df1, tail)
  const scaled = df1 * x
  return scaled > df2
    ? betaCdf(df2 / (df2 + scaled), df2 / 2, df1 / 2, tail === 'upper' ? 'lower' : 'upper')
    : betaCdf(scaled / (df2 + scaled), df1 / 2, df2 / 2, tail)
}

/**
 * Quantile of F; df2 may be Infinity.
 *
 * @throws NumericError numeric.argument
 */
export function fQuantile(p: number, df1: number, df2: number, tail: Tail = 'lower'): number {
  requireProbability(p)
  requireParameter(df1, 'df1')
  requireParameter(df2, 'df2')
  if (df2 === Number.POSITIVE_INFINITY) return chiSquareQuantile(p, df1, tail) / df1
  const other = tail === 'upper' ? 'lower' : 'upper'
  const w = betaQuantile(p, df1 / 2, df2 / 2, tail)
  const rest = betaQuantile(p, df2 / 2, df1 / 2, other)
  return (df2 * w) / (df1 * rest)
}
