import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { member, numbers } from '../reference/cases.ts'
import { type PreparedTask, type Timing, timing } from './task.ts'

/** What R took and found, or why it did not run. */
export type RAnswer =
  | { readonly ran: true; readonly timing: Timing; readonly megabytes: number; readonly result: Float64Array }
  | { readonly ran: false; readonly why: string }

/** R's version with its linear algebra library, or null when R is not installed. */
export function rVersion(): string | null {
  const found = spawnSync('Rscript', ['-e', 'cat(R.version.string, "with", basename(extSoftVersion()[["BLAS"]]))'])
  return found.status === 0 ? String(found.stdout) : null
}

function missing(packages: readonly string[]): string[] {
  if (packages.length === 0) return []
  const asked = packages.map((name) => JSON.stringify(name)).join(',')
  const code = `for (p in c(${asked})) if (!requireNamespace(p, quietly = TRUE)) cat(p, "")`
  return String(execFileSync('Rscript', ['-e', code], { stdio: ['ignore', 'pipe', 'ignore'] }))
    .split(' ')
    .filter((name) => name !== '')
}

/** R's side of the protocol: read the columns, run once to warm up, then on the clock until enough; answer as JSON. */
function program(task: PreparedTask, folder: string, seconds: number): string {
  const columns = Object.entries(task.data).map(([name, values]) => {
    const kind = values instanceof Int32Array ? 'integer()' : 'double()'
    return `${name} <- readBin(file.path(folder, "${name}"), ${kind}, ${values.length})`
  })
  const format = 'paste(sprintf("%.17g", x), collapse = ",")'
  return [
    `folder <- ${JSON.stringify(folder)}`,
    ...columns,
    ...(task.r?.packages ?? []).map((name) => `suppressPackageStartupMessages(library(${name}))`),
    task.r?.setup ?? '',
    `task <- function() {\n${task.r?.run ?? ''}\n}`,
    'invisible(gc(reset = TRUE)); times <- c()',
    'first <- system.time(result <- task())[["elapsed"]]',
    'if (first > 20) times <- first',
    '# system.time counts milliseconds: short tasks are run in batches of about a quarter of a second.',
    'batch <- max(1, ceiling(0.25 / max(first, 1e-4)))',
    'clock <- function() system.time(for (i in seq_len(batch)) result <<- task())[["elapsed"]] / batch',
    `while (length(times) < 5 && sum(times) * batch < ${seconds}) times <- c(times, clock())`,
    `text <- function(x) ${format}`,
    'answer <- sprintf(\'{"times":[%s],"megabytes":%f,"result":[%s]}\', text(times), sum(gc()[, 6]), text(as.numeric(result)))',
    'writeLines(answer, file.path(folder, "answer.json"))',
  ].join('\n')
}

/** Runs R's side of a task on the same data. */
export function runInR(task: PreparedTask, seconds: number): RAnswer {
  if (task.r === undefined) return { ran: false, why: 'no counterpart' }
  const lacking = missing(task.r.packages)
  if (lacking.length > 0) return { ran: false, why: `R lacks ${lacking.join(', ')}` }
  const folder = mkdtempSync(join(tmpdir(), 'kepu-bench-'))
  try {
    for (const [name, values] of Object.entries(task.data)) writeFileSync(join(folder, name), values)
    const script = join(folder, 'task.R')
    writeFileSync(script, program(task, folder, seconds))
    const done = spawnSync('Rscript', [script], { encoding: 'utf8' })
    if (done.status !== 0) return { ran: false, why: `R failed: ${done.stderr.trim().split('\n').at(-1)}` }
    const answer: unknown = JSON.parse(readFileSync(join(folder, 'answer.json'), 'utf8'))
    const [megabytes = 0] = numbers(member(answer, 'megabytes'))
    const times = Array.from(numbers(member(answer, 'times')))
    return { ran: true, timing: timing(times), megabytes, result: numbers(member(answer, 'result')) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
