import { z } from 'zod'

/** Six-digit county code of GB/T 2260, e.g. 500233 for 忠县. */
export const CountyCode = z.string().regex(/^\d{6}$/, '六位行政区划代码')
/** Region code: 6 digits for a county, 9 for a township, 12 for a village or community. */
export const RegionCode = z.string().regex(/^(\d{6}|\d{9}|\d{12})$/, '6、9 或 12 位区划代码')
/** UUID version 7, made in the application. */
export const Id = z.uuid()
/** A calendar day in Asia/Shanghai, e.g. 2024-05-30. */
export const Day = z.iso.date()
/** An instant in UTC, ISO 8601. */
export const Instant = z.iso.datetime()
/** Edits carry the version that the editor saw; a stale one is refused with `platform.stale`. */
export const Version = z.number().int().positive()

export type Id = z.infer<typeof Id>
export type Day = z.infer<typeof Day>

/** The five groups of the outline, and everybody else (重点人群). */
export const audiences = ['youth', 'farmers', 'workers', 'elderly', 'officials', 'public'] as const
export const Audience = z.enum(audiences)
export type Audience = z.infer<typeof Audience>

/** Query of a list: an opaque cursor from the last answer's `next`, and how many at most. */
export const PageQuery = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** One page of a list. `next` is null on the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

/** One invalid field: where (a JSON path) and why. */
export const Issue = z.object({ path: z.string(), message: z.string() })

/** Problem details of RFC 9457, with `code` from the closed union of its module and the facts of the case beside it. */
export const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  issues: z.array(Issue).optional(),
})
export type Problem = z.infer<typeof Problem>

/** What any command may answer besides its own refusals. */
export type PlatformRefusal =
  | { code: 'platform.notSignedIn' }
  | { code: 'platform.notAllowed'; permission: string }
  | { code: 'platform.notFound'; kind: string }
  | { code: 'platform.invalid'; issues: readonly z.infer<typeof Issue>[] }
  | { code: 'platform.stale'; version: number }
  | { code: 'platform.idempotency.missing' }
  | { code: 'platform.idempotency.reused' }
  | { code: 'platform.duplicate'; constraint: string }
  | { code: 'platform.tooLarge'; limit: number }
  | { code: 'platform.tooManyRequests'; retryAfter: number }
  | { code: 'platform.busy' }
  | { code: 'platform.internal'; trace: string }
