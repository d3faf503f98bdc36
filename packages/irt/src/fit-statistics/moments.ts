import { type Matrix, matrix } from '@kepu/numeric'
import { type Items, MISSING } from '../model/items.ts'
import type { Responses } from '../model/responses.ts'

/**
 * A moment of the answers: the mean of f₁(x of one item), or of x·x of two items. `category` ≥ 1 makes f₁ the indicator of that category, 0 the answer itself.
 */
export interface Moment {
  readonly first: number
  readonly second: number | null
  readonly category: number
}

/** Means of all items (`means`) or shares of all their categories but the first (`shares`), then means of the products of all pairs. */
export function momentsOf(items: Items, kind: 'means' | 'shares'): Moment[] {
  const result: Moment[] = []
  const count = items.model.length
  for (let j = 0; j < count; j++) {
    if (kind === 'means') result.push({ first: j, second: null, category: 0 })
    else for (let k = 1; k < items.categories[j]; k++) result.push({ first: j, second: null, category: k })
  }
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) result.push({ first: i, second: j, category: 0 })
  }
  return result
}

/** The moments in the answers, which must be complete. */
export function observedMoments({ persons, answer }: Responses, moments: readonly Moment[]): Float64Array {
  return Float64Array.from(moments, ({ first, second, category }) => {
    let sum = 0
    for (let i = 0; i < persons; i++) {
      const x = answer[i + first * persons]
      if (second !== null) sum += x * answer[i + second * persons]
      else sum += category === 0 ? x : Number(x === category)
    }
    return sum / persons
  })
}

/** The first missing answer as person and item, or null. */
export function firstGap({ persons, answer }: Responses): { person: number; item: number } | null {
  const gap = answer.indexOf(MISSING)
  return gap < 0 ? null : { person: gap % persons, item: Math.floor(gap / persons) }
}

/** Item-wise conditional moments at the nodes. */
export interface ItemMoments {
  /** [J × Q] E(x), E(x²) at j·Q + q */
  readonly mean: Float64Array
  readonly square: Float64Array
  /** [J] where each item's categories start in `probability` */
  readonly start: Uint32Array
  /** [Σ categories × Q] */
  readonly probability: Float64Array
}

/** E(x | θ) and E(x² | θ) of every item from its category probabilities at the nodes. */
export function itemMoments(items: Items, start: Uint32Array, probability: Float64Array, nodes: number): ItemMoments {
  const count = items.model.length
  const mean = new Float64Array(count * nodes)
  const square = new Float64Array(count * nodes)
  for (let j = 0; j < count; j++) {
    for (let k = 1; k < items.categories[j]; k++) {
      for (let q = 0; q < nodes; q++) {
        const p = probability[(start[j] + k) * nodes + q]
        mean[j * nodes + q] += k * p
        square[j * nodes + q] += k * k * p
      }
    }
  }
  return { mean, square, start, probability }
}

/** E(moment | θ_q). */
export function conditionalMoment(
  at: ItemMoments,
  { first, second, category }: Moment,
  q: number,
  nodes: number,
): number {
  if (second !== null) return at.mean[first * nodes + q] * at.mean[second * nodes + q]
  return category === 0 ? at.mean[first * nodes + q] : at.probability[(at.start[first] + category) * nodes + q]
}

/** Covariance of one person's moments under the model, [M × M]. Time O(M²·Q). */
export function momentCovariance(at: ItemMoments, moments: readonly Moment[], weight: Float64Array): Matrix {
  const nodes = weight.length
  const size = moments.length
  const conditional = moments.map((moment) => {
    return Float64Array.from({ length: nodes }, (_, q) => conditionalMoment(at, moment, q, nodes))
  })
  const expected = conditional.map((values) => values.reduce((sum, value, q) => sum + weight[q] * value, 0))
  const result = matrix(size, size)
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      const independent = !sharesItem(moments[a], moments[b])
      let joint = 0
      for (let q = 0; q < nodes; q++) {
        const product = independent
          ? conditional[a][q] * conditional[b][q]
          : conditionalProduct(at, moments[a], moments[b], q, nodes)
        joint += weight[q] * product
      }
      result.data[a + b * size] = joint - expected[a] * expected[b]
      result.data[b + a * size] = result.data[a + b * size]
    }
  }
  return result
}

function sharesItem(a: Moment, b: Moment): boolean {
  return (
    a.first === b.first ||
    a.first === b.second ||
    (a.second !== null && (a.second === b.first || a.second === b.second))
  )
}

/** E(product of two moments | θ_q) when they have an item in common: items are independent given θ, powers of one are not. */
function conditionalProduct(at: ItemMoments, a: Moment, b: Moment, q: number, nodes: number): number {
  if (a.second === null && b.second === null) {
    if (a.category === 0) return at.square[a.first * nodes + q]
    return a.category === b.category ? at.probability[(at.start[a.first] + a.category) * nodes + q] : 0
  }
  if (a.second === null) return singleTimesPair(at, a, b, q, nodes)
  if (b.second === null) return singleTimesPair(at, b, a, q, nodes)
  let product = 1
  for (const item of new Set([a.first, a.second, b.first, b.second])) {
    if (item === null) continue
    const twice = (item === a.first || item === a.second) && (item === b.first || item === b.second)
    product *= (twice ? at.square : at.mean)[item * nodes + q]
  }
  return product
}

function singleTimesPair(at: ItemMoments, single: Moment, pair: Moment, q: number, nodes: number): number {
  const other = pair.first === single.first ? pair.second : pair.first
  const own =
    single.category === 0
      ? at.square[single.first * nodes + q]
      : single.category * at.probability[(at.start[single.first] + single.category) * nodes + q]
  return own * at.mean[(other ?? 0) * nodes + q]
}
