import { z } from 'zod'
import { AnnualProposalView } from './plan-year-proposal.ts'

/** What a row of a workbook of tasks was understood as, or what to mend in which column. Nothing is written yet. */
export const AnnualRowView = z.object({
  /** Row number in the workbook, from 1. */
  row: z.number().int(),
  title: z.string(),
  proposal: AnnualProposalView.nullable(),
  problems: z.array(z.object({ column: z.string(), message: z.string() })),
})
export type AnnualRowView = z.infer<typeof AnnualRowView>

export const AnnualTableReport = z.object({
  fileName: z.string(),
  rows: z.array(AnnualRowView),
  ready: z.number().int(),
})
export type AnnualTableReport = z.infer<typeof AnnualTableReport>
