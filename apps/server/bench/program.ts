import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const MAIN = join(import.meta.dirname, '../src/main.ts')

export interface Program {
  readonly url: string
  /** Milliseconds from its start to the line «ready». */
  readonly readyAfter: number
  stop(): Promise<void>
}

/** Starts the real server program with the demonstration and waits until it says that it's ready. */
export async function startProgram(home: string, web: boolean): Promise<Program> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      KEPU_HOME: home,
      PORT: '0',
      HOST: '127.0.0.1',
      KEPU_DEMO: '1',
      NODE_ENV: 'production',
      ...(web ? {} : { KEPU_WEB: 'none' }),
      DATABASE_URL: '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      said += part
    })
  let ready: RegExpExecArray | null = null
  while (!ready) {
    if (child.exitCode !== null) throw new Error(said)
    await sleep(5)
    ready = /就绪.*(http:\/\/\S+)/.exec(said)
  }
  const readyAfter = performance.now() - startedAt
  return {
    url: (ready[1] ?? '').replace('localhost', '127.0.0.1'),
    readyAfter,
    async stop() {
      const gone = new Promise((resolve) => child.on('exit', resolve))
      child.kill('SIGTERM')
      await gone
    },
  }
}
