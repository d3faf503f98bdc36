import type { TraceOriginView, TraceSource } from '@kepu/contract/plan-trace'
import type { Tx } from '../../../platform/database.ts'
import { refuse } from '../../../platform/problem.ts'
import { findDelivery } from '../../ledger/index.ts'
import { findValue } from '../evaluation/measured-values.ts'
import { sentenceView, type Traced } from './read-trace.ts'
import { annualTasksOfReport } from './reports.ts'
import { overlaps, type Stretch } from './rules/sentences.ts'

/** What something is for: a task or measure of the plan, or an indicator. */
interface Aim {
  readonly title: string
  readonly taskId: string | null
  readonly measureId: string | null
  readonly indicatorId: string | null
}

const aimAt = (title: string, aim: Partial<Aim>): Aim => ({
  title,
  taskId: null,
  measureId: null,
  indicatorId: null,
  ...aim,
})

async function annualTaskAim(tx: Tx, county: string, id: string): Promise<Aim> {
  const row = await tx
    .selectFrom('plan.annual_task as task')
    .innerJoin('plan.year_plan as year', (join) =>
      join.onRef('year.county_code', '=', 'task.county_code').onRef('year.id', '=', 'task.year_plan_id'),
    )
    .select(['task.title', 'task.task_id', 'task.measure_id', 'year.year'])
    .where('task.county_code', '=', county)
    .where('task.id', '=', id)
    .where('year.status', '<>', 'draft')
    .executeTakeFirst()
  if (!row) refuse({ code: 'platform.notFound', kind: 'annualTask' })
  return aimAt(`${row.year}年 ${row.title}`, { taskId: row.task_id, measureId: row.measure_id })
}

async function nodeAim(tx: Tx, county: string, id: string): Promise<Aim> {
  const row = await tx
    .selectFrom('plan.annual_node')
    .select(['annual_task_id', 'title'])
    .where('county_code', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) refuse({ code: 'platform.notFound', kind: 'node' })
  return { ...(await annualTaskAim(tx, county, row.annual_task_id)), title: row.title }
}

async function deliveryAim(tx: Tx, county: string, id: string): Promise<Aim> {
  const found = (await findDelivery(tx, county, id)) ?? refuse({ code: 'platform.notFound', kind: 'delivery' })
  return aimAt(found.title, { taskId: found.taskId, measureId: found.measureId })
}

function ownAim({ plan }: Traced, id: string): Aim {
  for (const task of plan.tasks) {
    if (task.id === id) return aimAt(task.title, { taskId: id })
    const measure = task.measures.find((one) => one.id === id)
    if (measure) return aimAt(measure.title, { taskId: task.id, measureId: id })
  }
  const indicator = plan.indicators.find((one) => one.id === id)
  return indicator ? aimAt(indicator.name, { indicatorId: id }) : refuse({ code: 'platform.notFound', kind: 'purpose' })
}

/** Which sentences of the plan something goes back to. Work for nothing in particular goes back to none. */
export async function originOf(tx: Tx, county: string, traced: Traced, from: Source): Promise<TraceOriginView> {
  const aims = await aimsOf(tx, county, traced, from)
  const stretches = aims.flatMap((aim) => stretchesOf(traced, aim))
  const sentences = stretches.flatMap(({ span, label }) => {
    const first = traced.sentences.find((sentence) => overlaps(sentence, span))
    return first ? [{ ...sentenceView(traced, first), label }] : []
  })
  return {
    planId: traced.plan.header.id,
    from: { ...from, title: aims[0]?.title ?? '' },
    sentences: [...new Map(sentences.map((one) => [`${one.span[0]} ${one.label}`, one])).values()],
  }
}

interface Source {
  readonly source: TraceSource
  readonly id: string
}

async function aimsOf(tx: Tx, county: string, traced: Traced, { source, id }: Source): Promise<Aim[]> {
  if (source === 'delivery') return [await deliveryAim(tx, county, id)]
  if (source === 'annualTask') return [await annualTaskAim(tx, county, id)]
  if (source === 'node') return [await nodeAim(tx, county, id)]
  if (source === 'indicator' || source === 'purpose') return [ownAim(traced, id)]
  if (source === 'report') {
    const aims: Aim[] = []
    for (const task of await annualTasksOfReport(tx, county, id)) aims.push(await annualTaskAim(tx, county, task))
    return aims
  }
  const { indicatorId, indicatorName, year } = await findValue(tx, county, id)
  return [aimAt(`${year}年${indicatorName}`, { indicatorId })]
}

/** The words of the measure and of its task, or those that state the indicator's figures. */
function stretchesOf({ plan }: Traced, aim: Aim): { readonly span: Stretch; readonly label: string }[] {
  const task = plan.tasks.find(({ id }) => id === aim.taskId)
  const measure = task?.measures.find(({ id }) => id === aim.measureId)
  const figures = plan.indicators.find(({ id }) => id === aim.indicatorId)?.values ?? []
  const own = [
    ...(measure ? [{ span: measure.span, label: measure.title }] : []),
    ...(task ? [{ span: task.span, label: task.title }] : []),
    ...figures.map(({ span, year, value }) => ({ span, label: `${year ?? ''} ${value}` })),
  ]
  return own.flatMap(({ span, label }) => (span === null ? [] : [{ span, label }]))
}
