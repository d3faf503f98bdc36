import { columnOf, type Grid } from '../../../file/index.ts'
import { stop } from '../store.ts'
import { type Column, columns } from './columns.ts'

export const MAX_ROWS = 200

/** A row as it stands in the workbook: text only, nothing understood yet. */
export interface RawRow {
  /** Row number in the workbook, from 1. */
  readonly row: number
  readonly cells: Readonly<Partial<Record<Column, string>>>
}

/**
 * Finds the heading row among the first ten and reads what stands below it; empty rows are passed over.
 * @throws Refused plan.annualTable.noHeader · plan.annualTable.empty
 */
export function rowsOf(grid: Grid): RawRow[] {
  const at = grid
    .slice(0, 10)
    .findIndex((cells) => columnOf(cells, columns.title) >= 0 && columnOf(cells, columns.leads) >= 0)
  const heading = grid[at]
  if (heading === undefined) stop({ code: 'plan.annualTable.noHeader' })
  const places = Object.entries(columns).map(([column, names]) => [column, columnOf(heading, names)] as const)
  const rows = grid.slice(at + 1).flatMap((line, offset): RawRow[] => {
    const cells = Object.fromEntries(
      places.flatMap(([column, place]) => {
        const text = place < 0 ? '' : (line[place] ?? '').trim()
        return text === '' ? [] : [[column, text]]
      }),
    )
    return cells['title'] || cells['leads'] ? [{ row: at + offset + 2, cells }] : []
  })
  if (rows.length === 0) stop({ code: 'plan.annualTable.empty' })
  return rows
}
