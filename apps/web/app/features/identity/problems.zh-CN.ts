import type { IdentityRefusal } from '@kepu/contract/identity'
import type { ProblemText } from '../../lib/problem.ts'
import { terms } from '../../lib/terms.ts'

/** Why not, for every refusal of accounts and grants. */
export const identityProblemsZh: ProblemText<IdentityRefusal> = {
  'identity.username.taken': ({ username }) => `用户名“${username}”已有人使用，请换一个`,
  'identity.grant.exists': ({ role }) => `此人在该单位已是${terms['zh-CN'].role[role]}`,
  'identity.grant.lastAdministrator': () => '这是最后一名系统管理员，不能移除；请先授权另一人',
  'identity.account.self': () => '不能停用自己的账号，请由另一名管理员操作',
}
