import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, link, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { hasCode } from './errors.ts'
import type { Place } from './place.ts'

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
  const password = await readFile(path, 'utf8').catch((error: unknown) => {
    if (!hasCode(error, 'EACCES')) throw error
    throw new Error(
      `${home} 属于另一个系统账号（可能曾以 root 运行），请用同一账号运行，或用 KEPU_HOME 另指目录。` +
        ` ${home} belongs to another account: run as that account or set KEPU_HOME.`,
    )
  })
  return password.trim()
}

/** Of two programs that start at once, the second finds the first one's whole file. */
async function writeOnce(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}`
  await writeFile(draft, text, { mode: 0o600 })
  await link(draft, path).catch((error: unknown) => {
    if (!hasCode(error, 'EEXIST')) throw error
  })
  await rm(draft)
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
