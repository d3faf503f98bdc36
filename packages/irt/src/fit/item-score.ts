import type { Items } from '../model/items.ts'
import { parameterGradient, parameterHessian } from '../model/parameter-derivatives.ts'
import { categoryProbabilities } from '../model/probability.ts'
import type { ItemCounts } from './counts.ts'

/** Room for one item's probabilities and gradients, so that loops allocate nothing. */
export interface ItemRoom {
  readonly probability: Float64Array
  readonly gradient: Float64Array
}

/** Room that is enough for every item. */
export function itemRoom(items: Items): ItemRoom {
  let size = 0
  for (let j = 0; j < items.model.length; j++) {
    size = Math.max(size, items.categories[j] * (items.start[j + 1] - items.start[j]))
  }
  return { probability: new Float64Array(256), gradient: new Float64Array(size) }
}

/** Probabilities and gradients of log Pₖ at θ, the asymptotes' by their logits. */
export function workingGradient(items: Items, item: number, theta: number, room: ItemRoom): void {
  categoryProbabilities(items, item, theta, room.probability)
  parameterGradient(items, item, theta, room.probability, room.gradient)
  if (items.model[item] !== 'logistic') return
  for (let p = 2; p < 4; p++) {
    const [scale] = workingScale(items, item, p)
    room.gradient[p] *= scale
    room.gradient[4 + p] *= scale
  }
}

/** Σ_q Σ_k count · log P of one item; NaN or −Infinity when the parameters are impossible. */
export function itemValue(items: Items, item: number, node: Float64Array, counts: ItemCounts, room: ItemRoom): number {
  const { probability } = room
  const first = counts.categoryStart[item]
  const categories = items.categories[item]
  let sum = 0
  for (let q = 0; q < node.length; q++) {
    categoryProbabilities(items, item, node[q], probability)
    for (let k = 0; k < categories; k++) {
      const r = counts.category[(first + k) * counts.nodes + q]
      if (r > 0) sum += r * Math.log(probability[k])
    }
  }
  return sum
}

/**
 * One item's score vector and expected information for expected counts: Σ r·∂log P and Σ N·Σₖ Pₖ ∂log Pₖ ∂log Pₖᵀ.
 *
 * @param score        [n] added to
 * @param information  [n × n] added to
 */
export function itemScore(
  items: Items,
  item: number,
  node: Float64Array,
  counts: ItemCounts,
  room: ItemRoom,
  score: Float64Array,
  information: Float64Array,
): void {
  const { probability, gradient } = room
  const n = items.start[item + 1] - items.start[item]
  const first = counts.categoryStart[item]
  const categories = items.categories[item]
  for (let q = 0; q < node.length; q++) {
    let total = 0
    for (let k = 0; k < categories; k++) total += counts.category[(first + k) * counts.nodes + q]
    if (total === 0) continue
    workingGradient(items, item, node[q], room)
    for (let k = 0; k < categories; k++) {
      const r = counts.category[(first + k) * counts.nodes + q]
      const expected = total * probability[k]
      if (!(probability[k] > 0)) continue
      for (let p = 0; p < n; p++) {
        const g = gradient[k * n + p]
        score[p] += r * g
        for (let s = 0; s <= p; s++) information[p * n + s] += expected * g * gradient[k * n + s]
      }
    }
  }
  for (let p = 0; p < n; p++) for (let s = 0; s < p; s++) information[s * n + p] = information[p * n + s]
}

/**
 * Σ r · ∂² log P of one item for expected counts, the asymptotes by their logits: what the complete data's log-likelihood curves by.
 *
 * @param hessian  [n × n] added to
 */
export function itemCurvature(
  items: Items,
  item: number,
  node: Float64Array,
  counts: ItemCounts,
  room: ItemRoom,
  hessian: Float64Array,
): void {
  const n = items.start[item + 1] - items.start[item]
  const first = counts.categoryStart[item]
  const categories = items.categories[item]
  const second = new Float64Array(categories * n * n)
  for (let q = 0; q < node.length; q++) {
    categoryProbabilities(items, item, node[q], room.probability)
    parameterGradient(items, item, node[q], room.probability, room.gradient)
    parameterHessian(items, item, node[q], room.probability, room.gradient, second)
    for (let k = 0; k < categories; k++) {
      const r = counts.category[(first + k) * counts.nodes + q]
      if (!(r > 0) || !(room.probability[k] > 0)) continue
      for (let p = 0; p < n; p++) {
        const [scaleP, bendP] = workingScale(items, item, p)
        for (let s = 0; s < n; s++) {
          const [scaleS] = workingScale(items, item, s)
          hessian[p * n + s] += r * second[(k * n + p) * n + s] * scaleP * scaleS
        }
        hessian[p * n + p] += r * room.gradient[k * n + p] * bendP
      }
    }
  }
}

/** First and second derivative of a parameter by its free form: 1 and 0, or those of g = 1/(1 + exp(−x)) for an asymptote. */
export function workingScale(items: Items, item: number, place: number): [number, number] {
  if (items.model[item] !== 'logistic' || place < 2) return [1, 0]
  const value = items.parameter[items.start[item] + place]
  const scale = value * (1 - value)
  return [scale, scale * (1 - 2 * value)]
}
