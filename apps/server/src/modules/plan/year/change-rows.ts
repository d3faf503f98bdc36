import { Day, Id } from '@kepu/contract'
import { AnnualRole, AnnualTargetInput } from '@kepu/contract/plan-year'
import { z } from 'zod'
import type { Work } from '../../../platform/command.ts'
import type { TaskWords } from './rules/change.ts'

/** What a task said, as it's kept with a change. */
export const Snapshot = z.object({
  taskId: Id,
  measureId: Id.nullable(),
  title: z.string(),
  deliverable: z.string().nullable(),
  target: AnnualTargetInput.nullable(),
  startsOn: Day,
  dueOn: Day,
  status: z.enum(['active', 'withdrawn']),
  duties: z.array(z.object({ unitId: Id, role: AnnualRole })),
  nodes: z.array(
    z.object({ id: Id, ordinal: z.number(), title: z.string(), dueOn: Day, quantity: z.number().nullable() }),
  ),
})

export interface NewChange {
  readonly annualTaskId: string
  readonly reason: string
  readonly before: TaskWords
  readonly after: TaskWords
  /** Whom it concerns. */
  readonly unitIds: readonly string[]
}

/** A change with both states of the task, and a receipt for each body that it concerns. */
export async function insertChange(work: Work, change: NewChange): Promise<string> {
  const id = work.newId()
  await work.tx
    .insertInto('plan.annual_change')
    .values({
      county_code: work.county,
      id,
      annual_task_id: change.annualTaskId,
      reason: change.reason,
      before: JSON.stringify(Snapshot.parse(change.before)),
      after: JSON.stringify(Snapshot.parse(change.after)),
      changed_by_name: work.actor.name,
      changed_at: work.now,
    })
    .execute()
  await work.tx
    .insertInto('plan.annual_change_receipt')
    .values(change.unitIds.map((unit_id) => ({ county_code: work.county, change_id: id, unit_id })))
    .execute()
  return id
}

/** Signs for all changes of a year that concern a body; returns how many there were. */
export async function signChanges(work: Work, yearPlanId: string, unitId: string): Promise<number> {
  const ofYear = work.tx
    .selectFrom('plan.annual_change as change')
    .innerJoin('plan.annual_task as task', (join) =>
      join.onRef('task.county_code', '=', 'change.county_code').onRef('task.id', '=', 'change.annual_task_id'),
    )
    .select('change.id')
    .where('change.county_code', '=', work.county)
    .where('task.year_plan_id', '=', yearPlanId)
  const signed = await work.tx
    .updateTable('plan.annual_change_receipt')
    .set({ received_at: work.now, received_by_name: work.actor.name })
    .where('county_code', '=', work.county)
    .where('unit_id', '=', unitId)
    .where('received_at', 'is', null)
    .where('change_id', 'in', ofYear)
    .executeTakeFirst()
  return Number(signed.numUpdatedRows)
}
