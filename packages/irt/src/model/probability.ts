import type { Items } from './items.ts'

/** 1/(1 + e⁻ˣ): small values keep their relative accuracy. For the complement ask for logistic(−x). */
export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

/**
 * Probabilities of an item's categories at an ability, for the formulas of `ItemModel`. Written into `out`, nothing is allocated.
 *
 * Graded: Pₖ = F_k(1 − F_{k+1})(1 − exp(d_{k+1} − d_k)), which loses no digits where the two curves are close or both near 1.
 *
 * @param item    0 … J − 1; not checked
 * @param out     at least offset + K values; out[offset + k] becomes Pₖ
 * Source: Birnbaum (1968); Samejima (1969); Muraki (1992); Bock (1972). Checked: R mirt 1.47 probtrace; the categories sum to 1.
 */
export function categoryProbabilities(items: Items, item: number, theta: number, out: Float64Array, offset = 0): void {
  const p = items.parameter
  const first = items.start[item]
  const count = items.categories[item]
  const model = items.model[item]
  if (model === 'logistic') {
    const eta = p[first] * theta + p[first + 1]
    const lower = p[first + 2]
    const upper = p[first + 3]
    out[offset] = 1 - upper + (upper - lower) / (1 + Math.exp(eta))
    out[offset + 1] = lower + (upper - lower) / (1 + Math.exp(-eta))
    return
  }
  if (model === 'graded') {
    let above = 1
    for (let k = 0; k < count; k++) {
      const last = k === count - 1
      const eta = last ? 0 : p[first] * theta + p[first + 1 + k]
      const gap = k === 0 || last ? 1 : -Math.expm1(p[first + 1 + k] - p[first + k])
      out[offset + k] = above * gap * (last ? 1 : 1 / (1 + Math.exp(eta)))
      above = 1 / (1 + Math.exp(-eta))
    }
    return
  }
  const slopes = model === 'nominal'
  let largest = 0
  out[offset] = 0
  for (let k = 1; k < count; k++) {
    const slope = slopes ? p[first + k - 1] : k * p[first]
    const z = slope * theta + p[first + k + (slopes ? count - 2 : 0)]
    out[offset + k] = z
    if (z > largest) largest = z
  }
  let sum = 0
  for (let k = 0; k < count; k++) {
    const value = Math.exp(out[offset + k] - largest)
    out[offset + k] = value
    sum += value
  }
  for (let k = 0; k < count; k++) out[offset + k] /= sum
}

/**
 * Probabilities of an item's categories with their first, second and third derivatives by ability. Written into `out`, nothing is allocated.
 *
 * @param out  at least 4K values: Pₖ at k, P′ₖ at K + k, P″ₖ at 2K + k, P‴ₖ at 3K + k
 * Checked: differences of `categoryProbabilities`; Σ P′ = Σ P″ = Σ P‴ = 0.
 */
export function abilityDerivatives(items: Items, item: number, theta: number, out: Float64Array): void {
  const count = items.categories[item]
  const model = items.model[item]
  categoryProbabilities(items, item, theta, out)
  if (model === 'logistic') logisticDerivatives(items, item, theta, out)
  else if (model === 'graded') gradedDerivatives(items, item, theta, out, count)
  else dividedDerivatives(items, item, out, count, model === 'nominal')
}

function logisticDerivatives(items: Items, item: number, theta: number, out: Float64Array): void {
  const p = items.parameter
  const first = items.start[item]
  const slope = p[first]
  const eta = slope * theta + p[first + 1]
  const right = 1 / (1 + Math.exp(-eta))
  const wrong = 1 / (1 + Math.exp(eta))
  const d1 = (p[first + 3] - p[first + 2]) * slope * right * wrong
  const d2 = slope * (wrong - right) * d1
  const d3 = slope * slope * (1 - 6 * right * wrong) * d1
  out[2] = -d1
  out[3] = d1
  out[4] = -d2
  out[5] = d2
  out[6] = -d3
  out[7] = d3
}

/** From the derivatives of log P: l′ = a(1 − F_k − F_{k+1}), l″ = −a²Σ F(1 − F), l‴ = −a³Σ F(1 − F)(1 − 2F) over the two curves. */
function gradedDerivatives(items: Items, item: number, theta: number, out: Float64Array, count: number): void {
  const p = items.parameter
  const first = items.start[item]
  const a = p[first]
  let above = 1
  let aboveNot = 0
  for (let k = 0; k < count; k++) {
    const eta = k === count - 1 ? Number.NEGATIVE_INFINITY : a * theta + p[first + 1 + k]
    const next = 1 / (1 + Math.exp(-eta))
    const nextNot = 1 / (1 + Math.exp(eta))
    const v = above * aboveNot
    const w = next * nextNot
    const l1 = a * (aboveNot - next)
    const l2 = -a * a * (v + w)
    const l3 = -a * a * a * (v * (aboveNot - above) + w * (nextNot - next))
    const probability = out[k]
    out[count + k] = probability * l1
    out[2 * count + k] = probability * (l2 + l1 * l1)
    out[3 * count + k] = probability * (l3 + 3 * l1 * l2 + l1 * l1 * l1)
    above = next
    aboveNot = nextNot
  }
}

/** Divide-by-total models: l′ = s_k − s̄, l″ = −variance of s, l‴ = −third central moment of s. */
function dividedDerivatives(items: Items, item: number, out: Float64Array, count: number, nominal: boolean): void {
  const p = items.parameter
  const first = items.start[item]
  let mean = 0
  for (let k = 1; k < count; k++) mean += out[k] * (nominal ? p[first + k - 1] : k * p[first])
  let m2 = 0
  let m3 = 0
  for (let k = 0; k < count; k++) {
    const away = (k === 0 ? 0 : nominal ? p[first + k - 1] : k * p[first]) - mean
    m2 += out[k] * away * away
    m3 += out[k] * away * away * away
  }
  for (let k = 0; k < count; k++) {
    const l1 = (k === 0 ? 0 : nominal ? p[first + k - 1] : k * p[first]) - mean
    out[count + k] = out[k] * l1
    out[2 * count + k] = out[k] * (l1 * l1 - m2)
    out[3 * count + k] = out[k] * (l1 * l1 * l1 - 3 * l1 * m2 - m3)
  }
}
