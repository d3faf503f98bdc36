import type { Rights } from '../../../platform/module.ts'

const KEEPERS = ['coordinator', 'officer', 'township'] as const

/** Over the unit that organised the service: who organises records, who records certifies. */
export const recordRights: Rights = {
  'people.record.list': [...KEEPERS, 'leader'],
  'people.record.sum': [...KEEPERS, 'leader'],
  'people.record.export': KEEPERS,
  'people.record.exportCsv': KEEPERS,
  'people.record.add': KEEPERS,
  'people.record.confirm': KEEPERS,
  'people.record.reverse': KEEPERS,
  'people.export.show': KEEPERS,
  'people.export.configure': ['coordinator'],
}
