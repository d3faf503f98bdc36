import type { PlanProposal, ResponsibilityRole } from '@kepu/contract/plan'
import type { Work } from '../../../../platform/command.ts'
import type { PlanIds } from './kept-ids.ts'
import type { UnitOfName } from './settle-units.ts'

interface Publishing {
  readonly planId: string
  readonly proposal: PlanProposal
  readonly text: string
  readonly unitOfName: UnitOfName
  readonly ids: PlanIds
}

/** Writes the rows of a plan that is being published. They are never changed afterwards: a revision has rows of its own. */
export async function insertPlanRows(work: Work, publishing: Publishing): Promise<void> {
  await insertTasks(work, publishing)
  await insertResponsibilities(work, publishing)
  await insertIndicators(work, publishing)
  await insertCalendar(work, publishing)
}

/** An empty span means that a person added the entry: it stands nowhere in the document. */
function spanOf([start, end]: readonly [number, number]) {
  return end > start ? { span_start: start, span_end: end } : { span_start: null, span_end: null }
}

type Quantity = PlanProposal['tasks'][number]['quantity']
function quantityOf(quantity: Quantity) {
  return {
    quantity_value: quantity?.value ?? null,
    quantity_unit: quantity?.unit ?? null,
    quantity_period: quantity?.period ? JSON.stringify(quantity.period) : null,
  }
}

async function insertTasks(work: Work, { planId, proposal, ids }: Publishing): Promise<void> {
  const key = { county_code: work.county, plan_id: planId }
  await work.tx
    .insertInto('plan.task')
    .values(
      proposal.tasks.map((task, ordinal) => ({
        ...key,
        id: idAt(ids.tasks, ordinal).id,
        ordinal,
        number: task.number,
        category: task.category,
        title: task.title,
        open_ended: task.openEnded,
        deadline: task.deadline,
        ...quantityOf(task.quantity),
        ...spanOf(task.span),
      })),
    )
    .execute()
  const measures = proposal.tasks.flatMap((task, t) =>
    task.measures.map((measure, ordinal) => ({
      ...key,
      id: idAt(idAt(ids.tasks, t).measures, ordinal),
      task_id: idAt(ids.tasks, t).id,
      ordinal,
      number: measure.number,
      title: measure.title,
      deadline: measure.deadline,
      ...quantityOf(measure.quantity),
      ...spanOf(measure.span),
    })),
  )
  if (measures.length > 0) await work.tx.insertInto('plan.measure').values(measures).execute()
}

function idAt<T>(ids: readonly T[], index: number): T {
  const id = ids[index]
  if (id === undefined) throw new Error(`no id was made for entry ${index}`)
  return id
}

async function insertResponsibilities(work: Work, { planId, proposal, ids, unitOfName }: Publishing): Promise<void> {
  const rows = proposal.tasks.flatMap((task, t) => {
    const taskId = idAt(ids.tasks, t).id
    const cells = (measureId: string | null, role: ResponsibilityRole, names: readonly string[]) =>
      names.flatMap((name) => {
        const unitId = unitOfName.get(name)
        if (unitId === undefined) return []
        return [{ task_id: taskId, measure_id: measureId, role, unit_id: unitId, as_written: name }]
      })
    return [
      ...cells(null, 'lead', task.lead),
      ...cells(null, 'responsible', task.responsible),
      ...cells(null, 'implementer', task.implementers),
      ...task.measures.flatMap((measure, m) => [
        ...cells(idAt(idAt(ids.tasks, t).measures, m), 'lead', measure.lead),
        ...cells(idAt(idAt(ids.tasks, t).measures, m), 'responsible', measure.responsible),
      ]),
    ]
  })
  if (rows.length === 0) return
  await work.tx
    .insertInto('plan.responsibility')
    .values(
      rows.map((row, ordinal) => ({ county_code: work.county, plan_id: planId, id: work.newId(), ordinal, ...row })),
    )
    .execute()
}

const BEFORE = '。；！？\n'

/** The sentence of the document around a figure. */
export function sentenceAround(text: string, [start, end]: readonly [number, number]): string | null {
  if (end <= start) return null
  let from = start
  while (from > 0 && !BEFORE.includes(text[from - 1] ?? '')) from -= 1
  let to = end
  while (to < text.length && !BEFORE.includes(text[to] ?? '')) to += 1
  return text.slice(from, to).trim()
}

async function insertIndicators(work: Work, { planId, proposal, text, ids }: Publishing): Promise<void> {
  const key = { county_code: work.county, plan_id: planId }
  if (proposal.indicators.length === 0) return
  await work.tx
    .insertInto('plan.indicator')
    .values(
      proposal.indicators.map(({ name, unit }, ordinal) => ({
        ...key,
        id: idAt(ids.indicators, ordinal).id,
        ordinal,
        name,
        unit,
      })),
    )
    .execute()
  const values = proposal.indicators.flatMap((indicator, i) =>
    indicator.values.map((value, ordinal) => ({
      ...key,
      id: idAt(idAt(ids.indicators, i).values, ordinal),
      indicator_id: idAt(ids.indicators, i).id,
      ordinal,
      year: value.year,
      value: value.value,
      role: value.role,
      comparator: value.comparator,
      of_place: value.of,
      quote: sentenceAround(text, value.span),
      ...spanOf(value.span),
    })),
  )
  if (values.length > 0) await work.tx.insertInto('plan.indicator_value').values(values).execute()
}

async function insertCalendar(work: Work, { planId, proposal }: Publishing): Promise<void> {
  const key = { county_code: work.county, plan_id: planId }
  const phases = proposal.phases.map(({ name, startYear, endYear, span }, ordinal) => ({
    ...key,
    ordinal,
    name,
    start_year: startYear,
    end_year: endYear,
    ...spanOf(span),
  }))
  if (phases.length > 0) await work.tx.insertInto('plan.phase').values(phases).execute()
  const campaigns = proposal.campaigns.map(({ name, span }, ordinal) => ({ ...key, ordinal, name, ...spanOf(span) }))
  if (campaigns.length > 0) await work.tx.insertInto('plan.campaign').values(campaigns).execute()
}
