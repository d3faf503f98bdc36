import { z } from 'zod'
import { Day, Id, Instant, Version } from './common.ts'

/** 草案 → 已发布 → 已被新版取代. Undo ends with publishing. */
export const planStatuses = ['draft', 'published', 'superseded', 'discarded'] as const
export const PlanStatus = z.enum(planStatuses)
export type PlanStatus = z.infer<typeof PlanStatus>

/** 牵头、责任（配合）、实施. */
export const responsibilityRoles = ['lead', 'responsible', 'implementer'] as const
export const ResponsibilityRole = z.enum(responsibilityRoles)
export type ResponsibilityRole = z.infer<typeof ResponsibilityRole>

const Period = z.object({ start: z.number().int(), end: z.number().int() })

export const PlanHeader = z.object({
  id: Id,
  title: z.string(),
  issuer: z.string().nullable(),
  documentNumber: z.string().nullable(),
  issuedOn: Day.nullable(),
  period: Period.nullable(),
  status: PlanStatus,
  /** 1 for the first; a revised document of the same plan has the next. */
  revision: z.number().int(),
  previousId: Id.nullable(),
  fileName: z.string(),
  publishedAt: Instant.nullable(),
  version: Version,
  can: z.array(z.string()),
})
export type PlanHeader = z.infer<typeof PlanHeader>
