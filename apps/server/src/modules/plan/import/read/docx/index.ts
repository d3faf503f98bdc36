import type { Span } from '@kepu/contract/plan-proposal'
import { PlanFileError } from '../../errors.ts'
import type { Cell, SourceDocument, StyledHeading, Table } from '../../source.ts'
import { closeUp, normaliseCharacters } from '../normalise.ts'
import { type Block, type RawCell, readBody, type TableBlock } from './body.ts'
import { Numbering } from './numbering.ts'
import { readStyles } from './styles.ts'
import { readParts } from './zip.ts'

const DOCUMENT = 'word/document.xml'
const STYLES = 'word/styles.xml'
const NUMBERING = 'word/numbering.xml'

const tidy = (paragraph: string) =>
  normaliseCharacters(paragraph)
    .split('\n')
    .map((line) => closeUp(line, false))
    .join('\n')

/** Everything written in a cell, tables inside it included, one paragraph a line. */
function wordsOf(blocks: readonly Block[]): string {
  const lines = blocks.flatMap((block) =>
    block.kind === 'paragraph'
      ? [block.text]
      : block.rows.flatMap((row) => row.cells.map((cell) => wordsOf(cell.blocks))),
  )
  return tidy(lines.filter((line) => line.trim() !== '').join('\n')).trim()
}

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
    const cells: { -readonly [K in keyof Cell]: Cell[K] }[] = []
    const above = new Map<number, (typeof cells)[number]>()
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
    cells: { -readonly [K in keyof Cell]: Cell[K] }[],
    above: Map<number, { -readonly [K in keyof Cell]: Cell[K] }>,
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

/**
 * A .docx → text with its tables (merged cells and all), headings and the numbers that Word keeps apart from the text.
 * @throws PlanFileError plan.file.damaged · plan.file.zipBomb · plan.file.xmlForbidden · plan.file.tooLong
 */
export async function readDocx(bytes: Uint8Array): Promise<SourceDocument> {
  const parts = await readParts(bytes, new Set([DOCUMENT, STYLES, NUMBERING]))
  const document = parts.get(DOCUMENT)
  if (!document) throw new PlanFileError({ code: 'plan.file.damaged', part: DOCUMENT })
  const styles = parts.get(STYLES)
  const lists = parts.get(NUMBERING)
  const numbering = new Numbering()
  if (lists) numbering.read(lists, NUMBERING)
  const builder = new Builder()
  const known = styles ? readStyles(styles, STYLES) : new Map()
  for (const block of readBody(document, DOCUMENT, known, numbering)) builder.add(block)
  return builder.build()
}
