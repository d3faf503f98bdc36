import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from '../schema.gen.ts'

export type Database = Kysely<DB>
export type Tx = Transaction<DB>

const DATE = 1082
const INT8 = 20
const NUMERIC = 1700

/** Days stay text, whole and decimal numbers become numbers: no count or figure here comes near 2^53. */
function parserOf(oid: number, format?: 'text' | 'binary') {
  if (oid === DATE) return (text: string) => text
  if (oid === INT8 || oid === NUMERIC) return Number
  return pg.types.getTypeParser(oid, format ?? 'text')
}

export interface DatabaseOptions {
  readonly max?: number
  readonly onError?: (error: Error) => void
}

/** Opens a pool; `onError` hears of idle connections that break, e.g. when the database restarts. */
export function openDatabase(url: string, { max = 10, onError = () => {} }: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    application_name: 'kepu',
  })
  pool.on('error', onError)
  // Between two statements of a transaction nobody listens to the connection: its end would end the program.
  pool.on('connect', (client) => client.on('error', onError))
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
}

export type Access = 'read only' | 'read write'

/**
 * Runs in one transaction as the application's role, seeing one county. The county is set by a SET LOCAL statement,
 * which a sharded database forwards to its nodes.
 */
export function inCounty<T>(db: Database, county: string, access: Access, run: (tx: Tx) => Promise<T>): Promise<T> {
  if (!/^\d{6}$/.test(county)) throw new Error(`not a county code: ${county}`)
  return db
    .transaction()
    .setAccessMode(access)
    .execute(async (tx) => {
      await sql.raw(`set local role kepu_app; set local kepu.county = '${county}'`).execute(tx)
      return run(tx)
    })
}
