import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { addAccount } from '../../src/modules/identity/index.ts'
import { execute } from '../../src/platform/command.ts'
import { actor, countyUnit, openHome } from '../support/home.ts'

const MAIN = resolve(import.meta.dirname, '../../src/main.ts')

export interface Account {
  readonly username: string
  readonly password: string
}

/** A home with one county and accounts that may record deliveries. */
export async function prepareHome(home: string, accounts: number): Promise<{ unitId: string; accounts: Account[] }> {
  const system = await openHome(home)
  try {
    const unitId = await countyUnit(system)
    const made: Account[] = []
    for (let i = 1; i <= accounts; i++) {
      const { username, firstPassword } = await execute(system.app.kernel, addAccount, {
        actor,
        input: { username: `recorder-${i}`, name: `演示记录员${i}`, unitId, role: 'coordinator' },
        idempotencyKey: null,
      })
      made.push({ username, password: firstPassword })
    }
    return { unitId, accounts: made }
  } finally {
    await system.close()
  }
}

/** The real server program on a home, to be killed and started again on the same port. */
export class ServerUnderFire {
  readonly home: string
  readonly url: string
  readonly #port: number
  #child: ChildProcess | null = null
  #said = ''

  private constructor(home: string, port: number) {
    this.home = home
    this.#port = port
    this.url = `http://127.0.0.1:${port}`
  }

  static async start(home: string): Promise<ServerUnderFire> {
    const server = new ServerUnderFire(home, await freePort())
    await server.restart()
    return server
  }

  /** Starts the program unless it runs, and waits until it answers. */
  async restart(seconds = 60): Promise<void> {
    const until = Date.now() + seconds * 1000
    this.#said = ''
    while (!(await this.#answers())) {
      if (Date.now() > until) throw new Error(`the server does not answer:\n${this.#said}`)
      if (this.#child === null || this.#child.exitCode !== null || this.#child.signalCode !== null) {
        this.#child = spawn(process.execPath, [MAIN], {
          env: {
            ...process.env,
            KEPU_HOME: this.home,
            PORT: String(this.#port),
            HOST: '127.0.0.1',
            KEPU_DEMO: '0',
            KEPU_WEB: 'none',
            DATABASE_URL: undefined,
          },
          stdio: ['ignore', 'pipe', 'pipe'],
        })
        for (const stream of [this.#child.stdout, this.#child.stderr])
          stream?.on('data', (part) => {
            this.#said = `${this.#said}${part}`.slice(-4000)
          })
      }
      await sleep(50)
    }
  }

  /** @throws when the program ended although nobody killed it: only the database may go away */
  requireRunning(): void {
    const code = this.#child?.exitCode ?? null
    if (code !== null) throw new Error(`the server ended by itself, ${code}:\n${this.#said}`)
  }

  async killServer(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null) return
    const gone = new Promise((resolve) => child.on('exit', resolve))
    child.kill('SIGKILL')
    await gone
    this.#child = null
  }

  /** @returns false when no database server is running at this moment */
  async killDatabase(): Promise<boolean> {
    const pid = await this.#postmaster()
    return pid !== null && kill(pid)
  }

  /** Kills one process that serves a connection: PostgreSQL then ends all of them and recovers. */
  async killConnection(choose: (count: number) => number): Promise<boolean> {
    const pid = await this.#postmaster()
    if (pid === null) return false
    const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
    const children = text.trim().split(' ').map(Number).filter(Boolean)
    const child = children[choose(children.length)]
    return child !== undefined && kill(child)
  }

  /** Stops in order, as Ctrl-C does. */
  async stop(): Promise<number | null> {
    const child = this.#child
    if (!child) return null
    const gone = new Promise<number | null>((resolve) => child.on('exit', resolve))
    child.kill('SIGTERM')
    return gone
  }

  async #answers(): Promise<boolean> {
    const response = await fetch(`${this.url}/api/v1/health`).catch(() => null)
    return response?.status === 200
  }

  async #postmaster(): Promise<number | null> {
    const text = await readFile(join(this.home, 'database', 'postmaster.pid'), 'utf8').catch(() => '')
    const pid = Number(text.split('\n')[0])
    return pid > 1 ? pid : null
  }
}

function kill(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL')
    return true
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = address && typeof address === 'object' ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
