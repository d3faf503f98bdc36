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
import { anchorScores, anchorsOf, groupedAnswers, itemStrata, type Strata } from './strata.ts'

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
 * Time O(N·J): the fits are of counts by score and group. Source: Swaminathan & Rogers (1990), J. Educ. Meas. 27, 361–370; Jodoin & Gierl (2001), Appl. Meas. Educ. 14, 329–349
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
  return Array.from(marks, (mark, j) =>
    compareModels(cellsOf(itemStrata(data, score, j, mark === 1)), kind, criterion, j),
  )
}

/** Persons of one score and group: they have the same covariates, so that a fit needs their counts only. */
interface Cells {
  readonly score: Float64Array
  readonly group: Uint8Array
  readonly right: Float64Array
  readonly count: Float64Array
  /** focal groups */
  readonly focal: number
}

function cellsOf({ levels, groups, right, count }: Strata): Cells {
  const used = Array.from({ length: levels * groups }, (_, at) => at).filter((at) => count[at] > 0)
  return {
    score: Float64Array.from(used, (at) => Math.floor(at / groups)),
    group: Uint8Array.from(used, (at) => at % groups),
    right: Float64Array.from(used, (at) => right[at]),
    count: Float64Array.from(used, (at) => count[at]),
    focal: groups - 1,
  }
}

function compareModels(
  cells: Cells,
  kind: LogisticDifKind,
  criterion: 'likelihoodRatio' | 'wald',
  item: number,
): LogisticDif {
  const large = fitLogistic(cells, designOf(cells, true, kind !== 'uniform'), item)
  const small = fitLogistic(cells, designOf(cells, kind === 'nonUniform', false), item)
  const first = small.coefficient.length
  const degreesOfFreedom = large.coefficient.length - first
  const chiSquare =
    criterion === 'wald' ? waldOf(large, first) : Math.max(0, 2 * (large.logLikelihood - small.logLikelihood))
  const rSquareGain = nagelkerke(cells, large.logLikelihood) - nagelkerke(cells, small.logLikelihood)
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
function designOf({ score, group, focal }: Cells, shift: boolean, slope: boolean): Matrix {
  const n = score.length
  const x = matrix(n, 2 + (shift ? focal : 0) + (slope ? focal : 0))
  for (let c = 0; c < n; c++) {
    x.data[c] = 1
    x.data[c + n] = score[c]
    if (group[c] === 0) continue
    const at = 1 + group[c]
    if (shift) x.data[c + at * n] = 1
    if (slope) x.data[c + (at + focal) * n] = score[c]
  }
  return x
}

function fitLogistic({ right, count }: Cells, x: Matrix, item: number): LogisticFit {
  const total = count.reduce((sum, value) => sum + value, 0)
  const rightAll = right.reduce((sum, value) => sum + value, 0)
  if (rightAll === 0 || rightAll === total) {
    throw new NumericError('irt.item', `item ${item}: ${rightAll} of ${total} right`)
  }
  const { rank, pivot } = qrPivoted(x)
  if (rank < x.cols)
    throw new NumericError('irt.item', `item ${item}: term ${pivot[rank]} depends on the ones before it`)
  const evaluate = (beta: Float64Array) => {
    const eta = matVec(x, beta)
    let value = 0
    const residual = new Float64Array(eta.length)
    const weight = new Float64Array(eta.length)
    for (let c = 0; c < eta.length; c++) {
      const p = 1 / (1 + Math.exp(-eta[c]))
      value += count[c] * log1pExp(eta[c]) - right[c] * eta[c]
      residual[c] = count[c] * p - right[c]
      weight[c] = count[c] * p * (1 - p)
    }
    const gradient = transposeMul(x, { rows: eta.length, cols: 1, data: residual }).data
    return { value, gradient, hessian: transposeMul(x, x, weight) }
  }
  const start = new Float64Array(x.cols)
  start[0] = Math.log(rightAll / (total - rightAll))
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

function nagelkerke({ right, count }: Cells, logLikelihood: number): number {
  const n = count.reduce((sum, value) => sum + value, 0)
  const share = right.reduce((sum, value) => sum + value, 0) / n
  const empty = n * (share * Math.log(share) + (1 - share) * Math.log(1 - share))
  return -Math.expm1((2 * (empty - logLikelihood)) / n) / -Math.expm1((2 * empty) / n)
}
