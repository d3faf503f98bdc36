import type { Rights } from '../../../platform/module.ts'

const COORDINATING = ['coordinator'] as const

export const evaluationRights: Rights = {
  'plan.measuredValue.record': COORDINATING,
  'plan.measuredValue.correct': COORDINATING,
  'plan.measuredValue.withdraw': COORDINATING,
  'plan.evaluation.write': COORDINATING,
  'plan.progress.release': COORDINATING,
}
