import { NumericError } from '@kepu/numeric'
import { MISSING } from '../model/items.ts'
import type { Responses } from '../model/responses.ts'
import type { Specification } from './specification.ts'

/**
 * Throws unless every category of an item that is estimated by itself was chosen by somebody in the groups that share its parameters: else an intercept
 * runs away without end. Items whose parameters also belong to other items (one slope, a rating scale) are left alone.
 *
 * @throws NumericError irt.categoryEmpty (names item, category and group)
 */
export function requireSeenCategories(
  specification: Specification,
  responses: Responses,
  group: ArrayLike<number> | undefined,
): void {
  const { items } = specification
  const owners = itemsOfColumns(specification)
  for (let j = 0; j < items[0].model.length; j++) {
    const pools = new Map<string, number[]>()
    items.forEach((_, g) => {
      const columns = columnsOf(specification, g, j)
      if (columns.length === 0 || columns.some((column) => (owners.get(column)?.size ?? 0) > 1)) return
      pools.set(columns.join(' '), [...(pools.get(columns.join(' ')) ?? []), g])
    })
    for (const groups of pools.values()) requireSeen(responses, group, j, items[0].categories[j], groups)
  }
}

function columnsOf({ map, items }: Specification, group: number, item: number): number[] {
  const { start, parameter } = items[group]
  const offset = group * parameter.length
  return Array.from(map.column.subarray(map.rowStart[offset + start[item]], map.rowStart[offset + start[item + 1]]))
}

function itemsOfColumns(specification: Specification): Map<number, Set<number>> {
  const owners = new Map<number, Set<number>>()
  specification.items.forEach(({ model }, g) => {
    for (let j = 0; j < model.length; j++) {
      for (const column of columnsOf(specification, g, j)) owners.set(column, (owners.get(column) ?? new Set()).add(j))
    }
  })
  return owners
}

function requireSeen(
  { persons, answer }: Responses,
  group: ArrayLike<number> | undefined,
  j: number,
  categories: number,
  groups: readonly number[],
): void {
  const seen = new Uint8Array(categories)
  let left = categories
  for (let i = 0; i < persons && left > 0; i++) {
    const code = answer[i + j * persons]
    if (code === MISSING || seen[code] === 1 || !groups.includes(group === undefined ? 0 : group[i])) continue
    seen[code] = 1
    left--
  }
  const empty = seen.indexOf(0)
  if (empty >= 0) {
    throw new NumericError(
      'irt.categoryEmpty',
      `item ${j}: nobody in group ${groups.join(', ')} is in category ${empty}`,
    )
  }
}
