import type { Rights } from '../../../platform/module.ts'

export const demandRights: Rights = {
  'service.demand.show': ['coordinator', 'officer', 'township', 'leader'],
}
