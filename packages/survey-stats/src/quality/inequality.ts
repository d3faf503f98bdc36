import { NumericError } from '@kepu/numeric'

/** Total weight and weighted mean of values that must be finite with positive weights. */
function checked(y: ArrayLike<number>, weight: ArrayLike<number>, positive: boolean): { sum: number; mean: number } {
  if (weight.length !== y.length) throw new NumericError('survey.shape', `${y.length} values, ${weight.length} weights`)
  let sum = 0
  let total = 0
  for (let i = 0; i < y.length; i++) {
    if (!(weight[i] > 0) || !Number.isFinite(weight[i]))
      throw new NumericError('survey.weight', `weight[${i}] is ${weight[i]}`)
    if (!(positive ? y[i] > 0 : y[i] >= 0) || !Number.isFinite(y[i])) {
      throw new NumericError(
        'survey.value',
        `y[${i}] is ${y[i]}: ${positive ? 'positive' : 'non-negative'} values are needed`,
      )
    }
    sum += weight[i]
    total += weight[i] * y[i]
  }
  if (y.length === 0 || total === 0) throw new NumericError('survey.value', 'no positive value: a share of nothing')
  return { sum, mean: total / sum }
}

/**
 * Weighted Gini coefficient: 0 when all are equal, towards 1 when one has everything.
 *
 *   G = 1 − Σᵢ wᵢ(2·Sᵢ₋₁ + wᵢyᵢ)/(W·S),  rows by rising y, Sᵢ cumulated wy, S its total
 *
 * @param y       [n] not negative, not all zero
 * @param weight  [n] positive; the scale does not matter
 * @throws NumericError survey.shape · survey.weight · survey.value (name the row)
 * Validity: the finite-population value; a sample of n equal to one observation each has at most 1 − 1/n.
 * Time O(n log n). Source: Lorenz curve by trapezoids. Checked: half the relative mean difference over all pairs.
 */
export function gini(y: ArrayLike<number>, weight: ArrayLike<number>): number {
  checked(y, weight, false)
  return lorenzArea(y, weight, orderBy(y))
}

/**
 * Concentration index: how unequally y lies along a ranking by another variable, −1 (all with the lowest) … 1 (all with the highest).
 *
 * The Gini formula with the rows in the order of `rank`; rows with equal rank are taken together, so their order does not matter.
 *
 * @param y       [n] not negative, not all zero
 * @param rank    [n] finite: income, years of schooling, distance to the county town …
 * @param weight  [n] positive
 * @throws NumericError survey.shape · survey.weight · survey.value (name the row)
 * Source: Kakwani, Wagstaff & van Doorslaer (1997), J. Econometrics 77, 87–103. Checked: equals the Gini when y ranks itself; covariance formula.
 */
export function concentrationIndex(y: ArrayLike<number>, rank: ArrayLike<number>, weight: ArrayLike<number>): number {
  checked(y, weight, false)
  if (rank.length !== y.length) throw new NumericError('survey.shape', `${y.length} values, ${rank.length} ranks`)
  for (let i = 0; i < rank.length; i++) {
    if (!Number.isFinite(rank[i])) throw new NumericError('survey.value', `rank[${i}] is ${rank[i]}`)
  }
  const order = orderBy(rank)
  const groupWeight: number[] = []
  const groupMean: number[] = []
  for (let start = 0; start < order.length; ) {
    let w = 0
    let total = 0
    let end = start
    for (; end < order.length && rank[order[end]] === rank[order[start]]; end++) {
      w += weight[order[end]]
      total += weight[order[end]] * y[order[end]]
    }
    groupWeight.push(w)
    groupMean.push(total / w)
    start = end
  }
  return lorenzArea(groupMean, groupWeight, Array.from(groupMean.keys()))
}

function orderBy(values: ArrayLike<number>): number[] {
  return Array.from({ length: values.length }, (_, i) => i).sort((i, j) => values[i] - values[j] || i - j)
}

