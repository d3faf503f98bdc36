import { getDocumentProxy } from 'unpdf'
import { PlanFileError } from '../errors.ts'
import { readMarker } from '../parse/headings.ts'
import type { SourceDocument } from '../source.ts'
import { limits } from './limits.ts'
import { normaliseText, PAGE_NUMBER_LINE } from './normalise.ts'
import { joinBrackets } from './unwrap.ts'

/** A line of a page: its words and its box, in points. */
interface PageLine {
  text: string
  readonly left: number
  right: number
  readonly base: number
  readonly size: number
}

interface Word {
  readonly str: string
  readonly transform: readonly number[]
  readonly width: number
  readonly height: number
}

const isWord = (item: object): item is Word => 'str' in item && 'transform' in item && 'width' in item

/** Words of a page → lines, in the order of the file. A wide gap inside a line becomes a tab: it parts columns. */
function linesOf(items: readonly object[]): PageLine[] {
  const lines: PageLine[] = []
  for (const item of items) {
    if (!isWord(item) || item.str.trim() === '') continue
    const [, , , scale = 0, left = 0, base = 0] = item.transform
    const size = Math.abs(scale) || item.height || 10
    const line = lines.at(-1)
    if (line && Math.abs(line.base - base) < 0.4 * size && left >= line.right - size) {
      line.text += (left - line.right > 1.6 * size ? '\t' : '') + item.str
      line.right = left + item.width
    } else lines.push({ text: item.str, left, right: left + item.width, base, size })
  }
  return lines.filter(({ text }) => !PAGE_NUMBER_LINE.test(text))
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

/** The smallest x that several lines start at: where the lines of a paragraph start but for its first. */
function bodyLeft(lines: readonly PageLine[]): number {
  const counts = new Map<number, number>()
  for (const { left } of lines) counts.set(Math.round(left), (counts.get(Math.round(left)) ?? 0) + 1)
  const common = [...counts].filter(([, count]) => count >= 2).map(([left]) => left)
  return common.length > 0 ? common.reduce((least, left) => Math.min(least, left)) : 0
}

/** Lines that fill the page's width go on in the next line, unless that one is indented or numbered. */
function paragraphs(lines: readonly PageLine[]): string {
  const left = bodyLeft(lines)
  const right = quantile(
    lines.map((line) => line.right),
    0.98,
  )
  const isIndented = (line: PageLine) => line.left > left + 0.9 * line.size
  const indents = lines.some(isIndented)
  let text = ''
  lines.forEach((line, i) => {
    text += line.text
    const next = lines[i + 1]
    const isFull = line.right > right - 1.6 * line.size && line.left < left + 3 * line.size
    const ends = !indents && /[。；：]$/.test(line.text)
    const goesOn =
      next && isFull && !ends && !isIndented(next) && readMarker(next.text) === null && !line.text.includes('\t')
    if (next && !goesOn) text += '\n'
  })
  return text
}

/**
 * A PDF with a text layer → text, a paragraph a line. Nothing in it is run or loaded.
 * @throws PlanFileError plan.file.damaged · plan.file.protectedPdf · plan.file.scannedPdf · plan.file.tooLong
 */
export async function readPdf(bytes: Uint8Array): Promise<SourceDocument> {
  const lines: PageLine[] = []
  let pages = 0
  let characters = 0
  try {
    const pdf = await getDocumentProxy(bytes.slice(), {
      stopAtErrors: false,
      verbosity: 0,
      disableFontFace: true,
      useSystemFonts: false,
    })
    pages = pdf.numPages
    for (let number = 1; number <= Math.min(pages, limits.pages); number++) {
      const page = await pdf.getPage(number)
      const content = await page.getTextContent()
      const own = linesOf(content.items)
      lines.push(...own)
      characters += own.reduce((sum, line) => sum + line.text.length, 0)
      if (characters > limits.characters)
        throw new PlanFileError({ code: 'plan.file.tooLong', limit: limits.characters })
    }
  } catch (error) {
    if (error instanceof PlanFileError) throw error
    const name = error instanceof Error ? error.name : ''
    throw new PlanFileError(
      name === 'PasswordException' ? { code: 'plan.file.protectedPdf' } : { code: 'plan.file.damaged', part: 'PDF' },
    )
  }
  if (characters < 10) throw new PlanFileError({ code: 'plan.file.scannedPdf', pages })
  return { text: joinBrackets(normaliseText(paragraphs(lines))), tables: [], headings: [] }
}
