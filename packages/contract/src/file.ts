import { z } from 'zod'
import { Id, Instant } from './common.ts'

/** An upload (附件): stored once by its SHA-256, under the name that its owner gave it. */
export const FileView = z.object({
  id: Id,
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  createdAt: Instant,
})
export type FileView = z.infer<typeof FileView>

export type FileRefusal =
  | { code: 'file.type.notAllowed'; name: string; allowed: readonly string[] }
  | { code: 'file.tooLarge'; size: number; limit: number }
  | { code: 'file.empty'; name: string }
  /** A workbook or a file of separated values that isn't one. */
  | {
      code: 'file.table.unreadable'
      why: 'damaged' | 'noSheet' | 'tooManyRows' | 'protected' | 'encoding'
      maxRows: number
    }
