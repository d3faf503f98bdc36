import { NumericError, normalCdf, normalDensity } from '@kepu/numeric'

/** Distribution and link of a regression. The names say both; 'quasi' scale is always estimated, as surveys need it. */
export type FamilyName = 'gaussian' | 'logistic' | 'probit' | 'cloglog' | 'poisson' | 'gamma'

/** What the fitting needs of a family: the mean μ(η), its slope, the variance function and the deviance. */
export interface Family {
  /** fills mean [m] and slope dμ/dη [m] from the linear predictor */
  readonly inverse: (eta: Float64Array, mean: Float64Array, slope: Float64Array, count: number) => void
  readonly variance: (mean: number) => number
  /** contribution of one row to the deviance */
  readonly deviance: (y: number, mean: number) => number
  /** a linear predictor to start from */
  readonly start: (y: number) => number
  readonly allowed: (y: number) => boolean
  /** the slope is the variance: Newton's method and Fisher scoring are the same */
  readonly canonical: boolean
  /** of a canonical family: how the curvature changes with the predictor, as a share of itself, from the mean; null: not at all, or not known in closed form */
  readonly bend: ((mean: number) => number) | null
}

/** Binomial means are kept this far from 0 and 1. */
const EDGE = 2.220446049250313e-16
const share = (y: number): boolean => y >= 0 && y <= 1
const xlogy = (x: number, ratio: number): number => (x === 0 ? 0 : x * Math.log(ratio))
const binomialDeviance = (y: number, mean: number): number =>
  2 * (xlogy(y, y / mean) + xlogy(1 - y, (1 - y) / (1 - mean)))
const binomialVariance = (mean: number): number => mean * (1 - mean)
const clipped = (p: number): number => Math.min(1 - EDGE, Math.max(EDGE, p))

/** The link applied row by row. */
function byRow(link: (eta: number) => readonly [number, number]): Family['inverse'] {
  return (eta, mean, slope, count) => {
    for (let i = 0; i < count; i++) {
      const [m, s] = link(eta[i])
      mean[i] = m
      slope[i] = s
    }
  }
}

function logisticInverse(eta: Float64Array, mean: Float64Array, slope: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const x = Math.min(36, Math.max(-36, eta[i]))
    const p = 1 / (1 + Math.exp(-x))
    mean[i] = p
    slope[i] = p * (1 - p)
  }
}

const logInverse: Family['inverse'] = (eta, mean, slope, count) => {
  for (let i = 0; i < count; i++) {
    const m = Math.exp(Math.min(eta[i], 700))
    mean[i] = m
    slope[i] = m
  }
}

const binomial = { variance: binomialVariance, deviance: binomialDeviance, allowed: share }

const families: Readonly<Record<FamilyName, Family>> = {
  gaussian: {
    inverse: (eta, mean, slope, count) => {
      for (let i = 0; i < count; i++) {
        mean[i] = eta[i]
        slope[i] = 1
      }
    },
    variance: () => 1,
    deviance: (y, mean) => (y - mean) ** 2,
    start: (y) => y,
    allowed: () => true,
    canonical: true,
    bend: null,
  },
  logistic: {
    ...binomial,
    inverse: logisticInverse,
    start: (y) => Math.log((y + 0.5) / (1.5 - y)),
    canonical: true,
    bend: (mean) => 1 - 2 * mean,
  },
  probit: {
    ...binomial,
    inverse: byRow((eta) => [clipped(normalCdf(eta)), Math.max(normalDensity(eta), EDGE)]),
    start: (y) => 0.6 * Math.log((y + 0.5) / (1.5 - y)),
    canonical: false,
    bend: null,
  },
  cloglog: {
    ...binomial,
    inverse: byRow((eta) => {
      const rate = Math.exp(Math.min(eta, 700))
      return [clipped(-Math.expm1(-rate)), Math.max(rate * Math.exp(-rate), EDGE)]
    }),
    start: (y) => Math.log(-Math.log1p(-(y + 0.5) / 2)),
    canonical: false,
    bend: null,
  },
  poisson: {
    inverse: logInverse,
    variance: (mean) => mean,
    deviance: (y, mean) => 2 * (xlogy(y, y / mean) - (y - mean)),
    start: (y) => Math.log(y + 0.1),
    allowed: (y) => y >= 0,
    canonical: true,
    bend: () => 1,
  },
  gamma: {
    inverse: logInverse,
    variance: (mean) => mean * mean,
    deviance: (y, mean) => 2 * ((y - mean) / mean - Math.log(y / mean)),
    start: (y) => Math.log(y),
    allowed: (y) => y > 0,
    canonical: false,
    bend: null,
  },
}

/** A family by name. */
export function familyOf(name: FamilyName): Family {
  return families[name]
}

/** Refuses answers that a family has no probability for, in rows with weight. @throws NumericError survey.response (names the row) */
export function requireResponse(y: Float64Array, weight: Float64Array, name: FamilyName): void {
  const { allowed } = families[name]
  for (let i = 0; i < y.length; i++) {
    if (weight[i] !== 0 && !allowed(y[i]))
      throw new NumericError('survey.response', `y[${i}] is ${y[i]}, not for ${name}`)
  }
}
