import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const HOLDER = join(import.meta.dirname, 'hold-database.ts')
const holders: ChildProcess[] = []

/** What a test left behind. */
export function killHolders(): void {
  for (const child of holders.splice(0)) child.kill('SIGKILL')
}

export interface Held {
  readonly child: ChildProcess
  readonly url: string
  readonly adopted: boolean
  readonly isServer: boolean
  /** As the program does on Ctrl-C. */
  stop(): Promise<void>
}

/** Another program on the same home; `uid`: as another account. */
export async function hold(home: string, { uid }: { uid?: number } = {}): Promise<Held> {
  const child = spawn(process.execPath, [HOLDER, home], {
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: '/',
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  holders.push(child)
  let said = ''
  let complained = ''
  child.stderr.on('data', (part) => {
    complained += part
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (part) => {
      said += part
      if (said.includes('\n')) resolve()
    })
    child.on('exit', () => reject(new Error(complained)))
  })
  return {
    child,
    ...JSON.parse(said),
    async stop() {
      const gone = new Promise((resolve) => child.on('exit', resolve))
      child.stdin.end()
      await gone
    },
  }
}

export async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

/** Until the database answers again. */
export async function askUntil(url: string, statement: string, seconds = 20): Promise<unknown[]> {
  for (const until = Date.now() + seconds * 1000; ; ) {
    try {
      return await ask(url, statement)
    } catch (error) {
      if (Date.now() > until) throw error
      await sleep(50)
    }
  }
}
