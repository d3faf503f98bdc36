import type { PlanView, TraceView } from '@kepu/contract/plan'
import type { TracedPurpose } from '@kepu/contract/plan-trace'

type Link = TraceView['links'][number]
export type Stretch = readonly [start: number, end: number]

/** Ends of sentences of official documents; a line's end ends one too. */
const END = /[。！？；\n]/

/** The document cut into sentences, without the white space around them; what lies between is white space only. */
export function sentencesOf(text: string): Stretch[] {
  const found: Stretch[] = []
  let start = 0
  for (let at = 0; at <= text.length; at++) {
    const char = text[at]
    if (char !== undefined && !END.test(char)) continue
    const end = char === undefined || char === '\n' ? at : at + 1
    const words = text.slice(start, end)
    const from = start + words.length - words.trimStart().length
    const to = start + words.trimEnd().length
    if (from < to) found.push([from, to])
    start = at + 1
  }
  return found
}

/** The sentence at a position; the nearest one before it where there are no words; null in an empty document. */
export function sentenceAt(sentences: readonly Stretch[], at: number): Stretch | null {
  return sentences.find(([, end]) => at < end) ?? sentences.at(-1) ?? null
}

export function overlaps(one: Stretch, other: Stretch): boolean {
  return one[0] < other[1] && other[0] < one[1]
}

/**
 * What a sentence became: the measures whose words it holds, else the task that it belongs to. A sentence of the table of
 * duties belongs to the task of its row.
 */
export function purposesAt(plan: PlanView, links: readonly Link[], sentence: Stretch): TracedPurpose[] {
  const touched = links.filter(({ span }) => overlaps(span, sentence))
  const ids = (kind: Link['kind']) => new Set(touched.filter((link) => link.kind === kind).map(({ id }) => id))
  const [measureIds, taskIds, dutyIds] = [ids('measure'), ids('task'), ids('responsibility')]
  const measures = plan.tasks.flatMap((task) =>
    task.measures.filter(({ id }) => measureIds.has(id)).map((measure) => measurePurpose(task, measure)),
  )
  const covered = new Set(measures.map(({ taskId }) => taskId))
  const tasks = plan.tasks.filter(({ id }) => dutyIds.has(id) || (taskIds.has(id) && !covered.has(id))).map(taskPurpose)
  return [...tasks, ...measures]
}

type Task = PlanView['tasks'][number]

export function taskPurpose({ id, category, number, title, span }: Task): TracedPurpose {
  return { taskId: id, measureId: null, label: `${category ?? '任务'} ${number}`, title, span }
}

export function measurePurpose(task: Task, { id, number, title, span }: Task['measures'][number]): TracedPurpose {
  return { taskId: task.id, measureId: id, label: `${task.category ?? '任务'} ${task.number}.${number}`, title, span }
}
