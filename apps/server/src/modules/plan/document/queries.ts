import { Id } from '@kepu/contract'
import {
  FigureView,
  MatrixView,
  PlanDiffView,
  PlanDraftView,
  PlanHeader,
  PlanView,
  TraceView,
  UnitDutiesView,
} from '@kepu/contract/plan'
import { z } from 'zod'
import { holds } from '../../../platform/actor.ts'
import type { Tx } from '../../../platform/database.ts'
import { refuse } from '../../../platform/problem.ts'
import { query, type Read } from '../../../platform/query.ts'
import { workByPurpose } from '../../ledger/index.ts'
import { findUnit } from '../../organization/index.ts'
import { diffProposals } from '../import/index.ts'
import { draftView } from './draft-view.ts'
import { planHeader } from './headers.ts'
import { matrixOf } from './matrix.ts'
import { currentPlanId, readCells, readPlan } from './read-plan.ts'
import { findPlanRow, latestPublished, StoredDraft } from './store.ts'
import { traceOf } from './trace.ts'

/** `current` names the plan in force. The public sees what is published; drafts are for those who may see them. */
async function planIdOf(read: Read, planId: string): Promise<string> {
  const id = planId === 'current' ? await currentPlanId(read.tx, read.county, read.today) : planId
  if (id === null || !Id.safeParse(id).success) refuse({ code: 'platform.notFound', kind: 'plan' })
  const row = await findPlanRow(read.tx, read.county, id)
  const published = row.status === 'published' || row.status === 'superseded'
  if (!published && !(read.actor && holds(read.actor, 'plan.draft.show')))
    refuse({ code: 'platform.notFound', kind: 'plan' })
  return id
}

const PlanOf = z.object({ planId: z.string() })

export const listPlans = query({
  name: 'plan.plan.list',
  access: 'public',
  input: z.object({}),
  output: z.object({ items: z.array(PlanHeader) }),
  async run(read) {
    const all = read.actor !== null && holds(read.actor, 'plan.draft.show')
    const rows = await read.tx
      .selectFrom('plan.plan')
      .select([
        'county_code',
        'id',
        'title',
        'issuer',
        'document_number',
        'issued_on',
        'period_start',
        'period_end',
        'status',
        'revision',
        'previous_id',
        'file_id',
        'file_name',
        'version',
        'created_by',
        'created_at',
        'published_at',
      ])
      .where('county_code', '=', read.county)
      .where('status', 'in', all ? ['draft', 'published', 'superseded'] : ['published', 'superseded'])
      .orderBy('created_at', 'desc')
      .execute()
    return { items: rows.map((row) => planHeader(row, read.actor)) }
  },
})

export const showPlan = query({
  name: 'plan.plan.show',
  access: 'public',
  input: PlanOf,
  output: PlanView,
  async run(read, { planId }) {
    return readPlan(read.tx, read.county, await planIdOf(read, planId), read.actor)
  },
})

export const showDraft = query({
  name: 'plan.draft.show',
  access: 'permission',
  input: PlanOf,
  output: PlanDraftView,
  async run(read, { planId }) {
    const row = await findPlanRow(read.tx, read.county, await planIdOf(read, planId))
    return draftView(read.tx, read.county, row, read.actor)
  },
})

export const showMatrix = query({
  name: 'plan.matrix.show',
  access: 'public',
  input: PlanOf,
  output: MatrixView,
  async run(read, { planId }) {
    const id = await planIdOf(read, planId)
    return matrixOf(await readPlan(read.tx, read.county, id, null), await readCells(read.tx, read.county, id))
  },
})

export const showTrace = query({
  name: 'plan.trace.show',
  access: 'public',
  input: PlanOf,
  output: TraceView,
  async run(read, { planId }) {
    const id = await planIdOf(read, planId)
    const plan = await readPlan(read.tx, read.county, id, null)
    const { source_text: text } = await findPlanRow(read.tx, read.county, id)
    const deliveries = await workByPurpose(read.tx, read.county, plan.header.period)
    const annualTasks = await issuedTasks(read.tx, read.county)
    return traceOf(plan, text, await readCells(read.tx, read.county, id), { deliveries, annualTasks })
  },
})

/** How many tasks of issued years there are for a task or measure: one read. */
async function issuedTasks(tx: Tx, county: string) {
  const rows = await tx
    .selectFrom('plan.annual_task as task')
    .innerJoin('plan.year_plan as year', (join) =>
      join.onRef('year.county_code', '=', 'task.county_code').onRef('year.id', '=', 'task.year_plan_id'),
    )
    .select(['task.task_id', 'task.measure_id'])
    .where('task.county_code', '=', county)
    .where('task.status', '=', 'active')
    .where('year.status', '<>', 'draft')
    .execute()
  return ({ taskId, measureId }: { taskId?: string; measureId?: string }) =>
    rows.filter((row) => (measureId === undefined ? row.task_id === taskId : row.measure_id === measureId)).length
}

