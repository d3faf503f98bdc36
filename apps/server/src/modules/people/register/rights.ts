import type { Rights } from '../../../platform/module.ts'

const KEEPERS = ['coordinator', 'officer', 'township'] as const

/** Over the person's or team's unit: an office keeps its own people, a township those of its villages. */
export const registerRights: Rights = {
  'people.person.list': [...KEEPERS, 'leader'],
  'people.person.show': [...KEEPERS, 'leader'],
  'people.person.add': KEEPERS,
  'people.person.change': KEEPERS,
  'people.person.leave': KEEPERS,
  'people.person.link': KEEPERS,
  // The system's own work at night: no role has it.
  'people.person.erase': [],
  'people.phone.show': KEEPERS,
  'people.look.list': KEEPERS,
  'people.team.add': KEEPERS,
  'people.team.change': KEEPERS,
}
