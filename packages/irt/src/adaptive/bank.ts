import { NumericError, type Quadrature } from '@kepu/numeric'
import { derivativeRoom, informationFrom } from '../information/information.ts'
import type { Items } from '../model/items.ts'
import { abilityDerivatives } from '../model/probability.ts'

/**
 * Evenly spaced nodes with the weights of a normal ability, by the trapezoidal rule, normalised to sum 1.
 *
 * @throws NumericError irt.ability
 * Source: as R catR integrates. Checked: moments.
 */
export function normalTrapezoid(low: number, high: number, nodes: number, mean = 0, deviation = 1): Quadrature {
  if (!(low < high) || !Number.isInteger(nodes) || nodes < 3 || !(deviation > 0) || !Number.isFinite(mean)) {
    throw new NumericError('irt.ability', `${nodes} nodes from ${low} to ${high} for N(${mean}, ${deviation}²)`)
  }
  const node = Float64Array.from({ length: nodes }, (_, q) => low + ((high - low) * q) / (nodes - 1))
  const weight = node.map((theta, q) => {
    return (q === 0 || q === nodes - 1 ? 0.5 : 1) * Math.exp(-0.5 * ((theta - mean) / deviation) ** 2)
  })
  const sum = weight.reduce((a, b) => a + b, 0)
  if (!(sum > 0)) throw new NumericError('irt.ability', `no mass of N(${mean}, ${deviation}²) from ${low} to ${high}`)
  return { node, weight: weight.map((w) => w / sum) }
}

/** An item bank with all that adaptive testing looks up at every step, computed once. */
export interface AdaptiveBank {
  readonly items: Items
  /** nodes and prior weights */
  readonly ability: Quadrature
  /** [J] row of each item's category 0 in the tables by category */
  readonly row: Uint32Array
  /** [(Σ categories) × Q] probability of each category at each node, and its log */
  readonly probability: Float64Array
  readonly logProbability: Float64Array
  /** [J × Q] Fisher information at each node */
  readonly information: Float64Array
  /** [J] where each item tells most */
  readonly peak: Float64Array
}

/**
 * Tables of a bank for adaptive testing.
 *
 * @param ability  nodes and prior; 33 nodes on [−4, 4] of N(0, 1) when not said
 * @throws NumericError irt.ability when nodes and weights differ in number
 * Time and memory O(Σ categories · Q).
 * Validity: EAP on the nodes is rough once the standard error comes near their step (0.25 when not said): see `irt.gridTooCoarse`.
 */
export function adaptiveBank(items: Items, ability: Quadrature = normalTrapezoid(-4, 4, 33)): AdaptiveBank {
  const { node, weight } = ability
  if (node.length < 3 || weight.length !== node.length) {
    throw new NumericError('irt.ability', `${node.length} nodes, ${weight.length} weights`)
  }
  const nodes = node.length
  const count = items.model.length
  const row = new Uint32Array(count)
  let rows = 0
  for (let j = 0; j < count; j++) {
    row[j] = rows
    rows += items.categories[j]
  }
  const probability = new Float64Array(rows * nodes)
  const information = new Float64Array(count * nodes)
  const room = derivativeRoom(items)
  for (let j = 0; j < count; j++) {
    for (let q = 0; q < nodes; q++) {
      abilityDerivatives(items, j, node[q], room)
      for (let k = 0; k < items.categories[j]; k++) probability[(row[j] + k) * nodes + q] = room[k]
      information[j * nodes + q] = informationFrom(room, items.categories[j])
    }
  }
  const peak = Float64Array.from({ length: count }, (_, j) => peakOf(items, j, node, room))
  return { items, ability, row, probability, logProbability: probability.map(Math.log), information, peak }
}

/** Where an item's information is largest: in closed form for binary items, otherwise by golden section around the best node. */
function peakOf(items: Items, item: number, node: Float64Array, room: Float64Array): number {
  if (items.model[item] === 'logistic') {
    const [slope, intercept, lower, upper] = items.parameter.subarray(items.start[item], items.start[item] + 4)
    if (upper === 1) return -intercept / slope + Math.log((1 + Math.sqrt(1 + 8 * lower)) / 2) / slope
  }
  const informationAt = (theta: number): number => {
    abilityDerivatives(items, item, theta, room)
    return informationFrom(room, items.categories[item])
  }
  let best = 0
  for (let q = 1; q < node.length; q++) if (informationAt(node[q]) > informationAt(node[best])) best = q
  let low = node[Math.max(0, best - 1)]
  let high = node[Math.min(node.length - 1, best + 1)]
  const golden = 0.6180339887498949
  for (let step = 0; step < 60; step++) {
    const [a, b] = [high - golden * (high - low), low + golden * (high - low)]
    if (informationAt(a) < informationAt(b)) low = a
    else high = b
  }
  return 0.5 * (low + high)
}

/** The answers of one person so far: items in the order asked, and the category given to each. */
export interface History {
  readonly asked: readonly number[]
  readonly answers: readonly number[]
}

/** @throws NumericError irt.shape · irt.item · irt.answer (names the step) */
export function checkHistory({ items }: AdaptiveBank, { asked, answers }: History): void {
  if (asked.length !== answers.length) {
    throw new NumericError('irt.shape', `${asked.length} items asked, ${answers.length} answers`)
  }
  const seen = new Set<number>()
  asked.forEach((item, step) => {
    if (!Number.isInteger(item) || item < 0 || item >= items.model.length || seen.has(item)) {
      throw new NumericError('irt.item', `step ${step}: item ${item}${seen.has(item) ? ' was asked before' : ''}`)
    }
    seen.add(item)
    const answer = answers[step]
    if (!Number.isInteger(answer) || answer < 0 || answer >= items.categories[item]) {
      throw new NumericError('irt.answer', `step ${step}: answer ${answer} to item ${item}`)
    }
  })
}

/** [Q] likelihood of the answers at each node, the largest 1. */
export function likelihoodAt(
  { ability, row, logProbability }: AdaptiveBank,
  { asked, answers }: History,
): Float64Array {
  const nodes = ability.node.length
  const log = new Float64Array(nodes)
  asked.forEach((item, step) => {
    const at = (row[item] + answers[step]) * nodes
    for (let q = 0; q < nodes; q++) log[q] += logProbability[at + q]
  })
  const largest = log.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  return log.map((value) => Math.exp(value - largest))
}
