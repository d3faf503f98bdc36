import { chiSquareCdf, NumericError } from '@kepu/numeric'
import type { Responses } from '../model/responses.ts'
import { groupedAnswers } from './strata.ts'

/** Simultaneous item bias test of a set of items. */
export interface SibtestResult {
  /** expected difference of the suspect score, reference minus focal, at equal ability */
  readonly beta: number
  readonly standardError: number
  readonly chiSquare: number
  readonly probability: number
  /** matching scores that both groups have often enough */
  readonly scores: number
}

interface Side {
  readonly count: Float64Array
  readonly mean: Float64Array
  readonly variance: Float64Array
  /** regressed true score of each matching score, as a share of the items */
  readonly trueScore: Float64Array
}

/**
 * SIBTEST: the suspect items' score compared at equal matching scores, corrected for what the groups' abilities do to a matching score that is not perfect.
 *
 *   β = Σ_k p_k·(Y*_Rk − Y*_Fk),  Y*_gk = Ȳ_gk + M_gk·(V_k − V_gk)
 *   V_gk = (x̄_g + α_g(k − x̄_g))/n  regressed true score, α Cronbach's of the matching items, V_k its mean over the groups, M the slope of Ȳ along V
 *
 * @param matching  [J] 1 for the items that match
 * @param suspect   [J] 1 for the items under suspicion, 0 for those that match
 * @param leastCount  persons that each group needs more of at a score for it to count; 5 when not said
 * @throws NumericError irt.shape · irt.group · irt.answer · irt.item · irt.anchor when too few scores are shared
 * Validity: uniform functioning; for crossing curves β may be 0. Two groups, binary items.
 * Source: Shealy & Stout (1993), Psychometrika 58, 159–194. Checked: R mirt 1.47 SIBTEST.
 */
export function sibtest(
  responses: Responses,
  group: ArrayLike<number>,
  matching: ArrayLike<number>,
  suspect: ArrayLike<number>,
  leastCount = 5,
): SibtestResult {
  const { groups } = groupedAnswers(responses, group)
  if (groups !== 2) throw new NumericError('irt.group', `${groups} groups, this compares two`)
  requireSets(responses.items, matching, suspect)
  const [reference, focal] = [0, 1].map((g) => sideOf(responses, group, g, matching, suspect))
  const used: number[] = []
  const last = reference.count.length - 1
  for (let k = 1; k < last; k++) {
    const enough = reference.count[k] > leastCount && focal.count[k] > leastCount
    const varied = reference.variance[k] > 0 && focal.variance[k] > 0
    if (enough && varied) used.push(k)
  }
  if (used.length < 2)
    throw new NumericError(
      'irt.anchor',
      `${used.length} matching scores have more than ${leastCount} persons in both groups`,
    )
  const persons = used.reduce((sum, k) => sum + reference.count[k] + focal.count[k], 0)
  let beta = 0
  let variance = 0
  for (const k of used) {
    const share = (reference.count[k] + focal.count[k]) / persons
    const centre = 0.5 * (reference.trueScore[k] + focal.trueScore[k])
    beta += share * (adjusted(reference, k, centre) - adjusted(focal, k, centre))
    variance += share ** 2 * (reference.variance[k] / reference.count[k] + focal.variance[k] / focal.count[k])
  }
  const chiSquare = beta ** 2 / variance
  return {
    beta,
    standardError: Math.sqrt(variance),
    chiSquare,
    probability: chiSquareCdf(chiSquare, 1, 'upper'),
    scores: used.length,
  }
}

function requireSets(items: number, matching: ArrayLike<number>, suspect: ArrayLike<number>): void {
  if (matching.length !== items || suspect.length !== items) {
    throw new NumericError('irt.shape', `${matching.length} and ${suspect.length} marks for ${items} items`)
  }
  let matched = 0
  let suspects = 0
  for (let j = 0; j < items; j++) {
    if (matching[j] !== 0 && suspect[j] !== 0) throw new NumericError('irt.item', `item ${j} matches and is suspect`)
    matched += matching[j] === 0 ? 0 : 1
    suspects += suspect[j] === 0 ? 0 : 1
  }
  if (matched < 2 || suspects < 1)
    throw new NumericError('irt.anchor', `${matched} matching and ${suspects} suspect items`)
}

function sideOf(
  { persons, items, answer }: Responses,
  group: ArrayLike<number>,
  wanted: number,
  matching: ArrayLike<number>,
  suspect: ArrayLike<number>,
): Side {
  const rows = Array.from({ length: persons }, (_, i) => i).filter((i) => group[i] === wanted)
  const chosen = (marks: ArrayLike<number>) => Array.from({ length: items }, (_, j) => j).filter((j) => marks[j] !== 0)
  const matched = chosen(matching)
  const suspected = chosen(suspect)
  const sum = (i: number, list: readonly number[]) => list.reduce((total, j) => total + answer[i + j * persons], 0)
  const levels = matched.length + 1
  const count = new Float64Array(levels)
  const total = new Float64Array(levels)
  const squares = new Float64Array(levels)
  let scoreSum = 0
  let scoreSquares = 0
  for (const i of rows) {
    const k = sum(i, matched)
    const y = sum(i, suspected)
    count[k]++
    total[k] += y
    squares[k] += y * y
    scoreSum += k
    scoreSquares += k * k
  }
  const n = rows.length
  const mean = scoreSum / n
  const scoreVariance = (scoreSquares - n * mean * mean) / (n - 1)
  let itemVariance = 0
  for (const j of matched) {
    const share = rows.reduce((right, i) => right + answer[i + j * persons], 0) / n
    itemVariance += (share * (1 - share) * n) / (n - 1)
  }
  const alpha = (matched.length / (matched.length - 1)) * (1 - itemVariance / scoreVariance)
  return {
    count,
    mean: total.map((value, k) => value / count[k]),
    variance: squares.map((value, k) => (value - total[k] ** 2 / count[k]) / (count[k] - 1)),
    trueScore: count.map((_, k) => (mean + alpha * (k - mean)) / matched.length),
  }
}

function adjusted({ mean, trueScore }: Side, k: number, centre: number): number {
  const slope = (mean[k + 1] - mean[k - 1]) / (trueScore[k + 1] - trueScore[k - 1])
  return mean[k] + slope * (centre - trueScore[k])
}
