import { chiSquareCdf, choleskyFactor, choleskySolve, matrix, NumericError } from '@kepu/numeric'
import type { Responses } from '../model/responses.ts'
import { anchorScores, anchorsOf, type GroupedAnswers, groupedAnswers, itemStrata, type Strata } from './strata.ts'

/** Size of differential functioning by the ETS rule: A negligible, B moderate, C large. */
export type EtsClass = 'A' | 'B' | 'C'

/** Mantel–Haenszel comparison of one item. */
export interface MantelHaenszel {
  /** χ² with one degree of freedom */
  readonly chiSquare: number
  readonly probability: number
  /** common odds ratio, above 1 when the item favours the reference group */
  readonly oddsRatio: number
  /** variance of log odds ratio */
  readonly logOddsVariance: number
  /** −2.35·log odds ratio: on the delta scale, negative when the item is harder for the focal group */
  readonly delta: number
  readonly size: EtsClass
}

/** How the test is done. */
export interface MantelHaenszelOptions {
  /** [J] 0 for items that do not serve to match; all serve when not said. The item itself always counts. */
  readonly anchor?: ArrayLike<number>
  /** half a person is taken off the difference; true when not said */
  readonly correction?: boolean
}

function twoGroups(responses: Responses, group: ArrayLike<number>): GroupedAnswers {
  const data = groupedAnswers(responses, group)
  if (data.groups !== 2) throw new NumericError('irt.group', `${data.groups} groups, this compares two`)
  return data
}

/**
 * Mantel–Haenszel test of differential item functioning, persons matched by sum score.
 *
 *   χ² = (|ΣA − ΣE(A)| − ½)²/ΣV(A),  α = Σ(A·D/t)/Σ(B·C/t) over the scores: A, B right and wrong in the reference group, C, D in the focal one
 *
 * ETS class: C when |delta| ≥ 1.5 and significantly above 1, B when |delta| ≥ 1 and significantly not 0 (both at 5 %), otherwise A.
 *
 * @param responses  [N × J] binary, nothing missing
 * @param group      [N] 0 reference, 1 focal
 * @returns          [J]
 * @throws NumericError irt.shape · irt.group · irt.answer · irt.item (names the item) when no score tells anything: all right or all wrong in it
 * Validity: matches ability well for Rasch-like items; blind to crossing (non-uniform) functioning, for which see `logisticDif`.
 * Time O(N·J). Source: Mantel & Haenszel (1959), JNCI 22, 719–748; Holland & Thayer (1988); Phillips & Holland (1987), Biometrics 43, 425–431 for the variance;
 * Zieky (1993) for the classes. Checked: R difR 5.1 difMH, with and without correction, with purification.
 */
export function mantelHaenszelDif(
  responses: Responses,
  group: ArrayLike<number>,
  options: MantelHaenszelOptions = {},
): MantelHaenszel[] {
  const { correction = true } = options
  const data = twoGroups(responses, group)
  const anchor = anchorsOf(responses.items, options.anchor)
  const score = anchorScores(responses, anchor)
  return Array.from(anchor, (mark, j) => compare(itemStrata(data, score, j, mark === 1), j, correction))
}

function compare({ levels, right, count }: Strata, item: number, correction: boolean): MantelHaenszel {
  let difference = 0
  let variance = 0
  let forward = 0
  let backward = 0
  for (let s = 0; s < levels; s++) {
    const [reference, focal] = [count[2 * s], count[2 * s + 1]]
    const [a, c] = [right[2 * s], right[2 * s + 1]]
    const total = reference + focal
    if (total < 2) continue
    const rightAll = a + c
    difference += a - (reference * rightAll) / total
    variance += (reference * focal * rightAll * (total - rightAll)) / (total * total * (total - 1))
    forward += (a * (focal - c)) / total
    backward += ((reference - a) * c) / total
  }
  if (!(variance > 0) || forward === 0 || backward === 0) {
    throw new NumericError('irt.item', `item ${item}: no score at which both groups have right and wrong answers`)
  }
  const oddsRatio = forward / backward
  const logOddsVariance = phillipsHolland(right, count, levels, oddsRatio, forward)
  const chiSquare = Math.max(0, Math.abs(difference) - (correction ? 0.5 : 0)) ** 2 / variance
  const delta = -2.35 * Math.log(oddsRatio)
  const probability = chiSquareCdf(chiSquare, 1, 'upper')
  const size = etsClass(delta, 2.35 * Math.sqrt(logOddsVariance), probability)
  return { chiSquare, probability, oddsRatio, logOddsVariance, delta, size }
}

function phillipsHolland(
  right: Float64Array,
  count: Float64Array,
  levels: number,
  oddsRatio: number,
  forward: number,
): number {
  let sum = 0
  for (let s = 0; s < levels; s++) {
    const total = count[2 * s] + count[2 * s + 1]
    if (total < 2) continue
    const [a, c] = [right[2 * s], right[2 * s + 1]]
    const [b, d] = [count[2 * s] - a, count[2 * s + 1] - c]
    sum += ((a * d + oddsRatio * b * c) * (a + d + oddsRatio * (b + c))) / (total * total)
  }
  return sum / (2 * forward * forward)
}

function etsClass(delta: number, standardError: number, probability: number): EtsClass {
  const size = Math.abs(delta)
  if (size >= 1.5 && (size - 1) / standardError > 1.6448536269514722) return 'C'
  return size >= 1 && probability < 0.05 ? 'B' : 'A'
}

