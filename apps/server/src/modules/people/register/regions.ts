import type { PeopleRefusal } from '@kepu/contract/people'
import type { Tx } from '../../../platform/database.ts'
import { Refused } from '../../../platform/problem.ts'

export async function regionName(tx: Tx, code: string | null): Promise<string | null> {
  if (code === null) return null
  const row = await tx.selectFrom('organization.region').select('name').where('code', '=', code).executeTakeFirst()
  return row?.name ?? null
}

/** @throws Refused with `reason` when there's no such region */
export async function requireRegion(tx: Tx, code: string, reason: PeopleRefusal): Promise<void> {
  if ((await regionName(tx, code)) === null) throw new Refused(reason)
}
