import type { Span } from '@kepu/contract/plan-proposal'
import type { Table } from '../../source.ts'
import { isUnitLike } from '../unit-names.ts'
import { tableOf, trimSpan } from './cells.ts'
import { columnOf, isDuty, isTaskTable } from './columns.ts'
import { isIndicatorHead } from './indicator-table.ts'

/** Whole lines of the text, with where they start. */
export interface RawLine {
  readonly start: number
  readonly text: string
}

export function rawLines(text: string): RawLine[] {
  const lines: RawLine[] = []
  let start = 0
  for (const line of text.split('\n')) {
    lines.push({ start, text: line })
    start += line.length + 1
  }
  return lines
}

type Separator = '\t' | '|' | '  '

function separatorOf(line: string): Separator | null {
  if (line.length > 4000) return null
  if ((line.match(/\|/g)?.length ?? 0) >= 2) return '|'
  const body = line.trim()
  if (body.includes('\t')) return '\t'
  return /\S {2,}\S.* {2,}\S/.test(body) ? '  ' : null
}

/** The cells of a line. Tabs and bars keep empty cells; gaps of blanks can't have any. */
export function splitLine(line: RawLine, separator: Separator): Span[] {
  const pattern = separator === '\t' ? /\t/g : separator === '|' ? /\|/g : / {2,}/g
  const spans: Span[] = []
  let from = 0
  for (const match of line.text.matchAll(pattern)) {
    spans.push(trimSpan(line.text, from, match.index))
    from = match.index + match[0].length
  }
  spans.push(trimSpan(line.text, from, line.text.length))
  const isEmpty = (span: Span | undefined) => span !== undefined && span[0] === span[1]
  if (separator === '|' && isEmpty(spans[0])) spans.shift()
  if (separator === '|' && isEmpty(spans.at(-1))) spans.pop()
  if (separator === '  ' && isEmpty(spans[0])) spans.shift()
  return spans.map(([start, end]): Span => [line.start + start, line.start + end])
}

const RULE = /^[\s|:+-]+$/

interface Growing {
  readonly rows: Span[][]
  readonly columns: number
  readonly duties: readonly number[]
  readonly separator: Separator
}

/** A row with fewer cells than the head lacks its first cells (a merged one) or its last: units must stand under units. */
function align(text: string, cells: readonly Span[], table: Growing): Span[] {
  const missing = table.columns - cells.length
  if (missing <= 0) return [...cells]
  const fits = (shift: number) =>
    table.duties.filter((column) => {
      const cell = cells[column - shift]
      return cell !== undefined && isUnitLike(text.slice(...cell).split(/[、，,；;\s]+/)[0] ?? '')
    }).length
  const at = cells[0]?.[0] ?? 0
  const shift = fits(missing) > fits(0) ? missing : 0
  return [...Array.from({ length: shift }, (): Span => [at, at]), ...cells]
}

/** A line that no separator splits, inside a table: a broken cell's other half, or a row that names the kind of the following ones. */
function takeLoose(text: string, line: RawLine, table: Growing): boolean {
  const visible = trimSpan(line.text, 0, line.text.length)
  const words = line.text.slice(...visible)
  const span: Span = [line.start + visible[0], line.start + visible[1]]
  const row = table.rows.at(-1)
  const last = row?.at(-1)
  if (words.length > 300 || /[。：:]/.test(words) || !row || !last) return false
  const before = text.slice(...last)
  const tokens = words.split(/[、，,；;\s]+/).filter((token) => token !== '')
  if (/[、，,]$/.test(before) || (tokens.length > 1 && tokens.slice(1).every(isUnitLike) && table.rows.length > 1)) {
    row[row.length - 1] = [last[0], span[1]]
    return true
  }
  if (!/(?:行动|工程|任务|计划|保障)$/.test(words) || words.length > 24) return false
  table.rows.push([span])
  return true
}

/**
 * Tables whose rows are lines: cells between tabs, bars (Markdown) or gaps of blanks, under a head that names a task and who answers.
 * `used` holds the line numbers that belong to a table already found.
 */
export function delimitedTables(text: string, lines: readonly RawLine[]): Table[] {
  const tables: Table[] = []
  for (let i = 0; i < lines.length; i++) {
    const head = lines[i]
    const separator = head ? separatorOf(head.text) : null
    if (!head || !separator) continue
    const cells = splitLine(head, separator)
    const columns = cells.map((cell) => columnOf(text.slice(...cell)))
    if (!isTaskTable(columns) && !isIndicatorHead(cells.map((cell) => text.slice(...cell)))) continue
    const duties = columns.flatMap((column, index) => (isDuty(column) ? [index] : []))
    const table: Growing = { rows: [cells], columns: cells.length, duties, separator }
    i = readRows(text, lines, i + 1, table) - 1
    tables.push(tableOf(table.rows))
  }
  return tables
}

/** Reads rows from line `from` on; returns the first line behind the table. */
function readRows(text: string, lines: readonly RawLine[], from: number, table: Growing): number {
  let i = from
  for (; i < lines.length; i++) {
    const line = lines[i]
    if (!line) break
    if (RULE.test(line.text)) {
      if (line.text.trim() !== '') continue
      const next = lines[i + 1]
      if (!next || separatorOf(next.text) !== table.separator) break
      continue
    }
    const separator = separatorOf(line.text)
    const leading = table.separator === '\t' && line.text.includes('\t')
    if (separator === table.separator || leading) table.rows.push(align(text, splitLine(line, table.separator), table))
    else if (!takeLoose(text, line, table)) break
  }
  return i
}
