import type { ProposalNote } from '@kepu/contract/plan-year-proposal'
import type { WorkingCalendar } from '../../../organization/index.ts'
import type { AnnualTask } from '../types.ts'
import { type Days, sameDayIn, workedDay } from './days.ts'
import type { Proposal } from './propose.ts'

/** What is in force when last year's tasks are copied. */
export interface InForce {
  readonly year: number
  readonly calendar: WorkingCalendar
  /** Units that work. */
  readonly unitIds: ReadonlySet<string>
  /** Tasks of the plan → its measures. */
  readonly purposes: ReadonlyMap<string, ReadonlySet<string>>
  /** Titles, for what is gone. */
  readonly titleOf: (id: string) => string
}

/**
 * Last year's tasks in another year: the same days, nodes on working days, the same quantities and rules. A body that doesn't
 * work any more is left out and named; so is a measure that the plan no longer has. What was withdrawn isn't copied.
 */
export function copiesOf(tasks: readonly AnnualTask[], inForce: InForce): Proposal[] {
  return tasks.filter(({ status }) => status === 'active').map((task) => copyOf(task, inForce))
}

function copyOf(task: AnnualTask, { year, calendar, unitIds, purposes, titleOf }: InForce): Proposal {
  const notes: ProposalNote[] = []
  const days = { startsOn: sameDayIn(year, task.startsOn), dueOn: sameDayIn(year, task.dueOn) }
  const duties = task.duties.filter(({ unitId, unitName }) => {
    const works = unitIds.has(unitId)
    if (!works) notes.push({ code: 'bodyGone', name: unitName })
    return works
  })
  if (!duties.some(({ role }) => role === 'lead')) notes.push({ code: 'leadMissing' })
  const measures = purposes.get(task.taskId)
  if (!measures) notes.push({ code: 'taskGone', title: titleOf(task.taskId) })
  const keepsMeasure = task.measureId === null || (measures?.has(task.measureId) ?? false)
  if (measures && !keepsMeasure) notes.push({ code: 'measureGone', title: titleOf(task.measureId ?? '') })
  return {
    copiedFrom: task.id,
    task: {
      taskId: task.taskId,
      measureId: keepsMeasure ? task.measureId : null,
      title: task.title.replaceAll(String(year - 1), String(year)),
      deliverable: task.deliverable,
      target: task.target && { ...task.target, rule: { ...task.target.rule } },
      ...days,
      duties: duties.map(({ unitId, role }) => ({ unitId, role })),
      nodes: task.nodes.map(({ title, dueOn, quantity }) => ({
        title,
        quantity,
        dueOn: moved(calendar, sameDayIn(year, dueOn), days, notes),
      })),
    },
    notes,
  }
}

function moved(calendar: WorkingCalendar, from: string, days: Days, notes: ProposalNote[]): string {
  const to = workedDay(calendar, from, days)
  if (to !== from) notes.push({ code: 'dayMoved', from, to })
  return to
}

/** What the plan has that no copied task is for. */
export function newInPlan(proposals: readonly Proposal[], copies: readonly Proposal[]): Proposal[] {
  const covered = new Set(copies.map(({ task }) => task.measureId ?? task.taskId))
  const begun = new Set(copies.map(({ task }) => task.taskId))
  return proposals
    .filter(({ task }) => (task.measureId === null ? !begun.has(task.taskId) : !covered.has(task.measureId)))
    .map((proposal) => ({ ...proposal, notes: [{ code: 'newInPlan' }, ...proposal.notes] }))
}
