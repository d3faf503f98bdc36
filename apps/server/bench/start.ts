import { spawnSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { makeFolder } from '../test/support/home.ts'
import { startProgram } from './program.ts'
import { report } from './report.ts'
import { ms, summary, table } from './timing.ts'

const TIMES = 5

/** From the start of the server program to «ready». Packages are installed and the web is built. */
export async function benchStart(): Promise<void> {
  const cold: number[] = []
  const warm: number[] = []
  for (let i = 0; i < TIMES; i++) {
    const home = await makeFolder()
    for (const into of [cold, warm]) {
      const program = await startProgram(home, true)
      into.push(program.readyAfter)
      await program.stop()
    }
    await rm(home, { recursive: true, force: true })
  }
  const parse = commandTimes()
  const row = (name: string, durations: readonly number[]) => {
    const { p50, max } = summary(durations)
    return [name, ms(p50), ms(max)]
  }
  await report(
    'start',
    'Starts',
    table(
      ['from start to ready', 'p50', 'longest'],
      [
        row('first: creates the database, loads the demonstration', cold),
        row('later', warm),
        row('`kepu help`', parse),
      ],
    ),
  )
}

function commandTimes(): number[] {
  return Array.from({ length: TIMES }, () => {
    const startedAt = performance.now()
    spawnSync(process.execPath, [new URL('../src/cli.ts', import.meta.url).pathname, 'help'])
    return performance.now() - startedAt
  })
}
