import type { PlanProposal, PlanStatus, UnitDecision } from '@kepu/contract/plan'

/** The proposal under review with the reviewer's decisions (建议稿). */
export interface Draft {
  readonly proposal: PlanProposal
  /** Name as written → what it becomes. A name without an entry is undecided. */
  readonly decisions: Readonly<Record<string, UnitDecision>>
  /** Indexes of `proposal.unplaced` that the reviewer has looked at and put aside. */
  readonly settled: readonly number[]
}

/** A plan document (规划). */
export interface Plan {
  readonly id: string
  readonly title: string
  readonly status: PlanStatus
  readonly revision: number
  readonly previousId: string | null
  readonly version: number
  readonly sourceText: string
  readonly draft: Draft
}
