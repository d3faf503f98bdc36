import type { IndicatorView } from '@kepu/contract/plan'

type Comparator = IndicatorView['values'][number]['comparator']

const SIGN: Readonly<Record<Comparator, string>> = { '=': '', '>': '＞', '>=': '≥', '~': '≈' }

export interface Figure {
  readonly comparator: Comparator
  readonly value: number
  readonly quote?: string | null
}

/** ≥ 12% as the document says it: the comparator belongs to the figure, and 8.0% is not 8%. */
export function figureText(figure: Figure, unit: string): string {
  return `${SIGN[figure.comparator]}${asWritten(figure)}${unit}`
}

/** The number with the digits that the document gives it. */
function asWritten({ value, quote }: Figure): string {
  const numbers = quote?.match(/\d+(?:\.\d+)?/g) ?? []
  return numbers.find((number) => Number(number) === value) ?? String(value)
}
