import { resolve } from 'node:path'

/** Where the scores lie between the test run and the table, by package and test file. */
export const recordFolder = resolve(import.meta.dirname, '../../.cache/reference')

/** One case's score, as it is kept between the test run and the table. */
export interface CaseRecord {
  readonly family: string
  readonly caseId: string
  readonly relativeDifference: number
  readonly within: boolean
  readonly tolerance: number
  readonly absolute: number
  readonly why: string
}

/** A family, or some of its cases, that we do not meet. */
export interface NotMetRecord {
  readonly family: string
  readonly why: string
  /** case ids; null for the whole family */
  readonly cases: readonly string[] | null
}

/** What one test file found for one package. */
export interface ReferenceRecord {
  readonly cases: readonly CaseRecord[]
  readonly notMet: readonly NotMetRecord[]
}
