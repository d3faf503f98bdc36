import { NumericError } from '@kepu/numeric'

/**
 * The distribution of how many of the units k … N−1 a Poisson sample takes, for every k: row k holds P(S ≥ k… = j), j = 0 … n.
 * Sums of positive terms only, so every entry keeps its digits.
 */
function suffixCounts(odds: Float64Array, n: number): Float64Array {
  const width = n + 1
  const table = new Float64Array((odds.length + 1) * width)
  table[odds.length * width] = 1
  for (let k = odds.length - 1; k >= 0; k--) {
    const p = odds[k] / (1 + odds[k])
    const row = k * width
    for (let j = 0; j <= n; j++) {
      table[row + j] = (1 - p) * table[row + width + j] + (j > 0 ? p * table[row + width + j - 1] : 0)
    }
  }
  return table
}

/** Odds with Σ wₖ/(1 + wₖ) = n: the scale at which the counts' mass lies at n and nothing underflows. */
function scaledOdds(odds: Float64Array, n: number): Float64Array {
  let low = -700
  let high = 700
  for (let step = 0; step < 80; step++) {
    const middle = 0.5 * (low + high)
    const factor = Math.exp(middle)
    let sum = 0
    for (const w of odds) sum += (factor * w) / (1 + factor * w)
    if (sum > n) high = middle
    else low = middle
  }
  const factor = Math.exp(0.5 * (low + high))
  return odds.map((w) => factor * w)
}

/**
 * Inclusion probabilities of conditional Poisson sampling (maximum entropy, fixed size n) from its odds.
 *
 * @param odds  [N] positive; only their ratios matter
 * @param n     0 … N
 * @throws NumericError survey.sampleSize · survey.probability
 * Time and memory O(N·n). Source: Chen, Dempster & Liu (1994), Biometrika 81, 457–469. Checked: enumeration of all samples, R sampling 2.11.
 */
export function conditionalPoissonProbabilities(odds: ArrayLike<number>, n: number): Float64Array {
  const count = odds.length
  if (!Number.isInteger(n) || n < 0 || n > count) throw new NumericError('survey.sampleSize', `${n} of ${count} units`)
  for (let k = 0; k < count; k++) {
    if (!(odds[k] > 0) || !Number.isFinite(odds[k]))
      throw new NumericError('survey.probability', `odds[${k}] is ${odds[k]}`)
  }
  if (n === 0 || n === count) return new Float64Array(count).fill(n === 0 ? 0 : 1)
  const scaled = scaledOdds(Float64Array.from(odds), n)
  const suffix = suffixCounts(scaled, n)
  const width = n + 1
  const all = suffix[n]
  let prefix = new Float64Array(width)
  prefix[0] = 1
  const result = new Float64Array(count)
  for (let k = 0; k < count; k++) {
    const p = scaled[k] / (1 + scaled[k])
    const rest = (k + 1) * width
    let taken = 0
    for (let j = 0; j < n; j++) taken += prefix[j] * suffix[rest + n - 1 - j]
    result[k] = (p * taken) / all
    prefix = prefix.map((value, j) => (1 - p) * value + (j > 0 ? p * prefix[j - 1] : 0))
  }
  return result
}

/** What a conditional Poisson design is made of, from the inclusion probabilities wanted. */
export interface ConditionalPoisson {
  /** [N] odds with Σ w/(1 + w) = n */
  readonly odds: Float64Array
  /** [N] w/(1 + w): the probabilities of the Poisson design that is conditioned on its size */
  readonly poisson: Float64Array
  readonly converged: true
  readonly iterations: number
  /** largest error of an inclusion probability at each iteration */
  readonly trace: readonly number[]
}

/**
 * The conditional Poisson design that has the inclusion probabilities wanted, exactly (to 1e-14).
 *
 *   wₖ ← wₖ · [πₖ/(1 − πₖ)] / [πₖ(w)/(1 − πₖ(w))], damped by half when that does not shorten the error
 *
 * @param probability  [N] strictly between 0 and 1, with a whole sum
 * @throws NumericError survey.probability · survey.notConverged
 * Source: Chen, Dempster & Liu (1994); Tillé (2006), §5.6. Checked: R sampling 2.11 UPMEpiktildefrompik, which stops at 1e-6.
 */
export function fitConditionalPoisson(probability: ArrayLike<number>): ConditionalPoisson {
  let sum = 0
  for (let k = 0; k < probability.length; k++) {
    if (!(probability[k] > 0 && probability[k] < 1)) {
      throw new NumericError('survey.probability', `probability[${k}] is ${probability[k]}, not between 0 and 1`)
    }
    sum += probability[k]
  }
  const n = Math.round(sum)
  if (Math.abs(sum - n) > 1e-6)
    throw new NumericError('survey.probability', `probabilities sum to ${sum}, not to a whole number`)
  const target = Float64Array.from(probability, (p) => p / (1 - p))
  let odds: Float64Array = Float64Array.from(target)
  const trace: number[] = []
  let power = 1
  for (let iteration = 1; iteration <= 1000; iteration++) {
    const current = conditionalPoissonProbabilities(odds, n)
    let error = 0
    for (let k = 0; k < current.length; k++) error = Math.max(error, Math.abs(current[k] - probability[k]))
    if (error > 0.5 * (trace.at(-1) ?? Number.POSITIVE_INFINITY)) power = 0.5
    trace.push(error)
    if (error <= 1e-14 || (error < 1e-12 && error >= (trace.at(-3) ?? Number.POSITIVE_INFINITY))) {
      const scaled = scaledOdds(odds, n)
      return { odds: scaled, poisson: scaled.map((w) => w / (1 + w)), converged: true, iterations: iteration, trace }
    }
    odds = odds.map((w, k) => w * ((target[k] * (1 - current[k])) / current[k]) ** power)
  }
  throw new NumericError(
    'survey.notConverged',
    `conditional Poisson design: error ${trace.at(-1)} after 1000 iterations`,
  )
}

/** Draws n of the units by their odds, one after the other; answers positions in `odds`, ascending. */
export function drawConditionalPoisson(odds: Float64Array, n: number, uniform: () => number): number[] {
  const suffix = suffixCounts(odds, n)
  const width = n + 1
  const chosen: number[] = []
  let left = n
  for (let k = 0; k < odds.length && left > 0; k++) {
    const p = odds[k] / (1 + odds[k])
    const take = (p * suffix[(k + 1) * width + left - 1]) / suffix[k * width + left]
    if (uniform() < take) {
      chosen.push(k)
      left--
    }
  }
  return chosen
}
