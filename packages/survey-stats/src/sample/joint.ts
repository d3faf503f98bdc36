import { type Matrix, matrix, NumericError } from '@kepu/numeric'
import { conditionalPoissonProbabilities, fitConditionalPoisson } from './conditional-poisson.ts'
import { fixedSize, inclusionProbabilities, openAndCertain } from './inclusion.ts'

/** Lifts joint probabilities of the open units to the whole population: certain units are independent of all, impossible ones in none. */
function embed(
  probability: ArrayLike<number>,
  open: readonly number[],
  certain: readonly number[],
  inner: Matrix,
): Matrix {
  const total = probability.length
  const result = matrix(total, total)
  open.forEach((k, i) => {
    open.forEach((l, j) => {
      result.data[k + l * total] = i === j ? probability[k] : inner.data[i + j * inner.rows]
    })
    for (const c of certain) {
      result.data[k + c * total] = probability[k]
      result.data[c + k * total] = probability[k]
    }
  })
  for (const c of certain) for (const d of certain) result.data[c + d * total] = 1
  return result
}

function pick(probability: ArrayLike<number>, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (k) => probability[k])
}

/**
 * Joint inclusion probabilities of Tillé's elimination procedure.
 *
 *   πₖₗ = Πᵢ (1 − rₖᵢ − rₗᵢ),  rₖᵢ = 1 − π(k | i)/π(k | i + 1),  i = N−1 … n
 *
 * @param probability  [N] with a whole sum
 * @returns  [N × N] with πₖ on the diagonal
 * @throws NumericError survey.probability
 * Time O(N²(N − n)). Source: Tillé (1996), Biometrika 83, 238–241. Checked: R sampling 2.11 UPtillepi2.
 */
export function jointTille(probability: ArrayLike<number>): Matrix {
  fixedSize(probability)
  const { open, certain } = openAndCertain(probability)
  const pi = pick(probability, open)
  return embed(probability, open, certain, eliminationJoint(pi, fixedSize(probability) - certain.length))
}

function eliminationJoint(pi: Float64Array, n: number): Matrix {
  const count = pi.length
  const joint = matrix(count, count)
  joint.data.fill(1)
  let before: Float64Array = new Float64Array(count).fill(1)
  for (let i = count - 1; i >= n; i--) {
    const after = inclusionProbabilities(pi, i)
    const r = after.map((value, k) => 1 - value / before[k])
    for (let l = 0; l < count; l++) {
      for (let k = 0; k < count; k++) joint.data[k + l * count] *= 1 - r[k] - r[l]
    }
    before = after
  }
  return joint
}

/**
 * Joint inclusion probabilities of Midzuno's design in its general form: the complement of Tillé's elimination with 1 − π.
 *
 *   πₖₗ = πₖ + πₗ − 1 + π̄ₖₗ,  π̄ from `jointTille(1 − π)`
 *
 * Pairs of the smallest units may get 0: the Horvitz–Thompson variance is then not estimable.
 *
 * @throws NumericError survey.probability
 * Source: Tillé (2006), §6.3.5. Checked: R sampling 2.11 UPmidzunopi2.
 */
export function jointMidzuno(probability: ArrayLike<number>): Matrix {
  fixedSize(probability)
  const complement = jointTille(Float64Array.from(probability, (p) => 1 - p))
  const total = probability.length
  for (let l = 0; l < total; l++) {
    for (let k = 0; k < total; k++) {
      const at = k + l * total
      complement.data[at] =
        k === l ? probability[k] : Math.max(0, probability[k] + probability[l] - 1 + complement.data[at])
    }
  }
  return complement
}

/**
 * Joint inclusion probabilities of systematic sampling in the given order, one random start.
 *
 * Exact: between two neighbouring fractional parts of the cumulated πₖ the sample is constant; each such sample counts with the length of its gap.
 * Most pairs get 0: no unbiased variance estimate exists.
 *
 * @throws NumericError survey.probability
 * Time O(N·(N + n²)). Source: Madow (1949); Tillé (2006), §7.1. Checked: R sampling 2.11 UPsystematicpi2.
 */
export function jointSystematic(probability: ArrayLike<number>): Matrix {
  const n = fixedSize(probability)
  const total = probability.length
  const cumulated = cumulate(probability, n)
  const cuts = [...new Set(Array.from(cumulated, (v) => v - Math.floor(v))), 1].sort((a, b) => a - b)
  const joint = matrix(total, total)
  for (let c = 0; c + 1 < cuts.length; c++) {
    const width = cuts[c + 1] - cuts[c]
    if (width <= 1e-14) continue
    const start = 0.5 * (cuts[c] + cuts[c + 1])
    const chosen = systematicFrom(cumulated, start)
    for (const k of chosen) for (const l of chosen) joint.data[k + l * total] += width
  }
  return joint
}

