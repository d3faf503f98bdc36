import pg from 'pg'
import type { Tell } from '../system.ts'

interface Relation {
  readonly oid: number
  readonly name: string
  readonly kind: 'table' | 'index'
}

const RELATIONS = `
  select c.oid::int as oid, c.oid::regclass::text as name,
    case when c.relkind = 'i' then 'index' else 'table' end as kind
  from pg_class c left join pg_am am on am.oid = c.relam
  where c.relpersistence = 'p' and ((c.relkind in ('r', 't', 'm') and am.amname = 'heap')
    or (c.relkind = 'i' and am.amname = 'btree' and (select indisvalid from pg_index where indexrelid = c.oid)))
  order by kind desc, name`

/**
 * Has PostgreSQL read every page of the embedded database: a page that doesn't fit its checksum, a broken row, an index
 * that disagrees with its table. By the extension amcheck, in a transaction that is rolled back.
 */
export async function verifyPages(adminUrl: string, tell: Tell): Promise<string[]> {
  const client = new pg.Client({ connectionString: adminUrl.replace(/\/postgres$/, '/kepu') })
  await client.connect()
  try {
    await client.query('begin; create extension if not exists amcheck')
    const { rows } = await client.query<Relation>(RELATIONS)
    const faults: string[] = []
    for (const relation of rows) faults.push(...(await faultsOf(client, relation)))
    tell(`数据库 ${rows.length} 个表和索引${faults.length === 0 ? '完好' : `，${faults.length} 处有误`}`)
    return faults
  } finally {
    await client.query('rollback').catch(() => {})
    await client.end()
  }
}

/** The first things wrong with a relation; a page that can't be read at all fails the statement. */
async function faultsOf(client: pg.Client, { oid, name, kind }: Relation): Promise<string[]> {
  await client.query('savepoint one')
  try {
    if (kind === 'index') {
      await client.query('select bt_index_check($1::oid, true)', [oid])
      return []
    }
    const { rows } = await client.query<{ blkno: number; msg: string }>(
      'select blkno, msg from verify_heapam($1::oid) limit 5',
      [oid],
    )
    return rows.map(({ blkno, msg }) => `${name} 第 ${blkno} 页：${msg}`)
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    return [`${name}：${error.message}`]
  } finally {
    await client.query('rollback to savepoint one; release savepoint one')
  }
}
