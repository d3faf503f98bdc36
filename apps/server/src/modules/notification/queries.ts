import { Id, Instant, PageQuery, pageOf } from '@kepu/contract'
import { TodoView } from '@kepu/contract/notification'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database.ts'
import { decodeCursor, pageOfRows } from '../../platform/page.ts'
import { query } from '../../platform/query.ts'

/** A person sees what is to do for the units of their grants, those units alone: not everything below them. */
export function inboxUnits(actor: Actor): string[] {
  return [...new Set([...actor.scopes.map((scope) => scope.unitId), ...(actor.unitId ? [actor.unitId] : [])])]
}

export async function countOpenTodos(tx: Tx, actor: Actor): Promise<number> {
  const units = inboxUnits(actor)
  if (units.length === 0) return 0
  const row = await tx
    .selectFrom('notification.todo')
    .select((todo) => todo.fn.countAll<number>().as('open'))
    .where('county_code', '=', actor.county)
    .where('unit_id', 'in', units)
    .where('done_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.open
}

/** Instant of opening and id of the last row of a page. */
const SortKey = z.tuple([Instant, Id])

export const listTodos = query({
  name: 'notification.todo.list',
  access: 'signedIn',
  input: PageQuery.extend({ state: z.enum(['open', 'done']).default('open'), unitId: Id.optional() }),
  output: pageOf(TodoView),
  async run(read, { cursor, limit, state, unitId }) {
    const units = read.actor ? inboxUnits(read.actor) : []
    const wanted = unitId === undefined ? units : units.filter((unit) => unit === unitId)
    if (wanted.length === 0) return { items: [], next: null }
    let rows = read.tx
      .selectFrom('notification.todo as todo')
      .innerJoin('organization.unit as unit', (join) =>
        join.onRef('unit.county_code', '=', 'todo.county_code').onRef('unit.id', '=', 'todo.unit_id'),
      )
      .selectAll('todo')
      .select('unit.name as unit_name')
      .where('todo.county_code', '=', read.county)
      .where('todo.unit_id', 'in', wanted)
      .where('todo.done_at', state === 'open' ? 'is' : 'is not', null)
    if (cursor) {
      const [openedAt, id] = decodeCursor(cursor, SortKey)
      rows = rows.where(sql<boolean>`(todo.opened_at, todo.id) < (${openedAt}::timestamptz, ${id}::uuid)`)
    }
    const found = await rows
      .orderBy('todo.opened_at', 'desc')
      .orderBy('todo.id', 'desc')
      .limit(limit + 1)
      .execute()
    const page = pageOfRows(found, limit, (row) => [row.opened_at.toISOString(), row.id])
    return {
      next: page.next,
      items: page.items.map((row) =>
        TodoView.parse({
          id: row.id,
          kind: row.kind,
          unitId: row.unit_id,
          unitName: row.unit_name,
          subjectType: row.subject_type,
          subjectId: row.subject_id,
          facts: row.facts,
          dueOn: row.due_on,
          openedAt: row.opened_at.toISOString(),
          doneAt: row.done_at?.toISOString() ?? null,
        }),
      ),
    }
  },
})
