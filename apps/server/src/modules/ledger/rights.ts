import type { Rights } from '../../platform/module.ts'

const RECORDERS = ['coordinator', 'officer', 'township', 'village'] as const

export const ledgerRights: Rights = {
  'ledger.delivery.record': RECORDERS,
  'ledger.delivery.reverse': RECORDERS,
  'ledger.import.check': RECORDERS,
  'ledger.import.record': RECORDERS,
}
