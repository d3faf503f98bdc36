import { spawn } from 'node:child_process'
import { open, readdir, readFile, readlink, rename, rm, stat } from 'node:fs/promises'
import { freemem, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { hasCode } from './errors.ts'
import type { Place } from './place.ts'

/** A database server as `postmaster.pid` in its data folder describes it. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly status: 'starting' | 'ready' | 'stopping' | 'standby' | 'unknown'
}

const LOG_LIMIT = 20 * 1024 * 1024
const MB = 1024 * 1024

/**
 * The server that runs on this data folder, or null. A pid file that a crash left behind is removed, also when its
 * number now belongs to another program (after a reboot or in a new container), on which PostgreSQL itself would stick.
 */
export async function runningPostmaster(dataDirectory: string): Promise<Postmaster | null> {
  const text = await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  })
  if (text === null) return null
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 1 || !numberIsTaken(pid)) return null
  if ((await isDead(pid)) || (await isOtherProgram(pid, dataDirectory))) {
    // As long as a process of the server is left, PostgreSQL finds it by this file and waits for it.
    if (!(await isWorkedIn(dataDirectory))) await rm(join(dataDirectory, 'postmaster.pid'), { force: true })
    return null
  }
  const words = ['starting', 'ready', 'stopping', 'standby'] as const
  return { pid, port: Number(lines[3]), status: words.find((word) => word === lines[7]) ?? 'unknown' }
}

export async function isAlive(pid: number): Promise<boolean> {
  return numberIsTaken(pid) && !(await isDead(pid))
}

function numberIsTaken(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}

/** Dead, but its parent hasn't asked for it: in a container that may be never. */
async function isDead(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return /\) Z [^)]*$/.test(stat)
}

/** Known only where /proc is. Unsure counts as "it is the server". */
async function isOtherProgram(pid: number, dataDirectory: string): Promise<boolean> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => null)
  if (name === null || name.startsWith('postgres')) return false
  return !(await isWorkedIn(dataDirectory))
}

/** A database server and all its processes work inside its data folder. */
async function isWorkedIn(dataDirectory: string): Promise<boolean> {
  const inside = await stat(dataDirectory)
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger)
  const working = await Promise.all(pids.map((each) => worksIn(each, inside.ino, inside.dev)))
  return working.includes(true)
}

async function worksIn(pid: number, ino: number, dev: number): Promise<boolean> {
  if ((await readlink(`/proc/${pid}/cwd`).catch(() => null)) === null) return false
  const folder = await stat(`/proc/${pid}/cwd`).catch(() => null)
  return folder !== null && folder.ino === ino && folder.dev === dev
}

/** Starts a server in a session of its own, so that Ctrl-C in the terminal reaches Kepu alone and Kepu stops it in order. */
export async function spawnPostmaster(place: Place, port: number): Promise<{ exited: () => boolean }> {
  const log = await openLog(place.logFile)
  const settings = serverSettings(port).flatMap((setting) => ['-c', setting])
  const child = spawn(place.binaries.postgres, ['-D', place.dataDirectory, ...settings], {
    ...(place.account ? { uid: place.account.uid, gid: place.account.gid } : {}),
    cwd: place.account ? '/' : place.dataDirectory,
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC', ...windowsEnvironment() },
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
  })
  let ended = false
  child.on('error', () => {
    ended = true
  })
  child.on('exit', () => {
    ended = true
  })
  child.unref()
  await log.close()
  return { exited: () => ended }
}

/** Asks the server to break off its connections and stop ("fast"), and sees that it did; then without manners. */
export async function stopPostmaster(pid: number, patience = 60_000): Promise<void> {
  for (const [signal, limit] of [
    ['SIGINT', patience],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5000],
  ] as const) {
    if (!(await isAlive(pid))) return
    try {
      process.kill(pid, signal)
    } catch (error) {
      if (hasCode(error, 'ESRCH')) return
      throw error
    }
    const until = Date.now() + limit
    while ((await isAlive(pid)) && Date.now() < until) await sleep(20)
  }
  if (await isAlive(pid)) throw new Error(`数据库进程 ${pid} 无法停止。The database process ${pid} does not stop.`)
}

/** The end of the server's log: what to show when it doesn't start. */
export async function lastWords(logFile: string): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-12).join('\n')
}

async function openLog(path: string) {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  if (size > LOG_LIMIT) await rename(path, `${path}.old`)
  return open(path, 'a', 0o600)
}

/** For a machine that it shares with Kepu and others. What keeps data safe (fsync, full pages, checksums) stays on. */
function serverSettings(port: number): string[] {
  const memory = Math.min(totalmem(), Math.max(freemem() * 2, 1024 * MB))
  const shared = Math.round(Math.min(Math.max(memory / 16, 64 * MB), 512 * MB) / MB)
  return [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    `shared_buffers=${shared}MB`,
    `effective_cache_size=${Math.round(memory / 2 / MB)}MB`,
    'work_mem=8MB',
    'maintenance_work_mem=64MB',
    'max_wal_size=1GB',
    'wal_level=replica',
    'fsync=on',
    'full_page_writes=on',
    'synchronous_commit=on',
    'jit=off',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_line_prefix=%m [%p] ',
    'log_checkpoints=off',
    'log_min_messages=warning',
  ]
}

function windowsEnvironment(): Record<string, string | undefined> {
  return process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] } : {}
}
