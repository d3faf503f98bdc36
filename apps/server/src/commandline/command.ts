import type { Logger } from 'pino'
import pino from 'pino'
import { type Config, readConfig } from '../config.ts'
import { openSystem, type System } from '../system.ts'

/** Where a command writes: results to `out`, everything else to `error`. */
export interface Io {
  out(text: string): void
  error(text: string): void
}

export interface CliCommand {
  /** The words that name it: `['plan', 'import']`. */
  readonly words: readonly string[]
  readonly usage: string
  readonly what: string
  /** @returns the exit code */
  run(args: readonly string[], io: Io, root: string): Promise<number>
}

const silent: Logger = pino({ level: 'silent' })

/** Opens database and application for one command beside a running server, and closes them again. */
export async function withSystem(
  io: Io,
  root: string,
  run: (system: System, config: Config) => Promise<number>,
): Promise<number> {
  const config = readConfig(process.env, root)
  const system = await openSystem(config, silent, (line) => io.error(`${line}\n`), { claim: false, work: false })
  try {
    return await run(system, config)
  } finally {
    await system.close()
  }
}

/** Values of `--name value` and the words that are no options. */
export function readArguments(args: readonly string[], names: readonly string[]) {
  const words: string[] = []
  const options = new Map<string, string>()
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (!arg.startsWith('--')) {
      words.push(arg)
      continue
    }
    const name = arg.slice(2)
    const value = args[i + 1]
    if (!names.includes(name)) throw new Error(`没有选项 ${arg}`)
    if (value === undefined || value.startsWith('--')) throw new Error(`选项 ${arg} 后面缺少值`)
    options.set(name, value)
    i += 1
  }
  return { words, options }
}
