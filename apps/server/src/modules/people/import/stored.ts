import { PersonInput } from '@kepu/contract/people'
import { z } from 'zod'
import type { Work } from '../../../platform/command.ts'

/** A row that would change something, with the version of the record that it was compared with. */
export const PlannedRow = z.object({
  row: z.number(),
  personId: z.string().nullable(),
  version: z.number().nullable(),
  person: PersonInput,
  phone: z.string().nullable(),
})
export type PlannedRow = z.infer<typeof PlannedRow>

/** The rows hold people's data: they wait encrypted, and go when they were applied. */
export function sealRows(work: Work, rows: readonly PlannedRow[]): Buffer {
  return work.vault.seal(JSON.stringify(rows))
}

export function openRows(work: Work, sealed: Buffer): PlannedRow[] {
  return z.array(PlannedRow).parse(JSON.parse(work.vault.open(sealed)))
}
