import type { AnnualTaskInput } from '@kepu/contract/plan-year'

type Node = AnnualTaskInput['nodes'][number]
export type QuickKind = 'quarter' | 'half' | 'month'
const MONTHS = { quarter: 3, half: 6, month: 1 } as const
const DAY_MS = 86_400_000

export interface QuickWish {
  readonly kind: QuickKind
  readonly startsOn: string
  readonly dueOn: string
  readonly quantity: number | null
  /** Days that are not what their weekday says: day → worked. */
  readonly special: ReadonlyMap<string, boolean>
  readonly titleOf: (index: number, kind: QuickKind) => string
}

/** Nodes at the end of each quarter, half or month of the task's days, on working days, each with its even share of the quantity. */
export function quickNodes({ kind, startsOn, dueOn, quantity, special, titleOf }: QuickWish): Node[] {
  const year = Number(startsOn.slice(0, 4))
  const step = MONTHS[kind]
  const ends = Array.from({ length: 12 / step }, (_, i) => ({ index: i + 1, day: lastDay(year, (i + 1) * step) }))
  const inside = ends.filter(({ day }) => day >= startsOn && day < dueOn)
  const last = ends.find(({ day }) => day >= dueOn) ?? { index: inside.length + 1, day: dueOn }
  const days = [...inside, { index: last.index, day: dueOn }]
  return days.map(({ index, day }, i) => ({
    title: titleOf(index, kind),
    dueOn: workedBefore(day, startsOn, special),
    quantity: quantity === null ? null : Math.ceil((quantity * (i + 1)) / days.length),
  }))
}

function lastDay(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

function workedBefore(day: string, startsOn: string, special: ReadonlyMap<string, boolean>): string {
  for (let at = day; at >= startsOn; at = new Date(Date.parse(at) - DAY_MS).toISOString().slice(0, 10)) {
    const weekday = new Date(at).getUTCDay()
    if (special.get(at) ?? (weekday !== 0 && weekday !== 6)) return at
  }
  return day
}
