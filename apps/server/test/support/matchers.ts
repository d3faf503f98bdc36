import { expect } from 'vitest'
import type { Answer } from './client.ts'

interface ProblemMatchers<R> {
  /** A refusal on the wire: its status, its code, and facts of the case. */
  toBeProblem(status: number, code: string, facts?: Readonly<Record<string, unknown>>): R
}

declare module 'vitest' {
  // The parameters have to be vitest's own.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends ProblemMatchers<R> {}
}

expect.extend({
  toBeProblem(answer: Answer, status: number, code: string, facts: Readonly<Record<string, unknown>> = {}) {
    const wanted = { status, code, ...facts }
    const isProblem = answer.headers.get('content-type') === 'application/problem+json'
    const pass =
      isProblem &&
      answer.status === status &&
      this.equals(answer.json, expect.objectContaining(wanted), this.customTesters)
    return {
      pass,
      message: () => `answered ${answer.status} ${JSON.stringify(answer.json)}, not ${JSON.stringify(wanted)}`,
    }
  },
})
