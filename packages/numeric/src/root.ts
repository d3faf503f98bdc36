import { NumericError } from './error.ts'

/**
 * A zero of a continuous function between two points where its signs differ, by Brent's method.
 *
 * @param tolerance  the answer is within this (plus 4 ulp) of a sign change; 1e-12 when not said
 * @throws NumericError numeric.notBracketed when f has the same sign at both ends · numeric.notFinite · numeric.notConverged (200 steps)
 * Source: Brent (1973), Algorithms for Minimization without Derivatives, ch. 4. Checked: roots in closed form.
 */
export function findRoot(f: (x: number) => number, low: number, high: number, tolerance = 1e-12): number {
  let a = low
  let b = high
  let fa = f(a)
  let fb = f(b)
  if (!Number.isFinite(a) || !Number.isFinite(b) || Number.isNaN(fa) || Number.isNaN(fb)) {
    throw new NumericError('numeric.notFinite', `f(${a}) = ${fa}, f(${b}) = ${fb}`)
  }
  if (fa === 0) return a
  if (fb === 0) return b
  if (fa > 0 === fb > 0) throw new NumericError('numeric.notBracketed', `f(${a}) = ${fa}, f(${b}) = ${fb}`)
  let c = a
  let fc = fa
  let before = b - a
  let last = before
  for (let steps = 0; steps < 200; steps++) {
    if (fb > 0 === fc > 0) {
      c = a
      fc = fa
      before = b - a
      last = before
    }
    if (Math.abs(fc) < Math.abs(fb)) {
      a = b
      b = c
      c = a
      fa = fb
      fb = fc
      fc = fa
    }
    const enough = 2 * Number.EPSILON * Math.abs(b) + 0.5 * tolerance
    const half = 0.5 * (c - b)
    if (Math.abs(half) <= enough || fb === 0) return b
    const step = interpolated(a, b, c, fa, fb, fc)
    const good = Math.abs(before) >= enough && Math.abs(fa) > Math.abs(fb) && acceptable(step, half, enough, before)
    before = good ? last : half
    last = good ? step : half
    a = b
    fa = fb
    b += Math.abs(last) > enough ? last : Math.sign(half) * enough
    fb = f(b)
    if (Number.isNaN(fb)) throw new NumericError('numeric.notFinite', `f(${b}) is NaN`)
  }
  throw new NumericError('numeric.notConverged', `no root found to ${tolerance} between ${low} and ${high}`)
}

/** The step of inverse quadratic interpolation, or of the secant when two points coincide. */
function interpolated(a: number, b: number, c: number, fa: number, fb: number, fc: number): number {
  const s = fb / fa
  if (a === c) return (s * (c - b)) / (s - 1) || 0
  const q = fa / fc
  const r = fb / fc
  const numerator = s * ((c - b) * q * (q - r) - (b - a) * (r - 1))
  return -numerator / ((q - 1) * (r - 1) * (s - 1))
}

function acceptable(step: number, half: number, enough: number, before: number): boolean {
  if (!Number.isFinite(step) || step * half < 0) return false
  return 2 * Math.abs(step) < Math.min(3 * Math.abs(half) - enough, Math.abs(before))
}
