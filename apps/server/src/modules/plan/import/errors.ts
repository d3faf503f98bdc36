import type { PlanFileRefusal } from '@kepu/contract/plan-proposal'

/** A file that can't be read as a plan document. `refusal` says why, with the facts; the words stand in messages.zh-CN.ts. */
export class PlanFileError extends Error {
  readonly refusal: PlanFileRefusal

  constructor(refusal: PlanFileRefusal) {
    super(refusal.code)
    this.name = 'PlanFileError'
    this.refusal = refusal
  }
}
