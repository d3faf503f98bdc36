import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The account that PostgreSQL runs as when Kepu runs as root, as PostgreSQL refuses to. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

const NOBODY: Account = { name: 'nobody', uid: 65534, gid: 65534 }
const EXECUTE = { owner: 0o100, group: 0o010, other: 0o001 }

/** Null when Kepu isn't root: then PostgreSQL runs as whoever runs Kepu. */
export async function databaseAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n')
  const accounts = lines.map((line) => {
    const [name = '', , uid, gid] = line.split(':')
    return { name, uid: Number(uid), gid: Number(gid) }
  })
  return ['postgres', 'nobody'].flatMap((name) => accounts.filter((it) => it.name === name && it.uid > 0))[0] ?? NOBODY
}

/** Whether the account may pass through every folder down to `path`, by their permission bits. */
export async function canEnter({ uid, gid }: Account, path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  if (found) {
    const bit = found.uid === uid ? EXECUTE.owner : found.gid === gid ? EXECUTE.group : EXECUTE.other
    if ((found.mode & bit) === 0) return false
  }
  const parent = dirname(path)
  return parent === path || canEnter({ name: '', uid, gid }, parent)
}
