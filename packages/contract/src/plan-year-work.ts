import { z } from 'zod'
import { Id, PageQuery, pageOf } from './common.ts'
import { DeliveryView } from './ledger.ts'

/** What of the ledger counts toward a task of the year, newest first; with `unitId` only what counts for that body. */
export const ListCountedWork = PageQuery.extend({ annualTaskId: Id, unitId: Id.optional() })

/** A delivery and what it adds to the figure (计入的台账记录). A reversal takes away. */
export const CountedWorkView = z.object({ delivery: DeliveryView, amount: z.number() })
export type CountedWorkView = z.infer<typeof CountedWorkView>

export const CountedWorkPage = pageOf(CountedWorkView).extend({
  annualTaskId: Id,
  yearPlanId: Id,
  title: z.string(),
  unit: z.string(),
  quantity: z.number().nullable(),
  /** All of it, not only this page. */
  total: z.number(),
  records: z.number().int(),
})
export type CountedWorkPage = z.infer<typeof CountedWorkPage>
