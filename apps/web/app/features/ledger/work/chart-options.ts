import type { LedgerSummary } from '@kepu/contract/ledger'

export interface Bar {
  readonly key: string
  readonly name: string
  readonly value: number
}

const BLUE = '#0b4f8a'
const GRID = { left: 8, right: 44, top: 8, bottom: 8, containLabel: true }

/** Horizontal bars, the largest on top, each with its number. */
export function barsOf(bars: readonly Bar[]): Record<string, unknown> {
  const upwards = bars.toReversed()
  return {
    grid: GRID,
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    xAxis: { type: 'value', axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: {
      type: 'category',
      data: upwards.map(({ name }) => name),
      axisTick: { show: false },
      axisLabel: { width: 150, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        data: upwards.map(({ value }) => value),
        color: BLUE,
        barMaxWidth: 18,
        label: { show: true, position: 'right' },
      },
    ],
  }
}

/** Months as columns: a month without work shows as a gap, not as nothing. */
export function monthsOf(byMonth: LedgerSummary['byMonth']): Record<string, unknown> {
  const known = new Map(byMonth.map(({ month, deliveries }) => [month, deliveries]))
  const months = everyMonth(byMonth.map(({ month }) => month))
  return {
    grid: { ...GRID, right: 12 },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: months, axisTick: { show: false } },
    yAxis: { type: 'value', minInterval: 1 },
    series: [{ type: 'bar', data: months.map((month) => known.get(month) ?? 0), color: BLUE, barMaxWidth: 22 }],
  }
}

export function everyMonth(months: readonly string[]): string[] {
  const sorted = [...months].sort()
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return []
  const all: string[] = []
  for (let [year = 0, month = 1] = first.split('-').map(Number); ; month++) {
    if (month > 12) {
      year += 1
      month = 1
    }
    const text = `${year}-${String(month).padStart(2, '0')}`
    if (text > last) return all
    all.push(text)
  }
}