/** A body's own page: what it leads, what it supports, and what it has done for each. */
export const showUnitDuties = query({
  name: 'plan.duties.show',
  access: 'public',
  input: z.object({ unitId: Id, planId: z.string().default('current') }),
  output: UnitDutiesView,
  async run(read, { unitId, planId }) {
    const unit = (await findUnit(read.tx, read.county, unitId)) ?? refuse({ code: 'platform.notFound', kind: 'unit' })
    const id =
      planId === 'current' ? await currentPlanId(read.tx, read.county, read.today) : await planIdOf(read, planId)
    const facts = { unitId, unitName: unit.name }
    if (id === null) return { ...facts, planId: null, planTitle: null, duties: [] }
    const plan = await readPlan(read.tx, read.county, id, null)
    const cells = await readCells(read.tx, read.county, id)
    const done = await workByPurpose(read.tx, read.county, plan.header.period)
    const tasks = new Map(plan.tasks.map((task) => [task.id, task]))
    const duties = cells
      .filter((cell) => cell.unitId === unitId)
      .flatMap((cell) => {
        const task = tasks.get(cell.taskId)
        if (!task) return []
        const measure = task.measures.find((one) => one.id === cell.measureId)
        const others = cells.filter(
          (one) => one.taskId === cell.taskId && one.measureId === cell.measureId && one.unitId !== unitId,
        )
        const work = done({ taskId: task.id, unitId, ...(measure ? { measureId: measure.id } : {}) })
        return [
          {
            role: cell.role,
            taskId: task.id,
            taskNumber: task.number,
            category: task.category,
            taskTitle: task.title,
            measureId: cell.measureId,
            measureTitle: measure?.title ?? null,
            asWritten: cell.asWritten,
            with: [...new Set(others.map((one) => one.unitName))],
            ...work,
          },
        ]
      })
    return { ...facts, planId: id, planTitle: plan.header.title, duties }
  },
})

export const showDiff = query({
  name: 'plan.diff.show',
  access: 'permission',
  input: z.object({ planId: z.string(), fromId: Id.optional() }),
  output: PlanDiffView,
  async run(read, { planId, fromId }) {
    const to = await findPlanRow(read.tx, read.county, await planIdOf(read, planId))
    // Unless somebody says otherwise: the plan that it replaced, or for a draft the one in force.
    const before = fromId ?? to.previous_id ?? (await latestPublished(read.tx, read.county, to.id))
    if (before === null) refuse({ code: 'platform.notFound', kind: 'plan' })
    const from = await findPlanRow(read.tx, read.county, await planIdOf(read, before))
    const changes = diffProposals(StoredDraft.parse(from.draft).proposal, StoredDraft.parse(to.draft).proposal)
    return { from: planHeader(from, read.actor), to: planHeader(to, read.actor), changes }
  },
})

/** One published figure, in its newest edition or in a named one: the address that others may cite. */
export const showFigure = query({
  name: 'plan.figure.show',
  access: 'public',
  input: z.object({ figureId: Id, revision: z.coerce.number().int().positive().optional() }),
  output: FigureView,
  async run(read, { figureId, revision }) {
    let rows = read.tx
      .selectFrom('plan.indicator_value as value')
      .innerJoin('plan.indicator as indicator', (join) =>
        join
          .onRef('indicator.county_code', '=', 'value.county_code')
          .onRef('indicator.plan_id', '=', 'value.plan_id')
          .onRef('indicator.id', '=', 'value.indicator_id'),
      )
      .innerJoin('plan.plan as plan', (join) =>
        join.onRef('plan.county_code', '=', 'value.county_code').onRef('plan.id', '=', 'value.plan_id'),
      )
      .selectAll('value')
      .select([
        'indicator.name',
        'indicator.unit',
        'plan.title',
        'plan.revision',
        'plan.status',
        'plan.issuer',
        'plan.issued_on',
      ])
      .where('value.county_code', '=', read.county)
      .where('value.id', '=', figureId)
      .where('plan.status', 'in', ['published', 'superseded'])
    if (revision !== undefined) rows = rows.where('plan.revision', '=', revision)
    const row = await rows.orderBy('plan.revision', 'desc').executeTakeFirst()
    if (!row) refuse({ code: 'platform.notFound', kind: 'figure' })
    return FigureView.parse({
      id: row.id,
      planId: row.plan_id,
      planTitle: row.title,
      revision: row.revision,
      indicator: row.name,
      unit: row.unit,
      year: row.year,
      value: row.value,
      role: row.role,
      comparator: row.comparator,
      of: row.of_place,
      quote: row.quote,
      source: [row.issuer, `《${row.title}》`, row.issued_on].filter(Boolean).join('，'),
      superseded: row.status === 'superseded',
    })
  },
})
