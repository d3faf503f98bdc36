import { type PlatformRefusal, Problem } from '@kepu/contract'
import type { FileRefusal } from '@kepu/contract/file'
import type { IdentityRefusal } from '@kepu/contract/identity'
import type { LedgerRefusal } from '@kepu/contract/ledger'
import type { OrganizationRefusal } from '@kepu/contract/organization'
import type { PlanRefusal } from '@kepu/contract/plan'

/** Every reason why not that the server can give. A new module adds its union here, and its words in its feature. */
export type Refusal =
  | PlatformRefusal
  | FileRefusal
  | IdentityRefusal
  | LedgerRefusal
  | OrganizationRefusal
  | PlanRefusal

/** The sentence of each refusal of a union: a code without one doesn't compile. */
export type ProblemText<R extends { code: string }> = {
  readonly [C in R['code']]: (facts: Extract<R, { code: C }>) => string
}

/** RFC 9457 as the web keeps it: a code with its facts. */
export type ApiProblem = Problem

/** What a command answered: its value, or the reason why not. A refusal is an answer, not an exception. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: ApiProblem }

/** Reads a problem answer; anything else that failed becomes `platform.internal`, so that the screen always has words. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null)
  const parsed = Problem.safeParse(body)
  if (parsed.success) return parsed.data
  return {
    type: 'about:blank',
    title: 'platform.internal',
    status: response.status,
    code: 'platform.internal',
    trace: '',
  }
}
