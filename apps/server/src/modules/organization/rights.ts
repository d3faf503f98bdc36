import type { Rights } from '../../platform/module.ts'

export const organizationRights: Rights = {
  'organization.unit.add': ['administrator', 'coordinator'],
  'organization.unit.rename': ['administrator', 'coordinator'],
  'organization.alias.add': ['administrator', 'coordinator'],
  'organization.alias.remove': ['administrator', 'coordinator'],
  'organization.footer.change': ['administrator'],
  // By the command line only: no role has it.
  'organization.county.add': [],
}
