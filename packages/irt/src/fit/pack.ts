import { NumericError } from '@kepu/numeric'
import { MISSING } from '../model/items.ts'
import type { Responses } from '../model/responses.ts'

/**
 * Responses with several items to a byte, equal rows counted once.
 *
 * Consecutive items share a block as long as their joint states number at most 256: eight binary items, five when answers are missing, three with five
 * categories. What a person's answers say about ability is then a product of a few table rows instead of a product over the items.
 */
export interface PackedResponses {
  /** R distinct rows, those of group 0 first */
  readonly rows: number
  /** B */
  readonly blocks: number
  /** [R × B] joint state of block b in row r at r·B + b */
  readonly code: Uint8Array
  /** [R] total weight of the persons with this row */
  readonly weight: Float64Array
  /** [G + 1] rows of group g are groupStart[g] … groupStart[g + 1] − 1 */
  readonly groupStart: Uint32Array
  /** [N] the row of each person */
  readonly rowOf: Uint32Array
  /** [B + 1] items of block b are itemStart[b] … itemStart[b + 1] − 1 */
  readonly itemStart: Uint32Array
  /** [J] states of an item: its categories, and one more, the last, when some answer is missing */
  readonly radix: Uint16Array
  /** [B + 1] table rows of block b are stateStart[b] … stateStart[b + 1] − 1 */
  readonly stateStart: Uint32Array
}

/** What may be said of the persons beside their answers. */
export interface PersonFacts {
  /** [N] positive; all 1 when not said */
  readonly weight?: ArrayLike<number> | undefined
  /** [N] codes 0 … G − 1, all used; one group when not said */
  readonly group?: ArrayLike<number> | undefined
  /** false keeps a row per person, in their order within each group; true when not said */
  readonly collapse?: boolean | undefined
}

const STATES = 256

/** Names the first person of a row, for messages; the row itself where the persons are not at hand (in a worker). */
export function personOf({ rowOf }: PackedResponses, row: number): string {
  const person = rowOf.indexOf(row)
  return person < 0 ? `row ${row}` : `person ${person}`
}

/**
 * Packs answers, which must be checked already (`checkResponses`), into bytes.
 *
 * @param categories  [J]
 * @throws NumericError irt.shape · irt.weight · irt.group (name the person)
 * Time O(N·J), memory a byte per person and block, with 8 bytes for the row's weight.
 */
export function packResponses(
  responses: Responses,
  categories: ArrayLike<number>,
  facts: PersonFacts = {},
): PackedResponses {
  const { persons } = responses
  const weight = checkedWeights(persons, facts.weight)
  const { group, groups } = checkedGroups(persons, facts.group)
  const { itemStart, radix, stateStart } = planBlocks(responses, categories)
  const blocks = itemStart.length - 1
  const code = encodeAnswers(responses, itemStart, radix)
  const first =
    facts.collapse === false ? Uint32Array.from({ length: persons }, (_, i) => i) : firstLike(code, blocks, group)
  const { rowOf, rowPerson, groupStart } = orderRows(first, group, groups)
  const rows = rowPerson.length
  const rowCode = new Uint8Array(rows * blocks)
  const rowWeight = new Float64Array(rows)
  for (let r = 0; r < rows; r++) {
    const from = rowPerson[r] * blocks
    for (let b = 0; b < blocks; b++) rowCode[r * blocks + b] = code[from + b]
  }
  for (let i = 0; i < persons; i++) rowWeight[rowOf[i]] += weight === null ? 1 : weight[i]
  return { rows, blocks, code: rowCode, weight: rowWeight, groupStart, rowOf, itemStart, radix, stateStart }
}

function checkedWeights(persons: number, weight: ArrayLike<number> | undefined): ArrayLike<number> | null {
  if (weight === undefined) return null
  if (weight.length !== persons) throw new NumericError('irt.shape', `${weight.length} weights, ${persons} persons`)
  for (let i = 0; i < persons; i++) {
    if (!(weight[i] > 0 && Number.isFinite(weight[i]))) {
      throw new NumericError('irt.weight', `person ${i} has weight ${weight[i]}`)
    }
  }
  return weight
}

