import { NumericError } from '@kepu/numeric'

/** Limits of a stratum's sample size, both inclusive. */
export interface AllocationBounds {
  /** [H] */
  readonly lower: ArrayLike<number>
  /** [H] */
  readonly upper: ArrayLike<number>
}

function requireStrata(values: ArrayLike<number>, count: number, name: string): void {
  if (values.length !== count)
    throw new NumericError('survey.shape', `${values.length} values of ${name} for ${count} strata`)
  for (let h = 0; h < count; h++) {
    if (!(values[h] >= 0) || !Number.isFinite(values[h])) {
      throw new NumericError('survey.allocation', `stratum ${h}: ${name} is ${values[h]}`)
    }
  }
}

/**
 * The allocation that minimises Σ aₕ²/nₕ for Σ cₕnₕ = budget within bounds: nₕ = clamp(aₕ/√cₕ · s) with the one scale s that spends the budget.
 *
 * Proportional is a = N; Neyman a = N·S; Bankier's power allocation a = Xᵠ·CV; costs enter through c.
 *
 * @param measure  [H] aₕ ≥ 0
 * @param cost     [H] cₕ > 0; all 1 to allocate a number of units
 * @param bounds   optional; 0 … ∞ when not given
 * @returns        [H] real numbers; `roundAllocation` makes them whole
 * @throws NumericError survey.shape · survey.allocation (names the stratum) · survey.allocationImpossible when the bounds cannot hold the budget
 *
 * Time O(H · 200). Source: Särndal, Swensson & Wretman (1992), §3.7; bounds by the Kuhn–Tucker conditions. Checked: PracTools 1.7.5 strAlloc, enumeration.
 */
export function allocate(
  measure: ArrayLike<number>,
  cost: ArrayLike<number>,
  budget: number,
  bounds?: AllocationBounds,
): Float64Array {
  const count = measure.length
  requireStrata(measure, count, 'measure')
  requireStrata(cost, count, 'cost')
  const lower = Float64Array.from(measure, (_, h) => bounds?.lower[h] ?? 0)
  const upper = Float64Array.from(measure, (_, h) => bounds?.upper[h] ?? Number.POSITIVE_INFINITY)
  const rate = Float64Array.from(measure, (a, h) => a / Math.sqrt(cost[h]))
  requireFeasible(lower, upper, rate, cost, budget)
  const sizes = (scale: number): Float64Array => {
    return rate.map((r, h) => Math.min(Math.max(r === 0 ? 0 : r * scale, lower[h]), upper[h]))
  }
  const spent = (n: Float64Array): number => n.reduce((sum, value, h) => sum + value * cost[h], 0)
  let low = 0
  let high = 1
  while (spent(sizes(high)) < budget && high < 1e300) high *= 2
  for (let i = 0; i < 200 && low < high; i++) {
    const middle = 0.5 * (low + high)
    if (middle === low || middle === high) break
    if (spent(sizes(middle)) < budget) low = middle
    else high = middle
  }
  return settle(sizes(high), lower, upper, cost, budget)
}

/** Spends the last rounding error on the strata that are not at a bound, so that the budget is met to the last digit. */
function settle(n: Float64Array, lower: Float64Array, upper: Float64Array, cost: ArrayLike<number>, budget: number) {
  const free = Array.from(n.keys()).filter((h) => n[h] > lower[h] && n[h] < upper[h])
  let fixed = 0
  let inner = 0
  n.forEach((value, h) => {
    if (free.includes(h)) inner += value * cost[h]
    else fixed += value * cost[h]
  })
  if (inner > 0) for (const h of free) n[h] *= (budget - fixed) / inner
  return n
}

function requireFeasible(
  lower: Float64Array,
  upper: Float64Array,
  rate: Float64Array,
  cost: ArrayLike<number>,
  budget: number,
) {
  let least = 0
  let most = 0
  for (let h = 0; h < rate.length; h++) {
    if (!(cost[h] > 0)) throw new NumericError('survey.allocation', `stratum ${h}: cost is ${cost[h]}`)
    if (!(lower[h] >= 0 && lower[h] <= upper[h])) {
      throw new NumericError('survey.allocation', `stratum ${h}: bounds ${lower[h]} and ${upper[h]}`)
    }
    least += lower[h] * cost[h]
    most += rate[h] > 0 ? upper[h] * cost[h] : lower[h] * cost[h]
  }
  if (!(budget >= least - 1e-9 * least && budget <= most + 1e-9 * most)) {
    throw new NumericError(
      'survey.allocationImpossible',
      `a budget of ${budget} with bounds that need ${least} and hold ${most}`,
    )
  }
}

function ones(count: number): Float64Array {
  return new Float64Array(count).fill(1)
}

/** Proportional allocation, nₕ ∝ Nₕ. @throws as `allocate`. Checked: PracTools 1.7.5 strAlloc('prop'). */
export function allocateProportional(
  n: number,
  population: ArrayLike<number>,
  bounds?: AllocationBounds,
): Float64Array {
  return allocate(population, ones(population.length), n, bounds)
}

/** Neyman allocation, nₕ ∝ Nₕ·Sₕ: the smallest variance of the mean for n units. @throws as `allocate`. Checked: PracTools 1.7.5 strAlloc('neyman'). */
export function allocateNeyman(
  n: number,
  population: ArrayLike<number>,
  deviation: ArrayLike<number>,
  bounds?: AllocationBounds,
): Float64Array {
  requireStrata(deviation, population.length, 'deviation')
  const measure = Float64Array.from(population, (size, h) => size * deviation[h])
  return allocate(measure, ones(population.length), n, bounds)
}

