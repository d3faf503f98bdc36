import { type AnnualTaskInput, ProgressRule } from '@kepu/contract/plan-year'
import type { Selectable } from 'kysely'
import type { Work } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database.ts'
import { refuse } from '../../../platform/problem.ts'
import type { PlanAnnualTask } from '../../../schema.gen.ts'
import type { AnnualDuty, AnnualNode, AnnualTask, NodeCompletion } from './types.ts'

function taskOf(
  row: Selectable<PlanAnnualTask>,
  duties: readonly AnnualDuty[],
  nodes: readonly AnnualNode[],
): AnnualTask {
  return {
    id: row.id,
    yearPlanId: row.year_plan_id,
    ordinal: row.ordinal,
    taskId: row.task_id,
    measureId: row.measure_id,
    title: row.title,
    deliverable: row.deliverable,
    target:
      row.quantity === null
        ? null
        : {
            quantity: row.quantity,
            unit: row.unit ?? '',
            scope: row.scope === 'each' ? 'each' : 'together',
            rule: ProgressRule.parse(row.rule),
          },
    startsOn: row.starts_on,
    dueOn: row.due_on,
    status: row.status === 'withdrawn' ? 'withdrawn' : 'active',
    copiedFrom: row.copied_from,
    version: row.version,
    duties,
    nodes,
  }
}

/** All tasks of a year's plan with their bodies and nodes, in order: three reads. */
export async function readAnnualTasks(tx: Tx, county: string, yearPlanId: string): Promise<AnnualTask[]> {
  const rows = await tx
    .selectFrom('plan.annual_task')
    .selectAll()
    .where('county_code', '=', county)
    .where('year_plan_id', '=', yearPlanId)
    .orderBy('ordinal')
    .execute()
  const ids = tx
    .selectFrom('plan.annual_task')
    .select('id')
    .where('county_code', '=', county)
    .where('year_plan_id', '=', yearPlanId)
  const duties = await tx
    .selectFrom('plan.annual_duty as duty')
    .innerJoin('organization.unit as unit', (join) =>
      join.onRef('unit.county_code', '=', 'duty.county_code').onRef('unit.id', '=', 'duty.unit_id'),
    )
    .select(['duty.annual_task_id', 'duty.unit_id', 'duty.role', 'unit.name'])
    .where('duty.county_code', '=', county)
    .where('duty.annual_task_id', 'in', ids)
    .orderBy('duty.role')
    .orderBy('unit.created_at')
    .orderBy('unit.id')
    .execute()
  const nodes = await tx
    .selectFrom('plan.annual_node')
    .select(['id', 'annual_task_id', 'ordinal', 'title', 'due_on', 'quantity'])
    .where('county_code', '=', county)
    .where('annual_task_id', 'in', ids)
    .where('withdrawn_at', 'is', null)
    .orderBy('ordinal')
    .execute()
  const dutiesOf = Map.groupBy(duties, (duty) => duty.annual_task_id)
  const nodesOf = Map.groupBy(nodes, (node) => node.annual_task_id)
  return rows.map((row) =>
    taskOf(
      row,
      (dutiesOf.get(row.id) ?? []).map((duty) => ({
        unitId: duty.unit_id,
        unitName: duty.name,
        role: duty.role === 'lead' ? 'lead' : 'support',
      })),
      (nodesOf.get(row.id) ?? []).map((node) => ({
        id: node.id,
        ordinal: node.ordinal,
        title: node.title,
        dueOn: node.due_on,
        quantity: node.quantity,
      })),
    ),
  )
}

/** The year's plan that a task belongs to. */
export async function yearPlanOfTask(tx: Tx, county: string, annualTaskId: string): Promise<string> {
  const row = await tx
    .selectFrom('plan.annual_task')
    .select('year_plan_id')
    .where('county_code', '=', county)
    .where('id', '=', annualTaskId)
    .executeTakeFirst()
  return row?.year_plan_id ?? refuse({ code: 'platform.notFound', kind: 'annualTask' })
}

function columnsOf(task: AnnualTaskInput) {
  return {
    task_id: task.taskId,
    measure_id: task.measureId,
    title: task.title,
    deliverable: task.deliverable,
    quantity: task.target?.quantity ?? null,
    unit: task.target?.unit ?? null,
    scope: task.target?.scope ?? 'together',
    rule: task.target === null ? null : JSON.stringify(task.target.rule),
    starts_on: task.startsOn,
    due_on: task.dueOn,
  }
}

export interface NewAnnualTask {
  readonly ordinal: number
  readonly copiedFrom: string | null
  readonly task: AnnualTaskInput
}

/** Inserts tasks with their bodies and nodes: three statements, whatever their number. */
export async function insertAnnualTasks(
  work: Work,
  yearPlanId: string,
  tasks: readonly NewAnnualTask[],
): Promise<string[]> {
  if (tasks.length === 0) return []
  const rows = tasks.map((one) => ({ id: work.newId(), ...one }))
  await work.tx
    .insertInto('plan.annual_task')
    .values(
      rows.map(({ id, ordinal, copiedFrom, task }) => ({
        county_code: work.county,
        id,
        year_plan_id: yearPlanId,
        ordinal,
        copied_from: copiedFrom,
        status: 'active',
        ...columnsOf(task),
      })),
    )
    .execute()
  await insertParts(work, rows)
  return rows.map(({ id }) => id)
}

