import { z } from 'zod'
import { Version } from './common.ts'

const Days = z.number().int().min(1).max(60)
/** Working days of each step (办理时限), of one county. */
export const StepTerms = z.object({
  submitted: Days,
  dispatched: Days,
  claimed: Days,
  offered: Days,
  open: Days,
  accepted: Days,
  scheduled: Days,
  done: Days,
  confirmed: Days,
})
export type StepTerms = z.infer<typeof StepTerms>

/** How a county runs its orders: terms, and who hears of an order first. */
export const ServiceSettings = z.object({
  terms: StepTerms,
  entry: z.enum(['village', 'township']),
  version: Version,
})
export type ServiceSettings = z.infer<typeof ServiceSettings>
export const ChangeSettings = z.object({
  version: Version,
  terms: StepTerms,
  entry: z.enum(['village', 'township']),
})
