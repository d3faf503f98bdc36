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

/** One thing of a digest; `key` changes when there is something new to say of it. */
export const DigestItem = z.object({
  key: z.string(),
  /** As of a to-do: the screen has a sentence and an address for it. */
  kind: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type DigestItem = z.infer<typeof DigestItem>

/** What a unit has open, in one list (今日提醒). */
export const DigestView = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  sentOn: Day,
  items: z.array(DigestItem),
})
export type DigestView = z.infer<typeof DigestView>
