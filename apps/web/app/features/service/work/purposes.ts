import { z } from 'zod'

/** Tasks and measures that a service is work for, as the ledger lists them. */
export const Purposes = z.object({
  items: z.array(
    z.object({ id: z.string(), taskId: z.string(), title: z.string(), label: z.string(), active: z.boolean() }),
  ),
})
export type Purpose = z.infer<typeof Purposes>['items'][number]
