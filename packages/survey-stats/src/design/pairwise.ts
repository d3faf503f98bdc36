import { type Matrix, matrix, NumericError } from '@kepu/numeric'
import { pairCodes } from './codes.ts'
import type { PairTerms, PairwiseDesign } from './types.ts'

/** Which quadratic form estimates the variance: Horvitz–Thompson's, or Yates–Grundy's (fixed sample size only). */
export type PairwiseMethod = 'horvitz-thompson' | 'yates-grundy'

function requireProbabilities(probability: ArrayLike<number>): void {
  for (let i = 0; i < probability.length; i++) {
    if (!(probability[i] > 0 && probability[i] <= 1)) {
      throw new NumericError('survey.probability', `probability[${i}] is ${probability[i]}`)
    }
  }
}

function pairwise(terms: PairTerms, probability: ArrayLike<number>, method: PairwiseMethod): PairwiseDesign {
  const weight = Float64Array.from(probability, (p) => 1 / p)
  const rows = weight.length
  return { kind: 'pairwise', rows, weight, degreesOfFreedom: rows - 1, adjustments: [], terms, method }
}

/**
 * Unequal probabilities without replacement with the joint inclusion probabilities known.
 *
 *   V = Σᵢ Σⱼ Δᵢⱼ wᵢzᵢ wⱼzⱼ,  Δᵢⱼ = (πᵢⱼ − πᵢπⱼ)/πᵢⱼ  (or Yates–Grundy's −½ ΣΣ Δᵢⱼ(wᵢzᵢ − wⱼzⱼ)²)
 *
 * @param joint  [n × n] of the sampled rows, πᵢ on the diagonal (`jointSampford` … of the package, rows and columns of the sample)
 * @throws NumericError survey.shape · survey.probability · survey.jointProbability (names the pair)
 * Memory O(n²). Source: Särndal, Swensson & Wretman (1992), §2.8. Checked: R survey 4.5 ppsmat, HT and YG.
 */
export function jointProbabilityDesign(joint: Matrix, method: PairwiseMethod): PairwiseDesign {
  const n = joint.rows
  if (joint.cols !== n) throw new NumericError('survey.shape', `joint probabilities ${joint.rows} × ${joint.cols}`)
  const probability = Float64Array.from({ length: n }, (_, i) => joint.data[i + i * n])
  requireProbabilities(probability)
  const delta = matrix(n, n)
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      const both = joint.data[i + j * n]
      if (!(both > 0) || both > 1) {
        throw new NumericError('survey.jointProbability', `rows ${i} and ${j} have joint probability ${both}`)
      }
      delta.data[i + j * n] = i === j ? 1 - both : (both - probability[i] * probability[j]) / both
    }
  }
  return pairwise({ kind: 'matrix', delta }, probability, method)
}

/** Rows of each stratum counted, strata coded. */
function strataOf(stratum: ArrayLike<number> | undefined, rows: number) {
  const { code, count } = pairCodes(new Int32Array(rows), stratum ?? new Int32Array(rows), 'stratum')
  const size = new Float64Array(count)
  for (const h of code) size[h] += 1
  size.forEach((n, h) => {
    if (n < 2) throw new NumericError('survey.lonelyPsu', `stratum of row ${code.indexOf(h)} has one sampled unit`)
  })
  return { code, size }
}

function additiveDesign(
  probability: ArrayLike<number>,
  stratum: ArrayLike<number> | undefined,
  method: PairwiseMethod,
  terms: (n: number, h: number) => { readonly constant: number; readonly slope: number },
): PairwiseDesign {
  requireProbabilities(probability)
  const rows = probability.length
  const { code, size } = strataOf(stratum, rows)
  const byStratum = Array.from(size, terms)
  const constant = Float64Array.from(byStratum, (term) => term.constant)
  const slope = Float64Array.from(code, (h, i) => byStratum[h].slope * probability[i])
  const diagonal = Float64Array.from(probability, (p) => 1 - p)
  return pairwise({ kind: 'additive', diagonal, stratum: code, constant, slope }, probability, method)
}

/**
 * Overton's approximation of the joint probabilities, πᵢⱼ ≈ πᵢπⱼ(n − 1)/(n − (πᵢ + πⱼ)/2), within strata.
 *
 *   Δᵢⱼ = ((πᵢ + πⱼ)/2 − 1)/(n − 1): a sum over rows, so the variance takes O(n) time and no n × n matrix
 *
 * @param probability  [n] inclusion probabilities of the sampled rows
 * @param stratum      [n] codes; left out: one stratum
 * @throws NumericError survey.probability · survey.lonelyPsu
 * Validity: randomised systematic and other fixed-size designs of high entropy. Source: Overton & Stehman (1995), Am. Stat. 49, 261–268.
 * Checked: R survey 4.5 pps = 'overton'.
 */
export function overtonDesign(probability: ArrayLike<number>, stratum?: ArrayLike<number>): PairwiseDesign {
  return additiveDesign(probability, stratum, 'horvitz-thompson', (n) => ({
    constant: -1 / (n - 1),
    slope: 0.5 / (n - 1),
  }))
}

/**
 * Hartley and Rao's approximation of the joint probabilities, within strata.
 *
 *   Δᵢⱼ = 1 − (n − πᵢ − πⱼ + Σπ²/n)/(n − 1),  Σπ² over the population of the stratum
 *
 * @param probability       [n] inclusion probabilities of the sampled rows
 * @param sumOfSquares      [strata] Σπ² over all units of the population / n, strata in the order of first appearance; null: estimated by Σπ/n over the sample
 * @param stratum           [n] codes; left out: one stratum
 * @throws NumericError survey.probability · survey.lonelyPsu · survey.shape
 * Source: Hartley & Rao (1962), Ann. Math. Stat. 33, 350–374. Checked: R survey 4.5 pps = HR().
 */
export function hartleyRaoDesign(
  probability: ArrayLike<number>,
  sumOfSquares: ArrayLike<number> | null,
  method: PairwiseMethod,
  stratum?: ArrayLike<number>,
): PairwiseDesign {
  const { code, size } = strataOf(stratum, probability.length)
  if (sumOfSquares !== null && sumOfSquares.length !== size.length) {
    throw new NumericError('survey.shape', `${sumOfSquares.length} sums of squares for ${size.length} strata`)
  }
  const estimated = new Float64Array(size.length)
  for (let i = 0; i < code.length; i++) estimated[code[i]] += probability[i] / size[code[i]]
  const share = sumOfSquares ?? estimated
  return additiveDesign(probability, stratum, method, (n, h) => {
    return { constant: (-1 - share[h]) / (n - 1), slope: 1 / (n - 1) }
  })
}
