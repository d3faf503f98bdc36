import type { Span } from '@kepu/contract/plan-proposal'
import type { Cell, SourceDocument, StyledHeading, Table } from '../source.ts'
import { closeUp, normaliseCharacters } from './normalise.ts'

/** What a file's own reader finds, in reading order: paragraphs and tables, before anything is normalised. */
export interface Paragraph {
  readonly kind: 'paragraph'
  readonly text: string
  /** Heading level, 1 is the highest; null for a plain paragraph. */
  readonly level: number | null
}

export interface RawCell {
  readonly blocks: Block[]
  columnSpan: number
  /** Merged with the cells below it (`restart`) or above it (`continue`). */
  vertical: 'single' | 'restart' | 'continue'
}

export interface TableBlock {
  readonly kind: 'table'
  /** `before` = columns that a row leaves out at its start. */
  readonly rows: { before: number; cells: RawCell[] }[]
}

export type Block = Paragraph | TableBlock

const tidy = (paragraph: string) =>
  normaliseCharacters(paragraph)
    .split('\n')
    .map((line) => closeUp(line, false))
    .join('\n')

/** Everything written in a cell, tables inside it included, one paragraph a line. */
export function wordsOf(blocks: readonly Block[]): string {
  const lines = blocks.flatMap((block) =>
    block.kind === 'paragraph'
      ? [block.text]
      : block.rows.flatMap((row) => row.cells.map((cell) => wordsOf(cell.blocks))),
  )
  return tidy(lines.filter((line) => line.trim() !== '').join('\n')).trim()
}

type Growing<T> = { -readonly [K in keyof T]: T[K] }

/** Text with what stands where: grows as blocks are added. */
class Builder {
  private readonly parts: string[] = []
  private length = 0
  readonly tables: Table[] = []
  readonly headings: StyledHeading[] = []

  private write(text: string): Span {
    const start = this.length
    this.parts.push(text)
    this.length += text.length
    return [start, this.length]
  }

  add(block: Block): void {
    if (block.kind === 'table') {
      this.addTable(block)
      return
    }
    const text = tidy(block.text)
    const indent = text.length - text.trimStart().length
    if (block.level !== null && text.trim() !== '')
      this.headings.push({ start: this.length + indent, level: block.level })
    this.write(`${text}\n`)
  }

  /** Rows become lines with tabs between the cells; a merged cell is written once and known by its extent. */
  private addTable({ rows }: TableBlock): void {
    const start = this.length
    const cells: Growing<Cell>[] = []
    const above = new Map<number, Growing<Cell>>()
    let columns = 0
    rows.forEach((row, index) => {
      let column = row.before
      row.cells.forEach((raw, i) => {
        if (i > 0) this.write('\t')
        this.addCell(raw, index, column, cells, above)
        column += raw.columnSpan
      })
      columns = Math.max(columns, column)
      this.write('\n')
    })
    this.tables.push({ span: [start, this.length], rows: rows.length, columns, cells })
  }

  private addCell(
    raw: RawCell,
    row: number,
    column: number,
    cells: Growing<Cell>[],
    above: Map<number, Growing<Cell>>,
  ): void {
    const upper = above.get(column)
    const words = wordsOf(raw.blocks)
    if (raw.vertical === 'continue' && upper && words === '') {
      upper.rowSpan = row - upper.row + 1
      return
    }
    const cell = { row, column, rowSpan: 1, columnSpan: raw.columnSpan, span: this.write(words) }
    cells.push(cell)
    above.set(column, cell)
  }

  build(): SourceDocument {
    return { text: this.parts.join(''), tables: this.tables, headings: this.headings }
  }
}

/** Blocks in order → one text, with the tables and headings where they stand in it. */
export function documentOf(blocks: readonly Block[]): SourceDocument {
  const builder = new Builder()
  for (const block of blocks) builder.add(block)
  return builder.build()
}
