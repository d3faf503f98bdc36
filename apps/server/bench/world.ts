import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { loadDemonstration } from '../seed/index.ts'
import { readConfig } from '../src/config.ts'
import { openSystem, type System } from '../src/system.ts'

/** A scratch home with the demonstration, for one bench; gone afterwards. */
export async function withDemonstration<T>(run: (system: System, home: string) => Promise<T>): Promise<T> {
  const home = await mkdtemp(join(process.env['KEPU_BENCH_FOLDER'] ?? tmpdir(), 'kepu-bench-'))
  await chmod(home, 0o755)
  const config = { ...readConfig({ KEPU_DEMO: '0', KEPU_WEB: 'none' }, '/'), home }
  const system = await openSystem(config, pino({ level: 'silent' }), () => {}, { claim: false, work: false })
  try {
    await loadDemonstration(system.app, home, () => {})
    return await run(system, home)
  } finally {
    await system.close()
    await rm(home, { recursive: true, force: true })
  }
}
