import type { Grid, Unreadable } from './grid.ts'

const UTF8_MARK = [0xef, 0xbb, 0xbf]

/** Strict UTF-8, else strict GB18030 (a superset of GBK and GB2312), which Excel in China writes; null when it's neither. */
function decode(bytes: Uint8Array): string | null {
  const marked = UTF8_MARK.every((byte, i) => bytes[i] === byte)
  for (const encoding of marked ? ['utf-8'] : ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // The next encoding, or none.
    }
  }
  return null
}

/** Comma, tab or semicolon: whichever the first line has most of, outside quotes. */
function separatorOf(text: string): string {
  const line = (text.split(/\r?\n/, 1)[0] ?? '').replaceAll(/"[^"]*"/g, '')
  const counted = [',', '\t', ';'].map((sign) => ({ sign, count: line.split(sign).length }))
  return counted.sort((a, b) => b.count - a.count)[0]?.sign ?? ','
}

/** One cell from `at` on: its text and where it ends. A quoted cell may hold separators, line ends and doubled quotes. */
function cellAt(text: string, at: number, separator: string): { cell: string; end: number } | null {
  if (text[at] !== '"') {
    let end = at
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1
    return { cell: text.slice(at, end), end }
  }
  let from = at + 1
  let cell = ''
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return null
    cell += text.slice(from, quote)
    if (text[quote + 1] !== '"') return { cell, end: quote + 1 }
    cell += '"'
    from = quote + 2
  }
}

/** RFC 4180, kindly: any line end, any of three separators, spaces kept. */
export function readSeparated(bytes: Uint8Array, maxRows: number): { grid: Grid } | { why: Unreadable } {
  const text = decode(bytes)
  if (text === null || text.includes('\0')) return { why: 'encoding' }
  const separator = separatorOf(text)
  const grid: string[][] = []
  let row: string[] = []
  for (let at = 0; at < text.length; ) {
    const found = cellAt(text, at, separator)
    if (found === null) return { why: 'damaged' }
    row.push(found.cell)
    at = found.end
    if (text[at] === separator) {
      at += 1
      if (at === text.length) row.push('')
      continue
    }
    if (at < text.length && text[at] !== '\n' && text[at] !== '\r') return { why: 'damaged' }
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
    grid.push(row)
    row = []
    if (grid.length > maxRows) return { why: 'tooManyRows' }
  }
  if (row.length > 0) grid.push(row)
  return { grid }
}
