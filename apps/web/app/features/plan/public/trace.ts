import type { TraceView } from '@kepu/contract/plan'

export type TraceLink = TraceView['links'][number]

/** A stretch of one paragraph: plain, or the words that became something. */
export interface Segment {
  readonly text: string
  /** Position in the document: also the anchor that other pages link to. */
  readonly start: number
  readonly link: TraceLink | null
}

/** A line of the document with what begins in it. */
export interface Paragraph {
  readonly start: number
  readonly segments: readonly Segment[]
  /** Tasks and phases that begin here and are wider than the line. */
  readonly begins: readonly TraceLink[]
  /** Anchors of this line that no linked segment stands at. */
  readonly anchors: readonly number[]
}

/** The document line by line; inside a line each stretch shows the narrowest thing that it became. */
export function paragraphsOf(text: string, links: readonly TraceLink[]): Paragraph[] {
  const paragraphs: Paragraph[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const end = start + line.length
    if (line.trim() !== '')
      paragraphs.push(
        paragraph(
          line,
          start,
          links.filter(({ span }) => span[0] < end && start < span[1]),
        ),
      )
    start = end + 1
  }
  return paragraphs
}

function paragraph(line: string, start: number, links: readonly TraceLink[]): Paragraph {
  const end = start + line.length
  const within = links.filter(({ span }) => start <= span[0] && span[1] <= end)
  const begins = links.filter(({ span }) => start <= span[0] && span[0] < end && span[1] > end)
  const cuts = [...new Set([start, end, ...within.flatMap(({ span }) => [span[0], span[1]])])].sort((a, b) => a - b)
  const segments = cuts.slice(0, -1).map((from, index): Segment => {
    const to = cuts[index + 1] ?? end
    const covering = within.filter(({ span }) => span[0] <= from && to <= span[1])
    return { text: line.slice(from - start, to - start), start: from, link: narrowest(covering) }
  })
  const starts = new Set(segments.filter((segment) => segment.link !== null).map((segment) => segment.start))
  const anchors = [...new Set(begins.map(({ span }) => span[0]))].filter((position) => !starts.has(position))
  return { start, segments, begins, anchors }
}

function narrowest(links: readonly TraceLink[]): TraceLink | null {
  return links.reduce<TraceLink | null>(
    (best, link) => (best === null || width(link) < width(best) ? link : best),
    null,
  )
}

function width({ span }: TraceLink): number {
  return span[1] - span[0]
}

/** Where a stretch of the document leads; null for what has no page of its own. */
export function addressOf(link: TraceLink, county: string, taskOfMeasure: ReadonlyMap<string, string>): string | null {
  if (link.id === null) return null
  if (link.kind === 'indicator') return `/${county}/figures/${link.id}`
  if (link.kind === 'task' || link.kind === 'responsibility') return `/${county}/plan/tasks/${link.id}`
  const taskId = link.kind === 'measure' ? taskOfMeasure.get(link.id) : undefined
  return taskId === undefined ? null : `/${county}/plan/tasks/${taskId}#m${link.id}`
}
