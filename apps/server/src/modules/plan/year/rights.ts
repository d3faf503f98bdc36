import type { Rights } from '../../../platform/module.ts'

const COORDINATING = ['coordinator'] as const
const BODIES = ['coordinator', 'officer', 'township', 'village'] as const

export const yearRights: Rights = {
  'plan.year.open': COORDINATING,
  'plan.year.issue': COORDINATING,
  'plan.year.receive': BODIES,
  'plan.year.remind': COORDINATING,
  'plan.year.close': COORDINATING,
  'plan.annualTask.propose': COORDINATING,
  'plan.annualTable.check': COORDINATING,
  'plan.calendar.show': BODIES,
  'plan.calendar.renew': BODIES,
  'plan.annualTask.add': COORDINATING,
  'plan.annualTask.addMany': COORDINATING,
  'plan.annualTask.change': COORDINATING,
  'plan.annualTask.withdraw': COORDINATING,
  'plan.annualChange.receive': BODIES,
  'plan.annualTask.rewrite': COORDINATING,
  'plan.annualTask.remove': COORDINATING,
  'plan.node.complete': BODIES,
}
