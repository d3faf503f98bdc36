import type {
  AppraisalStatus,
  AppraisedGroup,
  ObjectionState,
  Scheme as SchemeContent,
  ScorePart,
} from '@kepu/contract/plan-appraisal'
import type { WorkRow } from '../../ledger/index.ts'
import type { TaskStanding } from '../year/progress.ts'

/** A scheme as it is being written (考核办法). */
export interface Scheme {
  readonly id: string
  readonly draft: SchemeContent
  readonly version: number
}

/** What of it was published (考核办法版本). */
export interface SchemeEdition {
  readonly schemeId: string
  readonly edition: number
  readonly content: SchemeContent
  readonly sha256: string
  readonly publishedAt: Date
  readonly publishedByName: string
}

/** An appraisal of a year (目标管理考核). */
export interface Appraisal {
  readonly id: string
  readonly yearPlanId: string
  readonly year: number
  readonly schemeId: string
  readonly edition: number
  readonly title: string
  /** `released` exactly when it has been frozen. */
  readonly status: AppraisalStatus
  readonly asOf: string | null
  readonly disclosedAt: Date | null
  readonly objectUntil: string | null
  readonly version: number
}

/** 异议. */
export interface Objection {
  readonly id: string
  readonly appraisalId: string
  readonly unitId: string
  readonly unitName: string
  readonly itemId: string
  readonly score: number | null
  readonly reason: string
  readonly raisedByName: string
  readonly raisedAt: Date
  readonly state: ObjectionState
  readonly answer: string | null
  readonly newScore: number | null
  readonly answeredByName: string | null
  readonly answeredAt: Date | null
}

/** A thing with a day (到期事项): a node, a report, a receipt. */
export interface DueFact {
  readonly id: string
  readonly title: string
  /** The last day in time, with extensions; null while the clock stands still. */
  readonly dueOn: string | null
  readonly doneOn: string | null
}

/** A month that ended red; yellow when it was made good since (亮灯月). */
export interface LightFact {
  readonly month: string
  readonly light: 'red' | 'yellow'
  readonly title: string
}

/** A receipt that is owed (待签收). */
export interface ReceiptFact {
  readonly id: string
  readonly title: string
  readonly issuedOn: string
  readonly receivedOn: string | null
}

/** All that the records say of one body (被考核单位的事实). */
export interface BodyFacts {
  readonly unitId: string
  readonly unitName: string
  readonly group: AppraisedGroup
  readonly year: number
  readonly asOf: string
  /** Tasks of the year with a duty of this body, those that were withdrawn left out. */
  readonly tasks: readonly TaskStanding[]
  /** Nodes that it owes: its own, or of a task that it leads. */
  readonly nodes: readonly DueFact[]
  readonly receipts: readonly ReceiptFact[]
  /** Null: the year is running and nobody has been asked for a report yet. */
  readonly reports: readonly DueFact[] | null
  readonly lights: readonly LightFact[]
  /** Its own work of the year and that of the units below it. */
  readonly work: readonly WorkRow[]
  /** The last day of a term in working days. */
  readonly endOfTerm: (from: string, days: number) => string
}

/** A part of a score with the deliveries behind it (得分构成), before they are condensed to a hash. */
export type Part = Omit<ScorePart, 'deliveries'> & { readonly deliveryIds: readonly string[] | null }
