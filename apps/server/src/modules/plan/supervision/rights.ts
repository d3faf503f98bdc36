import type { Rights } from '../../../platform/module.ts'

export const supervisionRights: Rights = {
  // Sees the lights of every body; the others see their own.
  'plan.light.all': ['coordinator', 'leader', 'auditor'],
  // Done by the system every night: no role has it.
  'plan.light.sweep': [],
  'plan.supervision.set': ['coordinator'],
  'plan.extension.ask': ['coordinator', 'officer', 'township', 'village'],
}
