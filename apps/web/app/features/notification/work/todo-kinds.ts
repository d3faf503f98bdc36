import { Id } from '@kepu/contract'
import type { TodoView } from '@kepu/contract/notification'
import { z } from 'zod'
import { type Verb, verb } from '../../../lib/verb.ts'

/** What a person can do about a to-do, right in the inbox. */
export interface TodoKind {
  /** The page where the work is done. */
  readonly address: (todo: TodoView, county: string) => string
  /** Closes it at once, where there is nothing more to do than to know. */
  readonly acknowledge: Verb<typeof Acknowledgement> | null
}

const Acknowledgement = z.object({ planId: Id, unitId: Id })

/** The kinds that modules open, by the name of the event. */
export const todoKinds: ReadonlyMap<string, TodoKind> = new Map([
  [
    'plan.duty.new',
    {
      address: (todo, county) => `/${county}/units/${todo.unitId}`,
      acknowledge: verb('POST', '/plans/{planId}/acknowledge', Acknowledgement, z.object({ closed: z.number() })),
    },
  ],
])
