/**
 * Sum of the values with Neumaier's compensation: the error is a few units in the last place of the result plus n·2⁻¹⁰⁶ of Σ|x|, whatever the
 * order and the cancellation.
 *
 * Infinite terms give the infinite (or NaN) sum they have.
 * Source: Neumaier (1974), ZAMM 54, 39–51. Checked: sums known exactly as integers (test/sum.test.ts).
 */
export function compensatedSum(values: ArrayLike<number>): number {
  let sum = 0
  let lost = 0
  for (let i = 0; i < values.length; i++) {
    const x = values[i]
    const next = sum + x
    lost += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum
    sum = next
  }
  return Number.isFinite(lost) ? sum + lost : sum
}

/** log(1 + eˣ), exact to a few ulp over the whole range: no overflow for large x, no loss for very negative x. */
export function log1pExp(x: number): number {
  if (x > 36) return x + Math.exp(-x)
  return Math.log1p(Math.exp(x))
}

/** log Σ exp(xᵢ), without overflow or underflow. An empty array, or all −Infinity, gives −Infinity. */
export function logSumExp(x: ArrayLike<number>): number {
  let largest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < x.length; i++) if (x[i] > largest) largest = x[i]
  if (!Number.isFinite(largest)) return largest
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += Math.exp(x[i] - largest)
  return largest + Math.log(sum)
}
