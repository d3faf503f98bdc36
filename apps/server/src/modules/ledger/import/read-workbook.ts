import { type Audience, audiences } from '@kepu/contract'
import type { LedgerRefusal } from '@kepu/contract/ledger'
import { Refused } from '../../../platform/problem.ts'
import { columnOf, type Grid } from '../../file/index.ts'
import { type Column, columns, reachHeadings } from './columns.ts'

export const MAX_ROWS = 5_000

/** A row as it stands in the workbook: text only, nothing understood yet. */
export interface RawRow {
  /** Row number in the workbook, from 1. */
  readonly row: number
  readonly cells: Readonly<Partial<Record<Column, string>>>
  readonly reach: readonly { audience: Audience; personTimes: string; persons: string }[]
}

function refused(reason: LedgerRefusal): never {
  throw new Refused(reason)
}

/** Finds the heading row among the first ten and reads what stands below it; empty rows and examples are passed over. */
export function rowsOf(grid: Grid): RawRow[] {
  const at = grid
    .slice(0, 10)
    .findIndex((cells) => columnOf(cells, columns.title) >= 0 && columnOf(cells, columns.occurredOn) >= 0)
  const heading = grid[at]
  if (heading === undefined) refused({ code: 'ledger.import.noHeader' })
  const places = Object.entries(columns).map(([column, names]) => [column as Column, columnOf(heading, names)] as const)
  const groups = audiences.map((audience) => {
    const names = reachHeadings(audience)
    return {
      audience,
      personTimes: columnOf(heading, [names.personTimes]),
      persons: columnOf(heading, [names.persons]),
    }
  })

  const rows: RawRow[] = []
  for (const [offset, line] of grid.slice(at + 1).entries()) {
    const cell = (place: number) => (place < 0 ? '' : (line[place] ?? '').trim())
    const cells = Object.fromEntries(
      places.map(([column, place]) => [column, cell(place)] as const).filter(([, text]) => text !== ''),
    )
    if (Object.keys(cells).length === 0) continue
    const reach = groups
      .map(({ audience, personTimes, persons }) => ({
        audience,
        personTimes: cell(personTimes),
        persons: cell(persons),
      }))
      .filter(({ personTimes, persons }) => personTimes !== '' || persons !== '')
    rows.push({ row: at + offset + 2, cells, reach })
  }
  if (rows.length > MAX_ROWS) refused({ code: 'ledger.import.tooManyRows', maxRows: MAX_ROWS })
  return rows
}
