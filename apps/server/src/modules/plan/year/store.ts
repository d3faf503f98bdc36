import type { YearPlanStatus, YearRefusal } from '@kepu/contract/plan-year'
import type { Selectable } from 'kysely'
import type { Work } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database.ts'
import { Refused, refuse } from '../../../platform/problem.ts'
import type { PlanYearPlan } from '../../../schema.gen.ts'
import { requirePlanRight } from '../document/store.ts'
import type { Ancestors } from './rules/progress.ts'
import type { YearPlan } from './types.ts'

function yearPlanOf(row: Selectable<PlanYearPlan>): YearPlan {
  return {
    id: row.id,
    planId: row.plan_id,
    year: row.year,
    title: row.title,
    documentNumber: row.document_number,
    // The column's check constraint allows no other status.
    status: row.status as YearPlanStatus,
    issuedAt: row.issued_at,
    closedAt: row.closed_at,
    version: row.version,
  }
}

export async function listYearPlans(tx: Tx, county: string): Promise<YearPlan[]> {
  const rows = await tx
    .selectFrom('plan.year_plan')
    .selectAll()
    .where('county_code', '=', county)
    .orderBy('year', 'desc')
    .execute()
  return rows.map(yearPlanOf)
}

export async function findYearPlan(tx: Tx, county: string, id: string): Promise<YearPlan> {
  const row = await tx
    .selectFrom('plan.year_plan')
    .selectAll()
    .where('county_code', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? yearPlanOf(row) : refuse({ code: 'platform.notFound', kind: 'yearPlan' })
}

/** Locks a year's plan; its tasks are written only under this lock. */
export async function lockYearPlan(work: Work, id: string, permission: string): Promise<YearPlan> {
  await requirePlanRight(work, permission)
  const row = await work.tx
    .selectFrom('plan.year_plan')
    .selectAll()
    .where('county_code', '=', work.county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? yearPlanOf(row) : refuse({ code: 'platform.notFound', kind: 'yearPlan' })
}

export async function bumpYearPlan(
  work: Work,
  year: YearPlan,
  change: {
    status?: YearPlanStatus
    issued_at?: Date
    closed_at?: Date
    title?: string
    document_number?: string
  } = {},
): Promise<void> {
  await work.tx
    .updateTable('plan.year_plan')
    .set({ version: year.version + 1, ...change })
    .where('county_code', '=', work.county)
    .where('id', '=', year.id)
    .execute()
}

/** Each unit with all above it. */
export async function readAncestors(tx: Tx, county: string): Promise<Ancestors> {
  const rows = await tx
    .selectFrom('organization.unit')
    .select(['id', 'ancestors'])
    .where('county_code', '=', county)
    .execute()
  return new Map(rows.map(({ id, ancestors }) => [id, ancestors]))
}

/** Refuses in the words of the year. */
export function stop(reason: YearRefusal): never {
  throw new Refused(reason)
}
