import type { Rights } from '../../../platform/module.ts'

const BODIES = ['coordinator', 'officer', 'township', 'village'] as const

export const correctionRights: Rights = {
  'people.correction.request': BODIES,
  'people.correction.decide': ['coordinator'],
  'people.link.make': ['coordinator', 'officer', 'township'],
  'people.correction.list': ['coordinator', 'officer', 'township'],
}
