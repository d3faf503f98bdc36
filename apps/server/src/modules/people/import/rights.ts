import type { Rights } from '../../../platform/module.ts'

const KEEPERS = ['coordinator', 'officer', 'township'] as const

export const importRights: Rights = {
  'people.import.check': KEEPERS,
  'people.import.apply': KEEPERS,
  'people.import.template': KEEPERS,
  'people.person.export': KEEPERS,
}
