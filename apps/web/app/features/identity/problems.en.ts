import type { IdentityRefusal } from '@kepu/contract/identity'
import type { ProblemText } from '../../lib/problem.ts'
import { terms } from '../../lib/terms.ts'

export const identityProblemsEn: ProblemText<IdentityRefusal> = {
  'identity.username.taken': ({ username }) => `The user name “${username}” is taken`,
  'identity.grant.exists': ({ role }) => `This person is ${terms.en.role[role]} of that unit already`,
  'identity.grant.lastAdministrator': () => 'This is the last administrator: grant the role to somebody else first',
  'identity.account.self': () => 'You cannot close your own account: ask another administrator',
}