/**
 * Power allocation, nₕ ∝ Xₕ^power · CVₕ: power 1 serves the whole (Neyman when X is the stratum's total), 0 serves each stratum alike, ½ is the usual compromise.
 *
 * @throws as `allocate`
 * Source: Bankier (1988), Am. Stat. 42, 174–177. Checked: its two limits.
 */
export function allocatePower(
  n: number,
  total: ArrayLike<number>,
  cv: ArrayLike<number>,
  power: number,
  bounds?: AllocationBounds,
): Float64Array {
  requireStrata(total, total.length, 'total')
  requireStrata(cv, total.length, 'cv')
  const measure = Float64Array.from(total, (x, h) => x ** power * cv[h])
  return allocate(measure, ones(total.length), n, bounds)
}

/** Allocation of a budget, nₕ ∝ NₕSₕ/√cₕ: the smallest variance of the mean for the money. @throws as `allocate`. Checked: PracTools 1.7.5 strAlloc('totcost'). */
export function allocateCost(
  budget: number,
  population: ArrayLike<number>,
  deviation: ArrayLike<number>,
  cost: ArrayLike<number>,
  bounds?: AllocationBounds,
): Float64Array {
  requireStrata(deviation, population.length, 'deviation')
  const measure = Float64Array.from(population, (size, h) => size * deviation[h])
  return allocate(measure, cost, budget, bounds)
}

/**
 * The cheapest allocation that reaches a coefficient of variation of the mean.
 *
 *   nₕ = (NₕSₕ/√cₕ) · Σ NₕSₕ√cₕ / (N²·V + Σ NₕSₕ²),  V = (cv·mean)²
 *
 * @returns  [H] real numbers; a stratum never above its population
 * @throws NumericError survey.shape · survey.allocation · survey.allocationImpossible (cv not positive)
 * Source: Särndal, Swensson & Wretman (1992), §12.7. Checked: the variance reached is the one asked for.
 */
export function allocateForPrecision(
  cv: number,
  mean: number,
  population: ArrayLike<number>,
  deviation: ArrayLike<number>,
  cost: ArrayLike<number>,
): Float64Array {
  const count = population.length
  requireStrata(population, count, 'population')
  requireStrata(deviation, count, 'deviation')
  requireStrata(cost, count, 'cost')
  if (!(cv > 0) || mean === 0) throw new NumericError('survey.allocationImpossible', `cv ${cv} of a mean ${mean}`)
  const full = new Uint8Array(count)
  for (;;) {
    let units = 0
    let numerator = 0
    let within = 0
    for (let h = 0; h < count; h++) {
      units += population[h]
      if (full[h] === 1) continue
      numerator += population[h] * deviation[h] * Math.sqrt(cost[h])
      within += population[h] * deviation[h] ** 2
    }
    const factor = numerator / ((units * cv * mean) ** 2 + within)
    const n = Float64Array.from(population, (size, h) => {
      return full[h] === 1 ? size : (size * deviation[h] * factor) / Math.sqrt(cost[h])
    })
    const over = n.findIndex((value, h) => full[h] === 0 && value > population[h])
    if (over < 0) return n
    for (let h = 0; h < count; h++) if (n[h] > population[h]) full[h] = 1
  }
}

/**
 * Whole sample sizes from a real allocation, with the same (whole) sum: the largest remainders are rounded up.
 *
 * @throws NumericError survey.allocation when the sum is not whole
 */
export function roundAllocation(n: ArrayLike<number>): Uint32Array {
  let sum = 0
  for (let h = 0; h < n.length; h++) sum += n[h]
  const target = Math.round(sum)
  if (Math.abs(sum - target) > 1e-6)
    throw new NumericError('survey.allocation', `the allocation sums to ${sum}, not to a whole number`)
  const result = Uint32Array.from(n, (value) => Math.floor(value + 1e-9))
  const order = Array.from(result.keys()).sort((a, b) => n[b] - result[b] - (n[a] - result[a]) || a - b)
  const missing = target - result.reduce((total, value) => total + value, 0)
  for (const h of order.slice(0, missing)) result[h] += 1
  return result
}

/**
 * The whole sample sizes that minimise Σ aₕ²/nₕ exactly: units go one by one where they lower it most.
 *
 * @param measure  [H] aₕ, as in `allocate`
 * @param n        units in all
 * @param lower    [H] at least 1 where aₕ > 0
 * @param upper    [H]
 * @throws NumericError survey.shape · survey.allocation · survey.allocationImpossible
 * Time O(n·H). Source: Wright (2012), Am. Stat. 66, 217–224. Checked: enumeration of all allocations.
 */
export function allocateWhole(measure: ArrayLike<number>, n: number, bounds: AllocationBounds): Uint32Array {
  const count = measure.length
  requireStrata(measure, count, 'measure')
  requireStrata(bounds.lower, count, 'lower')
  const result = Uint32Array.from(bounds.lower)
  let left = n - result.reduce((sum, value) => sum + value, 0)
  if (!Number.isInteger(left) || left < 0) {
    throw new NumericError('survey.allocationImpossible', `${n} units with lower bounds that need ${n - left}`)
  }
  const zero = result.findIndex((value, h) => value === 0 && measure[h] > 0)
  if (zero >= 0) throw new NumericError('survey.allocation', `stratum ${zero} needs a lower bound of at least 1`)
  for (; left > 0; left--) {
    let best = -1
    let gain = -1
    for (let h = 0; h < count; h++) {
      const value = result[h] < bounds.upper[h] ? measure[h] ** 2 / (result[h] * (result[h] + 1) || 1) : -1
      if (value > gain) {
        gain = value
        best = h
      }
    }
    if (best < 0)
      throw new NumericError('survey.allocationImpossible', `upper bounds leave ${left} units without a place`)
    result[best] += 1
  }
  return result
}
