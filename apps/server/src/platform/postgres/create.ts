import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { hasCode } from './errors.ts'
import type { Place } from './place.ts'
import { writeOnce } from './write-once.ts'

/** The account that creates the others and takes backups; Kepu itself works as `kepu`, which row-level security binds. */
export const SUPERUSER = 'kepu_admin'

/** Whether the data folder holds a database. */
export async function isCreated(dataDirectory: string): Promise<boolean> {
  return (await stat(join(dataDirectory, 'PG_VERSION')).catch(() => null)) !== null
}

/** The database's password: made at first use, for the owner's eyes. */
export async function databasePassword(home: string): Promise<string> {
  const path = join(home, 'secrets', 'database')
  if (!(await stat(path).catch(() => null))) await writeOnce(path, randomBytes(24).toString('base64url'))
  return (await readFile(path, 'utf8')).trim()
}

/** Creates an empty database server folder: beside its place first, then moved there, so that half of one is never taken for a whole. */
export async function createCluster(place: Place, password: string): Promise<void> {
  const beside = `${place.dataDirectory}.new-${process.pid}`
  await rm(beside, { recursive: true, force: true })
  await mkdir(dirname(beside), { recursive: true })
  await mkdir(beside, { mode: 0o700 })
  if (place.account) await chown(beside, place.account.uid, place.account.gid)
  const secret = await mkdtemp(join(tmpdir(), 'kepu-'))
  try {
    const passwordFile = join(secret, 'password')
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
    if (place.account) {
      await chown(passwordFile, place.account.uid, place.account.gid)
      await chmod(secret, 0o711)
    }
    await runInitdb(place, beside, passwordFile)
    await rename(beside, place.dataDirectory).catch((error: unknown) => {
      if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error
    })
  } finally {
    await rm(secret, { recursive: true, force: true })
    await rm(beside, { recursive: true, force: true })
  }
}

/** The built-in C.UTF-8 locale sorts the same on every machine; a backup moves between systems without reindexing. */
function runInitdb(place: Place, folder: string, passwordFile: string): Promise<void> {
  const options = [
    ['-D', folder],
    ['-U', SUPERUSER],
    ['--pwfile', passwordFile],
    ['--auth', 'scram-sha-256'],
    ['--encoding', 'UTF8'],
    ['--locale', 'C'],
    ['--locale-provider', 'builtin'],
    ['--builtin-locale', 'C.UTF-8'],
    ['--text-search-config', 'simple'],
  ].flat()
  return new Promise((resolve, reject) => {
    const child = spawn(place.binaries.initdb, options, {
      ...(place.account ? { uid: place.account.uid, gid: place.account.gid } : {}),
      cwd: '/',
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString()
    })
    child.stderr.on('data', (part: Buffer) => {
      said += part.toString()
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`数据库初始化失败（initdb ${code}）：${said.trimEnd().split('\n').slice(-8).join('\n')}`))
    })
  })
}
