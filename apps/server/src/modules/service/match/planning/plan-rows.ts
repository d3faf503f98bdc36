import {
  MatchSettings,
  PlanningProgress,
  type PlanningRefusal,
  PlanningResult,
  type PlanningStatus,
} from '@kepu/contract/service-match'
import type { Selectable } from 'kysely'
import type { Work } from '../../../../platform/command.ts'
import type { Tx } from '../../../../platform/database.ts'
import { Refused, refuse } from '../../../../platform/problem.ts'
import type { ServiceAssignmentPlan } from '../../../../schema.gen.ts'
import { unitForActor } from '../../../organization/index.ts'
import type { Planning } from '../types.ts'

export function stop(reason: PlanningRefusal): never {
  throw new Refused(reason)
}

export function planningOf(row: Selectable<ServiceAssignmentPlan>): Planning {
  return {
    id: row.id,
    unitId: row.unit_id,
    from: row.from_day,
    to: row.to_day,
    // The column's check constraint allows no other status.
    status: row.status as PlanningStatus,
    settings: MatchSettings.parse(row.settings),
    progress: PlanningProgress.parse(row.progress),
    result: row.result === null ? null : PlanningResult.parse(row.result),
    madeByName: row.made_by_name,
    madeAt: row.made_at,
    version: row.version,
  }
}

export async function findPlanning(tx: Tx, county: string, id: string): Promise<Planning | null> {
  const row = await tx
    .selectFrom('service.assignment_plan')
    .selectAll()
    .where('county_code', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? planningOf(row) : null
}

/** Locks a proposal for somebody who saw `version` and may do this over its unit. */
export async function lockPlanning(
  work: Work,
  { planningId, version }: { planningId: string; version: number },
  permission: string,
): Promise<Planning> {
  const row = await work.tx
    .selectFrom('service.assignment_plan')
    .selectAll()
    .where('county_code', '=', work.county)
    .where('id', '=', planningId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) refuse({ code: 'platform.notFound', kind: 'planning' })
  await unitForActor(work, row.unit_id, permission)
  if (row.version !== version) refuse({ code: 'platform.stale', version: row.version })
  return planningOf(row)
}

export async function setPlanning(
  work: Work,
  planning: Planning,
  change: { status?: PlanningStatus; settled_at?: Date } = {},
): Promise<void> {
  await work.tx
    .updateTable('service.assignment_plan')
    .set({ ...change, version: planning.version + 1 })
    .where('county_code', '=', work.county)
    .where('id', '=', planning.id)
    .execute()
}
