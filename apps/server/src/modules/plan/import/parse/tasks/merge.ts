import type { Span } from '@kepu/contract/plan-proposal'
import { bare, likeness } from '../characters.ts'
import { type Node, walk } from '../outline.ts'
import type { TableItem, TableTask } from '../tables/task-table.ts'
import { categoryOf } from './category.ts'
import type { DraftMeasure, DraftTask } from './draft.ts'

const ALIKE = 0.78
/** Beyond this many comparisons only equal titles match: a hostile file must not make it quadratic. */
const MOST_COMPARISONS = 200_000

/** What a title is about, without the verb in front that one part of a plan writes and another leaves out. */
const core = (title: string) => bare(title).replace(/^(?:深入|大力|扎实)?(?:实施|开展|推进|推动|组织实施)/, '')

function matcher<T>(items: readonly T[], titleOf: (item: T) => string, partners: number): (title: string) => T | null {
  const exact = new Map(items.map((item) => [core(titleOf(item)), item] as const).reverse())
  const fuzzy = items.length * partners <= MOST_COMPARISONS
  return (title) => {
    const wanted = core(title)
    const same = exact.get(wanted)
    if (same || !fuzzy || wanted.length < 4) return same ?? null
    let best: T | null = null
    let bestLikeness = ALIKE
    for (const item of items) {
      const alike = likeness(core(titleOf(item)), wanted)
      if (alike >= bestLikeness) [best, bestLikeness] = [item, alike]
    }
    return best
  }
}

/** The nodes of the outline that table rows speak about. */
export function matchNodes(root: Node, rows: readonly TableTask[]): Map<TableTask, Node> {
  const nodes = [...walk(root)].filter(
    (node) => node.marker !== 'root' && node.marker !== 'list' && core(node.title).length >= 4,
  )
  const find = matcher(nodes, (node) => node.title, rows.length)
  const matches = new Map<TableTask, Node>()
  const taken = new Set<Node>()
  for (const row of rows) {
    const node = find(row.title)
    if (!node || taken.has(node)) continue
    matches.set(row, node)
    taken.add(node)
  }
  return matches
}

const fromItem = (item: TableItem): DraftMeasure => ({
  title: item.title,
  span: item.span,
  duties: [...item.duties],
  quantityIn: item.target ? [item.target, item.span] : [item.span],
})

/** Measures of the text and of the table: the same title is one measure. */
function mergeMeasures(inText: readonly DraftMeasure[], inTable: readonly TableItem[]): DraftMeasure[] {
  const find = matcher(inText, (measure) => measure.title, inTable.length)
  const added = new Map<DraftMeasure, TableItem[]>()
  const fresh: DraftMeasure[] = []
  for (const item of inTable) {
    const same = find(item.title)
    if (same) added.set(same, [...(added.get(same) ?? []), item])
    else fresh.push(fromItem(item))
  }
  const merged = inText.map((measure) => {
    const items = added.get(measure) ?? []
    const targets = items.flatMap((item): Span[] => (item.target ? [item.target] : []))
    return {
      ...measure,
      duties: [...measure.duties, ...items.flatMap((item) => item.duties)],
      quantityIn: [...targets, ...measure.quantityIn],
    }
  })
  return [...merged, ...fresh]
}

function withRow(draft: DraftTask, row: TableTask, node: Node): DraftTask {
  return {
    ...draft,
    category: categoryOf(draft.title, row.category, node),
    duties: [...draft.duties, ...row.duties],
    measures: mergeMeasures(draft.measures, row.measures),
    quantityIn: row.target ? [row.target, ...draft.quantityIn] : draft.quantityIn,
  }
}

const fromRow = (row: TableTask): DraftTask => ({
  title: row.title,
  category: categoryOf(row.title, row.category, null),
  span: row.span,
  duties: [...row.duties],
  measures: row.measures.map(fromItem),
  quantityIn: [...(row.target ? [row.target] : []), row.measures.length > 0 ? row.cell : row.span],
})

/** Tasks of the outline with what the tables say about them, and the tasks that only tables name, in the order of the document. */
export function mergeTasks(
  drafts: readonly DraftTask[],
  nodes: readonly Node[],
  rows: readonly TableTask[],
  matches: ReadonlyMap<TableTask, Node>,
): DraftTask[] {
  const rowOf = new Map([...matches].map(([row, node]) => [node, row] as const))
  const merged = drafts.map((draft, i) => {
    const node = nodes[i]
    const row = node ? rowOf.get(node) : undefined
    return node && row ? withRow(draft, row, node) : draft
  })
  const known = new Set(nodes)
  const alone = rows.filter((row) => {
    const node = matches.get(row)
    return !node || !known.has(node)
  })
  return [...merged, ...alone.map(fromRow)].sort((a, b) => a.span[0] - b.span[0])
}
