import type { Rights } from '../../platform/module.ts'

export const identityRights: Rights = {
  'identity.account.add': ['administrator'],
  'identity.account.close': ['administrator'],
  'identity.account.list': ['administrator', 'auditor'],
  'identity.password.reset': ['administrator'],
  'identity.grant.add': ['administrator'],
  'identity.grant.remove': ['administrator'],
  'identity.audit.list': ['administrator', 'auditor'],
}
