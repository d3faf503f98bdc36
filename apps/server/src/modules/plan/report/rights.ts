import type { Rights } from '../../../platform/module.ts'

const COORDINATING = ['coordinator'] as const
/** Villages report nothing: their townships' reports hold their work. */
const REPORTING = ['officer', 'township'] as const

export const reportRights: Rights = {
  'plan.report.show': ['coordinator', 'officer', 'township', 'leader', 'auditor'],
  'plan.reportSchedule.set': COORDINATING,
  'plan.round.open': COORDINATING,
  'plan.round.close': COORDINATING,
  'plan.report.remark': REPORTING,
  'plan.report.confirm': REPORTING,
  'plan.report.withdraw': REPORTING,
  'plan.report.accept': COORDINATING,
  'plan.report.return': COORDINATING,
  'plan.report.unlock': COORDINATING,
}
