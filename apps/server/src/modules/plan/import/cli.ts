import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { PlanFileError } from './errors.ts'
import { planFileMessage } from './messages.zh-CN.ts'
import { parsePlanFile } from './parse-file.ts'
import { limits } from './read/limits.ts'

/** Where a command writes. */
export interface CommandIo {
  readonly out: (text: string) => void
  readonly error: (text: string) => void
}

const USAGE = '用法：kepu plan parse 文件 --json [--with-text]\n'

async function readPlanFile(path: string): Promise<Uint8Array> {
  const name = basename(path)
  const facts = await stat(path).catch(() => null)
  if (!facts?.isFile()) throw new PlanFileError({ code: 'plan.file.notFound', name })
  if (facts.size > limits.fileBytes)
    throw new PlanFileError({ code: 'plan.file.tooLarge', size: facts.size, limit: limits.fileBytes })
  return readFile(path)
}

/**
 * `kepu plan parse FILE --json [--with-text]`: the proposal as JSON on stdout and nothing else there; with `--with-text` as
 * { proposal, text }. A refused file: its reason in Chinese on stderr.
 * @param args what follows `plan parse`
 * @returns the exit code
 */
export async function planParseCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const files = args.filter((arg) => !arg.startsWith('--'))
  const options = new Set(args.filter((arg) => arg.startsWith('--')))
  const unknown = [...options].filter((option) => option !== '--json' && option !== '--with-text')
  const [path] = files
  if (path === undefined || files.length > 1 || unknown.length > 0) {
    io.error(USAGE)
    return 1
  }
  try {
    const { proposal, text } = await parsePlanFile(await readPlanFile(path), basename(path))
    io.out(`${JSON.stringify(options.has('--with-text') ? { proposal, text } : proposal, null, 2)}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof PlanFileError)) throw error
    io.error(`${planFileMessage(error.refusal)}\n`)
    return 1
  }
}
