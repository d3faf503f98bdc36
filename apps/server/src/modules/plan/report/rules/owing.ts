import type { AnnualTask } from '../../year/types.ts'

/** What has to be known of a unit to say who reports for it. */
export interface ReportingUnit {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly parentId: string | null
}

export type ReportingUnits = ReadonlyMap<string, ReportingUnit>

/** A village reports nothing: its township's report holds its work. Everybody else reports for itself. */
export function reporterOf(unitId: string, units: ReportingUnits): string {
  const unit = units.get(unitId)
  if (unit === undefined || unit.kind !== 'village' || unit.parentId === null) return unitId
  return reporterOf(unit.parentId, units)
}

export function isActive({ status }: Pick<AnnualTask, 'status'>): boolean {
  return status === 'active'
}

/** Every body that owes a report: it, or a village of it, has a duty in the year. In the order of the tasks. */
export function bodiesOwing(tasks: readonly AnnualTask[], units: ReportingUnits): string[] {
  const duties = tasks.filter(isActive).flatMap((task) => task.duties)
  return [...new Set(duties.map(({ unitId }) => reporterOf(unitId, units)))]
}

/** The body's tasks with its part in them: its own, and those of its villages. */
export function tasksOf(
  unitId: string,
  tasks: readonly AnnualTask[],
  units: ReportingUnits,
): { readonly task: AnnualTask; readonly role: 'lead' | 'support' }[] {
  return tasks.filter(isActive).flatMap((task) => {
    const own = task.duties.filter((duty) => reporterOf(duty.unitId, units) === unitId)
    if (own.length === 0) return []
    return [{ task, role: own.some(({ role }) => role === 'lead') ? ('lead' as const) : ('support' as const) }]
  })
}