/** What becomes of a node that a task no longer names: of a draft it's deleted, of an issued task its history stays. */
export type NodeEnd = 'deleted' | 'withdrawn'

/** A task as it's written now takes the place of what it said; a node that is named keeps its id. */
export async function rewriteAnnualTask(
  work: Work,
  before: AnnualTask,
  task: AnnualTaskInput,
  ending: NodeEnd,
): Promise<void> {
  await work.tx
    .updateTable('plan.annual_task')
    .set({ ...columnsOf(task), version: before.version + 1 })
    .where('county_code', '=', work.county)
    .where('id', '=', before.id)
    .execute()
  await removeParts(work, before, new Set(task.nodes.flatMap(({ id }) => (id === undefined ? [] : [id]))), ending)
  await insertParts(work, [{ id: before.id, task }])
}

async function insertParts(work: Work, rows: readonly { id: string; task: AnnualTaskInput }[]): Promise<void> {
  const county_code = work.county
  await work.tx
    .insertInto('plan.annual_duty')
    .values(
      rows.flatMap(({ id, task }) =>
        task.duties.map((duty) => ({ county_code, annual_task_id: id, unit_id: duty.unitId, role: duty.role })),
      ),
    )
    .execute()
  const nodes = rows.flatMap(({ id, task }) =>
    task.nodes.map((node, i) => ({
      county_code,
      id: node.id ?? work.newId(),
      annual_task_id: id,
      ordinal: i + 1,
      title: node.title,
      due_on: node.dueOn,
      quantity: node.quantity,
    })),
  )
  if (nodes.length === 0) return
  await work.tx
    .insertInto('plan.annual_node')
    .values(nodes)
    .onConflict((conflict) =>
      conflict.columns(['county_code', 'id']).doUpdateSet((row) => ({
        ordinal: row.ref('excluded.ordinal'),
        title: row.ref('excluded.title'),
        due_on: row.ref('excluded.due_on'),
        quantity: row.ref('excluded.quantity'),
      })),
    )
    .execute()
}

/** Removes bodies, and ends the nodes that aren't kept. Only a task's own nodes can be kept. */
async function removeParts(work: Work, task: AnnualTask, kept: ReadonlySet<string>, ending: NodeEnd): Promise<void> {
  const own = new Set(task.nodes.map(({ id }) => id))
  if ([...kept].some((id) => !own.has(id))) refuse({ code: 'platform.notFound', kind: 'node' })
  await work.tx
    .deleteFrom('plan.annual_duty')
    .where('county_code', '=', work.county)
    .where('annual_task_id', '=', task.id)
    .execute()
  const gone = task.nodes.flatMap(({ id }) => (kept.has(id) ? [] : [id]))
  if (gone.length > 0) await endNodes(work, gone, ending)
}

async function endNodes(work: Work, ids: readonly string[], ending: NodeEnd): Promise<void> {
  if (ending === 'deleted') {
    await work.tx.deleteFrom('plan.annual_node').where('county_code', '=', work.county).where('id', 'in', ids).execute()
    return
  }
  await work.tx
    .updateTable('plan.annual_node')
    .set({ withdrawn_at: work.now })
    .where('county_code', '=', work.county)
    .where('id', 'in', ids)
    .execute()
}

/** 撤销: the task stays with all that was done for it; nobody owes it any more. */
export async function withdrawAnnualTask(work: Work, task: AnnualTask): Promise<void> {
  await work.tx
    .updateTable('plan.annual_task')
    .set({ status: 'withdrawn', version: task.version + 1 })
    .where('county_code', '=', work.county)
    .where('id', '=', task.id)
    .execute()
}

export async function removeAnnualTask(work: Work, task: AnnualTask): Promise<void> {
  await removeParts(work, task, new Set(), 'deleted')
  await work.tx
    .deleteFrom('plan.annual_task')
    .where('county_code', '=', work.county)
    .where('id', '=', task.id)
    .execute()
}

/** What bodies have confirmed for the nodes of a year's plan, without what was returned. */
export async function readCompletions(tx: Tx, county: string, yearPlanId: string): Promise<NodeCompletion[]> {
  const rows = await tx
    .selectFrom('plan.node_completion as done')
    .innerJoin('plan.annual_node as node', (join) =>
      join.onRef('node.county_code', '=', 'done.county_code').onRef('node.id', '=', 'done.node_id'),
    )
    .innerJoin('plan.annual_task as task', (join) =>
      join.onRef('task.county_code', '=', 'node.county_code').onRef('task.id', '=', 'node.annual_task_id'),
    )
    .select(['done.node_id', 'done.unit_id', 'done.done_on'])
    .where('done.county_code', '=', county)
    .where('task.year_plan_id', '=', yearPlanId)
    .where('done.returned_at', 'is', null)
    .execute()
  return rows.map((row) => ({ nodeId: row.node_id, unitId: row.unit_id, doneOn: row.done_on }))
}
