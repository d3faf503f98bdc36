import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type EmbeddedDatabase, openEmbedded } from '../platform/postgres/index.ts'
import type { Tell } from '../system.ts'
import { BackupWriter } from './archive.ts'
import { CONTROL_FILE, filesToCopy } from './data-directory.ts'

/** Parts of a home that a backup holds besides the database. */
export const HOME_PARTS = ['files', 'secrets']

/**
 * Copies a home's database, uploads and secrets into one file, while Kepu runs: what was committed before the call is in it.
 *
 * PostgreSQL's low-level backup: the files are copied in any state, and the log of the meantime makes them whole at the
 * first start. Uploads come after the database, so each one that the database knows is there.
 *
 * @throws when the file exists, or can't be written; then nothing is left behind
 */
export async function backup(home: string, file: string, tell: Tell): Promise<void> {
  const target = resolve(file)
  if (await exists(target)) throw new Error(`文件已存在：${target}`)
  if (!(await exists(dirname(target)))) throw new Error(`文件夹不存在：${dirname(target)}`)
  if (!(await exists(home))) throw new Error(`没有可备份的数据：${home} 不存在`)
  const database = await openEmbedded({ home, log: { info: tell, warn: tell } })
  const writer = new BackupWriter(target)
  try {
    await writer.head({
      format: 1,
      createdAt: new Date().toISOString(),
      postgres: database.version,
      platform: `${process.platform}-${process.arch}`,
    })
    tell('正在备份数据库……')
    await copyDatabase(database, writer)
    tell('正在备份附件和密钥……')
    for (const part of HOME_PARTS) await copyFolder(join(home, part), part, writer)
    await writer.finish()
  } catch (error) {
    await writer.abandon()
    throw error
  } finally {
    await database.stop()
  }
  const { size } = await stat(target)
  tell(`已备份 ${writer.files} 个文件，${megabytes(writer.bytes)}，压缩后 ${megabytes(size)}：${target}`)
  tell('备份文件含有密钥和个人信息，请妥善保管')
}

/** The session that starts the backup has to be the one that ends it; if it breaks, the backup is void. */
async function copyDatabase({ adminUrl, dataDirectory }: EmbeddedDatabase, writer: BackupWriter): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'kepu backup' })
  let broken: Error | null = null
  client.on('error', (error) => {
    broken = error
  })
  await client.connect()
  try {
    // Keeps the log since now from being recycled; it vanishes with the session.
    const slot = `kepu_backup_${process.pid}`
    await client.query('select pg_create_physical_replication_slot($1, true, true)', [slot])
    await client.query("select pg_backup_start('kepu', true)")
    for (const name of await filesToCopy(dataDirectory)) {
      if (broken) throw broken
      await writer.addFile(`database/${name}`, join(dataDirectory, name))
    }
    await writer.addBytes(`database/${CONTROL_FILE}`, await readSteady(join(dataDirectory, CONTROL_FILE)))
    // The last byte of the backup lies before its end: at the boundary of a segment, the end belongs to the next one.
    const stopped = await client.query<{ first: string; last: string; label: string }>(
      `select substring(labelfile from 'START WAL LOCATION: .* \\(file ([0-9A-F]{24})\\)') as first,
        pg_walfile_name(lsn - 1::numeric) as last, labelfile as label from pg_backup_stop(false)`,
    )
    const [end] = stopped.rows
    if (!end) throw new Error('the database did not say where its backup ends')
    await writer.addBytes('database/backup_label', Buffer.from(end.label))
    await copyLog(dataDirectory, end.first, end.last, writer)
  } finally {
    await client.end()
  }
}

/** Segments of the write-ahead log from the backup's beginning to its end: without each of them it can't be restored. */
async function copyLog(dataDirectory: string, first: string, last: string, writer: BackupWriter): Promise<void> {
  const folder = join(dataDirectory, 'pg_wal')
  const wanted = (await readdir(folder))
    .filter((name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last)
    .sort()
  if (wanted[0] !== first || wanted.at(-1) !== last) throw new Error(`数据库日志不完整：${first}–${last}`)
  for (const name of wanted) await writer.addFile(`database/pg_wal/${name}`, join(folder, name))
}

/** The server rewrites this file in place: two equal looks show that none was taken in the middle. */
async function readSteady(path: string): Promise<Buffer> {
  for (let before = await readFile(path); ; ) {
    await sleep(20)
    const now = await readFile(path)
    if (now.equals(before)) return now
    before = now
  }
}

async function copyFolder(folder: string, name: string, writer: BackupWriter): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const [path, inside] = [join(folder, entry.name), `${name}/${entry.name}`]
    if (entry.isDirectory()) await copyFolder(path, inside, writer)
    else if (entry.isFile() && !entry.name.endsWith('.part')) await writer.addFile(inside, path)
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
