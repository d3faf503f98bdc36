import { randomBytes } from 'node:crypto'
import { Id } from '@kepu/contract'
import { AddApiKey, AddedApiKey, ApiKeyView, CloseApiKey } from '@kepu/contract/service-open311'
import { z } from 'zod'
import { holds } from '../../../platform/actor.ts'
import { dayInShanghai } from '../../../platform/clock.ts'
import { command } from '../../../platform/command.ts'
import { inCounty } from '../../../platform/database.ts'
import type { Kernel } from '../../../platform/kernel.ts'
import { refuse } from '../../../platform/problem.ts'
import { query } from '../../../platform/query.ts'
import { rootUnit, unitForActor } from '../../organization/index.ts'

const PREFIX = 'kepu_'

export const addApiKey = command({
  name: 'service.apiKey.add',
  input: AddApiKey,
  output: AddedApiKey,
  secret: true,
  async run(work, { title }) {
    const root = await rootUnit(work.tx, work.county)
    await unitForActor(work, root.id, 'service.apiKey.add')
    const keyId = work.newId()
    const key = PREFIX + randomBytes(24).toString('base64url')
    await work.tx
      .insertInto('service.api_key')
      .values({
        county_code: work.county,
        id: keyId,
        title,
        key_print: work.vault.print(key),
        active: true,
        created_at: work.now,
      })
      .execute()
    work.record({ subject: ['apiKey', keyId], detail: { title } })
    return { keyId, key }
  },
})

export const closeApiKey = command({
  name: 'service.apiKey.close',
  input: CloseApiKey,
  output: z.object({ keyId: Id }),
  async run(work, { keyId }) {
    const root = await rootUnit(work.tx, work.county)
    await unitForActor(work, root.id, 'service.apiKey.close')
    const closed = await work.tx
      .updateTable('service.api_key')
      .set({ active: false })
      .where('county_code', '=', work.county)
      .where('id', '=', keyId)
      .where('active', '=', true)
      .executeTakeFirst()
    if (closed.numUpdatedRows === 0n) refuse({ code: 'platform.notFound', kind: 'apiKey' })
    work.record({ subject: ['apiKey', keyId], detail: {} })
    return { keyId }
  },
})

export const listApiKeys = query({
  name: 'service.apiKey.list',
  access: 'permission',
  input: z.object({}),
  output: z.object({ items: z.array(ApiKeyView) }),
  async run(read) {
    const rows = await read.tx
      .selectFrom('service.api_key')
      .selectAll()
      .where('county_code', '=', read.county)
      .orderBy('created_at', 'desc')
      .execute()
    const mayClose = read.actor !== null && holds(read.actor, 'service.apiKey.close')
    return {
      items: rows.map((row) => ({
        id: row.id,
        title: row.title,
        active: row.active,
        createdAt: row.created_at.toISOString(),
        usedOn: row.used_on,
        can: row.active && mayClose ? ['service.apiKey.close'] : [],
      })),
    }
  },
})

/** Whose key it is; notes the day, once a day. Null: nobody's. */
export async function ownerOfKey({ db, vault, countyNow }: Kernel, county: string, key: string) {
  const print = vault.print(key)
  const today = dayInShanghai(await countyNow(county))
  return inCounty(db, county, 'read write', async (tx) => {
    const row = await tx
      .selectFrom('service.api_key')
      .select(['id', 'title', 'used_on'])
      .where('county_code', '=', county)
      .where('key_print', '=', print)
      .where('active', '=', true)
      .executeTakeFirst()
    if (!row) return null
    if (row.used_on !== today)
      await tx
        .updateTable('service.api_key')
        .set({ used_on: today })
        .where('county_code', '=', county)
        .where('id', '=', row.id)
        .execute()
    return { id: row.id, title: row.title }
  })
}
