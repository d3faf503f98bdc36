import type { Items } from '../model/items.ts'
import { categoryProbabilities } from '../model/probability.ts'
import type { PackedResponses } from './pack.ts'

/** For each joint state of each block, its likelihood at the nodes, divided by its largest value. */
export interface BlockTables {
  /** Q */
  readonly nodes: number
  /** [states × Q] at state·Q + q; the largest of each state is 1 */
  readonly likelihood: Float64Array
  /** [states] log of what the row was divided by; −Infinity when the state has no likelihood at any node */
  readonly logScale: Float64Array
}

/** [Σ categories × Q] category probabilities at the nodes: item j's category k at (categoryStart[j] + k)·Q + q. */
export function nodeProbabilities(items: Items, node: Float64Array): Float64Array {
  const nodes = node.length
  const starts = categoryStarts(items)
  const result = new Float64Array(starts[items.model.length] * nodes)
  const room = new Float64Array(256)
  for (let j = 0; j < items.model.length; j++) {
    const count = items.categories[j]
    for (let q = 0; q < nodes; q++) {
      categoryProbabilities(items, j, node[q], room)
      for (let k = 0; k < count; k++) result[(starts[j] + k) * nodes + q] = room[k]
    }
  }
  return result
}

/** [J + 1] where each item's categories start when all are laid in a row. */
export function categoryStarts(items: Items): Uint32Array {
  const starts = new Uint32Array(items.model.length + 1)
  for (let j = 0; j < items.model.length; j++) starts[j + 1] = starts[j] + items.categories[j]
  return starts
}

/** The tables of a packed data set for items of these parameters. Time O(states·Q). */
export function blockTables(packed: PackedResponses, items: Items, node: Float64Array): BlockTables {
  const { blocks, itemStart, radix, stateStart } = packed
  const nodes = node.length
  const probability = nodeProbabilities(items, node)
  const starts = categoryStarts(items)
  const likelihood = new Float64Array(stateStart[blocks] * nodes)
  for (let b = 0; b < blocks; b++) {
    const base = stateStart[b] * nodes
    likelihood.fill(1, base, base + nodes)
    let filled = 1
    for (let j = itemStart[b]; j < itemStart[b + 1]; j++) {
      // From the last state down: state 0 overwrites what the others multiply.
      for (let s = radix[j] - 1; s >= 0; s--) {
        const row = s < items.categories[j] ? (starts[j] + s) * nodes : -1
        for (let f = 0; f < filled; f++) {
          const from = base + f * nodes
          const to = base + (s * filled + f) * nodes
          for (let q = 0; q < nodes; q++)
            likelihood[to + q] = likelihood[from + q] * (row < 0 ? 1 : probability[row + q])
        }
      }
      filled *= radix[j]
    }
  }
  return { nodes, likelihood, logScale: scaleRows(likelihood, stateStart[blocks], nodes) }
}

function scaleRows(likelihood: Float64Array, states: number, nodes: number): Float64Array {
  const logScale = new Float64Array(states)
  for (let s = 0; s < states; s++) {
    const at = s * nodes
    let largest = 0
    for (let q = 0; q < nodes; q++) if (likelihood[at + q] > largest) largest = likelihood[at + q]
    logScale[s] = Math.log(largest)
    if (largest > 0) for (let q = 0; q < nodes; q++) likelihood[at + q] /= largest
  }
  return logScale
}