/** A test with its degrees of freedom. */
export interface ChiSquareTest {
  readonly chiSquare: number
  readonly degreesOfFreedom: number
  readonly probability: number
}

/**
 * Generalised Mantel–Haenszel test: several focal groups at once.
 *
 *   χ² = dᵀV⁻¹d,  d = Σ (right answers − expected) of the focal groups, V its hypergeometric covariance, over the scores
 *
 * @param group  [N] 0 reference, 1 … G−1 focal
 * @returns      [J] with G − 1 degrees of freedom
 * @throws NumericError as `mantelHaenszelDif`
 * Source: Somes (1986), American Statistician 40, 106–108; Penfield (2001), Appl. Meas. Educ. 14, 235–259. Checked: R difR 5.1 difGMH; with two groups `mantelHaenszelDif` uncorrected.
 */
export function generalisedMantelHaenszelDif(
  responses: Responses,
  group: ArrayLike<number>,
  anchor?: ArrayLike<number>,
): ChiSquareTest[] {
  const data = groupedAnswers(responses, group)
  const marks = anchorsOf(responses.items, anchor)
  const score = anchorScores(responses, marks)
  return Array.from(marks, (mark, j) => generalised(itemStrata(data, score, j, mark === 1), j))
}

function generalised({ levels, groups, right, count }: Strata, item: number): ChiSquareTest {
  const focal = groups - 1
  const difference = new Float64Array(focal)
  const variance = matrix(focal, focal)
  for (let s = 0; s < levels; s++) {
    const part = count.subarray(s * groups, (s + 1) * groups)
    const total = part.reduce((a, b) => a + b, 0)
    if (total < 2) continue
    const rightAll = right.subarray(s * groups, (s + 1) * groups).reduce((a, b) => a + b, 0)
    const factor = (rightAll * (total - rightAll)) / (total * total * (total - 1))
    for (let g = 0; g < focal; g++) {
      difference[g] += right[s * groups + g + 1] - (rightAll * part[g + 1]) / total
      for (let h = 0; h < focal; h++) {
        variance.data[g + h * focal] += factor * part[g + 1] * ((g === h ? total : 0) - part[h + 1])
      }
    }
  }
  if (!(variance.data[0] > 0)) {
    throw new NumericError('irt.item', `item ${item}: no score at which the groups have right and wrong answers`)
  }
  const solved = choleskySolve(choleskyFactor(variance), difference)
  const chiSquare = solved.reduce((sum, value, g) => sum + value * difference[g], 0)
  return { chiSquare, degreesOfFreedom: focal, probability: chiSquareCdf(chiSquare, focal, 'upper') }
}

/**
 * Breslow–Day test of a constant odds ratio over the scores: small probabilities mean that the item functions differently in a way that depends on ability.
 *
 *   χ² = Σ (A − E)²/V,  E the expected right answers of the reference group under the Mantel–Haenszel odds ratio, V⁻¹ = 1/E + 1/(n_R − E) + 1/(m − E) + 1/(n_F − m + E)
 *
 * @returns  [J] with one degree of freedom less than scores that have both groups and both answers
 * @throws NumericError as `mantelHaenszelDif`
 * Source: Breslow & Day (1980), Statistical Methods in Cancer Research 1, §4.4; Penfield (2003), Alberta J. Educ. Res. 49, 231–243. Checked: R difR 5.1 difBD.
 */
export function breslowDayDif(
  responses: Responses,
  group: ArrayLike<number>,
  anchor?: ArrayLike<number>,
): ChiSquareTest[] {
  const data = twoGroups(responses, group)
  const marks = anchorsOf(responses.items, anchor)
  const score = anchorScores(responses, marks)
  return Array.from(marks, (mark, j) => {
    const strata = itemStrata(data, score, j, mark === 1)
    return breslowDay(strata, compare(strata, j, false).oddsRatio)
  })
}

function breslowDay({ levels, right, count }: Strata, odds: number): ChiSquareTest {
  let chiSquare = 0
  let used = 0
  for (let s = 0; s < levels; s++) {
    const [reference, focal] = [count[2 * s], count[2 * s + 1]]
    const rightAll = right[2 * s] + right[2 * s + 1]
    if (reference === 0 || focal === 0 || rightAll === 0 || rightAll === reference + focal) continue
    const expected = expectedRight(reference, focal, rightAll, odds)
    const inverse =
      1 / expected + 1 / (reference - expected) + 1 / (rightAll - expected) + 1 / (focal - rightAll + expected)
    chiSquare += (right[2 * s] - expected) ** 2 * inverse
    used++
  }
  const degreesOfFreedom = Math.max(1, used - 1)
  return { chiSquare, degreesOfFreedom, probability: chiSquareCdf(chiSquare, degreesOfFreedom, 'upper') }
}

/** The root of E·(n_F − m + E) = odds·(n_R − E)·(m − E) between the bounds of the table. */
function expectedRight(reference: number, focal: number, rightAll: number, odds: number): number {
  const a = 1 - odds
  const b = focal - rightAll + odds * (reference + rightAll)
  const c = -odds * reference * rightAll
  if (Math.abs(a) < 1e-12) return -c / b
  // The stable one of the two forms of the root: b > 0 and the root wanted is the smaller in size.
  return (-2 * c) / (b + Math.sqrt(b * b - 4 * a * c))
}
