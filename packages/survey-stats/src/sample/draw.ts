import { NumericError, type Random } from '@kepu/numeric'
import { drawConditionalPoisson, fitConditionalPoisson } from './conditional-poisson.ts'
import { ascending, CERTAINTY, fixedSize, openAndCertain, sumOfProbabilities } from './inclusion.ts'
import { cumulate, systematicFrom } from './joint.ts'

/**
 * Simple random sample without replacement: n of the rows 0 … N−1, every set equally likely.
 *
 * @returns ascending rows
 * @throws NumericError survey.sampleSize
 * Time O(n) expected. Source: Floyd's algorithm, Bentley & Floyd (1987), CACM 30, 754. Checked: inclusion frequencies.
 */
export function drawSimple(total: number, n: number, random: Random): Uint32Array {
  if (!Number.isInteger(n) || n < 0 || n > total) throw new NumericError('survey.sampleSize', `${n} of ${total} units`)
  const chosen = new Set<number>()
  for (let j = total - n; j < total; j++) {
    const candidate = random.integer(j + 1)
    chosen.add(chosen.has(candidate) ? j : candidate)
  }
  return ascending(chosen)
}

/**
 * Systematic sample with unequal probabilities in the order given (sort the frame first: the order is the implicit stratification).
 *
 * @param probability  [N] with a whole sum
 * @returns ascending rows
 * @throws NumericError survey.probability
 * Source: Madow (1949). Checked: exact joint probabilities (`jointSystematic`), R's frequencies within their standard errors.
 */
export function drawSystematic(probability: ArrayLike<number>, random: Random): Uint32Array {
  return ascending(systematicFrom(cumulate(probability, fixedSize(probability)), random.uniform()))
}

/** Systematic sample after shuffling the rows. @throws NumericError survey.probability. Source: Goodman & Kish (1950). Checked: as `drawSystematic`. */
export function drawRandomSystematic(probability: ArrayLike<number>, random: Random): Uint32Array {
  const order = random.permutation(probability.length)
  const chosen = drawSystematic(
    Float64Array.from(order, (k) => probability[k]),
    random,
  )
  return ascending(chosen.map((position) => order[position]))
}

/** Poisson sample: every row on its own; the size is random. @throws NumericError survey.probability. Checked: R's frequencies within their standard errors. */
export function drawPoisson(probability: ArrayLike<number>, random: Random): Uint32Array {
  sumOfProbabilities(probability)
  const chosen: number[] = []
  for (let k = 0; k < probability.length; k++) if (random.uniform() < probability[k]) chosen.push(k)
  return ascending(chosen)
}

/**
 * Brewer's draw-by-draw method: fixed size, exact probabilities, all πₖₗ > 0.
 *
 *   draw j takes k with chance ∝ πₖ(n − a − πₖ)/(n − a − πₖ(n − j + 1)),  a = Σ π over those taken
 *
 * @throws NumericError survey.probability
 * Time O(N·n). Source: Brewer (1975), Aust. J. Stat. 17, 166–172; Tillé (2006), alg. 6.10. Checked: frequencies against π and R.
 */
export function drawBrewer(probability: ArrayLike<number>, random: Random): Uint32Array {
  const { open, certain } = openAndCertain(probability)
  const n = fixedSize(probability) - certain.length
  const left = new Set(open)
  const chosen = [...certain]
  let taken = 0
  for (let j = 1; j <= n; j++) {
    const chance = new Map<number, number>()
    let sum = 0
    for (const k of left) {
      const p = probability[k]
      const value = (p * (n - taken - p)) / (n - taken - p * (n - j + 1))
      chance.set(k, value)
      sum += value
    }
    const next = pickByChance(chance, sum * random.uniform())
    left.delete(next)
    chosen.push(next)
    taken += probability[next]
  }
  return ascending(chosen)
}

function pickByChance(chance: ReadonlyMap<number, number>, at: number): number {
  let passed = 0
  let last = -1
  for (const [k, value] of chance) {
    passed += value
    last = k
    if (at < passed) return k
  }
  return last
}

/**
 * Sampford's rejective method: a first unit with chance ∝ π, n − 1 more with replacement ∝ π/(1 − π), all over again until none is taken twice.
 *
 * @throws NumericError survey.probability · survey.rejection when a million tries found no sample: n is too large for rejection, use `drawMaximumEntropy`
 * Source: Sampford (1967), Biometrika 54, 499–513. Checked: joint frequencies against `jointSampford`.
 */
export function drawSampford(probability: ArrayLike<number>, random: Random): Uint32Array {
  const { open, certain } = openAndCertain(probability)
  const n = fixedSize(probability) - certain.length
  if (n === 0) return ascending(certain)
  const first = cumulated(open.map((k) => probability[k]))
  const later = cumulated(open.map((k) => probability[k] / (1 - probability[k])))
  for (let tries = 0; tries < 1e6; tries++) {
    const chosen = new Set([search(first, random.uniform())])
    while (chosen.size < n) {
      const next = search(later, random.uniform())
      if (chosen.has(next)) break
      chosen.add(next)
    }
    if (chosen.size === n) return ascending([...certain, ...[...chosen].map((i) => open[i])])
  }
  throw new NumericError('survey.rejection', `no Sampford sample of ${n} in a million tries`)
}

