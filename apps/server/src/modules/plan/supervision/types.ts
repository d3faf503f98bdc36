import type { LightColour, LightReason } from '@kepu/contract/plan-supervision'

/** From which day on which colour (亮灯记录). */
export interface LightChange {
  readonly on: string
  readonly colour: LightColour
  readonly reason: LightReason
  /** The last day in time, as it was counted then; null while the clock stands still. */
  readonly lastDay: string | null
}

/** From which day on the county's lights go by which thresholds (亮灯阈值). */
export interface Threshold {
  readonly validFrom: string
  readonly blueDays: number
  readonly yellowDays: number
  readonly behindPercent: number
}

/** What is known of the work for a node from a day on (完成情况). */
export interface WorkStep {
  readonly from: string
  /** The day on which it was done, as known by then. */
  readonly doneOn: string | null
  /** Share of the amount; null where somebody confirms. */
  readonly share: number | null
}

/** A later day that was granted (延期). */
export interface GrantedDay {
  readonly grantedOn: string
  readonly day: string
}

/** A stretch in which somebody else is awaited (等待他人); it ends on the morning of `endedOn`. */
export interface Waiting {
  readonly toldOn: string
  readonly since: string
  readonly endedOn: string | null
}

/** All that the colour of a node depends on (亮灯依据). */
export interface LightFacts {
  readonly startsOn: string
  readonly dueOn: string
  readonly steps: readonly WorkStep[]
  readonly granted: readonly GrantedDay[]
  readonly waits: readonly Waiting[]
}
