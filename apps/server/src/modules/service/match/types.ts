import type { MatchSettings, PlanningProgress, PlanningResult, PlanningStatus } from '@kepu/contract/service-match'

/** A proposal which team visits which orders on which day (统筹排期方案). */
export interface Planning {
  readonly id: string
  readonly unitId: string
  readonly from: string
  readonly to: string
  readonly status: PlanningStatus
  readonly settings: MatchSettings
  readonly progress: PlanningProgress
  readonly result: PlanningResult | null
  readonly madeByName: string
  readonly madeAt: Date
  readonly version: number
}