function cumulated(values: readonly number[]): Float64Array {
  let sum = 0
  return Float64Array.from(values, (value) => {
    sum += value
    return sum
  })
}

/** First place whose cumulated value exceeds share·total. */
function search(sums: Float64Array, share: number): number {
  const at = share * sums[sums.length - 1]
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sums[middle] > at) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * Maximum-entropy (conditional Poisson) sample: of all designs with these probabilities and this fixed size the most random one.
 *
 * @throws NumericError survey.probability · survey.notConverged
 * Time and memory O(N·n). Source: Chen, Dempster & Liu (1994); Tillé (2006), §5.6. Checked: joint frequencies against `jointMaximumEntropy`.
 */
export function drawMaximumEntropy(probability: ArrayLike<number>, random: Random): Uint32Array {
  const { open, certain } = openAndCertain(probability)
  const n = fixedSize(probability) - certain.length
  if (n === 0) return ascending(certain)
  const { odds } = fitConditionalPoisson(Float64Array.from(open, (k) => probability[k]))
  const inner = drawConditionalPoisson(odds, n, () => random.uniform())
  return ascending([...certain, ...inner.map((i) => open[i])])
}

/**
 * Pivotal method in the order given: neighbours duel until every probability is 0 or 1. Spreads the sample over the order, as systematic does, with more randomness.
 *
 * @throws NumericError survey.probability
 * Time O(N). Source: Deville & Tillé (1998), Biometrika 85, 89–101. Checked: frequencies against π and R.
 */
export function drawPivotal(probability: ArrayLike<number>, random: Random): Uint32Array {
  fixedSize(probability)
  const { open, certain } = openAndCertain(probability)
  const chosen = [...certain]
  let fighter = -1
  let weight = 0
  for (const rival of open) {
    if (fighter < 0) {
      fighter = rival
      weight = probability[rival]
      continue
    }
    const other = probability[rival]
    const sum = weight + other
    if (sum <= 1) {
      if (random.uniform() * sum < other) fighter = rival
      weight = sum
    } else {
      const fighterStays = random.uniform() * (2 - sum) < 1 - weight
      chosen.push(fighterStays ? rival : fighter)
      fighter = fighterStays ? fighter : rival
      weight = sum - 1
    }
    if (weight >= 1 - CERTAINTY || weight <= CERTAINTY) {
      if (weight > 0.5) chosen.push(fighter)
      fighter = -1
    }
  }
  if (fighter >= 0 && weight > 0.5) chosen.push(fighter)
  return ascending(chosen)
}

/** Pivotal method after shuffling the rows. @throws NumericError survey.probability. Checked: as `drawPivotal`. */
export function drawRandomPivotal(probability: ArrayLike<number>, random: Random): Uint32Array {
  const order = random.permutation(probability.length)
  const chosen = drawPivotal(
    Float64Array.from(order, (k) => probability[k]),
    random,
  )
  return ascending(chosen.map((position) => order[position]))
}

/**
 * Pareto πps sample: the n smallest ranks U(1 − π)/(π(1 − U)). One random number a unit, so samples can be coordinated over rounds.
 *
 * The inclusion probabilities are π only nearly (error well below 1 % of π once Σπ(1 − π) > 3): for exact ones use the others.
 *
 * @throws NumericError survey.probability
 * Source: Rosén (1997), J. Stat. Plan. Inference 62, 159–191. Checked: frequencies near π.
 */
export function drawPareto(probability: ArrayLike<number>, random: Random): Uint32Array {
  const n = fixedSize(probability)
  const rank = Float64Array.from(probability, (p) => {
    const u = random.uniform()
    return (u * (1 - p)) / (p * (1 - u))
  })
  const order = Array.from(rank.keys()).sort((a, b) => rank[a] - rank[b])
  return ascending(order.slice(0, n))
}

/**
 * Minimum-support sampling with a random splitting: each step sets one random sample aside with the largest chance α that the probabilities allow, and goes on
 * with what is left of them. A given order of splits is a design of at most N samples.
 *
 * @throws NumericError survey.probability
 * Source: Deville & Tillé (1998); Tillé (2006), alg. 6.1. Checked: frequencies and pairs against π and R sampling 2.11.
 */
export function drawMinimalSupport(probability: ArrayLike<number>, random: Random): Uint32Array {
  fixedSize(probability)
  let pi: Float64Array = Float64Array.from(probability)
  for (;;) {
    const { open, certain } = openAndCertain(pi)
    const n = Math.round(pi.reduce((sum, p) => sum + p, 0)) - certain.length
    if (open.length === 0 || n <= 0) return ascending(certain)
    const order = random.shuffle(open)
    const top = new Set(order.slice(0, n))
    const smallest = Math.min(...order.slice(0, n).map((k) => pi[k]))
    const largest = Math.max(0, ...order.slice(n).map((k) => pi[k]))
    const alpha = Math.min(smallest, 1 - largest)
    if (random.uniform() < alpha) return ascending([...certain, ...top])
    pi = pi.map((p, k) => (p >= 1 - CERTAINTY ? 1 : p <= CERTAINTY ? 0 : (p - (top.has(k) ? alpha : 0)) / (1 - alpha)))
  }
}
