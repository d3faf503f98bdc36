import type { FrameVillage, SurveyDesign } from '@kepu/contract/survey'

/** A survey of scientific literacy (科学素质测评). */
export interface Survey {
  readonly id: string
  readonly year: number
  readonly title: string
  readonly design: SurveyDesign
  readonly version: number
}

/** Villages and communities with their sizes (抽样框); never changed. */
export interface Frame {
  readonly id: string
  readonly fileName: string
  readonly sha256: string
  readonly villages: readonly FrameVillage[]
  readonly uploadedAt: Date
}
