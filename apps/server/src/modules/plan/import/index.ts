import type { ParsedPlan } from '@kepu/contract/plan-proposal'
import { fileTypeOf } from './read/index.ts'
import { runBounded } from './run.ts'

export { planParseCommand } from './cli.ts'
export { deadlineDay } from './deadline.ts'
export { describeSpan, nodesAt, type PlacedNode, type SpanDescription } from './describe.ts'
export { diffProposals, type ProposalChange } from './diff.ts'
export { PlanFileError } from './errors.ts'
export { planFileMessage } from './messages.zh-CN.ts'
export { limits as planFileLimits } from './read/limits.ts'

/**
 * A plan document → what the importer understood of it, with the text that its spans point into. Deterministic: the same bytes give the
 * same proposal. Bounded: refused after `limits.seconds` at the latest.
 * @throws PlanFileError whose `refusal` says why the file can't be read
 */
export async function parsePlanFile(bytes: Uint8Array, fileName: string): Promise<ParsedPlan> {
  return runBounded({ bytes, type: fileTypeOf(bytes, fileName) })
}
