import { betaLn } from '@kepu/numeric'
import type { Prior } from './specification.ts'

const LN_SQRT_2PI = 0.9189385332046728

/** A prior's log density at a free parameter, with slope and curvature (−second derivative). */
export interface PriorAt {
  readonly value: number
  readonly slope: number
  readonly curvature: number
}

/**
 * Log density of a prior, its derivative and negative second derivative by the free parameter (for an asymptote, by its logit).
 * A log-normal prior has no density at a slope of 0 or less: value −Infinity.
 */
export function priorAt(prior: Prior, free: Float64Array): PriorAt {
  const x = free[prior.column]
  if (prior.kind === 'normal') {
    const z = (x - prior.mean) / prior.deviation
    const scale = -Math.log(prior.deviation) - LN_SQRT_2PI
    return { value: scale - 0.5 * z * z, slope: -z / prior.deviation, curvature: 1 / prior.deviation ** 2 }
  }
  if (prior.kind === 'logNormal') {
    if (!(x > 0)) return { value: Number.NEGATIVE_INFINITY, slope: 0, curvature: 0 }
    const log = Math.log(x)
    const z = (log - prior.mean) / prior.deviation
    const value = -Math.log(prior.deviation) - LN_SQRT_2PI - log - 0.5 * z * z
    const pull = z / prior.deviation
    return { value, slope: -(1 + pull) / x, curvature: (1 / prior.deviation ** 2 - 1 - pull) / (x * x) }
  }
  const { a, b } = prior
  const g = 1 / (1 + Math.exp(-x))
  const not = 1 / (1 + Math.exp(x))
  const value = (a - 1) * Math.log(g) + (b - 1) * Math.log(not) - betaLn(a, b)
  return { value, slope: (a - 1) * not - (b - 1) * g, curvature: (a + b - 2) * g * not }
}

/** Σ log densities. */
export function logPrior(priors: readonly Prior[], free: Float64Array): number {
  let sum = 0
  for (const prior of priors) sum += priorAt(prior, free).value
  return sum
}
