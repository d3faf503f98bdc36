import { NumericError } from '@kepu/numeric'

/** Dense codes 0 … count−1 in the order of first appearance. */
interface DenseCodes {
  readonly code: Int32Array
  readonly count: number
}

/**
 * Refuses codes that are not whole and not negative; answers the largest.
 *
 * @throws NumericError survey.code (names the row)
 */
export function largestCode(codes: ArrayLike<number>, what: string): number {
  let largest = -1
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]
    if (!Number.isInteger(code) || code < 0 || code > 2 ** 31) {
      throw new NumericError('survey.code', `${what}[${i}] is ${code}: codes are whole numbers from 0`)
    }
    if (code > largest) largest = code
  }
  return largest
}

/**
 * Numbers the pairs (outer, inner) that occur 0, 1, … in the order they first occur. Time O(n).
 *
 * @throws NumericError survey.code · survey.shape
 */
export function pairCodes(outer: ArrayLike<number>, inner: ArrayLike<number>, what: string): DenseCodes {
  const n = inner.length
  if (outer.length !== n) throw new NumericError('survey.shape', `${what} has ${n} codes for ${outer.length} rows`)
  const width = largestCode(inner, what) + 1
  const span = (largestCode(outer, what) + 1) * width
  const code = new Int32Array(n)
  let count = 0
  if (span <= 4 * n + 1024) {
    const seen = new Int32Array(span).fill(-1)
    for (let i = 0; i < n; i++) {
      const key = outer[i] * width + inner[i]
      if (seen[key] < 0) seen[key] = count++
      code[i] = seen[key]
    }
    return { code, count }
  }
  const seen = new Map<number, number>()
  for (let i = 0; i < n; i++) {
    const key = outer[i] * width + inner[i]
    let found = seen.get(key)
    if (found === undefined) {
      found = count++
      seen.set(key, found)
    }
    code[i] = found
  }
  return { code, count }
}

/**
 * Refuses a weight that is not a positive number.
 *
 * @throws NumericError survey.weight (names the row) · survey.shape when there are none
 */
export function requireWeights(weight: ArrayLike<number>): void {
  if (weight.length === 0) throw new NumericError('survey.shape', 'a design without rows')
  for (let i = 0; i < weight.length; i++) {
    if (!(weight[i] > 0) || !Number.isFinite(weight[i])) {
      throw new NumericError('survey.weight', `weight[${i}] is ${weight[i]}`)
    }
  }
}
