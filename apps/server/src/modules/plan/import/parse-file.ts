import type { ParsedPlan } from '@kepu/contract/plan-proposal'
import { fileTypeOf } from './read/index.ts'
import { runBounded } from './run.ts'

/**
 * A plan document → what the importer understood of it, with the text that its spans point into. Deterministic: the same bytes give the
 * same proposal. Bounded: refused after `limits.seconds` at the latest.
 * @throws PlanFileError whose `refusal` says why the file can't be read
 */
export async function parsePlanFile(bytes: Uint8Array, fileName: string): Promise<ParsedPlan> {
  return runBounded({ bytes, type: fileTypeOf(bytes, fileName) })
}
