import type { Resembling } from '../types.ts'

/** Days between two deliveries that may be one, typed twice. */
export const DUPLICATE_DAYS = 3
/** From this share of common two-character pieces on, two titles are taken for the same. */
const SAME_TITLE = 0.6

/** Overlapping two-character pieces of a title without punctuation and numbers' widths. */
function pieces(title: string): Set<string> {
  const letters = [
    ...title
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[\s\p{P}\p{S}]/gu, ''),
  ]
  if (letters.length === 1) return new Set(letters)
  return new Set(letters.slice(1).map((letter, i) => `${letters[i]}${letter}`))
}

/** How alike two titles are, from 0 to 1: Jaccard index of their two-character pieces. */
export function titleLikeness(a: string, b: string): number {
  const [left, right] = [pieces(a), pieces(b)]
  if (left.size === 0 || right.size === 0) return 0
  let common = 0
  for (const piece of left) if (right.has(piece)) common += 1
  return common / (left.size + right.size - common)
}

export function daysBetween(a: string, b: string): number {
  return Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000
}

/** Do two deliveries look like one, typed twice: near in time, same place or same body, like title? */
export function resembles(a: Omit<Resembling, 'id'>, b: Omit<Resembling, 'id'>): boolean {
  if (daysBetween(a.occurredOn, b.occurredOn) > DUPLICATE_DAYS) return false
  const near = a.regionCode.startsWith(b.regionCode) || b.regionCode.startsWith(a.regionCode)
  if (!near && a.unitId !== b.unitId) return false
  return titleLikeness(a.title, b.title) >= SAME_TITLE
}
