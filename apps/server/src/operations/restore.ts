import { createWriteStream } from 'node:fs'
import { chown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { findBinaries, isCreated, type Place, placeOf, RESTORING } from '../platform/postgres/index.ts'
import type { Tell } from '../system.ts'
import { readBackup, verifyBackup } from './archive.ts'
import { HOME_PARTS } from './backup.ts'
import { EMPTY_FOLDERS } from './data-directory.ts'

/**
 * Puts a backup into a new or empty home. The file is read whole and held against its manifest before anything is written;
 * then all is unpacked beside its place and renamed, the database last. A restore that was cut off keeps the home from
 * starting until it has been repeated.
 *
 * @throws BackupDamaged · when the home holds anything · when the backup is of another major version of PostgreSQL
 */
export async function restore(file: string, home: string, tell: Tell): Promise<void> {
  tell('正在核对备份文件……')
  const { head, files, bytes } = await verifyBackup(file)
  await requireSameMajor(head.postgres)
  await requireEmpty(home)
  await claim(home)
  const place = await placeOf(home)
  tell(`正在恢复 ${head.createdAt} 的备份：${files} 个文件，${(bytes / 1024 / 1024).toFixed(1)} MB……`)
  await unpack(file, place)
  await moveIntoPlace(place)
  await rm(join(home, RESTORING))
  tell(`已恢复到 ${home}`)
}

async function requireSameMajor(version: string): Promise<void> {
  const own = (await findBinaries()).version
  if (major(version) === major(own)) return
  throw new Error(
    `备份来自 PostgreSQL ${version}，本程序内置 ${own}：请用备份时的 Kepu 版本恢复，再按 docs/operations/upgrade.md 升级`,
  )
}

const major = (version: string) => version.split('.')[0]

/** Whatever is there may be somebody's only copy. What an unfinished restore left is ours to replace. */
async function requireEmpty(home: string): Promise<void> {
  if (await exists(join(home, RESTORING))) return
  const record = await readFile(join(home, 'database.json'), 'utf8').catch(() => null)
  const parts = await Promise.all(['database', ...HOME_PARTS].map((part) => isFilled(join(home, part))))
  if (record === null && !parts.includes(true)) return
  throw new Error(`${home} 已有数据。请先停止 Kepu 并把该目录移走（或用 KEPU_HOME 另指一个目录），再恢复`)
}

/** Only one restore at a time, and no start of Kepu meanwhile. */
async function claim(home: string): Promise<void> {
  await mkdir(home, { recursive: true })
  const path = join(home, RESTORING)
  const owner = Number(await readFile(path, 'utf8').catch(() => ''))
  if (owner > 0 && owner !== process.pid && isRunning(owner)) throw new Error(`另一个恢复正在进行（进程 ${owner}）`)
  await writeFile(path, `${process.pid}\n`)
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

interface Target {
  /** Where it's unpacked. */
  readonly beside: string
  readonly final: string
}

function targets({ home, dataDirectory }: Place): ReadonlyMap<string, Target> {
  const finals = new Map(HOME_PARTS.map((part) => [part, join(home, part)]))
  finals.set('database', dataDirectory)
  return new Map([...finals].map(([part, final]) => [part, { beside: `${final}.restored`, final }]))
}

async function unpack(file: string, place: Place): Promise<void> {
  const parts = targets(place)
  for (const { beside } of parts.values()) {
    await rm(beside, { recursive: true, force: true })
    await mkdir(beside, { recursive: true, mode: 0o700 })
  }
  const made = new Set<string>()
  const make = async (folder: string): Promise<void> => {
    if (made.has(folder)) return
    await mkdir(folder, { recursive: true, mode: 0o700 })
    made.add(folder)
  }
  await readBackup(file, async ({ name }, content) => {
    const [part = '', ...rest] = name.split('/')
    const target = parts.get(part)
    if (!target || rest.length === 0) throw new Error(`备份中有不认识的内容 ${name}`)
    const path = join(target.beside, ...rest)
    await make(dirname(path))
    await pipeline(content, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: part !== 'database' }))
  })
  const database = parts.get('database')
  if (!database) return
  for (const folder of EMPTY_FOLDERS) await make(join(database.beside, folder))
  if (place.account) await giveTo(place.account, database.beside)
}

/** PostgreSQL refuses a data folder that isn't its own. */
async function giveTo(account: { uid: number; gid: number }, path: string): Promise<void> {
  await chown(path, account.uid, account.gid)
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const inside = join(path, entry.name)
    if (entry.isDirectory()) await giveTo(account, inside)
    else await chown(inside, account.uid, account.gid)
  }
}

/** The database comes last: as long as it's missing, the home counts as empty. PostgreSQL flushes its own files before it recovers. */
async function moveIntoPlace(place: Place): Promise<void> {
  if (await isCreated(place.dataDirectory)) throw new Error(`${place.dataDirectory} 已有数据库`)
  for (const { beside, final } of targets(place).values()) {
    await rm(final, { recursive: true, force: true })
    await rename(beside, final)
    await flushFolder(dirname(final))
  }
}

/** A rename is on disk once its folder is; Windows knows no such thing. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function isFilled(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length > 0
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
