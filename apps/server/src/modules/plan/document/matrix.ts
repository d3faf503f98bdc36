import type { MatrixView, PlanView } from '@kepu/contract/plan'
import type { Cell } from './read-plan.ts'

/**
 * Tasks × bodies (任务分工矩阵). A body that answers only for measures of a task stands in the task's row with their number;
 * a body that does both by several names stands once, with the stronger role.
 */
export function matrixOf(plan: PlanView, cells: readonly Cell[]): MatrixView {
  const unitKey = (cell: Cell) => cell.unitId ?? `group:${cell.asWritten}`
  const units = [...new Map(cells.map((cell) => [unitKey(cell), cell])).entries()]
  const unitIndex = new Map(units.map(([key], i) => [key, i]))
  const taskIndex = new Map(plan.tasks.map((task, i) => [task.id, i]))

  const strength = { lead: 2, responsible: 1, implementer: 0 } as const
  const merged = new Map<string, { task: number; unit: number; role: Cell['role']; measures: number }>()
  for (const cell of cells) {
    const [task, unit] = [taskIndex.get(cell.taskId), unitIndex.get(unitKey(cell))]
    if (task === undefined || unit === undefined) continue
    const known = merged.get(`${task}/${unit}`)
    const stronger = known && strength[known.role] >= strength[cell.role] ? known.role : cell.role
    merged.set(`${task}/${unit}`, {
      task,
      unit,
      role: stronger,
      measures: (known?.measures ?? 0) + (cell.measureId === null ? 0 : 1),
    })
  }
  const found = [...merged.values()]
  const count = (unit: number, role: Cell['role']) =>
    found.filter((cell) => cell.unit === unit && cell.role === role).length
  return {
    planId: plan.header.id,
    title: plan.header.title,
    tasks: plan.tasks.map(({ id, number, category, title }) => ({ id, number, category, title })),
    units: units.map(([, cell], i) => ({
      unitId: cell.unitId,
      name: cell.unitName,
      leads: count(i, 'lead'),
      supports: count(i, 'responsible'),
    })),
    cells: found,
    leadCells: cells.filter((cell) => cell.role === 'lead').length,
    responsibleCells: cells.filter((cell) => cell.role === 'responsible').length,
  }
}
