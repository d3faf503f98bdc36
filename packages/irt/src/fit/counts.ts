import type { Items } from '../model/items.ts'
import type { PackedResponses } from './pack.ts'
import { categoryStarts } from './tables.ts'

/** Expected weights of persons by item, category and node. */
export interface ItemCounts {
  /** Q */
  readonly nodes: number
  /** [J + 1] */
  readonly categoryStart: Uint32Array
  /** [Σ categories × Q] at (categoryStart[j] + k)·Q + q */
  readonly category: Float64Array
  /** [Q] all persons at each node */
  readonly node: Float64Array
}

/** Unpacks sums by joint state into sums by item and category; missing answers drop out. Time O(states·items per block·Q). */
export function itemCounts(packed: PackedResponses, items: Items, count: Float64Array, nodes: number): ItemCounts {
  const { blocks, itemStart, radix, stateStart } = packed
  const categoryStart = categoryStarts(items)
  const category = new Float64Array(categoryStart[items.model.length] * nodes)
  for (let b = 0; b < blocks; b++) {
    let place = 1
    for (let j = itemStart[b]; j < itemStart[b + 1]; j++) {
      for (let s = stateStart[b]; s < stateStart[b + 1]; s++) {
        const k = Math.floor((s - stateStart[b]) / place) % radix[j]
        if (k >= items.categories[j]) continue
        const to = (categoryStart[j] + k) * nodes
        const from = s * nodes
        for (let q = 0; q < nodes; q++) category[to + q] += count[from + q]
      }
      place *= radix[j]
    }
  }
  const node = new Float64Array(nodes)
  for (let s = stateStart[0]; s < stateStart[1]; s++) for (let q = 0; q < nodes; q++) node[q] += count[s * nodes + q]
  return { nodes, categoryStart, category, node }
}
