import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import { PlanFileError } from '../../errors.ts'
import type { SourceDocument } from '../../source.ts'
import { type Block, documentOf, type TableBlock, wordsOf } from '../blocks.ts'
import { limits } from '../limits.ts'
import { normaliseText } from '../normalise.ts'
import { joinBrackets } from '../unwrap.ts'
import { type Grid, gridsOf, slotAt, tableBlock } from './grid.ts'
import { boxOf, isWord, linesOf, marginsOf, type PageLine, paragraphs, type Word } from './lines.ts'
import { type Operators, rulesOf } from './rules.ts'

/** What follows on what: lines of prose, or a table. */
type Piece =
  | { readonly kind: 'lines'; readonly lines: PageLine[] }
  | { readonly kind: 'table'; readonly table: TableBlock }

interface PageSource {
  getTextContent(): Promise<{ items: readonly object[] }>
  getOperatorList(): Promise<Operators>
}

/** The words of a page, those in a ruled table put into its cells. */
function piecesOf(words: readonly Word[], grids: readonly Grid[]): Piece[] {
  const inGrid = new Map<Grid, Map<string, Word[]>>()
  const order: (Grid | Word[])[] = []
  for (const word of words) {
    const { left, base, size, width } = boxOf(word)
    const x = left + Math.min(width / 2, size)
    const grid = grids.find((one) => slotAt(one, x, base + size / 3) !== null)
    const slot = grid ? slotAt(grid, x, base + size / 3) : null
    if (grid && slot) {
      if (!inGrid.has(grid)) order.push(grid)
      const cells = inGrid.get(grid) ?? new Map<string, Word[]>()
      inGrid.set(grid, cells)
      const key = slot.join('/')
      cells.set(key, cells.get(key) ?? [])
      cells.get(key)?.push(word)
      continue
    }
    const last = order.at(-1)
    if (Array.isArray(last)) last.push(word)
    else order.push([word])
  }
  return order.map((one): Piece => {
    if (Array.isArray(one)) return { kind: 'lines', lines: linesOf(one) }
    const cells = [...(inGrid.get(one) ?? [])].map(
      ([key, own]) =>
        [
          key,
          linesOf(own)
            .map(({ text }) => text)
            .join('\n'),
        ] as const,
    )
    return { kind: 'table', table: tableBlock(one, new Map(cells)) }
  })
}

const widthOf = ({ rows }: TableBlock) =>
  Math.max(0, ...rows.map((row) => row.cells.reduce((sum, cell) => sum + cell.columnSpan, 0)))
const rowWords = (row: TableBlock['rows'][number] | undefined) =>
  row?.cells.map((cell) => wordsOf(cell.blocks)).join('|')

/** A table that goes on after a page break is one table; its repeated head goes. */
function joinTables(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (piece.kind === 'table' && last?.kind === 'table' && widthOf(last.table) === widthOf(piece.table)) {
      const repeats = rowWords(piece.table.rows[0]) === rowWords(last.table.rows[0])
      last.table.rows.push(...piece.table.rows.slice(repeats ? 1 : 0))
    } else if (piece.kind === 'lines' && last?.kind === 'lines') last.lines.push(...piece.lines)
    else if (piece.kind === 'table' || piece.lines.length > 0) joined.push(piece)
  }
  return joined
}

function blocksOf(pieces: readonly Piece[]): Block[] {
  const margins = marginsOf(pieces.flatMap((piece) => (piece.kind === 'lines' ? piece.lines : [])))
  return pieces.flatMap((piece): Block[] => {
    if (piece.kind === 'table') return [piece.table]
    const text = joinBrackets(normaliseText(paragraphs(piece.lines, margins)))
    return text.split('\n').map((line): Block => ({ kind: 'paragraph', text: line, level: null }))
  })
}

async function readPages(bytes: Uint8Array): Promise<{ pieces: Piece[]; pages: number; characters: number }> {
  const { OPS: codes } = await getResolvedPDFJS()
  const pdf = await getDocumentProxy(bytes.slice(), {
    stopAtErrors: false,
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
  })
  const pieces: Piece[] = []
  let characters = 0
  for (let number = 1; number <= Math.min(pdf.numPages, limits.pages); number++) {
    const page: PageSource = await pdf.getPage(number)
    const { items } = await page.getTextContent()
    const words = items.filter(isWord).filter(({ str }) => str.trim() !== '')
    characters += words.reduce((sum, { str }) => sum + str.length, 0)
    if (characters > limits.characters) throw new PlanFileError({ code: 'plan.file.tooLong', limit: limits.characters })
    if (words.length > 0) pieces.push(...piecesOf(words, gridsOf(rulesOf(await page.getOperatorList(), codes))))
  }
  return { pieces, pages: pdf.numPages, characters }
}

/**
 * A PDF with a text layer → text, a paragraph a line, and the tables that its ruling lines draw. Nothing in it is run or loaded.
 * @throws PlanFileError plan.file.damaged · plan.file.protectedPdf · plan.file.scannedPdf · plan.file.tooLong
 */
export async function readPdf(bytes: Uint8Array): Promise<SourceDocument> {
  const read = await readPages(bytes).catch((error: unknown) => {
    if (error instanceof PlanFileError) throw error
    const isProtected = error instanceof Error && error.name === 'PasswordException'
    throw new PlanFileError(
      isProtected ? { code: 'plan.file.protectedPdf' } : { code: 'plan.file.damaged', part: 'PDF' },
    )
  })
  if (read.characters < 10) throw new PlanFileError({ code: 'plan.file.scannedPdf', pages: read.pages })
  return documentOf(blocksOf(joinTables(read.pieces)))
}
