import { z } from 'zod'
import { Day, Id, Instant } from './common.ts'

export const AddApiKey = z.object({ title: z.string().trim().min(2).max(60) })
/** The key, told once. */
export const AddedApiKey = z.object({ keyId: Id, key: z.string() })
export const CloseApiKey = z.object({ keyId: Id })

/** A key of another system that may place orders (接口密钥). */
export const ApiKeyView = z.object({
  id: Id,
  title: z.string(),
  active: z.boolean(),
  createdAt: Instant,
  /** The last day on which it was used. */
  usedOn: Day.nullable(),
  can: z.array(z.string()),
})
export type ApiKeyView = z.infer<typeof ApiKeyView>
