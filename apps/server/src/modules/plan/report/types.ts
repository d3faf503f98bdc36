import type { ReportContent, ReportStatus, RoundKind } from '@kepu/contract/plan-report'

/** A period for which every body with a task reports (报送期). */
export interface ReportRound {
  readonly id: string
  readonly yearPlanId: string
  readonly year: number
  readonly kind: RoundKind
  readonly ordinal: number
  readonly startsOn: string
  readonly endsOn: string
  readonly dueOn: string
  readonly status: 'open' | 'closed'
}

/** A body's report of a round (进展报告). */
export interface Report {
  readonly id: string
  readonly roundId: string
  readonly unitId: string
  readonly unitName: string
  /** The unit itself and all above it. */
  readonly ancestors: readonly string[]
  readonly status: ReportStatus
  readonly remark: string | null
  readonly snapshotId: string | null
  readonly version: number
}

/** What a body confirmed, frozen (确认快照). */
export interface ReportSnapshot {
  readonly id: string
  readonly content: ReportContent
  readonly hash: string
  readonly hints: number
  readonly nothingNew: boolean
  readonly confirmedByName: string
  readonly confirmedAt: Date
}

/** How often, and within how many working days (报送周期). */
export interface ReportSchedule {
  readonly kind: RoundKind
  readonly termDays: number
}

/** One part of a year (时段). */
export interface ReportPeriod {
  readonly kind: RoundKind
  readonly ordinal: number
  readonly startsOn: string
  readonly endsOn: string
}
