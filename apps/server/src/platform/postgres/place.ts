import { createHash } from 'node:crypto'
import { chown, mkdir, readFile, realpath, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { type Account, canEnter, databaseAccount } from './account.ts'
import { type Binaries, copyBinaries, findBinaries, linkLibraries } from './binaries.ts'
import { hasCode } from './errors.ts'
import { writeOnce } from './write-once.ts'

/** Where one home keeps its database, and who runs it. */
export interface Place {
  readonly home: string
  readonly account: Account | null
  readonly binaries: Binaries
  readonly dataDirectory: string
  /** Where the server writes its log. */
  readonly logFile: string
}

/** Stands in a home while a backup is put into it, and after a restore that was cut off. */
export const RESTORING = 'restoring'

const Record = z.object({ dataDirectory: z.string() })

/**
 * The place of a home's database. Kept once chosen (`database.json`), so that the same home always finds the same data.
 *
 * Under the home itself, unless Kepu is root and the database's account can't enter the home: then data and programs
 * stand in `/var/lib/kepu/<hash of the home's path>`.
 */
export async function placeOf(home: string): Promise<Place> {
  await makeHome(home)
  const usual = await databaseAccount()
  const dataDirectory = (await recorded(home)) ?? (await choose(home, usual))
  const account = usual && (await ownerOf(dataDirectory, usual))
  return {
    home,
    account,
    binaries: await usableBinaries(account, home),
    dataDirectory,
    logFile: join(home, 'logs', 'database.log'),
  }
}

async function makeHome(home: string): Promise<void> {
  await mkdir(join(home, 'logs'), { recursive: true })
  await mkdir(join(home, 'secrets'), { recursive: true, mode: 0o700 })
  await mkdir(join(home, 'run'), { recursive: true })
}

async function recorded(home: string): Promise<string | null> {
  const text = await readFile(join(home, 'database.json'), 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  })
  if (text !== null) return Record.parse(JSON.parse(text)).dataDirectory
  return null
}

async function choose(home: string, account: Account | null): Promise<string> {
  const inside = join(home, 'database')
  if (!account || (await canEnter(account, home))) return inside
  const outside = await outsideFolder(home)
  const dataDirectory = join(outside, `database-${Date.now().toString(36)}`)
  await writeOnce(join(home, 'database.json'), `${JSON.stringify({ dataDirectory })}\n`)
  return (await recorded(home)) ?? dataDirectory
}

/** What an ordinary account has begun, root goes on with in that account's name: PostgreSQL refuses a folder of another's. */
async function ownerOf(dataDirectory: string, usual: Account): Promise<Account> {
  const found = await stat(dataDirectory).catch(() => null)
  if (!found || found.uid === 0) return usual
  return { name: String(found.uid), uid: found.uid, gid: found.gid }
}

/** A folder that every account may enter, for root's homes that are closed to others. */
async function outsideFolder(home: string): Promise<string> {
  const hash = createHash('sha256')
    .update(await realpath(home))
    .digest('hex')
    .slice(0, 12)
  for (const parent of ['/var/lib/kepu', join(tmpdir(), 'kepu-root')]) {
    const folder = join(parent, hash)
    const made = await mkdir(folder, { recursive: true, mode: 0o755 }).then(
      () => true,
      () => false,
    )
    if (made) {
      await chown(parent, 0, 0)
      await chown(folder, 0, 0)
      return folder
    }
  }
  throw new Error(
    '/var/lib/kepu 与临时目录都不可写，数据库无处存放。Neither /var/lib/kepu nor the temporary folder is writable.',
  )
}

async function usableBinaries(account: Account | null, home: string): Promise<Binaries> {
  const installed = await findBinaries()
  const reachable = !account || (await canEnter(account, dirname(installed.postgres)))
  if (!reachable) return copyBinaries(installed, await outsideFolder(home))
  try {
    await linkLibraries(installed)
    return installed
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EROFS', 'EPERM')) throw error
    return copyBinaries(installed, account ? await outsideFolder(home) : home)
  }
}
