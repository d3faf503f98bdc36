import type { Quantity, TaskView } from '@kepu/contract/plan'
import type { AnnualTaskDraft, QuantityScope } from '@kepu/contract/plan-year'
import type { ProposalNote } from '@kepu/contract/plan-year-proposal'
import type { WorkingCalendar } from '../../../organization/index.ts'
import { deadlineDay } from '../../import/deadline.ts'
import { bodiesFor } from './bodies.ts'
import { usualNodes } from './nodes.ts'
import { quantityIn } from './quantity.ts'
import { audienceOf, countsOf, kindsOf } from './words.ts'

/** What the county brings to a proposal. */
export interface Setting {
  readonly year: number
  readonly calendar: WorkingCalendar
  readonly townships: readonly string[]
  /** The plan's words, which spans point into. */
  readonly text: string
}

export interface Proposal {
  readonly copiedFrom: string | null
  readonly task: AnnualTaskDraft
  readonly notes: readonly ProposalNote[]
}

/** A measure, or a task by itself, with what it has of its own or from its task. */
interface Purpose {
  readonly taskId: string
  readonly measureId: string | null
  readonly title: string
  readonly taskTitle: string
  readonly lead: TaskView['lead']
  readonly responsible: TaskView['lead']
  readonly deadline: string | null
  readonly quantity: Quantity | null
  readonly span: TaskView['span']
}

/** A task of the year for each measure of the plan, and for each task that has no measures or a quantity of its own. */
export function proposalsOf(tasks: readonly TaskView[], setting: Setting): Proposal[] {
  return tasks.flatMap(purposesOf).map((purpose) => proposalFor(purpose, setting))
}

function purposesOf(task: TaskView): Purpose[] {
  const supporting = [...task.responsible, ...task.implementers]
  const own = task.measures.length === 0 || task.quantity !== null
  const whole: Purpose = { ...task, taskId: task.id, measureId: null, taskTitle: task.title, responsible: supporting }
  const measures = task.measures.map((measure): Purpose => {
    const named = measure.lead.length + measure.responsible.length > 0
    return {
      ...measure,
      taskId: task.id,
      measureId: measure.id,
      taskTitle: task.title,
      lead: measure.lead.length > 0 ? measure.lead : task.lead,
      responsible: named ? measure.responsible : supporting,
      deadline: measure.deadline ?? task.deadline,
    }
  })
  return own ? [whole, ...measures] : measures
}

function proposalFor(purpose: Purpose, { year, calendar, townships, text }: Setting): Proposal {
  const notes: ProposalNote[] = []
  const days = { startsOn: `${year}-01-01`, dueOn: lastDay(purpose.deadline, year, notes) }
  const bodies = bodiesFor(purpose, townships)
  const amount = amountFor(purpose, year, notes)
  const kinds = kindsFor(purpose, text, notes)
  const scope: QuantityScope = bodies.townshipsAlone ? 'each' : 'together'
  const target = amount.counts && {
    quantity: amount.value,
    unit: amount.unit,
    scope,
    rule: {
      counts: amount.counts,
      purpose: purpose.measureId === null ? ('task' as const) : ('measure' as const),
      doers: scope === 'each' ? ('duty' as const) : ('any' as const),
      kinds,
      audiences: amount.counts === 'deliveries' ? [] : audienceOf(purpose.title, purpose.taskTitle),
    },
  }
  const usual = usualNodes(calendar, days, target ? target.quantity : null)
  return {
    copiedFrom: null,
    task: {
      taskId: purpose.taskId,
      measureId: purpose.measureId,
      title: purpose.title.slice(0, 200),
      deliverable: amount.deliverable,
      target,
      ...days,
      duties: bodies.duties,
      nodes: usual.nodes,
    },
    notes: [...notes, ...bodies.notes, ...usual.notes],
  }
}

function lastDay(deadline: string | null, year: number, notes: ProposalNote[]): string {
  const day = deadline === null ? null : deadlineDay(deadline)
  if (deadline !== null && day !== null && day < `${year}-01-01`) notes.push({ code: 'deadlinePassed', deadline })
  return day !== null && Number(day.slice(0, 4)) === year ? day : `${year}-12-31`
}

/** The plan's quantity as the year has it: counted from the ledger, or named as what is to be shown. */
function amountFor({ quantity }: Purpose, year: number, notes: ProposalNote[]) {
  const nothing = { counts: null, value: 0, unit: '', deliverable: null }
  if (quantity === null) return nothing
  const { value, note } = quantityIn(year, quantity)
  notes.push(note)
  if (value === null || value <= 0) return nothing
  const { unit } = quantity
  const counts = countsOf(unit)
  if (counts !== null) return { counts, value, unit, deliverable: null }
  notes.push({ code: 'quantityNotCounted', quantity })
  return { ...nothing, deliverable: `${value}${unit}`.slice(0, 200) }
}

function kindsFor({ title, span }: Purpose, text: string, notes: ProposalNote[]) {
  const { kinds, words } = kindsOf(title, span === null ? '' : text.slice(...span))
  if (kinds.length > 0) notes.push({ code: 'kindsOfWords', words: [...words], kinds: [...kinds] })
  return [...kinds]
}
