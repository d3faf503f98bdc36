import { z } from 'zod'
import { Day, Id, Instant } from './common.ts'

/**
 * A thing to do (待办), opened by any module for a unit, done when the module closes it: the inbox asks nothing twice.
 * `kind` is the name of the event that opened it; `facts` fill the sentence that the screen has for the kind.
 */
export const TodoView = z.object({
  id: Id,
  kind: z.string(),
  unitId: Id,
  unitName: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  dueOn: Day.nullable(),
  openedAt: Instant,
  doneAt: Instant.nullable(),
})
export type TodoView = z.infer<typeof TodoView>
