import type { ProposedMeasure, ProposedTask, Quantity, Span } from '@kepu/contract/plan-proposal'
import { type Answerable, answerable } from '../duties/duty.ts'
import { type Amount, deadlineOf, type Measured, quantityOf, type Years } from '../quantities.ts'
import { sentencesIn } from '../sentences.ts'
import type { DraftMeasure, DraftTask } from './draft.ts'

/** What resolving needs to know about the document. */
export interface Setting {
  readonly text: string
  readonly amounts: readonly Amount[]
  readonly years: Years
  readonly firstLeads: boolean
}

export interface Resolved {
  readonly tasks: readonly ProposedTask[]
  /** Numbers that became quantities. */
  readonly numbers: readonly Span[]
  /** Everyone who answers for something, with where it says so. */
  readonly answers: readonly Answerable[]
}

interface InSentence extends Measured {
  readonly sentence: Span
}

/** The first number of the places; 全覆盖 only when none of them has a number. */
function findQuantity({ text, amounts, years }: Setting, places: readonly Span[]): InSentence | null {
  let covered: InSentence | null = null
  for (const place of places) {
    for (const sentence of sentencesIn(text, ...place)) {
      const found = quantityOf(text, sentence, amounts, years)
      if (!found) continue
      if (!/覆盖$/.test(text.slice(...found.span))) return { ...found, sentence }
      covered ??= { ...found, sentence }
    }
  }
  return covered
}

const yearIn = (words: string) => {
  const year = /(20\d\d)年?/.exec(words)?.[1]
  return year ? Number(year) : null
}

/** A quantity without years of its own is due by the deadline's year. */
function datedBy(quantity: Quantity, deadline: string | null): Quantity {
  const year = deadline && quantity.period === null ? yearIn(deadline) : null
  return year === null ? quantity : { ...quantity, period: { start: year, end: year, each: null } }
}

/** …（2022年12月底前完成）, …（持续推进） at the end of an item. */
function deadlineInBrackets(text: string, [start, end]: Span): string | null {
  const last = text.slice(Math.max(start, end - 60), end)
  return (
    /[（(]((?:20\d\d年[^（()）；，]{0,10}?(?:前|底|末)|(?:长期|持续)[^（()）；，]{2,4}))(?:完成)?[)）]。?$/.exec(
      last,
    )?.[1] ?? null
  )
}

function resolve(
  setting: Setting,
  draft: DraftMeasure | DraftTask,
): { who: Answerable; deadline: string | null; measured: InSentence | null } {
  const who = answerable(draft.duties, setting.firstLeads)
  const measured = findQuantity(setting, draft.quantityIn)
  const told = measured ? deadlineOf(setting.text.slice(...measured.sentence))?.text : deadlineOf(draft.title)?.text
  const closing = 'measures' in draft && draft.measures.length > 0 ? null : deadlineInBrackets(setting.text, draft.span)
  return { who, deadline: who.deadline?.text ?? told ?? closing, measured }
}

const namesOf = (names: Answerable['lead']) => names.map(({ name }) => name)

function measureOf(
  setting: Setting,
  draft: DraftMeasure,
  number: number,
  taskDeadline: string | null,
  out: { numbers: Span[]; answers: Answerable[] },
): ProposedMeasure {
  const { who, deadline, measured } = resolve(setting, draft)
  out.answers.push(who)
  if (measured) out.numbers.push(measured.span)
  return {
    number,
    title: draft.title,
    lead: namesOf(who.lead),
    responsible: namesOf([...who.responsible, ...who.implementers]),
    deadline,
    quantity: measured ? datedBy(measured.quantity, deadline ?? taskDeadline) : null,
    span: draft.span,
  }
}

/** Drafts → tasks of the proposal: numbered within their category, duties told apart, quantities and deadlines read. */
export function resolveTasks(setting: Setting, drafts: readonly DraftTask[]): Resolved {
  const counters = new Map<string | null, number>()
  const out: { numbers: Span[]; answers: Answerable[] } = { numbers: [], answers: [] }
  const tasks = drafts.map((draft): ProposedTask => {
    const number = (counters.get(draft.category) ?? 0) + 1
    counters.set(draft.category, number)
    const { who, deadline, measured } = resolve(setting, draft)
    out.answers.push(who)
    if (measured) out.numbers.push(measured.span)
    return {
      number,
      category: draft.category,
      title: draft.title,
      lead: namesOf(who.lead),
      responsible: namesOf(who.responsible),
      implementers: namesOf(who.implementers),
      openEnded: who.openEnded || draft.measures.some((measure) => measure.duties.some((duty) => duty.openEnded)),
      deadline,
      quantity: measured ? datedBy(measured.quantity, deadline) : null,
      span: draft.span,
      measures: draft.measures.map((measure, i) => measureOf(setting, measure, i + 1, deadline, out)),
    }
  })
  return { tasks, ...out }
}
