import {
  AddAccount,
  AddedAccount,
  AddGrant,
  CloseAccount,
  type IdentityRefusal,
  RemoveGrant,
  ResetPassword,
} from '@kepu/contract/identity'
import { z } from 'zod'
import { command, type Work } from '../../platform/command.ts'
import { Refused, refuse } from '../../platform/problem.ts'
import { rootUnit, unitForActor } from '../organization/index.ts'
import {
  endSessions,
  findUserByUsername,
  type Grant,
  insertAccount,
  insertGrant,
  listGrants,
  makePassword,
  setPassword,
} from './store.ts'

function refused(reason: IdentityRefusal): never {
  throw new Refused(reason)
}

/** An account of this county: whoever holds a grant in it. */
async function requireAccount(work: Work, userId: string): Promise<Grant[]> {
  const grants = await listGrants(work.tx, work.county, userId)
  if (grants.length === 0) refuse({ code: 'platform.notFound', kind: 'account' })
  return grants
}

/** The account, if the actor may do this over every unit that its owner works for. */
async function accountForActor(work: Work, userId: string, permission: string): Promise<Grant[]> {
  const grants = await requireAccount(work, userId)
  for (const { unitId } of grants) await unitForActor(work, unitId, permission)
  return grants
}

/** Two administrators who remove each other at once: the second waits here and then sees one left. */
async function lockAdministrators(work: Work): Promise<void> {
  await work.tx
    .selectFrom('identity.role_grant')
    .select('id')
    .where('county_code', '=', work.county)
    .where('role', '=', 'administrator')
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Refuses when none of the grants that stay is an administrator's over the whole county. */
async function keepAdministrator(work: Work, leaving: (grant: Grant) => boolean): Promise<void> {
  const root = await rootUnit(work.tx, work.county)
  const grants = await listGrants(work.tx, work.county)
  const administrators = grants.filter(({ role, unitId }) => role === 'administrator' && unitId === root.id)
  if (administrators.some(leaving) && administrators.every(leaving))
    refused({ code: 'identity.grant.lastAdministrator' })
}

/** Who serves other counties too keeps a password that one county can't take over. */
async function refuseIfElsewhere(work: Work, userId: string, permission: string): Promise<void> {
  const elsewhere = await work.tx
    .selectFrom('identity.membership')
    .select('county')
    .where('user_id', '=', userId)
    .where('county', '<>', work.county)
    .executeTakeFirst()
  if (elsewhere) refuse({ code: 'platform.notAllowed', permission })
}

async function usernameOf(work: Work, userId: string): Promise<string> {
  const row = await work.tx.selectFrom('identity.user').select('username').where('id', '=', userId).executeTakeFirst()
  return row?.username ?? refuse({ code: 'platform.notFound', kind: 'account' })
}

export const addAccount = command({
  name: 'identity.account.add',
  input: AddAccount,
  output: AddedAccount,
  secret: true,
  async run(work, { username, name, unitId, role }) {
    await unitForActor(work, unitId, 'identity.account.add')
    if (await findUserByUsername(work.tx, username)) refused({ code: 'identity.username.taken', username })
    const firstPassword = makePassword()
    const userId = await insertAccount(work, { username, name, password: firstPassword })
    await insertGrant(work, userId, unitId, role)
    work.record({ subject: ['account', userId], detail: { username, unitId, role } })
    return { userId, username, firstPassword }
  },
})

export const resetPassword = command({
  name: 'identity.password.reset',
  input: ResetPassword,
  output: AddedAccount,
  secret: true,
  async run(work, { userId }) {
    await accountForActor(work, userId, 'identity.password.reset')
    await refuseIfElsewhere(work, userId, 'identity.password.reset')
    const firstPassword = makePassword()
    await setPassword(work, userId, firstPassword)
    work.record({ subject: ['account', userId], detail: {} })
    return { userId, username: await usernameOf(work, userId), firstPassword }
  },
})

/** Ends a person's work in this county: their grants go, their sessions end; what they did stays. */
export const closeAccount = command({
  name: 'identity.account.close',
  input: CloseAccount,
  output: z.object({ userId: z.string() }),
  async run(work, { userId }) {
    if (userId === work.actor.id) refused({ code: 'identity.account.self' })
    await lockAdministrators(work)
    const grants = await accountForActor(work, userId, 'identity.account.close')
    await keepAdministrator(work, (grant) => grant.userId === userId)
    await work.tx
      .deleteFrom('identity.role_grant')
      .where('county_code', '=', work.county)
      .where('user_id', '=', userId)
      .execute()
    await work.tx
      .deleteFrom('identity.membership')
      .where('user_id', '=', userId)
      .where('county', '=', work.county)
      .execute()
    await endSessions(work.tx, userId)
    work.record({
      subject: ['account', userId],
      detail: { grants: grants.map(({ unitId, role }) => ({ unitId, role })) },
    })
    return { userId }
  },
})

export const addGrant = command({
  name: 'identity.grant.add',
  input: AddGrant,
  output: z.object({ grantId: z.string() }),
  async run(work, { userId, unitId, role }) {
    await unitForActor(work, unitId, 'identity.grant.add')
    const grants = await requireAccount(work, userId)
    if (grants.some((grant) => grant.unitId === unitId && grant.role === role))
      refused({ code: 'identity.grant.exists', role })
    const grantId = await insertGrant(work, userId, unitId, role)
    work.record({ subject: ['account', userId], detail: { unitId, role } })
    return { grantId }
  },
})

export const removeGrant = command({
  name: 'identity.grant.remove',
  input: RemoveGrant,
  output: z.object({ grantId: z.string() }),
  async run(work, { grantId }) {
    await lockAdministrators(work)
    const grants = await listGrants(work.tx, work.county)
    const grant = grants.find((one) => one.id === grantId) ?? refuse({ code: 'platform.notFound', kind: 'grant' })
    await unitForActor(work, grant.unitId, 'identity.grant.remove')
    await keepAdministrator(work, (one) => one.id === grantId)

    await work.tx
      .deleteFrom('identity.role_grant')
      .where('county_code', '=', work.county)
      .where('id', '=', grantId)
      .execute()
    await forgetMembership(work, grant, grants)
    work.record({ subject: ['account', grant.userId], detail: { unitId: grant.unitId, role: grant.role } })
    return { grantId }
  },
})

async function forgetMembership(work: Work, grant: Grant, before: readonly Grant[]): Promise<void> {
  if (before.some((one) => one.userId === grant.userId && one.id !== grant.id)) return
  await work.tx
    .deleteFrom('identity.membership')
    .where('user_id', '=', grant.userId)
    .where('county', '=', work.county)
    .execute()
}
