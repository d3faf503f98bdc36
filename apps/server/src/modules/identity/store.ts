import { randomInt } from 'node:crypto'
import type { Role } from '@kepu/contract/identity'
import { hashPassword } from 'better-auth/crypto'
import type { Work } from '../../platform/command.ts'
import type { Tx } from '../../platform/database.ts'

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Four groups of four without look-alikes, to be read over the telephone: 79 bits. */
export function makePassword(): string {
  const letter = () => LETTERS[randomInt(LETTERS.length)] ?? 'x'
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, letter).join('')).join('-')
}

export interface NewAccount {
  readonly username: string
  readonly name: string
  readonly password: string
}

export async function findUserByUsername(tx: Tx, username: string): Promise<{ id: string; name: string } | null> {
  const row = await tx
    .selectFrom('identity.user')
    .select(['id', 'name'])
    .where('username', '=', username)
    .executeTakeFirst()
  return row ?? null
}

export async function insertAccount(work: Work, { username, name, password }: NewAccount): Promise<string> {
  const id = work.newId()
  const stamps = { createdAt: work.now, updatedAt: work.now }
  await work.tx
    .insertInto('identity.user')
    .values({ id, name, email: `${id}@kepu.invalid`, username, displayUsername: username, ...stamps })
    .execute()
  await work.tx
    .insertInto('identity.account')
    .values({
      id: work.newId(),
      accountId: id,
      providerId: 'credential',
      userId: id,
      password: await hashPassword(password),
      ...stamps,
    })
    .execute()
  return id
}

export async function setPassword(work: Work, userId: string, password: string): Promise<void> {
  await work.tx
    .updateTable('identity.account')
    .set({ password: await hashPassword(password), updatedAt: work.now })
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .execute()
  await endSessions(work.tx, userId)
}

export async function endSessions(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('identity.session').where('userId', '=', userId).execute()
}

export async function insertGrant(work: Work, userId: string, unitId: string, role: Role): Promise<string> {
  const id = work.newId()
  await work.tx
    .insertInto('identity.role_grant')
    .values({ county_code: work.county, id, user_id: userId, unit_id: unitId, role, created_at: work.now })
    .execute()
  await work.tx
    .insertInto('identity.membership')
    .values({ user_id: userId, county: work.county })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return id
}

export interface Grant {
  readonly id: string
  readonly userId: string
  readonly unitId: string
  readonly unitName: string
  readonly role: Role
}

export async function listGrants(tx: Tx, county: string, userId?: string): Promise<Grant[]> {
  let rows = tx
    .selectFrom('identity.role_grant as held')
    .innerJoin('organization.unit as unit', (join) =>
      join.onRef('unit.county_code', '=', 'held.county_code').onRef('unit.id', '=', 'held.unit_id'),
    )
    .select(['held.id', 'held.user_id', 'held.unit_id', 'unit.name as unit_name', 'held.role'])
    .where('held.county_code', '=', county)
  if (userId !== undefined) rows = rows.where('held.user_id', '=', userId)
  const found = await rows.orderBy('held.created_at').orderBy('held.id').execute()
  return found.map((row) => ({
    id: row.id,
    userId: row.user_id,
    unitId: row.unit_id,
    unitName: row.unit_name,
    // The column's check constraint allows no other role.
    role: row.role as Role,
  }))
}
