import { NumericError } from '@kepu/numeric'

/**
 * How a quantile is read off weighted data, named as in R's survey package.
 *
 * 'math' (= 'hf1') the smallest value whose cumulated weight reaches p · 'school' (= 'hf2') the middle of two values when p falls between them ·
 * 'shahvaish' Shah & Vaish's · 'hf3' … 'hf9' Hyndman and Fan's definitions with weights in the place of counts.
 */
export type QuantileRule =
  | 'math'
  | 'school'
  | 'shahvaish'
  | 'hf1'
  | 'hf2'
  | 'hf3'
  | 'hf4'
  | 'hf5'
  | 'hf6'
  | 'hf7'
  | 'hf8'
  | 'hf9'

/** Values in ascending order with their weights cumulated. */
export interface SortedValues {
  readonly x: Float64Array
  readonly w: Float64Array
  /** Σ of the weights up to and with each value */
  readonly cumulated: Float64Array
}

/** The rows with weight, by value. Time O(n log n), or O(n) for an order that is known. */
export function sortedValues(
  values: Float64Array,
  weight: Float64Array,
  order: Uint32Array = orderOf(values),
): SortedValues {
  let n = 0
  for (let i = 0; i < weight.length; i++) if (weight[i] !== 0) n++
  if (n === 0) throw new NumericError('survey.sampleSize', 'a quantile of no rows')
  const x = new Float64Array(n)
  const w = new Float64Array(n)
  const cumulated = new Float64Array(n)
  let at = 0
  let sum = 0
  for (const i of order) {
    if (weight[i] === 0) continue
    x[at] = values[i]
    w[at] = weight[i]
    sum += weight[i]
    cumulated[at++] = sum
  }
  return { x, w, cumulated }
}

/** Rows by rising value. */
export function orderOf(values: Float64Array): Uint32Array {
  return Uint32Array.from(values.keys()).sort((i, j) => values[i] - values[j] || i - j)
}

/** The last position whose cumulated share does not exceed p, −1 if none; `exact` when it equals p but for rounding. */
function locate(cumulated: Float64Array, p: number): { at: number; exact: boolean } {
  const total = cumulated[cumulated.length - 1]
  const fuzz = 1e-12 * total
  const target = p * total
  let low = -1
  let high = cumulated.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (cumulated[middle] <= target + fuzz) low = middle
    else high = middle - 1
  }
  return { at: low, exact: low >= 0 && Math.abs(cumulated[low] - target) <= fuzz }
}

/** Values of equal x joined. */
function joined({ x, w }: SortedValues): SortedValues {
  const xs: number[] = []
  const ws: number[] = []
  for (let i = 0; i < x.length; i++) {
    if (i > 0 && x[i] === x[i - 1]) ws[ws.length - 1] += w[i]
    else {
      xs.push(x[i])
      ws.push(w[i])
    }
  }
  let sum = 0
  const cumulated = Float64Array.from(ws, (value) => {
    sum += value
    return sum
  })
  return { x: Float64Array.from(xs), w: Float64Array.from(ws), cumulated }
}

function stepped(data: SortedValues, p: number, kind: 'low' | 'middle' | 'even'): number {
  const { x, cumulated } = data
  const { at, exact } = locate(cumulated, p)
  const next = x[Math.min(at + 1, x.length - 1)]
  if (!exact) return next
  if (kind === 'low') return x[at]
  if (kind === 'middle') return (x[at] + next) / 2
  return (at + 1) % 2 === 0 ? x[at] : next
}

/** Straight lines between the points (share, x); flat outside. */
function interpolated(share: (i: number) => number, x: Float64Array, p: number): number {
  const n = x.length
  let low = 0
  let high = n
  while (low < high) {
    const middle = (low + high) >> 1
    if (share(middle) <= p + 1e-13) low = middle + 1
    else high = middle
  }
  if (low === 0) return x[0]
  if (low === n) return x[n - 1]
  const before = share(low - 1)
  const part = Math.max(0, (p - before) / (share(low) - before))
  return x[low - 1] + part * (x[low] - x[low - 1])
}

/** The points of the continuous definitions: share of the i-th value. */
function shares(
  rule: 'hf4' | 'hf5' | 'hf6' | 'hf7' | 'hf8' | 'hf9',
  { w, cumulated }: SortedValues,
): (i: number) => number {
  const n = w.length
  const total = cumulated[n - 1]
  const last = w[n - 1]
  const before = (i: number): number => (i === 0 ? 0 : cumulated[i - 1])
  switch (rule) {
    case 'hf4':
      return (i) => cumulated[i] / total
    case 'hf5':
      return (i) => (cumulated[i] - w[i] / 2) / total
    case 'hf6':
      return (i) => cumulated[i] / (total + last)
    case 'hf7':
      return (i) => before(i) / (n > 1 ? cumulated[n - 2] : 1)
    case 'hf8':
      return (i) => (before(i) / 3 + (cumulated[i] * 2) / 3) / (total + last / 3)
    case 'hf9':
      return (i) => ((before(i) * 3) / 8 + (cumulated[i] * 5) / 8) / (total + last / 4)
  }
}

/** Shah and Vaish's step function. */
function shahVaish({ x, w, cumulated }: SortedValues, p: number): number {
  const n = x.length
  const mean = cumulated[n - 1] / n
  const share = (i: number): number => (cumulated[i] / mean + 0.5 - w[i] / mean / 2) / (n + 1)
  let at = 0
  while (at + 1 < n && share(at + 1) <= p + 1e-13) at++
  return x[at]
}

/** The quantile p of sorted weighted values by a rule. */
export function quantileBy(rule: QuantileRule, data: SortedValues, p: number): number {
  switch (rule) {
    case 'math':
    case 'hf1':
      return stepped(data, p, 'low')
    case 'school':
    case 'hf2':
      return stepped(data, p, 'middle')
    case 'hf3':
      return stepped(joined(data), p, 'even')
    case 'shahvaish':
      return shahVaish(data, p)
    default:
      return interpolated(shares(rule, data), data.x, p)
  }
}
