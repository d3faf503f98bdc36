/** Durations of one thing done many times, in milliseconds. */
export interface Timing {
  readonly p50: number
  readonly p95: number
  readonly max: number
  readonly times: number
}

/** One after the other; `warm` first runs aren't counted. */
export async function time(times: number, run: (i: number) => Promise<unknown>, warm = 5): Promise<Timing> {
  const durations: number[] = []
  for (let i = -warm; i < times; i++) {
    const startedAt = performance.now()
    await run(i)
    if (i >= 0) durations.push(performance.now() - startedAt)
  }
  return summary(durations)
}

export function summary(durations: readonly number[]): Timing {
  const sorted = [...durations].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), max: at(1), times: sorted.length }
}

/** Two digits are all that a second run would give again. */
export function ms(value: number): string {
  if (value >= 1000) return `${(value / 1000).toPrecision(2)} s`
  return value >= 10 ? `${Math.round(value)} ms` : `${value.toPrecision(2)} ms`
}

export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(heading), line(heading.map((_, i) => (i === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n')
}
