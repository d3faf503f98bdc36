/**
 * Our packages and R side by side on the same data, in one run: `npm run bench:packages [words of task names]`.
 *
 * Installs nothing and says what is lacking. Each of our runs has a process of its own; R's run is checked to give the same numbers.
 */
import { spawnSync } from 'node:child_process'
import { availableParallelism, cpus } from 'node:os'
import { resolve } from 'node:path'
import { member, numbers } from '../reference/cases.ts'
import { findTasks } from './find.ts'
import { type RAnswer, runInR, rVersion } from './r.ts'
import type { BenchTask, PreparedTask } from './task.ts'

const SECONDS = 20

interface OurAnswer {
  readonly median: number
  readonly minimum: number
  readonly maximum: number
  readonly megabytes: number
  readonly result: Float64Array
}

function runOurs(task: BenchTask, size: number, mode: 'single' | 'parallel'): OurAnswer {
  const script = resolve(import.meta.dirname, 'run-one.ts')
  const done = spawnSync(process.execPath, [script, task.name, String(size), mode, String(SECONDS)], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (done.status !== 0) throw new Error(`${task.name}, ${size}, ${mode}: ${done.stderr}`)
  const answer: unknown = JSON.parse(done.stdout)
  const [minimum = 0, median = 0, maximum = 0] = numbers(member(answer, 'timing'))
  const [megabytes = 0] = numbers(member(answer, 'megabytes'))
  return { minimum, median, maximum, megabytes, result: numbers(member(answer, 'result')) }
}

/** Largest relative difference from R's numbers. */
function difference(ours: Float64Array, theirs: Float64Array): number {
  if (ours.length !== theirs.length) return Number.POSITIVE_INFINITY
  return ours.reduce((most, value, i) => {
    const other = theirs[i] ?? Number.NaN
    const apart = value === other ? 0 : Math.abs(value - other) / Math.abs(other)
    return Math.max(most, Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart)
  }, 0)
}

function seconds(value: number): string {
  return value < 0.1 ? `${(value * 1000).toPrecision(3)} ms` : `${value.toPrecision(3)} s`
}

function rColumns(r: RAnswer, prepared: PreparedTask, ours: OurAnswer): string[] {
  if (!r.ran) return [r.why, '–', '–', '–']
  const ratio = `${(r.timing.median / ours.median).toPrecision(3)} ×`
  const tolerance = prepared.r?.tolerance ?? null
  const apart = difference(ours.result, r.result)
  const same =
    tolerance === null
      ? 'random'
      : apart <= tolerance
        ? `to ${apart.toExponential(0)}`
        : `DIFFERENT: ${apart.toExponential(1)}`
  return [seconds(r.timing.median), `${Math.round(r.megabytes)} MB`, ratio, same]
}

function benchOne(
  task: BenchTask,
  size: number,
  withR: boolean,
): { line: string[]; ours: number; theirs: number | null } {
  const prepared = task.prepare(size)
  const single = runOurs(task, size, 'single')
  const parallel = prepared.parallel === undefined ? null : runOurs(task, size, 'parallel')
  const r: RAnswer = withR ? runInR(prepared, SECONDS) : { ran: false, why: 'no R' }
  const spread = `${seconds(single.minimum)} … ${seconds(single.maximum)}`
  const line = [
    task.name,
    `${size.toLocaleString('en')} ${task.unit}`,
    seconds(single.median),
    spread,
    parallel === null ? '–' : seconds(parallel.median),
    `${Math.round(single.megabytes)} MB`,
    ...rColumns(r, prepared, single),
  ]
  return { line, ours: single.median, theirs: r.ran ? r.timing.median : null }
}

/** How time grows with size: the exponent between the smallest and the largest. */
function growth(sizes: readonly number[], times: readonly (number | null)[]): string {
  const [first, last] = [times[0], times.at(-1)]
  const [low, high] = [sizes[0], sizes.at(-1)]
  if (!first || !last || !low || !high || low === high) return '–'
  return `size^${(Math.log(last / first) / Math.log(high / low)).toFixed(2)}`
}

const words = process.argv.slice(2)
const tasks = (await findTasks()).filter((task) => words.every((word) => task.name.includes(word)))
const r = rVersion()
console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}`)
console.log(r ?? 'R is not installed: ours alone (Debian: r-base-core, r-cran-survey)')
console.log(
  '\n| task | size | ours, 1 core | spread | ours, workers | memory | R | R memory | R / ours (1 core) | same numbers |',
)
console.log('|---|---|---|---|---|---|---|---|---|---|')
for (const task of tasks) {
  const rows = task.sizes.map((size) => benchOne(task, size, r !== null))
  for (const { line } of rows) console.log(`| ${line.join(' | ')} |`)
  if (rows.length > 1) {
    const ours = growth(
      task.sizes,
      rows.map((row) => row.ours),
    )
    const theirs = growth(
      task.sizes,
      rows.map((row) => row.theirs),
    )
    console.log(`| ↳ growth | | ${ours} | | | | ${theirs} | | | |`)
  }
}
