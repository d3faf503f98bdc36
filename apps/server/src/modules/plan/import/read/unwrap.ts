import { opensList, readMarker } from '../parse/headings.ts'

/** Width of a line in half-width characters. */
function widthOf(line: string): number {
  let width = 0
  for (const character of line) width += character >= '\u2e80' ? 2 : 1
  return width
}

const WIDEST = 140
const NARROWEST = 30

/** The width that a text was hard-wrapped to, or null when it wasn't: then many lines come within two characters of the widest. */
function wrapWidth(lines: readonly string[]): number | null {
  const widths = lines.map(widthOf).filter((width) => width > 0)
  if (widths.length < 10) return null
  const widest = widths.reduce((most, width) => Math.max(most, width), 0)
  if (widest > WIDEST || widest < NARROWEST) return null
  const full = widths.filter((width) => width >= widest - 4).length
  return full >= 5 && full >= 0.3 * widths.length ? widest : null
}

const ENDS = /[。！？；：:;]$/

/** Joins the lines of hard-wrapped plain text to paragraphs. Text with one paragraph a line comes back unchanged. */
export function unwrap(text: string): string {
  const lines = text.split('\n')
  const width = lines.some((line) => line.includes('\t') || line.includes('|')) ? null : wrapWidth(lines)
  if (width === null) return text
  const joined: string[] = []
  let open = false
  for (const line of lines) {
    const body = line.trimStart()
    const starts = body === '' || line.length - body.length >= 2 || readMarker(body) !== null || opensList(body)
    if (open && !starts) joined.push((joined.pop() ?? '') + body)
    else joined.push(line)
    const visible = line.trimEnd()
    open = widthOf(visible) >= width - 4 && !ENDS.test(visible)
  }
  return joined.join('\n')
}

/** How many brackets a line leaves open, and how many it closes that it never opened. */
function balance(line: string): { open: number; closed: number } {
  let open = 0
  let closed = 0
  for (const character of line) {
    if (character === '（' || character === '(') open++
    else if (character === '）' || character === ')') {
      if (open > 0) open--
      else closed++
    }
  }
  return { open, closed }
}

const LONGEST = 600

/** Joins a line that breaks off inside brackets with the next ones up to the closing bracket. */
export function joinBrackets(text: string): string {
  const joined: string[] = []
  let open = 0
  for (const line of text.split('\n')) {
    const body = line.trim()
    const { open: opened, closed } = balance(body)
    const previous = joined.at(-1)
    const goesOn = open > 0 && closed > 0 && previous !== undefined && !line.includes('\t') && readMarker(body) === null
    if (goesOn && previous.length + body.length <= LONGEST) {
      joined[joined.length - 1] = previous.trimEnd() + body
      open = Math.max(0, open - closed) + opened
    } else {
      joined.push(line)
      open = line.includes('\t') ? 0 : opened
    }
  }
  return joined.join('\n')
}
