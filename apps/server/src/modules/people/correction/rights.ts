import type { Rights } from '../../../platform/module.ts'

const BODIES = ['coordinator', 'officer', 'township', 'village'] as const

export const correctionRights: Rights = {
  'people.correction.request': BODIES,
  'people.correction.decide': ['coordinator'],
  'people.correction.list': ['coordinator', 'officer', 'township'],
}
