/** Counts below this could point at a household. */
export const SMALLEST = 5

/**
 * A list of counts that may be told beside their sum: small ones are hidden, and when that leaves what is hidden to be worked
 * out from the sum, the next smallest goes too. Zero is told: nobody is nobody.
 */
export function guarded(counts: readonly number[]): (number | null)[] {
  const hidden = new Set(counts.flatMap((count, i) => (count > 0 && count < SMALLEST ? [i] : [])))
  const order = counts.map((count, i) => ({ count, i })).filter(({ count, i }) => count > 0 && !hidden.has(i))
  order.sort((a, b) => a.count - b.count || a.i - b.i)
  const sumHidden = () => [...hidden].reduce((sum, i) => sum + (counts[i] ?? 0), 0)
  for (const { i } of order) {
    if (hidden.size === 0 || (hidden.size > 1 && sumHidden() >= SMALLEST)) break
    hidden.add(i)
  }
  return counts.map((count, i) => (hidden.has(i) ? null : count))
}

/** How many of those asked for were served: told only where both it and the rest are no small count. */
export function guardedPart(part: number, whole: number | null): number | null {
  if (whole === null) return null
  const rest = whole - part
  const small = (count: number) => count > 0 && count < SMALLEST
  return small(part) || small(rest) ? null : part
}
