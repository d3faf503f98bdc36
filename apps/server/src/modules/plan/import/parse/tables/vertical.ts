import type { Span } from '@kepu/contract/plan-proposal'
import type { Table } from '../../source.ts'
import { readMarker } from '../headings.ts'
import { isUnitLike, startsUnit } from '../unit-names.ts'
import { tableOf, trimSpan } from './cells.ts'
import { type Column, columnOf, isDuty, isTaskTable } from './columns.ts'
import type { RawLine } from './delimited.ts'

/**
 * Tables that were broken one cell a line, as a copy out of Word gives them. Either a tab opens each cell (an empty one too, and further
 * lines without a tab go on with it), or nothing marks them and only their content tells where a row starts.
 */
export function verticalTables(text: string, lines: readonly RawLine[]): Table[] {
  const tables: Table[] = []
  for (let i = 0; i < lines.length; i++) {
    const tabbed = tabbedTable(text, lines, i)
    const found = tabbed ?? plainTable(text, lines, i)
    if (!found) continue
    tables.push(found.table)
    i = found.next - 1
  }
  return tables
}

interface Found {
  readonly table: Table
  /** The first line behind it. */
  readonly next: number
}

/** A head takes no more lines than this, each column broken over two. */
const HEAD_LINES = 24

interface Row {
  readonly cells: Span[]
}

/** Rows of cells that tabs open; an empty line ends a row. */
function tabbedRows(lines: readonly RawLine[], from: number, to: number): { rows: Row[]; next: number } {
  const rows: Row[] = []
  let row: Row = { cells: [] }
  let i = from
  for (; i < to; i++) {
    const line = lines[i]
    if (!line) break
    if (line.text.startsWith('\t')) {
      let at = 0
      for (const part of line.text.slice(1).split('\t')) {
        at += 1
        row.cells.push([line.start + at, line.start + at + part.length])
        at += part.length
      }
      continue
    }
    if (line.text.trim() === '') {
      if (row.cells.length > 0) rows.push(row)
      row = { cells: [] }
      continue
    }
    const last = row.cells.at(-1)
    if (!last) break
    row.cells[row.cells.length - 1] = [last[0], line.start + line.text.length]
  }
  if (row.cells.length > 0) rows.push(row)
  return { rows, next: i }
}

function tabbedTable(text: string, lines: readonly RawLine[], from: number): Found | null {
  const first = lines[from]
  if (!first?.text.startsWith('\t') || first.text.length > 40) return null
  const read = (most: number) => {
    const { rows, next } = tabbedRows(lines, from, Math.min(lines.length, from + most))
    return {
      next,
      split: splitHead(
        text,
        rows.map((row) => row.cells.map(([start, end]) => trimSpan(text, start, end))),
      ),
    }
  }
  if (!read(HEAD_LINES).split) return null
  const { next, split } = read(lines.length)
  if (!split) return null
  const width = split.columns.length
  const body = split.rows.flatMap((row) => chunk(row, width))
  return { table: tableOf([split.head, ...body]), next }
}

/** The head is the first row, or, when no empty line parts the rows, its first cells as long as they name columns. */
function splitHead(text: string, rows: readonly Span[][]): { head: Span[]; columns: Column[]; rows: Span[][] } | null {
  const [first = [], ...others] = rows
  const columns = first.map((cell) => columnOf(text.slice(...cell)))
  if (first.length <= 12 && isTaskTable(columns) && columns.filter((column) => column === 'unknown').length <= 1) {
    return { head: first, columns, rows: others }
  }
  let count = 0
  while (count < columns.length && columns[count] !== 'unknown') count++
  const head = columns.slice(0, count)
  return isTaskTable(head)
    ? { head: first.slice(0, count), columns: head, rows: [first.slice(count), ...others] }
    : null
}

