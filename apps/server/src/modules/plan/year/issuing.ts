import type { Work } from '../../../platform/command.ts'
import { openTodos } from '../../notification/index.ts'
import type { AnnualTask, YearPlan } from './types.ts'

export const RECEIPT_TODO = 'plan.year.issued'

/** Gives the year's plan to bodies that don't have it yet, and puts it into their inboxes, to sign for. Returns who is new. */
export async function issueTo(
  work: Work,
  year: YearPlan,
  tasks: readonly AnnualTask[],
  unitIds: readonly string[],
): Promise<string[]> {
  const inserted = await work.tx
    .insertInto('plan.year_receipt')
    .values(
      unitIds.map((unit_id) => ({
        county_code: work.county,
        year_plan_id: year.id,
        unit_id,
        issued_at: work.now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('unit_id')
    .execute()
  const fresh = inserted.map(({ unit_id }) => unit_id)
  await openReceiptTodos(work, year, tasks, fresh)
  return fresh
}

/** What a body has to sign for, in its inbox; what is open there stays as it is. */
export async function openReceiptTodos(
  work: Work,
  year: YearPlan,
  tasks: readonly AnnualTask[],
  unitIds: readonly string[],
): Promise<void> {
  const roles = Map.groupBy(
    tasks.flatMap((task) => task.duties),
    ({ unitId }) => unitId,
  )
  await openTodos(
    work,
    unitIds.map((unitId) => {
      const own = roles.get(unitId) ?? []
      const leads = own.filter(({ role }) => role === 'lead').length
      return {
        unitId,
        kind: RECEIPT_TODO,
        subject: ['yearPlan', year.id] as const,
        facts: { year: year.year, title: year.title, leads, supports: own.length - leads },
        dueOn: null,
      }
    }),
  )
}
