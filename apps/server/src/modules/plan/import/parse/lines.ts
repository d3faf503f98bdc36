import type { Span } from '@kepu/contract/plan-proposal'

/** A line of the text without surrounding white space; `start`/`end` are where its visible characters stand. */
export interface Line {
  readonly start: number
  readonly end: number
  readonly text: string
  /** Where the line really starts, white space and all. */
  readonly lineStart: number
}

/** A numbered item that starts inside a paragraph: 。1.… or 。（一）… */
const INSIDE = /(?<=[。；])[ \t]*(?=(?:\d{1,2}[.、](?!\d)|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]))/g

function pushLine(lines: Line[], text: string, from: number, to: number): void {
  const raw = text.slice(from, to)
  const visible = raw.trim()
  if (visible === '') return
  const start = from + raw.indexOf(visible.charAt(0))
  lines.push({ start, end: start + visible.length, text: visible, lineStart: from })
}

/** The visible lines of a text; a paragraph that holds numbered items after full stops counts as one line for each. */
export function visibleLines(text: string, skip: readonly Span[]): Line[] {
  const lines: Line[] = []
  let from = 0
  let next = 0
  while (from <= text.length) {
    while (next < skip.length && (skip[next]?.[1] ?? 0) <= from) next++
    const newline = text.indexOf('\n', from)
    const to = newline === -1 ? text.length : newline
    const hole = skip[next]
    if (!hole || hole[0] > from || from >= hole[1]) splitItems(lines, text, from, to)
    from = to + 1
  }
  return lines
}

function splitItems(lines: Line[], text: string, from: number, to: number): void {
  const paragraph = text.slice(from, to)
  let start = 0
  for (const match of paragraph.matchAll(INSIDE)) {
    pushLine(lines, text, from + start, from + match.index)
    start = match.index
  }
  pushLine(lines, text, from + start, to)
}

/** Spans in order, touching ones joined. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = []
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}

/** Whether any of the merged, ordered spans overlaps [start, end). */
export function overlaps(spans: readonly Span[], start: number, end: number): boolean {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.[1] ?? 0) <= start) low = middle + 1
    else high = middle
  }
  const found = spans[low]
  return found !== undefined && found[0] < end
}