/** Rows of `width` cells; a row that lacks its first cells (merged with those above) is moved to the right. */
function chunk(cells: readonly Span[], width: number): Span[][] {
  const rows: Span[][] = []
  for (let at = 0; at < cells.length; at += width) {
    const row = cells.slice(at, at + width)
    const start = row[0]?.[0] ?? 0
    rows.push([...Array.from({ length: width - row.length }, (): Span => [start, start]), ...row])
  }
  return rows
}

const END = /^(?:抄送|附件|附：|主送|[（(]?此件|联系人)|[。！？]$/
/** A cell that says until when and nothing else: 每年12月 is one, 每年举办讲座50场 is a measure. */
const DEADLINE =
  /^(?:20\d\d年[^、，举开建培]{0,12}|每年(?:\d{1,2}月[^、，]{0,6}|年?底前?)?|(?:长期|持续|常年|按年度)[^、，]{0,8}|20\d\d[-—–]20\d\d[^、，]{0,8})$/

/** The head of an unmarked table: columns, and how many lines it takes. A name may be broken over two lines. */
function plainHead(lines: readonly RawLine[], from: number): { head: Span[]; columns: Column[]; next: number } | null {
  const head: Span[] = []
  const columns: Column[] = []
  let i = from
  for (; i < Math.min(lines.length, from + HEAD_LINES); i++) {
    const line = lines[i]
    const words = line?.text.trim() ?? ''
    if (!line || words === '') continue
    if (words.length > 12) break
    const start = line.start + line.text.indexOf(words)
    const own = columnOf(words)
    const joined = nextWords(lines, i)
    const both = joined ? columnOf(words + joined.words) : 'unknown'
    const nextOwn = joined ? columnOf(joined.words) : 'unknown'
    if (
      joined &&
      both !== 'unknown' &&
      (own === 'unknown' || nextOwn === 'unknown' || (own === 'task' && nextOwn === 'task'))
    ) {
      columns.push(both)
      head.push([start, joined.end])
      i = joined.index
    } else if (own !== 'unknown') {
      columns.push(own)
      head.push([start, start + words.length])
    } else break
  }
  return columns.length >= 2 && isTaskTable(columns) ? { head, columns, next: i } : null
}

function nextWords(lines: readonly RawLine[], at: number): { words: string; index: number; end: number } | null {
  const line = lines[at + 1]
  const words = line?.text.trim() ?? ''
  if (!line || words === '' || words.length > 6) return null
  return { words, index: at + 1, end: line.start + line.text.indexOf(words) + words.length }
}

type Kind = 'units' | 'deadline' | 'number' | 'text'

function kindOf(words: string): Kind {
  if (/^\d{1,3}$/.test(words)) return 'number'
  if (DEADLINE.test(words)) return 'deadline'
  const tokens = words.split(/[、，,；;\s]+/).filter((token) => token !== '')
  return tokens.length > 0 && tokens.every((token) => isUnitLike(token)) && !readMarker(words) ? 'units' : 'text'
}

/** Fills rows by content: a text after units starts a new row; units fill the columns of duties in turn. */
class RowFiller {
  readonly rows: (Span | undefined)[][] = []
  private readonly columns: readonly Column[]
  private readonly text: string
  private row: (Span | undefined)[] = []

  constructor(text: string, columns: readonly Column[]) {
    this.text = text
    this.columns = columns
  }

  private start(): void {
    this.row = new Array<Span | undefined>(this.columns.length)
    this.rows.push(this.row)
  }

  private hasUnits(): boolean {
    return this.columns.some((column, index) => isDuty(column) && this.row[index] !== undefined)
  }

  private put(wanted: (column: Column) => boolean, span: Span): boolean {
    const index = this.columns.findIndex((column, at) => wanted(column) && this.row[at] === undefined)
    if (index >= 0) this.row[index] = span
    return index >= 0
  }

  private extend(index: number, span: Span): void {
    const cell = this.row[index]
    this.row[index] = [cell?.[0] ?? span[0], span[1]]
  }

  /** The column of duties filled last, when its list still waits for more: it ends in 、 or in half a name. */
  private openDuty(next: string): number {
    for (let index = this.columns.length - 1; index >= 0; index--) {
      const cell = this.row[index]
      const column = this.columns[index]
      if (!cell || !column || !isDuty(column)) continue
      const words = this.text.slice(...cell)
      const last = words.split(/[、，,；;\s]+/).at(-1) ?? ''
      const isHalf =
        !isUnitLike(last) ||
        (next !== '' && !startsUnit(next) && next.length <= 8 && isUnitLike(last + next) && !/^\d/.test(next))
      return /[、，,]$/.test(words) || isHalf ? index : -1
    }
    return -1
  }

  /** Rows that are numbered in a column of their own: 2 after the first row starts the second. */
  private isNextNumber(span: Span): boolean {
    return this.columns.includes('number') && Number(this.text.slice(...span)) === this.rows.length + 1
  }

  /** A cell with one unit a line: further units when every column of duties is filled belong to the last of them. */
  private extendDuties(span: Span): boolean {
    const last = this.columns.findLastIndex(isDuty)
    if (this.row[last] === undefined) return false
    this.extend(last, span)
    return true
  }

  take(kind: Kind, span: Span): void {
    const first = this.text.slice(...span).split(/[、，,；;\s]+/)[0] ?? ''
    const waiting = this.openDuty(kind === 'units' ? first : '')
    if (waiting >= 0) {
      this.extend(waiting, span)
      return
    }
    if (kind === 'number' && this.isNextNumber(span)) {
      this.start()
      this.put((column) => column === 'number', span)
      return
    }
    if (kind === 'units' && this.rows.length > 0 && (this.put(isDuty, span) || this.extendDuties(span))) return
    if (kind === 'deadline' && this.put((column) => column === 'deadline', span)) return
    this.takeText(kind, span)
  }

  private takeText(kind: Kind, span: Span): void {
    if (this.rows.length === 0 || this.hasUnits()) this.start()
    if (kind === 'number' && this.put((column) => column === 'number', span)) return
    const words = this.text.slice(...span)
    const category = this.columns.indexOf('category')
    const task = this.columns.findIndex((column) => column === 'task' || column === 'measure')
    if (category >= 0 && this.row[task] === undefined && words.length <= 4 && !readMarker(words)) {
      this.extend(category, span)
      return
    }
    if (this.row[task] !== undefined && readMarker(words) === null && words.length <= 12 && !this.endsTitle(task))
      this.extend(task, span)
    else if (!this.put((column) => column === 'task' || column === 'measure', span)) this.extend(task, span)
  }

  /** A title that ends in 行动 or 工程 is whole. */
  private endsTitle(index: number): boolean {
    const cell = this.row[index]
    return cell !== undefined && /(?:行动|工程|计划)$/.test(this.text.slice(...cell))
  }
}

function plainTable(text: string, lines: readonly RawLine[], from: number): Found | null {
  const words = lines[from]?.text.trim() ?? ''
  if (words === '' || words.length > 12) return null
  const head = plainHead(lines, from)
  if (!head) return null
  const filler = new RowFiller(text, head.columns)
  let i = head.next
  for (; i < lines.length; i++) {
    const line = lines[i]
    if (!line) break
    const visible = trimSpan(line.text, 0, line.text.length)
    const own = line.text.slice(...visible)
    if (own === '') continue
    if (END.test(own) || /^[一二三四五六七八九十]{1,2}、/.test(own)) break
    filler.take(kindOf(own), [line.start + visible[0], line.start + visible[1]])
  }
  if (filler.rows.length === 0) return null
  const rows = filler.rows.map((row) => {
    const at = row.find((cell) => cell !== undefined)?.[0] ?? 0
    return Array.from({ length: head.columns.length }, (_, index): Span => row[index] ?? [at, at])
  })
  return { table: tableOf([head.head, ...rows]), next: i }
}
