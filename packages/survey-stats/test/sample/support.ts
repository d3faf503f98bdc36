import { fc } from '@fast-check/vitest'
import { type Matrix, matrix } from '@kepu/numeric'
import { expect } from 'vitest'

/** Inclusion probabilities strictly between 0 and 1 with a whole sum, 3 to 8 units: sizes scaled to n, those that would be certain thrown out. */
export const designs = fc
  .record({
    sizes: fc.array(fc.double({ min: 1, max: 4, noNaN: true }), { minLength: 4, maxLength: 8 }),
    share: fc.double({ min: 0.25, max: 0.7, noNaN: true }),
  })
  .map(({ sizes, share }) => {
    const n = Math.max(1, Math.min(sizes.length - 1, Math.round(sizes.length * share)))
    const sum = sizes.reduce((a, b) => a + b, 0)
    return { n, probability: Float64Array.from(sizes, (x) => (n * x) / sum) }
  })
  .filter(({ probability }) => probability.every((p) => p < 0.95))

/** All subsets of size n of 0 … total−1. */
export function subsets(total: number, n: number): number[][] {
  if (n === 0) return [[]]
  if (total < n) return []
  return [...subsets(total - 1, n), ...subsets(total - 1, n - 1).map((set) => [...set, total - 1])]
}

/** First- and second-order probabilities by the slow road: every sample with its chance. */
export function enumerate(total: number, n: number, chanceOf: (sample: readonly number[]) => number): number[][] {
  const joint = Array.from({ length: total }, () => new Array<number>(total).fill(0))
  let sum = 0
  for (const sample of subsets(total, n)) {
    const chance = chanceOf(sample)
    sum += chance
    for (const k of sample) for (const l of sample) joint[k]![l]! += chance
  }
  return joint.map((row) => row.map((value) => value / sum))
}

/** The rows and columns of a joint matrix that belong to a sample. */
export function restrict(joint: Matrix, set: readonly number[]): Matrix {
  const data = set.flatMap((l) => set.map((k) => joint.data[k + l * joint.rows]!))
  return matrix(set.length, set.length, Float64Array.from(data))
}

/** Each value to so many decimals. */
export function expectClose(ours: ArrayLike<number>, theirs: ArrayLike<number>, decimals: number): void {
  expect(ours.length).toBe(theirs.length)
  for (let i = 0; i < ours.length; i++) expect(ours[i], `value ${i}`).toBeCloseTo(theirs[i]!, decimals)
}
