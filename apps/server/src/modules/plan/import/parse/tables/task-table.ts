import type { Span } from '@kepu/contract/plan-proposal'
import type { Cell, Table } from '../../source.ts'
import { unspaced } from '../characters.ts'
import type { Duty } from '../duties/duty.ts'
import { readMarker } from '../headings.ts'
import { readNames } from '../name-list.ts'
import { isCategory } from '../tasks/category.ts'
import { titleOf } from '../titles.ts'
import { gridOf } from './cells.ts'
import { type Column, columnOf, isDuty, isTaskTable } from './columns.ts'

export interface TableItem {
  readonly title: string
  readonly span: Span
  readonly duties: readonly Duty[]
  /** The cell of a column about quantities or targets. */
  readonly target: Span | null
}

export interface TableTask extends TableItem {
  /** The cell with the title. */
  readonly cell: Span
  readonly category: string | null
  readonly measures: readonly TableItem[]
}

type Grid = (Cell | undefined)[][]

interface Shape {
  readonly columns: readonly Column[]
  readonly firstRow: number
  readonly category: number
  readonly task: number
  readonly measure: number
}

const isBlank = (cell: Cell | undefined) => !cell || cell.span[0] === cell.span[1]
const wordsOf = (text: string, cell: Cell | undefined) => (cell ? unspaced(text.slice(...cell.span)) : '')

/** The columns by their heads; a head may take up to three rows (责任分工 over 牵头单位 and 责任单位). */
function readHead(text: string, grid: Grid, width: number): { columns: Column[]; rows: number } | null {
  for (let last = 0; last < Math.min(3, grid.length); last++) {
    const columns = Array.from({ length: width }, (_, column) => columnOf(wordsOf(text, grid[last]?.[column])))
    if (!isTaskTable(columns)) continue
    const below = grid[last + 1]
    const refined = Array.from({ length: width }, (_, column) => columnOf(wordsOf(text, below?.[column])))
    const continues = below?.every((cell, i) => cell === grid[last]?.[i] || isBlank(cell) || refined[i] !== 'unknown')
    if (!continues || !below?.some((cell, i) => cell !== grid[last]?.[i] && !isBlank(cell)))
      return { columns, rows: last + 1 }
    return {
      columns: refined.map((column, i) => (column === 'unknown' ? (columns[i] ?? 'unknown') : column)),
      rows: last + 2,
    }
  }
  return null
}

function distinctWords(text: string, grid: Grid, from: number, column: number): string[] {
  return [...new Set(grid.slice(from).map((row) => wordsOf(text, row[column])))].filter((words) => words !== '')
}

/** Which columns hold kind, task and measure. Heads are vague (项目, 内容), so the cells have the last word. */
function shapeOf(text: string, grid: Grid, width: number): Shape | null {
  const head = readHead(text, grid, width)
  if (!head) return null
  const { columns, rows } = head
  let category = columns.indexOf('category')
  let task = columns.indexOf('task')
  let measure = columns.indexOf('measure')
  if (measure < 0 && task >= 0) measure = columns.indexOf('task', task + 1)
  if (task < 0) [task, measure] = [measure, -1]
  const kinds = distinctWords(text, grid, rows, category)
  if (category < 0 && measure >= 0 && distinctWords(text, grid, rows, task).every(isCategory))
    [category, task, measure] = [task, measure, -1]
  const named = kinds.filter((words) => /(?:行动|工程)$/.test(words) && !isCategory(words))
  if (category >= 0 && measure < 0 && kinds.length > 1 && named.length > kinds.length / 2)
    [category, task, measure] = [-1, category, task]
  return { columns, firstRow: rows, category, task, measure }
}

/** Where the characters [from, to) of a cell's text without white space stand. */
function spanWithin(text: string, span: Span, from: number, to: number): Span {
  let seen = 0
  let start = span[0]
  for (let i = span[0]; i < span[1]; i++) {
    if (/\s/.test(text.charAt(i))) continue
    if (seen === from) start = i
    seen++
    if (seen === to) return [start, i + 1]
  }
  return [start, span[1]]
}

/** The items of a cell: each numbered line with the lines that go on with it, or the whole cell. */
function itemsOf(text: string, cell: Cell): Span[] {
  const starts: number[] = []
  let at = cell.span[0]
  for (const line of text.slice(...cell.span).split('\n')) {
    if (readMarker(line.trim()) !== null) starts.push(at)
    at += line.length + 1
  }
  if (starts.length < 2 || starts[0] !== cell.span[0]) return [[cell.span[0], cell.span[1]]]
  return starts.map((start, i): Span => [start, (starts[i + 1] ?? cell.span[1] + 1) - 1])
}

function titleIn(text: string, span: Span): { title: string; span: Span } {
  const plain = unspaced(text.slice(...span))
  const range = titleOf(plain, readMarker(plain)?.length ?? 0)
  return { title: plain.slice(range.from, range.to), span: spanWithin(text, span, range.from, range.to) }
}

