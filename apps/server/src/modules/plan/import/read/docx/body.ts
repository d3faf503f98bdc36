import { PlanFileError } from '../../errors.ts'
import type { Block, RawCell, TableBlock } from '../blocks.ts'
import { limits } from '../limits.ts'
import type { Numbering } from './numbering.ts'
import { headingLevel, inherited, type ParagraphStyle } from './styles.ts'
import { type Element, readXml } from './xml.ts'

interface OpenParagraph {
  text: string
  style: string | null
  numId: string | null
  ilvl: number | null
  outlineLevel: number | null
}

/** Content that isn't shown: deletions, field codes, the second rendering of a drawing. */
const HIDDEN = new Set(['del', 'moveFrom', 'instrText', 'delText', 'Fallback', 'delInstrText'])

/** Builds blocks from the events of word/document.xml. Tables nest; paragraphs too (text boxes). */
class BodyReader {
  readonly blocks: Block[] = []
  private readonly containers: Block[][] = [this.blocks]
  private readonly tables: TableBlock[] = []
  private readonly paragraphs: OpenParagraph[] = []
  private hidden = 0
  private inText = false
  private inProperties = false
  private characters = 0
  private readonly styles: ReadonlyMap<string, ParagraphStyle>
  private readonly numbering: Numbering

  constructor(styles: ReadonlyMap<string, ParagraphStyle>, numbering: Numbering) {
    this.styles = styles
    this.numbering = numbering
  }

  open({ name, attribute }: Element): void {
    if (HIDDEN.has(name)) this.hidden++
    if (this.hidden > 0) return
    if (name === 'p') this.paragraphs.push({ text: '', style: null, numId: null, ilvl: null, outlineLevel: null })
    else if (name === 't') this.inText = true
    else if (name === 'tab' && !this.inProperties) this.append('\t')
    else if (name === 'br' || name === 'cr') this.append('\n')
    else if (name === 'noBreakHyphen') this.append('-')
    else if (name === 'pPr') this.inProperties = true
    else if (name === 'tbl' || name === 'tr' || name === 'tc') this.openTablePart(name)
    else this.property(name, attribute('val'))
  }

  private openTablePart(name: 'tbl' | 'tr' | 'tc'): void {
    if (name === 'tbl') {
      if (this.tables.length >= limits.tableDepth)
        throw new PlanFileError({ code: 'plan.file.damaged', part: '表格嵌套过深' })
      this.tables.push({ kind: 'table', rows: [] })
      return
    }
    const rows = this.tables.at(-1)?.rows
    if (name === 'tr') rows?.push({ before: 0, cells: [] })
    else {
      const cell: RawCell = { blocks: [], columnSpan: 1, vertical: 'single' }
      rows?.at(-1)?.cells.push(cell)
      this.containers.push(cell.blocks)
    }
  }

  private property(name: string, value: string | undefined): void {
    const paragraph = this.paragraphs.at(-1)
    const row = this.tables.at(-1)?.rows.at(-1)
    const cell = row?.cells.at(-1)
    if (this.inProperties && paragraph) {
      if (name === 'pStyle') paragraph.style = value ?? null
      else if (name === 'numId') paragraph.numId = value ?? null
      else if (name === 'ilvl') paragraph.ilvl = Number(value)
      else if (name === 'outlineLvl') paragraph.outlineLevel = Number(value)
    } else if (name === 'gridSpan' && cell) cell.columnSpan = Math.min(Math.max(1, Number(value) || 1), 64)
    else if (name === 'vMerge' && cell) cell.vertical = value === 'restart' ? 'restart' : 'continue'
    else if (name === 'gridBefore' && row) row.before = Math.min(Number(value) || 0, 64)
  }

  close(name: string): void {
    if (HIDDEN.has(name)) {
      this.hidden--
      return
    }
    if (this.hidden > 0) return
    if (name === 't') this.inText = false
    else if (name === 'pPr') this.inProperties = false
    else if (name === 'p') this.closeParagraph()
    else if (name === 'tc') this.containers.pop()
    else if (name === 'tbl') this.closeTable()
  }

  text(text: string): void {
    if (this.inText && this.hidden === 0) this.append(text)
  }

  private append(text: string): void {
    const paragraph = this.paragraphs.at(-1)
    if (!paragraph) return
    this.characters += text.length
    if (this.characters > limits.characters)
      throw new PlanFileError({ code: 'plan.file.tooLong', limit: limits.characters })
    paragraph.text += text
  }

  private closeParagraph(): void {
    const paragraph = this.paragraphs.pop()
    if (!paragraph) return
    const { style, text } = paragraph
    const numId = paragraph.numId ?? inherited(this.styles, style, (one) => one.numId)
    const ilvl = paragraph.ilvl ?? inherited(this.styles, style, (one) => one.ilvl) ?? 0
    const label = numId !== null && numId !== '0' && text.trim() !== '' ? this.numbering.next(numId, ilvl) : ''
    const own = paragraph.outlineLevel !== null && paragraph.outlineLevel < 9 ? paragraph.outlineLevel + 1 : null
    const level = own ?? inherited(this.styles, style, headingLevel)
    this.containers.at(-1)?.push({ kind: 'paragraph', text: label + text, level })
  }

  /** A table of one cell only frames its content. */
  private closeTable(): void {
    const table = this.tables.pop()
    if (!table) return
    const cells = table.rows.flatMap((row) => row.cells)
    const only = cells.length === 1 ? cells[0] : undefined
    this.containers.at(-1)?.push(...(only ? only.blocks : [table]))
  }
}

/**
 * The paragraphs and tables of word/document.xml, in order.
 * @throws PlanFileError plan.file.damaged · plan.file.xmlForbidden · plan.file.tooLong
 */
export function readBody(
  part: Uint8Array,
  entry: string,
  styles: ReadonlyMap<string, ParagraphStyle>,
  numbering: Numbering,
): Block[] {
  const reader = new BodyReader(styles, numbering)
  readXml(part, entry, reader)
  return reader.blocks
}
