import { z } from 'zod'
import { Day, Id, Instant } from './common.ts'
import { TaskOutcome } from './plan-evaluation.ts'
import { ResponsibilityRole } from './plan-header.ts'
import { AnnualRole } from './plan-year.ts'

/** What else is open besides duties and nodes: 延期申请、督办单、协调函、等待他人. */
export const handoverMatters = ['extension', 'supervision', 'coordination', 'wait'] as const
export const HandoverMatter = z.enum(handoverMatters)
export type HandoverMatter = z.infer<typeof HandoverMatter>

/** What a unit has open on a day, for whoever takes over (交接单). Nobody's name and no private number. */
export const HandoverContent = z.object({
  unitId: Id,
  unitName: z.string(),
  asOf: Day,
  planTitle: z.string().nullable(),
  /** Of the plan in force. */
  duties: z.array(
    z.object({ role: ResponsibilityRole, label: z.string(), title: z.string(), measure: z.string().nullable() }),
  ),
  /** Tasks of the years that aren't fulfilled. */
  tasks: z.array(
    z.object({
      annualTaskId: Id,
      year: z.number().int(),
      title: z.string(),
      role: AnnualRole,
      dueOn: Day,
      quantity: z.number().nullable(),
      unit: z.string().nullable(),
      achieved: z.number().nullable(),
      outcome: TaskOutcome,
    }),
  ),
  /** Nodes that aren't done, the most pressing first. */
  nodes: z.array(
    z.object({
      nodeId: Id,
      task: z.string(),
      title: z.string(),
      dueOn: Day,
      /** The last day in time; null while the clock stands still. */
      lastDay: Day.nullable(),
      late: z.boolean(),
    }),
  ),
  matters: z.array(z.object({ matter: HandoverMatter, title: z.string(), what: z.string(), day: Day.nullable() })),
  /** Bodies that it works with, by how many tasks they share. */
  counterparts: z.array(z.object({ unitId: Id, unitName: z.string(), shared: z.array(z.string()) })),
  /** What the unit has done with the plan in the year before, month by month. */
  decisions: z.array(z.object({ day: Day, what: z.string(), title: z.string().nullable(), times: z.number().int() })),
  dates: z.array(z.object({ day: Day, what: z.string() })),
})
export type HandoverContent = z.infer<typeof HandoverContent>

export const HandoverView = z.object({ id: Id, madeAt: Instant, madeByName: z.string(), content: HandoverContent })
export type HandoverView = z.infer<typeof HandoverView>

export const HandoverRow = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  asOf: Day,
  madeAt: Instant,
  madeByName: z.string(),
})
export type HandoverRow = z.infer<typeof HandoverRow>

export const MakeHandover = z.object({ unitId: Id })
