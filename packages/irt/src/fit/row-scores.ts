import type { Items } from '../model/items.ts'
import { abilityWeights } from './ability.ts'
import type { FittedTo } from './calibrate.ts'
import { itemRoom, workingGradient } from './item-score.ts'
import type { PackedResponses } from './pack.ts'
import { itemsAt } from './specification.ts'
import { nodeProbabilities } from './tables.ts'

/** Score contributions of one item's category: which free parameters, and how much at each node. */
interface Contribution {
  readonly column: number
  /** [Q] */
  readonly value: Float64Array
}

/** What is known of one row at the nodes, to be read before the next row is asked for. */
export interface RowAtNodes {
  readonly weight: number
  /** [Q] posterior, sum 1 */
  readonly posterior: Float64Array
  /** [T × Q] score of the complete data for each free parameter at each node, at t·Q + q */
  readonly score: Float64Array
  readonly group: number
  readonly row: number
}

/** Calls `visit` for every row with its posterior and scores at the given free parameters. One row's arrays are reused for the next. */
export function visitRows(fitted: FittedTo, x: Float64Array, visit: (at: RowAtNodes) => void): void {
  const { specification, packed, node, abilityModel } = fitted
  const nodes = node.length
  const total = x.length
  const own = x.slice(specification.map.free)
  const score = new Float64Array(total * nodes)
  const posterior = new Float64Array(nodes)
  specification.items.forEach((_, group) => {
    const items = itemsAt(specification, group, x)
    const probability = nodeProbabilities(items, node)
    const contributions = itemContributions(fitted, group, items)
    for (let row = packed.groupStart[group]; row < packed.groupStart[group + 1]; row++) {
      const normal = abilityModel.normal(own, group, row)
      posterior.set(abilityWeights(node, normal.mean, normal.variance))
      score.fill(0)
      addAbilityScores(fitted, group, row, normal, posterior, score)
      visitAnswers(packed, items, row, (place) => {
        for (let q = 0; q < nodes; q++) posterior[q] *= probability[place * nodes + q]
        rescale(posterior)
        for (const { column, value } of contributions[place]) {
          for (let q = 0; q < nodes; q++) score[column * nodes + q] += value[q]
        }
      })
      normalise(posterior)
      visit({ weight: packed.weight[row], posterior, score, group, row })
    }
  })
}

/** Calls back with the place (item's first category + code, all items' categories in a row) of each answer given. */
function visitAnswers(packed: PackedResponses, items: Items, row: number, visit: (place: number) => void): void {
  const { blocks, code, itemStart, radix } = packed
  let first = 0
  for (let b = 0; b < blocks; b++) {
    let rest = code[row * blocks + b]
    for (let j = itemStart[b]; j < itemStart[b + 1]; j++) {
      const state = rest % radix[j]
      rest = (rest - state) / radix[j]
      if (state < items.categories[j]) visit(first + state)
      first += items.categories[j]
    }
  }
}

function itemContributions({ specification, node }: FittedTo, group: number, items: Items): Contribution[][] {
  const { map } = specification
  const room = itemRoom(items)
  const result: Contribution[][] = []
  const offset = group * items.parameter.length
  for (let j = 0; j < items.model.length; j++) {
    const n = items.start[j + 1] - items.start[j]
    const byCategory = Array.from({ length: items.categories[j] }, () => new Map<number, Float64Array>())
    for (let q = 0; q < node.length; q++) {
      workingGradient(items, j, node[q], room)
      for (let p = 0; p < n; p++) {
        const row = offset + items.start[j] + p
        for (let e = map.rowStart[row]; e < map.rowStart[row + 1]; e++) {
          byCategory.forEach((columns, k) => {
            const value = columns.get(map.column[e]) ?? new Float64Array(node.length)
            columns.set(map.column[e], value)
            if (room.probability[k] > 0) value[q] += map.coefficient[e] * room.gradient[k * n + p]
          })
        }
      }
    }
    for (const columns of byCategory) result.push([...columns].map(([column, value]) => ({ column, value })))
  }
  return result
}

function addAbilityScores(
  { specification, node, abilityModel }: FittedTo,
  group: number,
  row: number,
  normal: { mean: number; variance: number },
  prior: Float64Array,
  score: Float64Array,
): void {
  const count = abilityModel.start.length
  if (count === 0) return
  const { byMean, byLogVariance } = normalScores(node, prior, normal.mean, normal.variance)
  for (let a = 0; a < count; a++) {
    const [m, v] = abilityModel.loading(a, group, row)
    const to = (specification.map.free + a) * node.length
    for (let q = 0; q < node.length; q++) score[to + q] += m * byMean[q] + v * byLogVariance[q]
  }
}

/** ∂ log w_q/∂μ and ∂ log w_q/∂ log σ² of the discrete normal: the continuous ones less their means over the nodes. */
export function normalScores(node: Float64Array, prior: Float64Array, mean: number, variance: number) {
  const byMean = node.map((x) => (x - mean) / variance)
  const byLogVariance = node.map((x) => (x - mean) ** 2 / (2 * variance))
  for (const values of [byMean, byLogVariance]) {
    let centre = 0
    for (let q = 0; q < node.length; q++) centre += prior[q] * values[q]
    for (let q = 0; q < node.length; q++) values[q] -= centre
  }
  return { byMean, byLogVariance }
}

/** Keeps a product of many probabilities away from underflow. */
function rescale(posterior: Float64Array): void {
  let largest = 0
  for (const value of posterior) if (value > largest) largest = value
  if (largest > 1e-100 || largest === 0) return
  for (let q = 0; q < posterior.length; q++) posterior[q] /= largest
}

function normalise(posterior: Float64Array): void {
  let sum = 0
  for (const value of posterior) sum += value
  for (let q = 0; q < posterior.length; q++) posterior[q] /= sum
}
