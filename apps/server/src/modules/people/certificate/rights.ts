import type { Rights } from '../../../platform/module.ts'

const KEEPERS = ['coordinator', 'officer', 'township'] as const

/** Over the unit that certifies, and over the person's unit. */
export const certificateRights: Rights = {
  'people.certificate.issue': KEEPERS,
  'people.certificate.revoke': KEEPERS,
  'people.certificate.list': KEEPERS,
  'people.certificate.show': KEEPERS,
  'people.dossier.show': KEEPERS,
  'people.dossier.issue': KEEPERS,
  'people.key.rotate': ['administrator'],
}
