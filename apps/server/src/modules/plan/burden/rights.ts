import type { Rights } from '../../../platform/module.ts'

export const burdenRights: Rights = {
  'plan.burden.show': ['coordinator', 'leader', 'auditor'],
}
