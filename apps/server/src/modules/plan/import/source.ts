import type { Span } from '@kepu/contract/plan-proposal'

/** A cell of a table; a merged one stands once, with its extent. `span` is empty (start = end) for an empty cell. */
export interface Cell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly span: Span
}

export interface Table {
  readonly span: Span
  readonly rows: number
  readonly columns: number
  readonly cells: readonly Cell[]
}

/** A paragraph that its file marks as a heading (Word style, Markdown #). Level 1 is the highest. */
export interface StyledHeading {
  readonly start: number
  readonly level: number
}

/**
 * A plan document as the parser takes it: normalised text, one paragraph a line, and the structure that its file knows about.
 * Plain text knows no tables: the parser finds those by their look.
 */
export interface SourceDocument {
  readonly text: string
  readonly tables: readonly Table[]
  readonly headings: readonly StyledHeading[]
}
