import { z } from 'zod'
import { Day, Id, Instant, PageQuery, pageOf, Version } from './common.ts'
import { AnnualRole, AnnualTargetInput, AnnualTaskInput } from './plan-year.ts'

const Reason = z.string().trim().min(4).max(500)

export const ChangeAnnualTask = z.object({
  annualTaskId: Id,
  version: Version,
  task: AnnualTaskInput,
  reason: Reason,
})
export const WithdrawAnnualTask = z.object({ annualTaskId: Id, version: Version, reason: Reason })
/** The person says how many nodes they saw open: a closing that leaves more open than was seen is refused. */
export const CloseYearPlan = z.object({
  yearPlanId: Id,
  version: Version,
  openNodes: z.number().int().min(0),
})
export const RemindYear = z.object({ yearPlanId: Id })
/** A body signs for all changes of the year that concern it. */
export const ReceiveAnnualChanges = z.object({ yearPlanId: Id, unitId: Id })

const Node = z.object({ title: z.string(), dueOn: Day, quantity: z.number().nullable() })
const Purpose = z.object({ taskId: Id, measureId: Id.nullable() })

/** One field of a task, before and after (调整内容). A body or node that came has no `before`, one that went has no `after`. */
export const AnnualDifference = z.discriminatedUnion('field', [
  z.object({ field: z.literal('title'), before: z.string(), after: z.string() }),
  z.object({ field: z.literal('deliverable'), before: z.string().nullable(), after: z.string().nullable() }),
  z.object({ field: z.literal('purpose'), before: Purpose, after: Purpose }),
  z.object({ field: z.literal('target'), before: AnnualTargetInput.nullable(), after: AnnualTargetInput.nullable() }),
  z.object({ field: z.literal('startsOn'), before: Day, after: Day }),
  z.object({ field: z.literal('dueOn'), before: Day, after: Day }),
  z.object({
    field: z.literal('duty'),
    unitId: Id,
    before: AnnualRole.nullable(),
    after: AnnualRole.nullable(),
  }),
  z.object({ field: z.literal('node'), nodeId: Id, before: Node.nullable(), after: Node.nullable() }),
  z.object({ field: z.literal('withdrawn') }),
])
export type AnnualDifference = z.infer<typeof AnnualDifference>

/** A task of the year changed after it was issued (任务调整). */
export const AnnualChangeView = z.object({
  id: Id,
  annualTaskId: Id,
  /** As it's called now. */
  taskTitle: z.string(),
  reason: z.string(),
  differences: z.array(AnnualDifference),
  changedByName: z.string(),
  changedAt: Instant,
  /** Whom it concerns, and who has signed for it. */
  receipts: z.array(z.object({ unitId: Id, unitName: z.string(), receivedAt: Instant.nullable() })),
})
export type AnnualChangeView = z.infer<typeof AnnualChangeView>
export const ListAnnualChanges = PageQuery.extend({ yearPlanId: z.string() })
export const AnnualChangePage = pageOf(AnnualChangeView).extend({
  /** Names of the bodies, tasks and measures that the differences speak of, by id. */
  names: z.record(z.string(), z.string()),
})
export type AnnualChangePage = z.infer<typeof AnnualChangePage>
