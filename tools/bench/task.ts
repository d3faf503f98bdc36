import type { WorkerPool } from './pool.ts'

/** A number column or matrix that both programs read: the same bits on both sides. */
export type Column = Float64Array | Int32Array

/** What R does for the same task. */
export interface RTask {
  /** R packages it needs; the bench installs nothing and says what is lacking */
  readonly packages: readonly string[]
  /** R code run once, outside the clock; the columns are there by name */
  readonly setup: string
  /** R code on the clock; its value, as a numeric vector, is compared with ours */
  readonly run: string
  /** largest relative difference allowed; null when the results are random */
  readonly tolerance: number | null
}

/** A task with its data made. */
export interface PreparedTask {
  readonly data: Readonly<Record<string, Column>>
  /** one core; answers the numbers that are compared with R's */
  readonly single: () => ArrayLike<number>
  /** the same on the pool's workers */
  readonly parallel?: (pool: WorkerPool) => Promise<ArrayLike<number>>
  readonly r?: RTask
}

/** One line of the bench. Files `packages/<name>/bench/*.ts` export a list `tasks`. */
export interface BenchTask {
  readonly name: string
  /** problem sizes, small to large: how both programs grow is printed */
  readonly sizes: readonly number[]
  /** what a size counts */
  readonly unit: string
  /** makes the data by a seeded generator */
  readonly prepare: (size: number) => PreparedTask
}

/** Seconds of repeated runs. */
export interface Timing {
  readonly minimum: number
  readonly median: number
  readonly maximum: number
  readonly runs: number
}

/** Minimum, median and maximum of repeated runs. */
export function timing(seconds: readonly number[]): Timing {
  const sorted = [...seconds].sort((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN
  return { minimum: at(0), median: at(0.5), maximum: at(1), runs: sorted.length }
}
