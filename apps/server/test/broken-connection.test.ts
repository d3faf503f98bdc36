import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { inCounty, openDatabase } from '../src/platform/database.ts'
import { COUNTY, test } from './support/world.ts'

test('a connection that ends between two statements of a transaction fails the transaction and nothing else', async ({
  world,
}) => {
  const heard: string[] = []
  const db = openDatabase(world.databaseUrl, { max: 1, onError: (error) => heard.push(error.message) })
  const work = inCounty(db, COUNTY, 'read only', async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(world.app.kernel.db)
    await sleep(100)
    await sql`select 1`.execute(tx)
  })

  // Without a listener the broken connection would end the program here, whatever becomes of the promise.
  await expect(work).rejects.toThrow()
  expect(heard).toContain('terminating connection due to administrator command')
  const { rows } = await sql<{ one: number }>`select 1 as one`.execute(db)
  expect(rows).toEqual([{ one: 1 }])
  await db.destroy()
})
