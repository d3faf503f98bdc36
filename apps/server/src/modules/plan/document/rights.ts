import type { Rights } from '../../../platform/module.ts'

const COORDINATING = ['coordinator'] as const

export const documentRights: Rights = {
  'plan.plan.import': COORDINATING,
  'plan.draft.show': ['coordinator', 'auditor', 'leader'],
  'plan.diff.show': ['coordinator', 'auditor', 'leader'],
  'plan.draft.edit': COORDINATING,
  'plan.draft.undo': COORDINATING,
  'plan.draft.discard': COORDINATING,
  'plan.plan.publish': COORDINATING,
  'plan.duty.acknowledge': ['coordinator', 'officer', 'township'],
  // Done by the system after publishing: no role has it.
  'plan.duty.tell': [],
}
