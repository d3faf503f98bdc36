import type { Module } from '../../platform/module.ts'
import { addAccount, addGrant, closeAccount, removeGrant, resetPassword } from './commands.ts'
import { listAccounts, listAudit, showMe } from './queries.ts'
import { identityRights } from './rights.ts'

export { type AuthOptions, createAuth } from './auth.ts'
export { addAccount, addGrant, resetPassword } from './commands.ts'
export { type RoleRights, sessions } from './sessions.ts'
export { findUserByUsername } from './store.ts'

export const identityModule: Module = {
  name: 'identity',
  rights: identityRights,
  routes(api) {
    api.query(showMe, '/me')
    api.query(listAccounts, '/accounts')
    api.query(listAudit, '/audit')
    api.command(addAccount, { method: 'post', path: '/accounts', status: 201 })
    api.command(resetPassword, { method: 'post', path: '/accounts/{userId}/password' })
    api.command(closeAccount, { method: 'delete', path: '/accounts/{userId}' })
    api.command(addGrant, { method: 'post', path: '/accounts/{userId}/grants', status: 201 })
    api.command(removeGrant, { method: 'delete', path: '/grants/{grantId}' })
  },
}
