import type { Work } from '../../platform/command.ts'
import type { Tx } from '../../platform/database.ts'

/** A task or measure that work may be done for (ledger.purpose). */
export interface Purpose {
  readonly id: string
  readonly taskId: string
  readonly title: string
  readonly label: string
}

/** The plan module tells what there is to do; what isn't named any more takes no new deliveries. */
export async function replacePurposes(work: Work, purposes: readonly Purpose[]): Promise<void> {
  await work.tx.updateTable('ledger.purpose').set({ active: false }).where('county_code', '=', work.county).execute()
  // Tasks first: their measures point at them.
  const tasks = purposes.filter((purpose) => purpose.id === purpose.taskId)
  const measures = purposes.filter((purpose) => purpose.id !== purpose.taskId)
  for (const group of [tasks, measures]) {
    if (group.length === 0) continue
    await work.tx
      .insertInto('ledger.purpose')
      .values(
        group.map(({ id, taskId, title, label }) => ({ county_code: work.county, id, task_id: taskId, title, label })),
      )
      .onConflict((conflict) =>
        conflict.columns(['county_code', 'id']).doUpdateSet((row) => ({
          task_id: row.ref('excluded.task_id'),
          title: row.ref('excluded.title'),
          label: row.ref('excluded.label'),
          active: true,
        })),
      )
      .execute()
  }
}

export async function listPurposes(tx: Tx, county: string): Promise<(Purpose & { active: boolean })[]> {
  const rows = await tx
    .selectFrom('ledger.purpose')
    .selectAll()
    .where('county_code', '=', county)
    .orderBy('label')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    taskId: row.task_id,
    title: row.title,
    label: row.label,
    active: row.active,
  }))
}

export function titlesOf(purposes: readonly Purpose[]): Map<string, string> {
  return new Map(purposes.map((purpose) => [purpose.id, purpose.title]))
}
