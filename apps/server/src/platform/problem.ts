import type { PlatformRefusal, Problem } from '@kepu/contract'
import { DatabaseError } from 'pg'
import type { ZodError } from 'zod'

/** A reason why not, with a code from the contract and the facts of the case. */
export interface Refusal {
  readonly code: string
  /** Members of RFC 9457: no fact of a case may take their place. */
  readonly type?: never
  readonly title?: never
  readonly status?: never
  readonly [fact: string]: unknown
}

/** Carries a refusal out of a command: the transaction rolls back, the reason reaches the person. Not a failure. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.name = 'Refused'
    this.refusal = refusal
  }
}

/** Refuses in the platform's own words, checked against the contract. */
export function refuse(refusal: PlatformRefusal): never {
  throw new Refused(refusal)
}

const STATUS: Readonly<Record<string, number>> = {
  'platform.notSignedIn': 401,
  'platform.notAllowed': 403,
  'platform.notFound': 404,
  'platform.stale': 409,
  'platform.duplicate': 409,
  'platform.tooLarge': 413,
  'platform.tooManyRequests': 429,
  'platform.internal': 500,
  'platform.busy': 503,
  'platform.invalid': 400,
  'platform.idempotency.missing': 400,
}

/** RFC 9457 problem details; a refusal of a module is 422. */
export function problemOf(refusal: Refusal): Problem {
  return {
    ...refusal,
    type: `urn:kepu:problem:${refusal.code}`,
    title: refusal.code,
    status: STATUS[refusal.code] ?? 422,
  }
}

/** All issues of a failed parse, each with its place. */
export function invalid(error: ZodError): Refused {
  const issues = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  const refusal: PlatformRefusal = { code: 'platform.invalid', issues }
  return new Refused(refusal)
}

const UNIQUE_VIOLATION = '23505'
const FOREIGN_KEY_VIOLATION = '23503'
/** A character that PostgreSQL can't store: NUL, in text or in jsonb. */
const NO_SUCH_CHARACTER = new Set(['22021', '22P05'])
/** Serialization failure, deadlock, lock timeout, too many connections, shutdown, cannot connect now. */
const PASSING = new Set(['40001', '40P01', '55P03', '53300', '57P01', '57P02', '57P03'])

/** What a database error means to the person: by SQLSTATE and constraint name, never by message. Null: a failure. */
export function refusalOfDatabaseError(error: unknown): PlatformRefusal | null {
  if (!(error instanceof DatabaseError)) return null
  if (error.code === UNIQUE_VIOLATION) return { code: 'platform.duplicate', constraint: error.constraint ?? '' }
  if (error.code === FOREIGN_KEY_VIOLATION) return { code: 'platform.notFound', kind: error.constraint ?? '' }
  if (error.code && NO_SUCH_CHARACTER.has(error.code))
    return { code: 'platform.invalid', issues: [{ path: '', message: '内容含有不能保存的字符' }] }
  if (error.code && PASSING.has(error.code)) return { code: 'platform.busy' }
  return null
}
