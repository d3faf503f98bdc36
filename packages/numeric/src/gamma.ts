import betaLnStdlib from '@stdlib/math-base-special-betaln'
import digammaStdlib from '@stdlib/math-base-special-digamma'
import gammaLnStdlib from '@stdlib/math-base-special-gammaln'
import trigammaStdlib from '@stdlib/math-base-special-trigamma'
import { NumericError } from './error.ts'

function requirePositive(x: number, what: string): void {
  if (!(x > 0) || !Number.isFinite(x)) throw new NumericError('numeric.argument', `${what} of ${x}`)
}

/**
 * log Γ(x) for x > 0.
 *
 * @throws NumericError numeric.argument unless x is positive and finite
 * Source: @stdlib (FreeBSD's lgamma_r). Checked: log of factorials, R 4.2.2 lgamma, relative 1e-14 (absolute 1e-15 near the zeros 1 and 2).
 */
export function gammaLn(x: number): number {
  requirePositive(x, 'gammaLn')
  return gammaLnStdlib(x)
}

/** ψ(x) = d log Γ(x)/dx for x > 0. @throws NumericError numeric.argument. Source: @stdlib (Boost). Checked: ψ(x + 1) = ψ(x) + 1/x, R 4.2.2. */
export function digamma(x: number): number {
  requirePositive(x, 'digamma')
  return digammaStdlib(x)
}

/** ψ′(x) for x > 0. @throws NumericError numeric.argument. Source: @stdlib (Boost). Checked: ψ′(x) − ψ′(x + 1) = 1/x², ψ′(1) = π²/6. */
export function trigamma(x: number): number {
  requirePositive(x, 'trigamma')
  return trigammaStdlib(x)
}

/** log B(a, b) for a, b > 0. @throws NumericError numeric.argument. Source: @stdlib (FNLIB dlbeta, no cancellation for large a or b). Checked: R 4.2.2 lbeta. */
export function betaLn(a: number, b: number): number {
  requirePositive(a, 'betaLn')
  requirePositive(b, 'betaLn')
  return betaLnStdlib(a, b)
}
