import { choleskyFactor, choleskySolve, type Matrix, matrix, NumericError } from '@kepu/numeric'
import type { Items } from '../model/items.ts'
import type { ItemCounts } from './counts.ts'
import { type ItemRoom, itemRoom, itemScore, itemValue } from './item-score.ts'
import { priorAt } from './prior.ts'
import { itemsAt, type Specification } from './specification.ts'

/** Free parameters that hang together through items, and those items: each such part is maximised by itself. */
export interface Component {
  readonly columns: Uint32Array
  /** pairs group, item */
  readonly members: readonly (readonly [number, number])[]
}

/** The parts of a specification that can be maximised one by one. */
export function components(specification: Specification): Component[] {
  const { map, items } = specification
  const leader = Int32Array.from({ length: map.free }, (_, f) => f)
  const find = (f: number): number => {
    let at = f
    while (leader[at] !== at) at = leader[at]
    return at
  }
  const touched = (group: number, item: number): Set<number> => {
    const offset = group * items[group].parameter.length
    const first = map.rowStart[offset + items[group].start[item]]
    const end = map.rowStart[offset + items[group].start[item + 1]]
    return new Set(map.column.subarray(first, end))
  }
  const owners: { group: number; item: number; column: number }[] = []
  items.forEach(({ model }, group) => {
    for (let item = 0; item < model.length; item++) {
      const [first, ...rest] = touched(group, item)
      if (first === undefined) continue
      for (const column of rest) leader[find(column)] = find(first)
      owners.push({ group, item, column: first })
    }
  })
  const parts = new Map<number, { columns: number[]; members: [number, number][] }>()
  for (let f = 0; f < map.free; f++) {
    const part = parts.get(find(f)) ?? { columns: [], members: [] }
    part.columns.push(f)
    parts.set(find(f), part)
  }
  for (const { group, item, column } of owners) parts.get(find(column))?.members.push([group, item])
  return [...parts.values()].map(({ columns, members }) => ({ columns: Uint32Array.from(columns), members }))
}

/** Expected counts with their nodes: what an M-step looks at. */
export interface Evidence {
  readonly node: Float64Array
  /** [G] */
  readonly counts: readonly ItemCounts[]
}

const STEPS = 12
const SMALL = 1e-10

/** The M-step: free parameters that raise Σ expected count · log P + log prior, by Fisher scoring with halved steps, part by part. */
export function maximise(
  specification: Specification,
  parts: readonly Component[],
  evidence: Evidence,
  free: Float64Array,
): Float64Array {
  const result = Float64Array.from(free)
  const room = itemRoom(specification.items[0])
  for (const part of parts) maximisePart(specification, part, evidence, result, room)
  return result
}

function maximisePart(
  specification: Specification,
  part: Component,
  evidence: Evidence,
  free: Float64Array,
  room: ItemRoom,
): void {
  const { columns } = part
  let value = partValue(specification, part, evidence, free, room)
  for (let iteration = 0; iteration < STEPS; iteration++) {
    const step = scoringStep(specification, part, evidence, free, room)
    const before = Array.from(columns, (f) => free[f])
    let scale = 1
    for (; scale > 1e-6; scale *= 0.5) {
      for (let c = 0; c < columns.length; c++) free[columns[c]] = before[c] + scale * step[c]
      const there = partValue(specification, part, evidence, free, room)
      if (there >= value - 1e-13 * Math.abs(value)) {
        value = there
        break
      }
    }
    if (scale <= 1e-6) {
      for (let c = 0; c < columns.length; c++) free[columns[c]] = before[c]
      return
    }
    let longest = 0
    for (const s of step) longest = Math.max(longest, Math.abs(s))
    if (longest * scale < SMALL) return
  }
}

function partValue(
  specification: Specification,
  { members, columns }: Component,
  { node, counts }: Evidence,
  free: Float64Array,
  room: ItemRoom,
): number {
  const at = memberItems(specification, members, free)
  let sum = 0
  for (const [group, item] of members) sum += itemValue(at[group], item, node, counts[group], room)
  for (const prior of specification.priors) if (columns.includes(prior.column)) sum += priorAt(prior, free).value
  return sum
}

/** The items of each group, computed only for groups that the part touches. */
function memberItems(specification: Specification, members: Component['members'], free: Float64Array): Items[] {
  return specification.items.map((items, g) => {
    return members.some(([group]) => group === g) ? itemsAt(specification, g, free) : items
  })
}

function scoringStep(
  specification: Specification,
  part: Component,
  evidence: Evidence,
  free: Float64Array,
  room: ItemRoom,
): Float64Array {
  const { columns, members } = part
  const m = columns.length
  const placeOf = new Map(Array.from(columns, (f, c) => [f, c] as const))
  const score = new Float64Array(m)
  const information = matrix(m, m)
  const at = memberItems(specification, members, free)
  for (const [group, item] of members) {
    addItem(specification, group, item, at[group], evidence, room, placeOf, score, information.data)
  }
  for (const prior of specification.priors) {
    const c = placeOf.get(prior.column)
    if (c === undefined) continue
    const { slope, curvature } = priorAt(prior, free)
    score[c] += slope
    information.data[c + c * m] += Math.max(curvature, 0)
  }
  return dampedSolve(information, score)
}

/**
 * Solves information · step = score; where the information is singular (an asymptote on its way to 0 tells nothing any more) a little is added to the
 * diagonal, more and more, so that the step stays short in the flat direction.
 */
function dampedSolve(information: Matrix, score: Float64Array): Float64Array {
  const m = score.length
  let largest = 1e-300
  for (let c = 0; c < m; c++) largest = Math.max(largest, information.data[c * (m + 1)])
  for (let ridge = 0; ridge < 1e6; ridge = ridge === 0 ? 1e-9 : ridge * 100) {
    const damped = matrix(m, m, Float64Array.from(information.data))
    for (let c = 0; c < m; c++) damped.data[c * (m + 1)] += ridge * largest
    try {
      return choleskySolve(choleskyFactor(damped), score)
    } catch (error) {
      if (!(error instanceof NumericError && error.code === 'numeric.notPositiveDefinite')) throw error
    }
  }
  return new Float64Array(m)
}

function addItem(
  { map }: Specification,
  group: number,
  item: number,
  items: Items,
  { node, counts }: Evidence,
  room: ItemRoom,
  placeOf: ReadonlyMap<number, number>,
  score: Float64Array,
  information: Float64Array,
): void {
  const m = score.length
  const n = items.start[item + 1] - items.start[item]
  const own = new Float64Array(n)
  const ownInformation = new Float64Array(n * n)
  itemScore(items, item, node, counts[group], room, own, ownInformation)
  const row = group * items.parameter.length + items.start[item]
  for (let p = 0; p < n; p++) {
    for (let e = map.rowStart[row + p]; e < map.rowStart[row + p + 1]; e++) {
      const c = placeOf.get(map.column[e]) ?? 0
      score[c] += map.coefficient[e] * own[p]
      for (let r = 0; r < n; r++) {
        for (let h = map.rowStart[row + r]; h < map.rowStart[row + r + 1]; h++) {
          const d = placeOf.get(map.column[h]) ?? 0
          information[c + d * m] += map.coefficient[e] * map.coefficient[h] * ownInformation[p * n + r]
        }
      }
    }
  }
}
