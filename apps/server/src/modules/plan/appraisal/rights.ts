import type { Rights } from '../../../platform/module.ts'

const COORDINATING = ['coordinator'] as const
const BODIES = ['coordinator', 'officer', 'township'] as const

export const appraisalRights: Rights = {
  'plan.scheme.open': COORDINATING,
  'plan.scheme.import': COORDINATING,
  'plan.scheme.rewrite': COORDINATING,
  'plan.scheme.publish': COORDINATING,
  'plan.scheme.discard': COORDINATING,
  'plan.scheme.showDraft': ['coordinator', 'auditor'],
  'plan.appraisal.open': COORDINATING,
  'plan.appraisal.compute': COORDINATING,
  'plan.appraisal.enter': COORDINATING,
  'plan.appraisal.disclose': COORDINATING,
  'plan.appraisal.reopen': COORDINATING,
  'plan.appraisal.release': COORDINATING,
  'plan.appraisal.showAll': ['coordinator', 'leader', 'auditor'],
  'plan.appraisal.confirm': BODIES,
  'plan.objection.raise': BODIES,
  'plan.objection.answer': COORDINATING,
}
