import type { PlanProposal, Span } from '@kepu/contract/plan-proposal'

export interface SpanDescription {
  /** Line of the normalised text, from 1. */
  readonly line: number
  readonly text: string
  /** A little of what stands around it, for a person who looks for the place. */
  readonly before: string
  readonly after: string
}

const AROUND = 20

/** Where a span stands and what it says. Spans that reach outside the text are cut. */
export function describeSpan(text: string, [start, end]: Span): SpanDescription {
  const from = Math.min(Math.max(0, start), text.length)
  const to = Math.min(Math.max(from, end), text.length)
  const line = text.slice(0, from).split('\n').length
  return {
    line,
    text: text.slice(from, to),
    before: text.slice(Math.max(0, from - AROUND), from),
    after: text.slice(to, to + AROUND),
  }
}

/** What a place in the plan became. `path` leads into the proposal, e.g. ['tasks', 3, 'measures', 0]. */
export interface PlacedNode {
  readonly kind: 'indicator' | 'phase' | 'task' | 'measure' | 'unit' | 'campaign' | 'unplaced'
  readonly name: string
  readonly path: readonly (string | number)[]
  readonly span: Span
}

function allNodes(proposal: PlanProposal): PlacedNode[] {
  const { indicators, phases, tasks, units, campaigns, unplaced } = proposal
  return [
    ...indicators.flatMap(({ name, values }, i) =>
      values.map(
        ({ span }, j): PlacedNode => ({ kind: 'indicator', name, path: ['indicators', i, 'values', j], span }),
      ),
    ),
    ...phases.map(({ name, span }, i): PlacedNode => ({ kind: 'phase', name, path: ['phases', i], span })),
    ...tasks.flatMap(({ title, span, measures }, i): PlacedNode[] => [
      { kind: 'task', name: title, path: ['tasks', i], span },
      ...measures.map(
        (one, j): PlacedNode => ({
          kind: 'measure',
          name: one.title,
          path: ['tasks', i, 'measures', j],
          span: one.span,
        }),
      ),
    ]),
    ...units.flatMap(({ name, spans }, i) =>
      spans.map((span): PlacedNode => ({ kind: 'unit', name, path: ['units', i], span })),
    ),
    ...campaigns.map(({ name, span }, i): PlacedNode => ({ kind: 'campaign', name, path: ['campaigns', i], span })),
    ...unplaced.map(({ text, span }, i): PlacedNode => ({ kind: 'unplaced', name: text, path: ['unplaced', i], span })),
  ]
}

/** What the sentence at [start, end) became, the closest first: every node whose span it touches. */
export function nodesAt(proposal: PlanProposal, [start, end]: Span): PlacedNode[] {
  return allNodes(proposal)
    .filter(({ span }) => span[0] < Math.max(end, start + 1) && start < span[1])
    .sort((a, b) => a.span[1] - a.span[0] - (b.span[1] - b.span[0]))
}