function dutiesOf(text: string, row: readonly (Cell | undefined)[], columns: readonly Column[]): Duty[] {
  const seen = new Set<Cell>()
  return columns.flatMap((column, index): Duty[] => {
    const cell = row[index]
    if (!cell || isBlank(cell) || seen.has(cell)) return []
    if (isDuty(column)) {
      seen.add(cell)
      const list = readNames(text, ...cell.span)
      const role = column === 'lead' || column === 'support' || column === 'implementer' ? column : 'main'
      return [{ role, form: 'label', span: cell.span, ownLine: false, value: null, ...list }]
    }
    if (column !== 'deadline') return []
    const value = { text: wordsOf(text, cell), span: cell.span }
    return [
      {
        role: 'deadline',
        form: 'label',
        span: cell.span,
        ownLine: false,
        value,
        names: [],
        openEnded: false,
        rest: [],
      },
    ]
  })
}

interface Group {
  readonly rows: number[]
  readonly cell: Cell
  readonly category: string | null
}

/** Rows that share a task cell (merged, or blank below it), with the kind that stands above or beside them. */
function groupRows(text: string, grid: Grid, shape: Shape): Group[] {
  const groups: Group[] = []
  let category: string | null = null
  for (let row = shape.firstRow; row < grid.length; row++) {
    const cells = grid[row] ?? []
    const filled = [...new Set(cells.filter((cell) => !isBlank(cell)))]
    const only = filled.length === 1 ? filled[0] : undefined
    const words = wordsOf(text, only)
    if (
      only &&
      shape.columns.length > 2 &&
      words.length <= 24 &&
      (only.columnSpan > 1 || only !== cells[shape.measure]) &&
      isCategoryRow(words, only)
    ) {
      category = words.slice(readMarker(words)?.length ?? 0)
      continue
    }
    const kind = wordsOf(text, cells[shape.category])
    if (kind !== '') category = kind.slice(readMarker(kind)?.length ?? 0)
    const cell = cells[shape.task]
    const last = groups.at(-1)
    if (last && (isBlank(cell) || cell === last.cell)) last.rows.push(row)
    else if (cell && !isBlank(cell)) groups.push({ rows: [row], cell, category })
  }
  return groups
}

const isCategoryRow = (words: string, cell: Cell) =>
  cell.columnSpan > 1 || isCategory(words) || readMarker(words)?.marker === 'han'

/** Whether the measures of some task have their own units: several rows, and their cells differ. */
function answersByMeasure(grid: Grid, shape: Shape, groups: readonly Group[]): boolean {
  if (shape.measure < 0) return false
  return groups.some(({ rows }) =>
    shape.columns.some((column, index) => {
      if (!isDuty(column)) return false
      return new Set(rows.map((row) => grid[row]?.[index]).filter((cell) => !isBlank(cell))).size > 1
    }),
  )
}

function union(text: string, grid: Grid, shape: Shape, rows: readonly number[]): Duty[] {
  const seen = new Set<number>()
  return rows
    .flatMap((row) => dutiesOf(text, grid[row] ?? [], shape.columns))
    .filter((duty) => {
      const first = !seen.has(duty.span[0])
      seen.add(duty.span[0])
      return first
    })
}

function measuresOf(text: string, grid: Grid, shape: Shape, group: Group, own: boolean): TableItem[] {
  if (shape.measure < 0) return []
  const items: TableItem[] = []
  let duties: Duty[] = []
  const seen = new Set<Cell>()
  for (const row of group.rows) {
    const cells = grid[row] ?? []
    const here = dutiesOf(text, cells, shape.columns)
    if (here.length > 0) duties = here
    const cell = cells[shape.measure]
    if (!cell || isBlank(cell) || seen.has(cell)) continue
    seen.add(cell)
    const target = cells[shape.columns.indexOf('quantity')]
    for (const span of itemsOf(text, cell)) {
      const { title } = titleIn(text, span)
      items.push({ title, span, duties: own ? duties : [], target: target && !isBlank(target) ? target.span : null })
    }
  }
  return items.filter(({ title }) => title !== '')
}

/** The tasks of a table that says who answers for what, or null when it's another kind of table. */
export function readTaskTable(text: string, table: Table): TableTask[] | null {
  const grid = gridOf(table)
  const shape = shapeOf(text, grid, table.columns)
  if (!shape) return null
  const groups = groupRows(text, grid, shape)
  const byMeasure = answersByMeasure(grid, shape, groups)
  return groups.map((group) => {
    const first = grid[group.rows[0] ?? 0] ?? []
    const last = grid[group.rows.at(-1) ?? 0] ?? []
    const target = first[shape.columns.indexOf('quantity')]
    const ends = [...first, ...last].flatMap((cell) => (isBlank(cell) || !cell ? [] : [cell.span[1]]))
    return {
      title: titleIn(text, group.cell.span).title,
      cell: group.cell.span,
      span: [group.cell.span[0], Math.max(group.cell.span[1], ...ends)],
      category: group.category,
      duties: byMeasure ? [] : union(text, grid, shape, group.rows),
      target: target && !isBlank(target) ? target.span : null,
      measures: measuresOf(text, grid, shape, group, byMeasure),
    }
  })
}