/** [N + 1] cumulated probabilities from 0 to exactly n. */
export function cumulate(probability: ArrayLike<number>, n: number): Float64Array {
  const cumulated = new Float64Array(probability.length + 1)
  for (let k = 0; k < probability.length; k++) cumulated[k + 1] = Math.min(n, cumulated[k] + probability[k])
  let end = probability.length
  while (end > 0 && n - cumulated[end] < 1e-6 && n !== cumulated[end]) cumulated[end--] = n
  return cumulated
}

/** The rows whose interval holds start + j for a whole j. */
export function systematicFrom(cumulated: Float64Array, start: number): number[] {
  const chosen: number[] = []
  for (let k = 0; k + 1 < cumulated.length; k++) {
    if (Math.ceil(cumulated[k + 1] - start) > Math.ceil(cumulated[k] - start)) chosen.push(k)
  }
  return chosen
}

/**
 * Joint inclusion probabilities of maximum-entropy (conditional Poisson) sampling.
 *
 * Given that k is in the sample, the rest is the same design of size n − 1 on the other units: exact, no difference of nearly equal numbers.
 *
 * @throws NumericError survey.probability · survey.notConverged
 * Time O(N²n). Source: Chen, Dempster & Liu (1994). Checked: enumeration, R sampling 2.11 UPmaxentropypi2 (which iterates to 1e-6).
 */
export function jointMaximumEntropy(probability: ArrayLike<number>): Matrix {
  const n = fixedSize(probability)
  const { open, certain } = openAndCertain(probability)
  const count = open.length
  const inner = matrix(count, count)
  if (count > 0) {
    const { odds } = fitConditionalPoisson(pick(probability, open))
    for (let k = 0; k < count; k++) {
      const rest = conditionalPoissonProbabilities(
        odds.filter((_, l) => l !== k),
        n - certain.length - 1,
      )
      rest.forEach((p, l) => {
        inner.data[k + (l < k ? l : l + 1) * count] = p * probability[open[k]]
      })
    }
  }
  return symmetrised(embed(probability, open, certain, inner))
}

function symmetrised(a: Matrix): Matrix {
  for (let j = 0; j < a.cols; j++) {
    for (let i = 0; i < j; i++) {
      const mean = 0.5 * (a.data[i + j * a.rows] + a.data[j + i * a.rows])
      a.data[i + j * a.rows] = mean
      a.data[j + i * a.rows] = mean
    }
  }
  return a
}

/** Elementary symmetric sums L₀ … Lₘ of the values. */
function elementarySums(values: Float64Array, m: number): Float64Array {
  const sums = new Float64Array(m + 1)
  sums[0] = 1
  for (const value of values) for (let j = m; j > 0; j--) sums[j] += value * sums[j - 1]
  return sums
}

/**
 * Joint inclusion probabilities of Sampford's design.
 *
 *   ω = π/(1 − π),  πₖₗ = ωₖ ωₗ Σₜ₌₂ⁿ (t − πₖ − πₗ)·L₍ₙ₋ₜ₎(ω without k, l) / Σₜ₌₁ⁿ t·L₍ₙ₋ₜ₎(ω),  L: elementary symmetric sums
 *
 * @throws NumericError survey.probability
 * Validity: n up to about 150; beyond, the symmetric sums leave the range of doubles and the function refuses (survey.sampleSize).
 * Time O(N³n). Source: Sampford (1967), Biometrika 54, 499–513. Checked: enumeration of all samples.
 */
export function jointSampford(probability: ArrayLike<number>): Matrix {
  const { open, certain } = openAndCertain(probability)
  const n = fixedSize(probability) - certain.length
  const pi = pick(probability, open)
  const count = pi.length
  const inner = matrix(count, count)
  const odds = pi.map((p) => p / (1 - p))
  const whole = elementarySums(odds, n)
  let weights = 0
  for (let t = 1; t <= n; t++) weights += t * whole[n - t]
  if (count > 0 && !(Number.isFinite(weights) && weights > 0)) {
    throw new NumericError(
      'survey.sampleSize',
      `Sampford's joint probabilities for n = ${n} leave the range of doubles`,
    )
  }
  for (let k = 0; k < count; k++) {
    for (let l = 0; l < k; l++) {
      const rest = elementarySums(
        odds.filter((_, i) => i !== k && i !== l),
        Math.max(n - 2, 0),
      )
      let sum = 0
      for (let t = 2; t <= n; t++) sum += (t - pi[k] - pi[l]) * rest[n - t]
      const value = (odds[k] * odds[l] * sum) / weights
      inner.data[k + l * count] = value
      inner.data[l + k * count] = value
    }
  }
  return embed(probability, open, certain, inner)
}
