import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Folders whose content PostgreSQL makes anew at start; they have to exist. */
const EMPTIED = [
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]
/** Files of the running server, or of an earlier backup, that would mislead the restored one. */
const LEFT_OUT = /^(postmaster\.(pid|opts)|backup_label(\.old)?|tablespace_map(\.old)?|current_logfiles|.*\.tmp)$/
const PASSING = /^(pgsql_tmp.*|pg_internal\.init.*)$/

/** Folders that the restored data folder needs although no file of the backup lies in them. */
export const EMPTY_FOLDERS = [
  ...EMPTIED,
  'pg_commit_ts',
  'pg_logical/mappings',
  'pg_logical/snapshots',
  'pg_multixact/members',
  'pg_multixact/offsets',
  'pg_stat',
  'pg_tblspc',
  'pg_twophase',
  'pg_wal/archive_status',
  'pg_wal/summaries',
]

/** The file that says where recovery starts: copied last, as its state is the latest. */
export const CONTROL_FILE = 'global/pg_control'

/**
 * Files of a data folder that belong into a base backup, relative to it, with slashes.
 * @throws when there is a tablespace outside the folder: the embedded database has none
 */
export async function filesToCopy(dataDirectory: string): Promise<string[]> {
  return (await list(dataDirectory, '')).filter((name) => name !== CONTROL_FILE)
}

async function list(root: string, folder: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(join(root, folder), { withFileTypes: true }).catch(ignoreGone)) {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (PASSING.test(entry.name) || (folder === '' && LEFT_OUT.test(entry.name))) continue
    if (entry.isSymbolicLink()) throw new Error(`${join(root, name)} 是外部表空间，不在内置数据库的备份范围内`)
    if (!entry.isDirectory()) found.push(name)
    else if (!EMPTIED.includes(name)) found.push(...(await list(root, name)))
  }
  return found
}

/** A table dropped while we look takes its folder along. */
function ignoreGone(error: unknown): [] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
  throw error
}
