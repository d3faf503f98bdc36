import type { Span } from '@kepu/contract/plan-proposal'
import { bare } from '../characters.ts'
import type { Duty } from '../duties/duty.ts'
import type { Line } from '../lines.ts'
import type { Node } from '../outline.ts'
import { titleOf } from '../titles.ts'
import type { DraftMeasure } from './draft.ts'

const LONGEST_TITLE = 40

/** The part of a title before a statement of duties that stands on the same line. */
export function titleBeforeDuties(text: string, span: Span, duties: readonly Duty[]): string {
  const first = duties.reduce(
    (least, duty) => (duty.span[0] > span[0] ? Math.min(least, duty.span[0]) : least),
    span[1],
  )
  return text
    .slice(span[0], first)
    .replace(/[（(【[由\s]+$/, '')
    .replace(/[：:。；;，,、]+$/, '')
}

function measureOfNode(text: string, node: Node, duties: readonly Duty[]): DraftMeasure {
  const own = duties.filter(({ span }) => span[0] >= node.span[0] && span[0] < node.span[1])
  return { title: titleBeforeDuties(text, node.titleSpan, own), span: node.span, duties: own, quantityIn: [node.span] }
}

/** Whether a paragraph starts with a measure: a short first sentence and then more, as plans write them in bold. */
function startsMeasure(line: Line, taskTitle: string, isFirst: boolean, nextIsDuty: boolean): boolean {
  const end = titleOf(line.text, 0).to
  const title = line.text.slice(0, end)
  if (title.length < 4 || title.length > LONGEST_TITLE || /^(?:牵头|责任|配合|参与|注|附)/.test(title)) return false
  const core = bare(taskTitle).replace(/^(?:实施|开展|推进|深入实施)/, '')
  if (isFirst && core.length >= 4 && bare(title).includes(core)) return false
  if (/^(?:围绕|紧紧围绕|以.*为(?:重点|主线|目标))/.test(title) && isFirst) return false
  const after = line.text.slice(end)
  if (!/^[。：:；;（(]/.test(after)) return nextIsDuty && !/[，。]/.test(title)
  return after.length > 4 || title.length <= 25 || nextIsDuty
}

function measuresInParagraphs(text: string, node: Node, duties: readonly Duty[]): DraftMeasure[] {
  const lines = node.paragraphs.filter(
    (line) => !duties.some(({ span, ownLine }) => ownLine && span[0] >= line.start && span[0] < line.end),
  )
  const heads = lines.filter((line, i) => {
    const next = lines[i + 1]?.start ?? node.span[1] + 1
    const dutyFollows = duties.some(({ span, ownLine }) => ownLine && span[0] >= line.end && span[0] < next)
    return startsMeasure(line, node.title, i === 0, dutyFollows)
  })
  return heads.map((line, i) => {
    const end = heads[i + 1]?.start ?? node.span[1] + 1
    const inside = node.paragraphs.filter((other) => other.start >= line.start && other.start < end)
    const span: Span = [line.start, inside.at(-1)?.end ?? line.end]
    const own = duties.filter((duty) => duty.span[0] >= span[0] && duty.span[0] < span[1])
    const title = titleBeforeDuties(text, [line.start, line.start + titleOf(line.text, 0).to], own)
    return { title, span, duties: own, quantityIn: [span] }
  })
}

/**
 * The measures of a task: its numbered items, or, when nothing under it is numbered, its paragraphs that start with a short sentence.
 * `duties` are those inside the task's section; each measure gets its own, the rest stay with the task.
 */
export function measuresOf(
  text: string,
  node: Node,
  duties: readonly Duty[],
): { measures: DraftMeasure[]; rest: Duty[] } {
  const children = node.children.filter(({ marker, title }) => marker !== 'list' && title !== '')
  const measures =
    children.length > 0
      ? children.map((child) => measureOfNode(text, child, duties))
      : measuresInParagraphs(text, node, duties)
  const taken = new Set(measures.flatMap((measure) => measure.duties))
  return { measures, rest: duties.filter((duty) => !taken.has(duty)) }
}
