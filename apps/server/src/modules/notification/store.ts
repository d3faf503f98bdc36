import type { Work } from '../../platform/command.ts'

export interface NewTodo {
  readonly unitId: string
  readonly kind: string
  readonly subject: readonly [type: string, id: string]
  readonly facts: Readonly<Record<string, string | number>>
  readonly dueOn: string | null
}

/** Opens things to do; one that is open already for the same unit, kind and subject stays as it is. */
export async function openTodos(work: Work, todos: readonly NewTodo[]): Promise<void> {
  if (todos.length === 0) return
  await work.tx
    .insertInto('notification.todo')
    .values(
      todos.map(({ unitId, kind, subject: [type, id], facts, dueOn }) => ({
        county_code: work.county,
        id: work.newId(),
        unit_id: unitId,
        kind,
        subject_type: type,
        subject_id: id,
        facts: JSON.stringify(facts),
        due_on: dueOn,
        opened_at: work.now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Closes what is open for a subject: the module that knows says that it's done. */
export async function closeTodos(work: Work, kind: string, subjectId: string, unitId?: string): Promise<number> {
  let rows = work.tx
    .updateTable('notification.todo')
    .set({ done_at: work.now })
    .where('county_code', '=', work.county)
    .where('kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .where('done_at', 'is', null)
  if (unitId !== undefined) rows = rows.where('unit_id', '=', unitId)
  const closed = await rows.executeTakeFirst()
  return Number(closed.numUpdatedRows)
}
