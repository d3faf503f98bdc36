import type { PersonImportRefusal } from '@kepu/contract/people-import'
import { Refused } from '../../../platform/problem.ts'
import { columnOf, type Grid } from '../../file/index.ts'
import { type Column, columns } from './columns.ts'
import type { RawRow } from './understand.ts'

export const MAX_ROWS = 5_000

function refused(reason: PersonImportRefusal): never {
  throw new Refused(reason)
}

/** Finds the heading row among the first ten and reads what stands below it; empty rows are passed over. */
export function rowsOf(grid: Grid): RawRow[] {
  const at = grid
    .slice(0, 10)
    .findIndex((cells) => columnOf(cells, columns.name) >= 0 && columnOf(cells, columns.kinds) >= 0)
  const heading = grid[at]
  if (heading === undefined) refused({ code: 'people.import.noHeader' })
  const places = new Map<Column, number>()
  for (const column in columns) if (isColumn(column)) places.set(column, columnOf(heading, columns[column]))
  const rows = grid.slice(at + 1).flatMap((line, offset) => {
    const cells: Partial<Record<Column, string>> = {}
    for (const [column, place] of places) {
      const text = place < 0 ? '' : (line[place] ?? '').trim()
      if (text !== '') cells[column] = text
    }
    return Object.keys(cells).length === 0 ? [] : [{ row: at + offset + 2, cells }]
  })
  if (rows.length > MAX_ROWS) refused({ code: 'people.import.tooManyRows', maxRows: MAX_ROWS })
  return rows
}

function isColumn(name: string): name is Column {
  return Object.hasOwn(columns, name)
}