function lorenzArea(y: ArrayLike<number>, weight: ArrayLike<number>, order: readonly number[]): number {
  let passed = 0
  let sum = 0
  let doubleArea = 0
  for (const i of order) {
    const part = weight[i] * y[i]
    doubleArea += weight[i] * (2 * passed + part)
    passed += part
    sum += weight[i]
  }
  return 1 - doubleArea / (sum * passed)
}

/** A Theil index and its two parts. */
export interface TheilDecomposition {
  readonly total: number
  /** what would be left if everybody had the mean of the own group */
  readonly between: number
  readonly within: number
}

/**
 * Theil's T (general entropy with α = 1) and its exact decomposition into inequality between and within groups.
 *
 *   T = Σ wᵢ(yᵢ/μ)·ln(yᵢ/μ)/W = Σ_g s_g·ln(μ_g/μ) + Σ_g s_g·T_g,  s_g the group's share of y
 *
 * @param y       [n] not negative (0·ln 0 = 0), not all zero
 * @param weight  [n] positive
 * @param group   [n] codes 0, 1, …
 * @throws NumericError survey.shape · survey.weight · survey.value · survey.group (name the row)
 * Source: Theil (1967). Checked: total = between + within; independent of scale and replication.
 */
export function theil(y: ArrayLike<number>, weight: ArrayLike<number>, group: ArrayLike<number>): TheilDecomposition {
  const { sum, mean } = checked(y, weight, false)
  const { weights, means } = groupMeans(y, weight, group)
  let total = 0
  for (let i = 0; i < y.length; i++) if (y[i] > 0) total += (weight[i] / sum) * (y[i] / mean) * Math.log(y[i] / mean)
  let between = 0
  let within = 0
  for (let g = 0; g < weights.length; g++) {
    if (means[g] > 0) between += (weights[g] / sum) * (means[g] / mean) * Math.log(means[g] / mean)
  }
  for (let i = 0; i < y.length; i++) {
    if (y[i] > 0) within += (weight[i] / sum) * (y[i] / mean) * Math.log(y[i] / means[group[i]])
  }
  return { total, between, within }
}

/**
 * Theil's L, the mean log deviation (general entropy with α = 0), with its decomposition: groups count by their number of people, not by their share.
 *
 *   L = Σ wᵢ·ln(μ/yᵢ)/W
 *
 * @param y  [n] positive; a zero makes L infinite, so it is refused
 * @throws as `theil`
 * Source: Shorrocks (1980), Econometrica 48, 613–625. Checked: total = between + within.
 */
export function meanLogDeviation(
  y: ArrayLike<number>,
  weight: ArrayLike<number>,
  group: ArrayLike<number>,
): TheilDecomposition {
  const { sum, mean } = checked(y, weight, true)
  const { weights, means } = groupMeans(y, weight, group)
  let total = 0
  let within = 0
  for (let i = 0; i < y.length; i++) {
    total += (weight[i] / sum) * Math.log(mean / y[i])
    within += (weight[i] / sum) * Math.log(means[group[i]] / y[i])
  }
  let between = 0
  for (let g = 0; g < weights.length; g++) if (weights[g] > 0) between += (weights[g] / sum) * Math.log(mean / means[g])
  return { total, between, within }
}

function groupMeans(y: ArrayLike<number>, weight: ArrayLike<number>, group: ArrayLike<number>) {
  if (group.length !== y.length) throw new NumericError('survey.shape', `${y.length} values, ${group.length} groups`)
  let groups = 0
  for (let i = 0; i < group.length; i++) {
    if (!Number.isInteger(group[i]) || group[i] < 0)
      throw new NumericError('survey.group', `row ${i} has group ${group[i]}`)
    groups = Math.max(groups, group[i] + 1)
  }
  const weights = new Float64Array(groups)
  const totals = new Float64Array(groups)
  for (let i = 0; i < y.length; i++) {
    weights[group[i]] += weight[i]
    totals[group[i]] += weight[i] * y[i]
  }
  return { weights, means: totals.map((total, g) => (weights[g] > 0 ? total / weights[g] : 0)) }
}
