import { betaQuantile, findRoot, matrix, NumericError, tQuantile } from '@kepu/numeric'
import type { SurveyDesign } from '../design/types.ts'
import { estimateStatistic } from '../variance/estimate.ts'
import type { Statistic } from '../variance/statistic.ts'
import { checkedColumns } from './columns.ts'
import { criticalValue } from './interval.ts'
import { meanStatistic } from './mean.ts'
import { countInside } from './spread.ts'

/**
 * How an interval of a proportion is made.
 *
 * 'logit' ± on the log-odds, with their own variance · 'xlogit' ± on the log-odds, with the delta method's · 'likelihood' where the scaled binomial deviance
 * crosses t² · 'asin' ± on arcsin √p · 'beta' Clopper–Pearson with the effective sample size (Korn & Graubard) · 'wilson' Wilson's score interval with the
 * effective sample size · 'mean' p ± t·SE, for proportions far from 0 and 1 only.
 */
export type ProportionMethod = 'logit' | 'xlogit' | 'likelihood' | 'asin' | 'beta' | 'wilson' | 'mean'

/** A proportion with its interval. */
export interface ProportionInterval {
  readonly value: number
  readonly standardError: number
  readonly lower: number
  readonly upper: number
}

const logOdds = (p: number): number => Math.log(p / (1 - p))
const fromLogOdds = (x: number): number => 1 / (1 + Math.exp(-x))

/** log(p/(1 − p)) of a mean. */
function logOddsStatistic(mean: Statistic): Statistic {
  return {
    rows: mean.rows,
    size: 1,
    at: (weight) => mean.at(weight).map(logOdds),
    influence(weight) {
      const [p] = mean.at(weight)
      const z = mean.influence(weight, Float64Array.of(p))
      return matrix(
        z.rows,
        1,
        z.data.map((value) => value / (p * (1 - p))),
      )
    },
  }
}

/**
 * A proportion and a confidence interval that stays within 0 … 1 (but for 'mean').
 *
 * @param y                 [n] 1 or 0 (a share per row between them is taken as it is)
 * @param method            'logit' is a good choice for most; 'beta' and 'wilson' for rare answers and few units
 * @param degreesOfFreedom  the design's when left out; Infinity for normal quantiles
 * @throws NumericError survey.proportion when all rows with weight answer the same (no interval) or y is outside 0 … 1 · survey.shape ·
 *         survey.notFinite · survey.level · survey.degreesOfFreedom · survey.lonelyPsu · survey.replicate
 *
 * Source: Korn & Graubard (1998), Surv. Meth. 24, 193–201; Rao & Scott (1984) for 'likelihood'; Franco et al. (2019) for 'wilson'.
 * Validity: coverage of each method in 10,000 simulated surveys of three designs stands in COVERAGE.md (made by bench/coverage.ts).
 * Checked: R survey 4.5 svyciprop, all its methods.
 */
export function proportionInterval(
  y: Float64Array,
  design: SurveyDesign,
  method: ProportionMethod,
  level = 0.95,
  degreesOfFreedom: number = design.degreesOfFreedom,
): ProportionInterval {
  const columns = checkedColumns(y, design, 'y')
  const outside = columns.data.findIndex((value) => value < 0 || value > 1)
  if (outside >= 0) throw new NumericError('survey.proportion', `y[${outside}] is ${columns.data[outside]}`)
  const mean = meanStatistic(columns)
  const {
    value: [p],
    standardError: [standardError],
  } = estimateStatistic(mean, design)
  if (!(p > 0 && p < 1) || !(standardError > 0)) {
    throw new NumericError('survey.proportion', `proportion ${p} with standard error ${standardError}: no interval`)
  }
  const t = criticalValue(level, degreesOfFreedom)
  const given = { p, standardError, t, level, degreesOfFreedom, design, mean }
  const [lower, upper] = intervalEnds[method](given)
  return { value: p, standardError, lower, upper }
}

interface Given {
  readonly p: number
  readonly standardError: number
  readonly t: number
  readonly level: number
  readonly degreesOfFreedom: number
  readonly design: SurveyDesign
  readonly mean: Statistic
}

type Ends = readonly [number, number]

const intervalEnds: Readonly<Record<ProportionMethod, (given: Given) => Ends>> = {
  mean: ({ p, standardError, t }) => [p - t * standardError, p + t * standardError],
  logit: ({ p, t, mean, design }) => aroundLogOdds(p, t * logOddsError(mean, design)),
  xlogit: ({ p, standardError, t }) => aroundLogOdds(p, (t * standardError) / (p * (1 - p))),
  asin: arcsineEnds,
  beta: betaEnds,
  wilson: wilsonEnds,
  likelihood: likelihoodEnds,
}

function logOddsError(mean: Statistic, design: SurveyDesign): number {
  return estimateStatistic(logOddsStatistic(mean), design).standardError[0]
}

function aroundLogOdds(p: number, half: number): Ends {
  return [fromLogOdds(logOdds(p) - half), fromLogOdds(logOdds(p) + half)]
}

function arcsineEnds({ p, standardError, t }: Given): Ends {
  const centre = Math.asin(Math.sqrt(p))
  const half = (t * standardError) / (2 * Math.sqrt(p * (1 - p)))
  return [Math.sin(Math.max(0, centre - half)) ** 2, Math.sin(Math.min(Math.PI / 2, centre + half)) ** 2]
}

/** p(1 − p)/V: rows of a simple random sample as good as this one; times the ratio of t quantiles for the few units that V is estimated from. */
function betaEnds({ p, standardError, level, design, t }: Given): Ends {
  const tail = (1 - level) / 2
  const ratio = tQuantile(tail, design.rows - 1, 'upper') / t
  const n = ((p * (1 - p)) / standardError ** 2) * ratio ** 2
  return [betaQuantile(tail, n * p, n * (1 - p) + 1), betaQuantile(tail, n * p + 1, n * (1 - p), 'upper')]
}

function wilsonEnds({ p, standardError, t }: Given): Ends {
  const n = (p * (1 - p)) / standardError ** 2
  const shrink = 1 + (t * t) / n
  const centre = (p + (t * t) / (2 * n)) / shrink
  const half = (t / shrink) * Math.sqrt((p * (1 - p)) / n + (t * t) / (4 * n * n))
  return [centre - half, centre + half]
}

/** Deviance of the binomial per row, scaled by the design effect and the residual variance n/(n − 1), equal to t². */
function likelihoodEnds({ p, t, mean, design }: Given): Ends {
  const n = countInside(design.weight)
  const error = logOddsError(mean, design)
  const limit = t * t * error * error * p * (1 - p) * (n / (n - 1))
  const excess = (q: number): number => 2 * (p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q))) - limit
  const far = Math.sqrt(limit / (p * (1 - p))) * 4 + 1
  const at = (x: number): number => excess(fromLogOdds(x))
  const centre = logOdds(p)
  return [
    fromLogOdds(findRoot(at, widen(at, centre, -far), centre)),
    fromLogOdds(findRoot(at, centre, widen(at, centre, far))),
  ]
}

/** A point beyond which the deviance has passed its limit. */
function widen(at: (x: number) => number, centre: number, step: number): number {
  let distance = step
  while (at(centre + distance) < 0 && Math.abs(distance) < 700) distance *= 2
  return centre + distance
}
