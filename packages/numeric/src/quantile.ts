import { NumericError } from './error.ts'

/** Hyndman and Fan's nine definitions, numbered as in R's `quantile`. */
export type QuantileType = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9

/** (m, fuzz handled apart) of the continuous definitions 4–9: position = n·p + m. */
function shift(type: QuantileType, p: number): number {
  switch (type) {
    case 4:
      return 0
    case 5:
      return 0.5
    case 6:
      return p
    case 7:
      return 1 - p
    case 8:
      return (p + 1) / 3
    case 9:
      return p / 4 + 3 / 8
    default:
      return type === 3 ? -0.5 : 0
  }
}

/**
 * Sample quantile, by one of Hyndman and Fan's nine definitions (type 7, R's default, when not said).
 *
 *   j = ⌊n·p + m⌋, g = n·p + m − j      (1 − γ)·x₍ⱼ₎ + γ·x₍ⱼ₊₁₎, with γ = g for types 4–9 and a step for 1–3
 *
 * @param values  at least one, all finite, any order
 * @param p       0 … 1
 * @throws NumericError numeric.empty · numeric.notFinite · numeric.argument
 *
 * Unweighted; weighted quantiles of a sample design are in survey-stats. Source: Hyndman & Fan (1996), Am. Stat. 50, 361–365. Checked: R 4.2.2 quantile, all types.
 */
export function quantile(values: ArrayLike<number>, p: number, type: QuantileType = 7): number {
  const n = values.length
  if (n === 0) throw new NumericError('numeric.empty', 'quantile of no values')
  if (!(p >= 0 && p <= 1)) throw new NumericError('numeric.argument', `quantile at p = ${p}`)
  const x = Float64Array.from(values)
  const bad = x.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) throw new NumericError('numeric.notFinite', `values[${bad}] is ${values[bad]}`)
  x.sort()
  return quantileOfSorted(x, p, type)
}

function quantileOfSorted(x: Float64Array, p: number, type: QuantileType): number {
  const n = x.length
  const position = n * p + shift(type, p)
  // A position that is whole but for rounding is meant to be whole: 0.3 · 10 must be the third value.
  const fuzz = 4 * Number.EPSILON * Math.max(1, position)
  const j = Math.floor(position + fuzz)
  const rest = position - j
  const g = Math.abs(rest) < fuzz ? 0 : rest
  const at = (k: number): number => x[Math.min(Math.max(k, 1), n) - 1]
  if (type >= 4) return g === 0 ? at(j) : at(j) + g * (at(j + 1) - at(j))
  if (g > 0) return at(j + 1)
  if (type === 1) return at(j)
  if (type === 2) return 0.5 * (at(j) + at(j + 1))
  return j % 2 === 0 ? at(j) : at(j + 1)
}
