import { setTimeout as sleep } from 'node:timers/promises'
import { check, type Findings } from './check.ts'
import { type LoadReport, startLoad } from './load.ts'
import { prepareHome, ServerUnderFire } from './server.ts'

const victims = ['server', 'database', 'both', 'connection'] as const
type Victim = (typeof victims)[number]

export interface KillReport {
  readonly kills: Readonly<Record<Victim, number>>
  readonly load: LoadReport
  readonly findings: Findings
  readonly seconds: number
}

export interface KillOptions {
  readonly home: string
  readonly kills: number
  readonly people: number
  readonly seed: number
  readonly tell: (line: string) => void
}

const MAX_PAUSE_MS = 1_200

/**
 * Kills server and database with SIGKILL at random moments while people write, then looks whether everything they were
 * told is done is there exactly once and nothing else.
 */
export async function killTest({ home, kills, people, seed, tell }: KillOptions): Promise<KillReport> {
  const startedAt = performance.now()
  const random = generator(seed)
  const { unitId, accounts } = await prepareHome(home, people)
  const server = await ServerUnderFire.start(home)
  const load = await startLoad(server.url, unitId, accounts, random)
  const count = { server: 0, database: 0, both: 0, connection: 0 }
  const total = () => Object.values(count).reduce((sum, one) => sum + one, 0)
  try {
    while (total() < kills) {
      const before = load.done()
      await sleep(50 + random() * MAX_PAUSE_MS)
      const victim = victims[Math.floor(random() * victims.length)] ?? 'server'
      if (await strike(server, victim, random)) count[victim] += 1
      if (random() < 0.3) await sleep(random() * 300)
      await server.restart()
      // Kills without work between them prove nothing.
      for (const until = Date.now() + 60_000; load.done() === before && Date.now() < until; ) {
        server.requireRunning()
        await sleep(20)
      }
      if (load.done() === before) throw new Error(`nobody got an answer for a minute after kill ${total()} (${victim})`)
      if (total() % 20 === 0) tell(`${total()} kills, ${load.done()} acknowledged writes`)
    }
    const report = await load.stop()
    await server.stop()
    const findings = await check(home, report.acknowledged)
    return { kills: count, load: report, findings, seconds: (performance.now() - startedAt) / 1000 }
  } finally {
    await server.killServer()
    await server.killDatabase()
  }
}

async function strike(server: ServerUnderFire, victim: Victim, random: () => number): Promise<boolean> {
  if (victim === 'connection') return server.killConnection((count) => Math.floor(random() * count))
  if (victim === 'database') return server.killDatabase()
  if (victim === 'both') await server.killDatabase()
  await server.killServer()
  return true
}

/** mulberry32: small, seeded, good enough to choose victims. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
