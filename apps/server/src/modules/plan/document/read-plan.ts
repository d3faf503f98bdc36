import type { PlanView, ResponsibilityRole } from '@kepu/contract/plan'
import { PlanView as PlanViewSchema } from '@kepu/contract/plan'
import type { Actor } from '../../../platform/actor.ts'
import type { Tx } from '../../../platform/database.ts'
import { planHeader } from './headers.ts'
import { findPlanRow } from './store.ts'

export interface Cell {
  readonly taskId: string
  readonly measureId: string | null
  readonly role: ResponsibilityRole
  readonly unitId: string | null
  readonly unitName: string
  readonly asWritten: string
}

/** Who answers for what in a plan, in the document's order. */
export async function readCells(tx: Tx, county: string, planId: string): Promise<Cell[]> {
  const rows = await tx
    .selectFrom('plan.responsibility as cell')
    .leftJoin('organization.unit as unit', (join) =>
      join.onRef('unit.county_code', '=', 'cell.county_code').onRef('unit.id', '=', 'cell.unit_id'),
    )
    .select(['cell.task_id', 'cell.measure_id', 'cell.role', 'cell.unit_id', 'cell.as_written', 'unit.name'])
    .where('cell.county_code', '=', county)
    .where('cell.plan_id', '=', planId)
    .orderBy('cell.ordinal')
    .execute()
  return rows.map((row) => ({
    taskId: row.task_id,
    measureId: row.measure_id,
    // The column's check constraint allows no other role.
    role: row.role as ResponsibilityRole,
    unitId: row.unit_id,
    unitName: row.name ?? row.as_written,
    asWritten: row.as_written,
  }))
}

function spanOf(row: { span_start: number | null; span_end: number | null }): [number, number] | null {
  return row.span_start === null || row.span_end === null ? null : [row.span_start, row.span_end]
}

function quantityOf(row: { quantity_value: number | null; quantity_unit: string | null; quantity_period: unknown }) {
  if (row.quantity_value === null) return null
  return { value: row.quantity_value, unit: row.quantity_unit ?? '', period: row.quantity_period }
}

function bodies(cells: readonly Cell[], role: ResponsibilityRole) {
  return cells
    .filter((cell) => cell.role === role)
    .map(({ unitId, unitName, asWritten }) => ({ unitId, name: unitName, asWritten }))
}

/** A plan as people read it: seven reads, each by the plan's key. */
export async function readPlan(tx: Tx, county: string, planId: string, actor: Actor | null): Promise<PlanView> {
  const header = planHeader(await findPlanRow(tx, county, planId), actor)
  const ofPlan = { county_code: county, plan_id: planId }
  const tasks = await tx
    .selectFrom('plan.task')
    .selectAll()
    .where((row) => row.and(ofPlan))
    .orderBy('ordinal')
    .execute()
  const measures = await tx
    .selectFrom('plan.measure')
    .selectAll()
    .where((row) => row.and(ofPlan))
    .orderBy('ordinal')
    .execute()
  const cells = await readCells(tx, county, planId)
  const cellsOfTask = Map.groupBy(
    cells.filter((cell) => cell.measureId === null),
    (cell) => cell.taskId,
  )
  const cellsOfMeasure = Map.groupBy(cells, (cell) => cell.measureId)
  const measuresOf = Map.groupBy(measures, (measure) => measure.task_id)
  return PlanViewSchema.parse({
    header,
    ...(await readGoals(tx, county, planId)),
    tasks: tasks.map((task) => {
      const own = cellsOfTask.get(task.id) ?? []
      return {
        id: task.id,
        number: task.number,
        category: task.category,
        title: task.title,
        openEnded: task.open_ended,
        deadline: task.deadline,
        quantity: quantityOf(task),
        span: spanOf(task),
        lead: bodies(own, 'lead'),
        responsible: bodies(own, 'responsible'),
        implementers: bodies(own, 'implementer'),
        measures: (measuresOf.get(task.id) ?? []).map((measure) => ({
          id: measure.id,
          number: measure.number,
          title: measure.title,
          deadline: measure.deadline,
          quantity: quantityOf(measure),
          span: spanOf(measure),
          lead: bodies(cellsOfMeasure.get(measure.id) ?? [], 'lead'),
          responsible: bodies(cellsOfMeasure.get(measure.id) ?? [], 'responsible'),
        })),
      }
    }),
  })
}

async function readGoals(tx: Tx, county: string, planId: string) {
  const ofPlan = { county_code: county, plan_id: planId }
  const indicators = await tx
    .selectFrom('plan.indicator')
    .selectAll()
    .where((row) => row.and(ofPlan))
    .orderBy('ordinal')
    .execute()
  const values = await tx
    .selectFrom('plan.indicator_value')
    .selectAll()
    .where((row) => row.and(ofPlan))
    .orderBy('ordinal')
    .execute()
  const phases = await tx
    .selectFrom('plan.phase')
    .selectAll()
    .where((row) => row.and(ofPlan))
    .orderBy('ordinal')
    .execute()
  const campaigns = await tx
    .selectFrom('plan.campaign')
    .selectAll()
    .where((row) => row.and(ofPlan))
    .orderBy('ordinal')
    .execute()
  const valuesOf = Map.groupBy(values, (value) => value.indicator_id)
  return {
    indicators: indicators.map((indicator) => ({
      id: indicator.id,
      name: indicator.name,
      unit: indicator.unit,
      values: (valuesOf.get(indicator.id) ?? []).map((value) => ({
        id: value.id,
        year: value.year,
        value: value.value,
        role: value.role,
        comparator: value.comparator,
        of: value.of_place,
        quote: value.quote,
        span: spanOf(value),
      })),
    })),
    phases: phases.map((phase) => ({
      name: phase.name,
      startYear: phase.start_year,
      endYear: phase.end_year,
      span: spanOf(phase),
    })),
    campaigns: campaigns.map((campaign) => ({ name: campaign.name, span: spanOf(campaign) })),
  }
}

/** The plan in force on a day; else the newest published one. Null: none yet. */
export async function currentPlanId(tx: Tx, county: string, today: string): Promise<string | null> {
  const year = Number(today.slice(0, 4))
  const rows = await tx
    .selectFrom('plan.plan')
    .select(['id', 'period_start', 'period_end'])
    .where('county_code', '=', county)
    .where('status', '=', 'published')
    .orderBy('period_start', 'desc')
    .execute()
  const inForce = rows.find((row) => (row.period_start ?? 0) <= year && year <= (row.period_end ?? 0))
  return (inForce ?? rows[0])?.id ?? null
}
