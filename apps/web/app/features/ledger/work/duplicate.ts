import { z } from 'zod'
import type { ApiProblem } from '../../../lib/problem.ts'

const Facts = z.object({
  code: z.literal('ledger.delivery.duplicate'),
  candidates: z.array(z.object({ id: z.string(), title: z.string(), occurredOn: z.string(), unitName: z.string() })),
})
export type Candidate = z.infer<typeof Facts>['candidates'][number]

/** Entries that a refused one resembles; null when it was refused for something else. */
export function candidatesOf(problem: ApiProblem | null): readonly Candidate[] | null {
  return Facts.safeParse(problem?.facts).data?.candidates ?? null
}
