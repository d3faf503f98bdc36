import type { Work } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database.ts'
import { makeKey } from './jws.ts'

export interface SigningKey {
  readonly id: string
  readonly publicKey: Buffer
  readonly retired: boolean
}

/** All keys that the county ever signed with, the one in use first. */
export async function listKeys(tx: Tx, county: string): Promise<SigningKey[]> {
  const rows = await tx
    .selectFrom('people.signing_key')
    .select(['id', 'public_key', 'retired_at'])
    .where('county_code', '=', county)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  const keys = rows.map((row) => ({ id: row.id, publicKey: row.public_key, retired: row.retired_at !== null }))
  return keys.sort((a, b) => Number(a.retired) - Number(b.retired))
}

/** The key in use with its private half, opened; the first certificate of a county makes it. */
export async function currentKey(work: Work): Promise<{ id: string; privateKey: string }> {
  const row = await work.tx
    .selectFrom('people.signing_key')
    .select(['id', 'private_sealed'])
    .where('county_code', '=', work.county)
    .where('retired_at', 'is', null)
    .executeTakeFirst()
  if (row) return { id: row.id, privateKey: work.vault.open(row.private_sealed) }
  return insertKey(work)
}

export async function insertKey(work: Work): Promise<{ id: string; privateKey: string }> {
  const { id, publicKey, privateKey } = makeKey()
  await work.tx
    .insertInto('people.signing_key')
    .values({
      county_code: work.county,
      id,
      public_key: publicKey,
      private_sealed: work.vault.seal(privateKey),
      created_at: work.now,
    })
    .execute()
  return { id, privateKey }
}

/** The county's next free place in its list of revocations. One at a time: the row is locked until commit. */
export async function nextStatusIndex(work: Work): Promise<number> {
  const row = await work.tx
    .insertInto('people.issuer')
    .values({ county_code: work.county, next_index: 1 })
    .onConflict((conflict) =>
      conflict.column('county_code').doUpdateSet((set) => ({ next_index: set('people.issuer.next_index', '+', 1) })),
    )
    .returning('next_index')
    .executeTakeFirstOrThrow()
  return row.next_index - 1
}
