import type { Span } from '@kepu/contract/plan-proposal'
import type { Duty } from '../duties/duty.ts'

/** A measure before its duties are resolved. */
export interface DraftMeasure {
  readonly title: string
  readonly span: Span
  readonly duties: Duty[]
  /** Where its quantity may stand, most telling first. */
  readonly quantityIn: readonly Span[]
}

/** A task before its duties are resolved and its number is known. */
export interface DraftTask {
  readonly title: string
  readonly category: string | null
  readonly span: Span
  readonly duties: Duty[]
  readonly measures: readonly DraftMeasure[]
  readonly quantityIn: readonly Span[]
}
