import {
  chiSquareCdf,
  choleskyFactor,
  choleskyInverse,
  log1pExp,
  type Matrix,
  matrix,
  matVec,
  NumericError,
  newton,
  qrPivoted,
  transposeMul,
} from '@kepu/numeric'
import type { Responses } from '../model/responses.ts'
import type { ChiSquareTest } from './mantel-haenszel.ts'
import { anchorScores, anchorsOf, groupedAnswers } from './strata.ts'

/** What is tested: a shift for the group, a shift that changes with the score, or either. */
export type LogisticDifKind = 'uniform' | 'nonUniform' | 'both'

/** Logistic-regression comparison of one item. */
export interface LogisticDif extends ChiSquareTest {
  /** gain in Nagelkerke's R² */
  readonly rSquareGain: number
  /** size by Jodoin and Gierl: A below 0.035, C from 0.070 on */
  readonly size: 'A' | 'B' | 'C'
  /** coefficients of the larger model: intercept, score, then group (and score × group) for each focal group */
  readonly coefficient: Float64Array
}

interface LogisticFit {
  readonly coefficient: Float64Array
  readonly logLikelihood: number
  readonly covariance: Matrix
}

/**
 * Logistic-regression test of differential item functioning: right or wrong from the sum score, the group and both together.
 *
 *   logit P = β₀ + β₁·score [+ γ_g] [+ δ_g·score]
 *
 * @param kind       'uniform' tests γ without δ, 'nonUniform' δ beside γ, 'both' γ and δ together
 * @param criterion  'likelihoodRatio' (when not said) or 'wald'
 * @param anchor     [J] 0 for items that do not serve to match; the item itself always counts
 * @returns          [J]
 * @throws NumericError irt.shape · irt.group · irt.answer · irt.item for an item all right or wrong · irt.separation (names the item)
 * Validity: two groups or more; the score stands for ability, so short tests confound ability and group.
 * Time O(N·J) with some ten passes. Source: Swaminathan & Rogers (1990), J. Educ. Meas. 27, 361–370; Jodoin & Gierl (2001), Appl. Meas. Educ. 14, 329–349
 * for the size. Checked: R difR 5.1 difLogistic, all kinds, both criteria.
 */
export function logisticDif(
  responses: Responses,
  group: ArrayLike<number>,
  kind: LogisticDifKind = 'both',
  criterion: 'likelihoodRatio' | 'wald' = 'likelihoodRatio',
  anchor?: ArrayLike<number>,
): LogisticDif[] {
  const data = groupedAnswers(responses, group)
  const marks = anchorsOf(responses.items, anchor)
  const score = anchorScores(responses, marks)
  const { persons, answer } = responses
  return Array.from(marks, (mark, j) => {
    const y = answer.subarray(j * persons, (j + 1) * persons)
    const own = mark === 1 ? score : score.map((value, i) => value + y[i])
    return compareModels(y, own, group, data.groups - 1, kind, criterion, j)
  })
}

function compareModels(
  y: Uint8Array,
  score: Uint16Array,
  group: ArrayLike<number>,
  focal: number,
  kind: LogisticDifKind,
  criterion: 'likelihoodRatio' | 'wald',
  item: number,
): LogisticDif {
  const columns = (shift: boolean, slope: boolean): Matrix => designOf(score, group, focal, shift, slope)
  const large = fitLogistic(y, columns(true, kind !== 'uniform'), item)
  const small = fitLogistic(y, columns(kind === 'nonUniform', false), item)
  const degreesOfFreedom = large.coefficient.length - small.coefficient.length
  const first = small.coefficient.length
  const chiSquare =
    criterion === 'wald' ? waldOf(large, first) : Math.max(0, 2 * (large.logLikelihood - small.logLikelihood))
  const rSquareGain = nagelkerke(y, large.logLikelihood) - nagelkerke(y, small.logLikelihood)
  return {
    chiSquare,
    degreesOfFreedom,
    probability: chiSquareCdf(chiSquare, degreesOfFreedom, 'upper'),
    rSquareGain,
    size: rSquareGain < 0.035 ? 'A' : rSquareGain < 0.07 ? 'B' : 'C',
    coefficient: large.coefficient,
  }
}

/** Columns: 1, score, then a mark for each focal group, then score × mark. */
function designOf(score: Uint16Array, group: ArrayLike<number>, focal: number, shift: boolean, slope: boolean): Matrix {
  const n = score.length
  const x = matrix(n, 2 + (shift ? focal : 0) + (slope ? focal : 0))
  for (let i = 0; i < n; i++) {
    x.data[i] = 1
    x.data[i + n] = score[i]
    if (group[i] === 0) continue
    const at = 1 + group[i]
    if (shift) x.data[i + at * n] = 1
    if (slope) x.data[i + (at + focal) * n] = score[i]
  }
  return x
}

function fitLogistic(y: Uint8Array, x: Matrix, item: number): LogisticFit {
  const right = y.reduce((sum, value) => sum + value, 0)
  if (right === 0 || right === y.length) {
    throw new NumericError('irt.item', `item ${item}: ${right} of ${y.length} right`)
  }
  const { rank, pivot } = qrPivoted(x)
  if (rank < x.cols)
    throw new NumericError('irt.item', `item ${item}: term ${pivot[rank]} depends on the ones before it`)
  const evaluate = (beta: Float64Array) => {
    const eta = matVec(x, beta)
    const residual = new Float64Array(y.length)
    const weight = new Float64Array(y.length)
    let value = 0
    for (let i = 0; i < y.length; i++) {
      const p = 1 / (1 + Math.exp(-eta[i]))
      value += log1pExp(eta[i]) - y[i] * eta[i]
      residual[i] = p - y[i]
      weight[i] = p * (1 - p)
    }
    const gradient = transposeMul(x, { rows: y.length, cols: 1, data: residual }).data
    return { value, gradient, hessian: transposeMul(x, x, weight) }
  }
  const start = new Float64Array(x.cols)
  start[0] = Math.log(right / (y.length - right))
  const best = newton(evaluate, start, { gradientTolerance: 1e-11, maxIterations: 60 })
  const eta = matVec(x, best.x)
  if (eta.some((value) => Math.abs(value) > 30)) {
    throw new NumericError('irt.separation', `item ${item}: score and group separate right from wrong answers`)
  }
  return {
    coefficient: best.x,
    logLikelihood: -best.value,
    covariance: choleskyInverse(choleskyFactor(evaluate(best.x).hessian)),
  }
}

function waldOf({ coefficient, covariance }: LogisticFit, first: number): number {
  const all = coefficient.length
  const count = all - first
  const part = matrix(count, count)
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) part.data[a + b * count] = covariance.data[first + a + (first + b) * all]
  }
  const tested = coefficient.slice(first)
  const scaled = matVec(choleskyInverse(choleskyFactor(part)), tested)
  return scaled.reduce((sum, value, k) => sum + value * tested[k], 0)
}

function nagelkerke(y: Uint8Array, logLikelihood: number): number {
  const n = y.length
  const share = y.reduce((sum, value) => sum + value, 0) / n
  const empty = n * (share * Math.log(share) + (1 - share) * Math.log(1 - share))
  return -Math.expm1((2 * (empty - logLikelihood)) / n) / -Math.expm1((2 * empty) / n)
}
