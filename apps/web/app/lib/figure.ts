import type { IndicatorView } from '@kepu/contract/plan'

type Comparator = IndicatorView['values'][number]['comparator']

const SIGN: Readonly<Record<Comparator, string>> = { '=': '', '>': '＞', '>=': '≥', '~': '≈' }

/** ≥ 12% as the document says it: the comparator belongs to the figure. */
export function figureText(value: { comparator: Comparator; value: number }, unit: string): string {
  return `${SIGN[value.comparator]}${value.value}${unit}`
}
