import type { Rights } from '../../../platform/module.ts'

export const handoverRights: Rights = {
  'plan.handover.make': ['coordinator', 'officer', 'township'],
}
