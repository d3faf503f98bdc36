import { NumericError } from '@kepu/numeric'

/**
 * Inclusion probabilities proportional to size for a sample of n, units whose share exceeds 1 taken with certainty and the rest shared out again.
 *
 *   πₖ = min(1, c·xₖ)  with c such that Σ πₖ = n
 *
 * @param size  [N] measure of size, not negative; a unit of size 0 gets probability 0
 * @param n     whole or not, 0 ≤ n ≤ units of positive size
 * @throws NumericError survey.size (names the row) · survey.sampleSize
 *
 * Time O(N · rounds of certainty units). Source: Tillé (2006), Sampling Algorithms, §2.10. Checked: R sampling 2.11 inclusionprobabilities.
 */
export function inclusionProbabilities(size: ArrayLike<number>, n: number): Float64Array {
  let positive = 0
  for (let k = 0; k < size.length; k++) {
    if (!(size[k] >= 0) || !Number.isFinite(size[k])) throw new NumericError('survey.size', `size[${k}] is ${size[k]}`)
    if (size[k] > 0) positive++
  }
  if (!(n >= 0) || n > positive) {
    throw new NumericError('survey.sampleSize', `a sample of ${n} from ${positive} units of positive size`)
  }
  const probability = new Float64Array(size.length)
  const certain = new Uint8Array(size.length)
  for (;;) {
    let sum = 0
    let left = n
    for (let k = 0; k < size.length; k++) {
      if (certain[k] === 1) left -= 1
      else sum += size[k]
    }
    let found = false
    for (let k = 0; k < size.length; k++) {
      if (certain[k] === 1) continue
      probability[k] = sum === 0 ? 0 : (left * size[k]) / sum
      if (probability[k] >= 1) {
        probability[k] = 1
        certain[k] = 1
        found = true
      }
    }
    if (!found) return probability
  }
}

/**
 * Equal inclusion probabilities within strata: nₕ/Nₕ for every unit of stratum h.
 *
 * @param stratum  [N] codes 0 … H−1, all used
 * @param n        [H] sample sizes
 * @throws NumericError survey.stratum · survey.sampleSize (name the stratum)
 * Checked: R sampling 2.11 inclusionprobastrata.
 */
export function stratumInclusionProbabilities(stratum: ArrayLike<number>, n: ArrayLike<number>): Float64Array {
  const count = new Float64Array(n.length)
  for (let k = 0; k < stratum.length; k++) {
    if (!Number.isInteger(stratum[k]) || stratum[k] < 0 || stratum[k] >= n.length) {
      throw new NumericError('survey.stratum', `row ${k} has stratum ${stratum[k]} of ${n.length}`)
    }
    count[stratum[k]] += 1
  }
  for (let h = 0; h < n.length; h++) {
    if (!(n[h] >= 0) || n[h] > count[h]) {
      throw new NumericError('survey.sampleSize', `stratum ${h}: a sample of ${n[h]} from ${count[h]} units`)
    }
  }
  return Float64Array.from(stratum, (h) => n[h] / count[h])
}

/** Throws unless every πₖ is in [0, 1]; answers Σ πₖ. @throws NumericError survey.probability (names the row) */
export function sumOfProbabilities(probability: ArrayLike<number>): number {
  let sum = 0
  for (let k = 0; k < probability.length; k++) {
    if (!(probability[k] >= 0 && probability[k] <= 1)) {
      throw new NumericError('survey.probability', `probability[${k}] is ${probability[k]}`)
    }
    sum += probability[k]
  }
  return sum
}

/** The whole sample size that probabilities sum to. @throws NumericError survey.probability when Σ π is further than 1e-6 from a whole number */
export function fixedSize(probability: ArrayLike<number>): number {
  const sum = sumOfProbabilities(probability)
  const n = Math.round(sum)
  if (Math.abs(sum - n) > 1e-6) {
    throw new NumericError(
      'survey.probability',
      `probabilities sum to ${sum}: a design of fixed size needs a whole number`,
    )
  }
  return n
}

/** Probabilities this near to 0 or 1 count as 0 or 1: rounding must not select an impossible unit or lose a certain one. */
export const CERTAINTY = 1e-9

/** Rows whose selection is open, 0 < π < 1; the certain ones are taken apart. */
export function openAndCertain(probability: ArrayLike<number>): { open: number[]; certain: number[] } {
  const open: number[] = []
  const certain: number[] = []
  for (let k = 0; k < probability.length; k++) {
    if (probability[k] >= 1 - CERTAINTY) certain.push(k)
    else if (probability[k] > CERTAINTY) open.push(k)
  }
  return { open, certain }
}

/** Rows in rising order. */
export function ascending(rows: Iterable<number>): Uint32Array {
  return Uint32Array.from(rows).sort()
}
