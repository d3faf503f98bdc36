import { readMarker } from '../../parse/headings.ts'
import { PAGE_NUMBER_LINE } from '../normalise.ts'

/** A piece of text of a page, as pdf.js gives it. */
export interface Word {
  readonly str: string
  readonly transform: readonly number[]
  readonly width: number
  readonly height: number
}

export const isWord = (item: object): item is Word => 'str' in item && 'transform' in item && 'width' in item

/** A line of a page: its words and its box, in points. */
export interface PageLine {
  text: string
  readonly left: number
  right: number
  readonly base: number
  readonly size: number
}

/** Where a word stands. */
export function boxOf({ transform, width, height }: Word): { left: number; base: number; size: number; width: number } {
  const [, , , scale = 0, left = 0, base = 0] = transform
  return { left, base, size: Math.abs(scale) || height || 10, width }
}

/** Words → lines, in the order of the file. A wide gap inside a line becomes a tab: it parts columns. */
export function linesOf(words: readonly Word[]): PageLine[] {
  const lines: PageLine[] = []
  for (const word of words) {
    const { left, base, size, width } = boxOf(word)
    const line = lines.at(-1)
    if (line && Math.abs(line.base - base) < 0.4 * size && left >= line.right - size) {
      line.text += (left - line.right > 1.6 * size ? '\t' : '') + word.str
      line.right = left + width
    } else lines.push({ text: word.str, left, right: left + width, base, size })
  }
  return lines.filter(({ text }) => !PAGE_NUMBER_LINE.test(text))
}

/** The page's margins as its lines show them, for telling a broken line from a finished one. */
export interface Margins {
  /** Where the lines of a paragraph start but for its first. */
  readonly left: number
  readonly right: number
  /** Whether first lines are indented. */
  readonly indents: boolean
}

export function marginsOf(lines: readonly PageLine[]): Margins {
  const counts = new Map<number, number>()
  for (const { left } of lines) counts.set(Math.round(left), (counts.get(Math.round(left)) ?? 0) + 1)
  const common = [...counts].filter(([, count]) => count >= 2).map(([left]) => left)
  const left = common.length > 0 ? common.reduce((least, one) => Math.min(least, one)) : 0
  const rights = lines.map((line) => line.right).sort((a, b) => a - b)
  const right = rights[Math.min(rights.length - 1, Math.floor(0.98 * rights.length))] ?? 0
  return { left, right, indents: lines.some((line) => isIndented(line, left)) }
}

const isIndented = (line: PageLine, left: number) => line.left > left + 0.9 * line.size

/** Lines that fill the page's width go on in the next line, unless that one is indented or numbered. */
export function paragraphs(lines: readonly PageLine[], { left, right, indents }: Margins): string {
  let text = ''
  lines.forEach((line, i) => {
    text += line.text
    const next = lines[i + 1]
    const isFull = line.right > right - 1.6 * line.size && line.left < left + 3 * line.size
    const ends = !indents && /[。；：]$/.test(line.text)
    const goesOn =
      next && isFull && !ends && !isIndented(next, left) && readMarker(next.text) === null && !line.text.includes('\t')
    if (next && !goesOn) text += '\n'
  })
  return text
}