function checkedGroups(persons: number, group: ArrayLike<number> | undefined) {
  if (group === undefined) return { group: new Uint16Array(persons), groups: 1 }
  if (group.length !== persons) throw new NumericError('irt.shape', `${group.length} group codes, ${persons} persons`)
  let groups = 0
  for (let i = 0; i < persons; i++) {
    if (!(Number.isInteger(group[i]) && group[i] >= 0 && group[i] < 65536)) {
      throw new NumericError('irt.group', `person ${i} has group ${group[i]}`)
    }
    groups = Math.max(groups, group[i] + 1)
  }
  const seen = new Uint8Array(groups)
  for (let i = 0; i < persons; i++) seen[group[i]] = 1
  const empty = seen.indexOf(0)
  if (empty >= 0) throw new NumericError('irt.group', `group ${empty} of ${groups} has nobody`)
  return { group: Uint16Array.from(group), groups }
}

function planBlocks(responses: Responses, categories: ArrayLike<number>) {
  const { persons, items, answer } = responses
  const radix = new Uint16Array(items)
  const itemStart = [0]
  const stateStart = [0]
  let states = 1
  for (let j = 0; j < items; j++) {
    const column = answer.subarray(j * persons, (j + 1) * persons)
    radix[j] = categories[j] + (column.includes(MISSING) ? 1 : 0)
    if (states * radix[j] > STATES) {
      itemStart.push(j)
      stateStart.push(stateStart[stateStart.length - 1] + states)
      states = 1
    }
    states *= radix[j]
  }
  itemStart.push(items)
  stateStart.push(stateStart[stateStart.length - 1] + states)
  return { itemStart: Uint32Array.from(itemStart), radix, stateStart: Uint32Array.from(stateStart) }
}

/** [N × B] joint states; within a block the first item is the lowest digit. */
function encodeAnswers({ persons, answer }: Responses, itemStart: Uint32Array, radix: Uint16Array): Uint8Array {
  const blocks = itemStart.length - 1
  const code = new Uint8Array(persons * blocks)
  for (let b = 0; b < blocks; b++) {
    let place = 1
    for (let j = itemStart[b]; j < itemStart[b + 1]; j++) {
      const column = j * persons
      const missing = radix[j] - 1
      for (let i = 0; i < persons; i++) {
        const state = answer[column + i]
        code[i * blocks + b] += place * (state === MISSING ? missing : state)
      }
      place *= radix[j]
    }
  }
  return code
}

/** [N] the first person with the same states and group, by hashing (FNV-1a, linear probing). */
function firstLike(code: Uint8Array, blocks: number, group: Uint16Array): Uint32Array {
  const persons = group.length
  let size = 16
  while (size < 2 * persons) size *= 2
  const slot = new Int32Array(size).fill(-1)
  const first = new Uint32Array(persons)
  for (let i = 0; i < persons; i++) {
    let hash = 0x811c9dc5 ^ group[i]
    for (let b = 0; b < blocks; b++) hash = Math.imul(hash ^ code[i * blocks + b], 0x01000193)
    hash ^= hash >>> 15
    let at = hash & (size - 1)
    while (slot[at] >= 0 && !sameRow(code, blocks, group, slot[at], i)) at = (at + 1) & (size - 1)
    if (slot[at] < 0) slot[at] = i
    first[i] = slot[at]
  }
  return first
}

function sameRow(code: Uint8Array, blocks: number, group: Uint16Array, a: number, b: number): boolean {
  if (group[a] !== group[b]) return false
  for (let k = 0; k < blocks; k++) if (code[a * blocks + k] !== code[b * blocks + k]) return false
  return true
}

/** Numbers the distinct rows, group by group. */
function orderRows(first: Uint32Array, group: Uint16Array, groups: number) {
  const persons = first.length
  const groupStart = new Uint32Array(groups + 1)
  for (let i = 0; i < persons; i++) if (first[i] === i) groupStart[group[i] + 1] += 1
  for (let g = 0; g < groups; g++) groupStart[g + 1] += groupStart[g]
  const next = groupStart.slice(0, groups)
  const rowPerson = new Uint32Array(groupStart[groups])
  const rowOf = new Uint32Array(persons)
  for (let i = 0; i < persons; i++) {
    if (first[i] === i) {
      rowOf[i] = next[group[i]]++
      rowPerson[rowOf[i]] = i
      continue
    }
    rowOf[i] = rowOf[first[i]]
  }
  return { rowOf, rowPerson, groupStart }
}
