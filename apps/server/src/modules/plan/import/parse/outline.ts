import type { Span } from '@kepu/contract/plan-proposal'
import type { StyledHeading } from '../source.ts'
import { type Heading, type Marker, opensList, rank, readBareHeading, readMarker } from './headings.ts'
import type { Line } from './lines.ts'
import { titleOf } from './titles.ts'

/** A numbered or styled heading, or a numbered item, with what stands under it. */
export interface Node {
  readonly marker: Marker | 'root'
  readonly rank: number
  readonly title: string
  readonly titleSpan: Span
  /** From the marker to the last visible character under this node, children included. */
  readonly span: Span
  readonly parent: Node | null
  readonly children: readonly Node[]
  /** The paragraphs under the heading and before or between the children; the heading's own line is not among them. */
  readonly paragraphs: readonly Line[]
  /** What stands on the heading's own line behind the title. */
  readonly rest: Span
}

interface Draft {
  marker: Node['marker']
  rank: number
  title: string
  titleSpan: Span
  span: Span
  parent: Draft | null
  children: Draft[]
  paragraphs: Line[]
  rest: Span
}

function draftOf(line: Line, heading: Heading, parent: Draft): Draft {
  const title = titleOf(line.text, heading.length)
  return {
    marker: heading.marker,
    rank: heading.rank,
    title: line.text.slice(title.from, title.to),
    titleSpan: [line.start + title.from, line.start + title.to],
    span: [line.start, line.end],
    parent,
    children: [],
    paragraphs: [],
    rest: [line.start + title.to, line.end],
  }
}

function headingOf(line: Line, styled: ReadonlyMap<number, number>, numbered: boolean): Heading | null {
  const hashes = /^#{1,6}\s+/.exec(line.text)?.[0].length ?? 0
  const text = line.text.slice(hashes)
  if (opensList(text)) return { marker: 'list', rank: rank.list, ordinal: null, length: hashes }
  const found = readMarker(text)
  if (found) return { ...found, length: found.length + hashes }
  const level = styled.get(line.start) ?? (hashes > 0 ? hashes - 1 : null)
  if (level !== null) return { marker: 'styled', rank: rank.styled + level, ordinal: null, length: hashes }
  return numbered ? null : readBareHeading(text)
}

/**
 * The tree of a document by its numbering. A number that is out of order (三 inside 四, （四） after （二）) changes nothing: only the
 * kind of numbering decides what lies under what. `body` = from where the plan itself starts; lines before it are ignored.
 */
export function outline(lines: readonly Line[], styled: readonly StyledHeading[], body: number): Node {
  const root: Draft = {
    marker: 'root',
    rank: -1,
    title: '',
    titleSpan: [body, body],
    span: [body, body],
    parent: null,
    children: [],
    paragraphs: [],
    rest: [body, body],
  }
  const levels = new Map(styled.map((heading) => [heading.start, heading.level]))
  const numbered =
    lines.filter((line) => line.start >= body && /^(?:han|part)/.test(readMarker(line.text)?.marker ?? '')).length >= 3
  let current = root
  for (const line of lines) {
    if (line.start < body) continue
    const heading = headingOf(line, levels, numbered)
    if (heading) {
      while (current.parent && current.rank >= heading.rank) current = current.parent
      const draft = draftOf(line, heading, current)
      current.children.push(draft)
      current = draft
    } else current.paragraphs.push(line)
    current.span = [current.span[0], line.end]
  }
  extend(root)
  return root
}

/** A node reaches as far as its last child. Iterative: a hostile file must not exhaust the stack. */
function extend(root: Draft): void {
  const order: Draft[] = [root]
  for (let i = 0; i < order.length; i++) for (const child of order[i]?.children ?? []) order.push(child)
  for (const node of order.reverse()) {
    const parent = node.parent
    if (parent && node.span[1] > parent.span[1]) parent.span = [parent.span[0], node.span[1]]
  }
}

/** The node and everything under it, in reading order. */
export function* walk(root: Node): Generator<Node> {
  const stack: Node[] = [root]
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node
    for (let i = node.children.length - 1; i >= 0; i--) {
      const child = node.children[i]
      if (child) stack.push(child)
    }
  }
}

/** From the node up to the root's child. */
export function* ancestors(node: Node): Generator<Node> {
  for (let at = node.parent; at && at.marker !== 'root'; at = at.parent) yield at
}
