import { NumericError } from '@kepu/numeric'
import { type Items, MISSING } from '../model/items.ts'
import { categoryProbabilities } from '../model/probability.ts'
import type { Responses } from '../model/responses.ts'

/** What residual statistics sum up over answers: squared residuals, variances, fourth moments, log-likelihoods. */
export interface ResidualSums {
  answers: number
  /** Σ (x − E)² */
  square: number
  /** Σ (x − E)²/W */
  standardised: number
  /** Σ W, W the variance of x */
  variance: number
  /** Σ C/W², C the fourth central moment of x */
  kurtosis: number
  /** Σ (C − W²) */
  excess: number
  /** Σ log P(x) */
  logLikelihood: number
  /** Σ E log P */
  expectedLog: number
  /** Σ Var log P */
  logVariance: number
}

/** Nothing yet. */
export function noResiduals(): ResidualSums {
  return {
    answers: 0,
    square: 0,
    standardised: 0,
    variance: 0,
    kurtosis: 0,
    excess: 0,
    logLikelihood: 0,
    expectedLog: 0,
    logVariance: 0,
  }
}

/** A variance below this is taken for this: a residual whose variance is zero but for rounding would drown all others. */
const LEAST_VARIANCE = Math.sqrt(1e-5)

/** Adds one answer at an ability. `room` holds at least the item's categories. */
export function addResidual(
  sums: ResidualSums,
  items: Items,
  item: number,
  code: number,
  theta: number,
  room: Float64Array,
): void {
  const count = items.categories[item]
  categoryProbabilities(items, item, theta, room)
  let mean = 0
  let expectedLog = 0
  for (let k = 0; k < count; k++) {
    mean += k * room[k]
    if (room[k] > 0) expectedLog += room[k] * Math.log(room[k])
  }
  let variance = 0
  let fourth = 0
  let logVariance = 0
  for (let k = 0; k < count; k++) {
    const square = (k - mean) ** 2
    variance += room[k] * square
    fourth += room[k] * square * square
    if (room[k] > 0) logVariance += room[k] * (Math.log(room[k]) - expectedLog) ** 2
  }
  const w = Math.max(variance, LEAST_VARIANCE)
  const residual = (code - mean) ** 2
  sums.answers += 1
  sums.square += residual
  sums.standardised += residual / w
  sums.variance += w
  sums.kurtosis += fourth / (w * w)
  sums.excess += fourth - w * w
  sums.logLikelihood += Math.log(room[code])
  sums.expectedLog += expectedLog
  sums.logVariance += logVariance
}

/** Mean squares with their cube-root normal approximations, and the standardised log-likelihood. */
export interface ResidualFit {
  /** mean of squared standardised residuals: sensitive to surprises far off; 1 expected */
  readonly outfit: number
  readonly outfitZ: number
  /** the same weighted by information: sensitive to patterns near by; 1 expected */
  readonly infit: number
  readonly infitZ: number
  /** (log-likelihood − its mean)/deviation; negative when the answers are less likely than they should be */
  readonly zh: number
}

/** Turns sums into statistics. */
export function residualFit(sums: ResidualSums): ResidualFit {
  const { answers, square, standardised, variance, kurtosis, excess } = sums
  const outfit = standardised / answers
  const infit = square / variance
  const outfitSpread = Math.sqrt(Math.max(kurtosis / answers ** 2 - 1 / answers, 0))
  const infitSpread = Math.sqrt(Math.max(excess, 0)) / variance
  return {
    outfit,
    outfitZ: wilsonHilferty(outfit, outfitSpread),
    infit,
    infitZ: wilsonHilferty(infit, infitSpread),
    zh: (sums.logLikelihood - sums.expectedLog) / Math.sqrt(sums.logVariance),
  }
}

/** The cube root of a mean square as a standard normal; the spread is capped at √2 as is usual. 0 when there is no spread at all. */
function wilsonHilferty(meanSquare: number, spread: number): number {
  const q = Math.min(spread, Math.SQRT2)
  return q > 0 ? (Math.cbrt(meanSquare) - 1) * (3 / q) + q / 3 : 0
}

/** @throws NumericError irt.shape · irt.notFinite (names the person) */
export function checkAbilities(responses: Responses, theta: ArrayLike<number>): void {
  if (theta.length !== responses.persons) {
    throw new NumericError('irt.shape', `${theta.length} abilities, ${responses.persons} persons`)
  }
  for (let i = 0; i < theta.length; i++) {
    if (!Number.isFinite(theta[i])) {
      throw new NumericError(
        'irt.notFinite',
        `person ${i} has ability ${theta[i]}: give infinite scores a finite place first`,
      )
    }
  }
}

/** Answer minus expectation, [N × J]; NaN marks a missing answer and is not given away. */
export function residualMatrix({ persons, answer }: Responses, items: Items, theta: ArrayLike<number>): Float64Array {
  const room = new Float64Array(256)
  const result = new Float64Array(answer.length)
  for (let j = 0; j < items.model.length; j++) {
    for (let i = 0; i < persons; i++) {
      const code = answer[i + j * persons]
      if (code === MISSING) {
        result[i + j * persons] = Number.NaN
        continue
      }
      categoryProbabilities(items, j, theta[i], room)
      let mean = 0
      for (let k = 1; k < items.categories[j]; k++) mean += k * room[k]
      result[i + j * persons] = code - mean
    }
  }
  return result
}
