import type { Span } from '@kepu/contract/plan-proposal'
import type { Duty } from '../duties/duty.ts'
import { rank } from '../headings.ts'
import { ancestors, type Node, walk } from '../outline.ts'
import { categoryOf, isAboutPlan, isCategory } from './category.ts'
import type { DraftMeasure, DraftTask } from './draft.ts'
import { measuresOf, titleBeforeDuties } from './measures.ts'

const ACTION = /(?:行动|工程|计划)(?:[（(][^（()）]{1,12}[)）])?$/

/** A section whose children are mostly actions is a kind of tasks, whatever it's called. */
function gathersActions(node: Node): boolean {
  const actions = node.children.filter(({ title }) => /(?:行动|工程)$/.test(title)).length
  return actions >= 3 && actions >= 0.8 * node.children.length && node.rank <= rank.han + 5
}

/** Nodes that are tasks by their title (…行动, …工程), the highest of each branch. */
function actionNodes(root: Node): Node[] {
  const found = new Set<Node>()
  for (const node of walk(root)) {
    if (node.marker === 'root' || node.marker === 'bullet' || node.marker === 'list') continue
    if (
      !ACTION.test(node.title) ||
      node.title.length > 40 ||
      isCategory(node.title) ||
      gathersActions(node) ||
      isAboutPlan(node)
    )
      continue
    if (![...ancestors(node)].some((above) => found.has(above))) found.add(node)
  }
  return [...found]
}

/** The innermost node at a place: nodes in reading order by start. */
export function nodeFinder(root: Node): (at: number) => Node | null {
  const nodes = [...walk(root)].filter((node) => node.marker !== 'root')
  return (at) => {
    let low = 0
    let high = nodes.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((nodes[middle]?.span[0] ?? 0) <= at) low = middle + 1
      else high = middle
    }
    return nodes[low - 1] ?? null
  }
}

const isHigher = (node: Node) => node.marker === 'list' || node.marker === 'root' || node.rank < rank.hanInParentheses

/**
 * The task that a node with duties belongs to, when no title says what the tasks are: an item under a section （一） is a measure of it;
 * an item right under 一、 or a list is a task itself.
 */
function taskFor(node: Node): Node {
  const parent = node.parent
  if (node.rank >= rank.digit && parent && !isHigher(parent) && parent.rank < node.rank) return taskFor(parent)
  return node
}

function dutyNodes(duties: readonly Duty[], finder: (at: number) => Node | null, taken: ReadonlySet<Node>): Node[] {
  const found = new Set<Node>()
  for (const duty of duties) {
    const at = finder(duty.span[0])
    if (!at || at.marker === 'list') continue
    if ([at, ...ancestors(at)].some((node) => taken.has(node))) continue
    if (duty.form !== 'label' && isAboutPlan(at)) continue
    if (duty.role === 'deadline' || duty.role === 'quantity' || duty.role === 'other') continue
    const task = taskFor(at)
    if (![task, ...ancestors(task)].some((node) => found.has(node))) found.add(task)
  }
  return [...found].filter((node) => ![...ancestors(node)].some((above) => found.has(above)))
}

/** Sections called 重点任务 and the like, when neither titles nor duties show the tasks: their items are the tasks. */
function listedNodes(root: Node): Node[] {
  return [...walk(root)]
    .filter((node) => isCategory(node.title))
    .flatMap((node) => node.children.filter((child) => child.marker !== 'list'))
}

/** Duties at the end of a task that speak for all its measures: in every task only the last measure has any. */
function speakForAll(drafts: readonly { measures: readonly DraftMeasure[] }[]): boolean {
  const several = drafts.filter(
    ({ measures }) => measures.length > 1 && measures.some(({ duties }) => duties.length > 0),
  )
  if (several.length > 0)
    return several.every(({ measures }) => measures.slice(0, -1).every(({ duties }) => duties.length === 0))
  return drafts.every(({ measures }) => measures.every(({ duties }) => duties.every(({ ownLine }) => ownLine)))
}

interface Section {
  readonly node: Node
  readonly measures: DraftMeasure[]
  readonly own: Duty[]
}

/** Those that start inside the span. `duties` are in order. */
function dutiesIn(duties: readonly Duty[], [start, end]: Span): Duty[] {
  let low = 0
  let high = duties.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((duties[middle]?.span[0] ?? 0) < start) low = middle + 1
    else high = middle
  }
  const found: Duty[] = []
  for (let i = low; i < duties.length; i++) {
    const duty = duties[i]
    if (!duty || duty.span[0] >= end) break
    found.push(duty)
  }
  return found
}

function sectionOf(text: string, node: Node, duties: readonly Duty[]): Section {
  const { measures, rest } = measuresOf(text, node, dutiesIn(duties, node.span))
  return { node, measures, own: rest }
}

function draftOf(text: string, { node, measures, own }: Section, promote: boolean): DraftTask {
  const promoted = promote ? measures.flatMap((measure) => measure.duties) : []
  const duties = [...own, ...promoted]
  const title = titleBeforeDuties(text, node.titleSpan, own)
  const head: Span = [node.span[0], measures[0]?.span[0] ?? node.span[1]]
  return {
    title,
    category: categoryOf(title, null, node),
    span: node.span,
    duties,
    measures: promote ? measures.map((measure) => ({ ...measure, duties: [] })) : measures,
    quantityIn: [head],
  }
}

/** Nodes of the outline that are tasks, in reading order. `wanted` = nodes that a table names. */
export function taskNodes(root: Node, duties: readonly Duty[], wanted: readonly Node[]): Node[] {
  const byTitle = actionNodes(root).filter((node) => !wanted.some((one) => one !== node && isWithin(node, one)))
  const titled = new Set([...wanted, ...byTitle.filter((node) => !wanted.some((one) => isWithin(one, node)))])
  const finder = nodeFinder(root)
  const answering = dutyNodes(duties, finder, titled)
  const known = [...titled, ...answering]
  const nodes = known.length > 0 ? known : listedNodes(root)
  return nodes.sort((a, b) => a.span[0] - b.span[0])
}

const isWithin = (node: Node, other: Node) => node === other || [...ancestors(node)].includes(other)

/** Tasks told by the outline, with their measures and duties. `used` = the duties that found a task. */
export function tasksFromOutline(
  text: string,
  nodes: readonly Node[],
  duties: readonly Duty[],
): { tasks: DraftTask[]; used: Set<Duty> } {
  const sections = nodes.map((node) => sectionOf(text, node, duties))
  const promote = speakForAll(sections)
  const used = new Set(
    sections.flatMap(({ own, measures }) => [...own, ...measures.flatMap((measure) => measure.duties)]),
  )
  return { tasks: sections.map((section) => draftOf(text, section, promote)), used }
}
