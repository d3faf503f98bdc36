import type { Rights } from '../../../platform/module.ts'

const KEEPERS = ['coordinator', 'officer', 'township'] as const

/** Over the units of both people: an office merges its own, the coordinator across offices. */
export const mergeRights: Rights = {
  'people.duplicate.list': KEEPERS,
  'people.duplicate.show': KEEPERS,
  'people.duplicate.dismiss': KEEPERS,
  'people.merge.list': KEEPERS,
  'people.merge.make': KEEPERS,
  'people.merge.undo': KEEPERS,
}
