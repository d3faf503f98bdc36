import type { Span } from '@kepu/contract/plan-proposal'
import type { Cell, Table } from '../../source.ts'

/** Rows of cells given as spans → a table without merged cells; short rows are filled up with empty cells. */
export function tableOf(rows: readonly (readonly Span[])[]): Table {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const cells: Cell[] = []
  rows.forEach((row, index) => {
    const last = row.at(-1)?.[1] ?? 0
    for (let column = 0; column < columns; column++) {
      cells.push({ row: index, column, rowSpan: 1, columnSpan: 1, span: row[column] ?? [last, last] })
    }
  })
  const first = rows[0]?.[0]?.[0] ?? 0
  const end = cells.reduce((furthest, { span }) => Math.max(furthest, span[1]), first)
  return { span: [first, end], rows: rows.length, columns, cells }
}

/** [start, end) without white space at either end. */
export function trimSpan(text: string, start: number, end: number): Span {
  let from = start
  let to = end
  while (from < to && /\s/.test(text.charAt(from))) from++
  while (to > from && /\s/.test(text.charAt(to - 1))) to--
  return [from, to]
}

/** Cell by row and column; a merged cell is found at each place that it covers. */
export function gridOf(table: Table): (Cell | undefined)[][] {
  const grid: (Cell | undefined)[][] = Array.from(
    { length: table.rows },
    () => new Array<Cell | undefined>(table.columns),
  )
  for (const cell of table.cells) {
    for (let row = cell.row; row < Math.min(cell.row + cell.rowSpan, table.rows); row++) {
      for (let column = cell.column; column < Math.min(cell.column + cell.columnSpan, table.columns); column++) {
        const line = grid[row]
        if (line) line[column] = cell
      }
    }
  }
  return grid
}
