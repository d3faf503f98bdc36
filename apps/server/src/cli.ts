import { resolve } from 'node:path'
import type { CliCommand, Io } from './commandline/command.ts'

const ROOT = resolve(import.meta.dirname, '../../..')

/** Loaded when asked for: reading a plan doesn't wait for the database's driver. */
const groups: readonly (() => Promise<readonly CliCommand[]>)[] = [
  async () => (await import('./commandline/plan.ts')).planCommands,
  async () => (await import('./commandline/county.ts')).countyCommands,
  async () => (await import('./commandline/account.ts')).accountCommands,
  async () => (await import('./commandline/calendar.ts')).calendarCommands,
  async () => (await import('./commandline/records.ts')).recordCommands,
  async () => (await import('./commandline/supervision.ts')).supervisionCommands,
  async () => (await import('./commandline/load.ts')).loadCommands,
]

async function find(args: readonly string[]): Promise<CliCommand | null> {
  for (const load of groups) {
    const found = (await load()).find(({ words }) => words.every((word, i) => args[i] === word))
    if (found) return found
  }
  return null
}

async function help(): Promise<string> {
  const commands = (await Promise.all(groups.map((load) => load()))).flat()
  const width = Math.max(...commands.map(({ usage }) => usage.length)) + 2
  const lines = commands.map(({ usage, what }) => `  kepu ${usage.padEnd(width)}${what}`)
  return `科普 Kepu 管理程序\n\n${lines.join('\n')}\n`
}

/** @returns the exit code */
async function run(args: readonly string[], io: Io): Promise<number> {
  if (args.length === 0 || args[0] === '--help' || args[0] === 'help') {
    io.out(await help())
    return 0
  }
  const found = await find(args)
  if (!found) {
    io.error(`没有这个命令：kepu ${args.join(' ')}\n\n${await help()}`)
    return 1
  }
  return found.run(args.slice(found.words.length), io, ROOT)
}

const io: Io = {
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
}

try {
  process.exitCode = await run(process.argv.slice(2), io)
} catch (error) {
  io.error(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
