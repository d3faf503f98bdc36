import type { Topic } from '@kepu/contract/people'
import { plain } from './classify.ts'

/** What the search for like orders looks at. */
export interface Likeness {
  readonly menuItemId: string | null
  readonly topic: Topic | null
  readonly regionCode: string
  readonly wish: string
}

/** From this share of common two-character pieces on, two wishes are taken for one. */
const SAME_WISH = 0.3
const TOWNSHIP = 9

function pieces(text: string): Set<string> {
  const letters = [...plain(text).replaceAll(/[\p{P}\p{S}]/gu, '')]
  return new Set(letters.slice(1).map((letter, i) => `${letters[i]}${letter}`))
}

/** Jaccard index of the two-character pieces of two wishes, from 0 to 1. */
export function wishLikeness(a: string, b: string): number {
  const [left, right] = [pieces(a), pieces(b)]
  const common = [...left].filter((piece) => right.has(piece)).length
  const all = left.size + right.size - common
  return all === 0 ? 0 : common / all
}

export function sameTownship(a: string, b: string): boolean {
  return a.slice(0, TOWNSHIP) === b.slice(0, TOWNSHIP)
}

/**
 * How much one visit could serve both: 0 not at all. In the same township, for the same service, or for the same topic in words
 * that are alike; the own village counts double.
 */
export function likeness(a: Likeness, b: Likeness): number {
  if (!sameTownship(a.regionCode, b.regionCode)) return 0
  const near = a.regionCode === b.regionCode ? 2 : 1
  if (a.menuItemId !== null && a.menuItemId === b.menuItemId) return near * (1 + wishLikeness(a.wish, b.wish))
  const alike = wishLikeness(a.wish, b.wish)
  const sameTopic = a.topic !== null && a.topic === b.topic
  if (sameTopic && a.menuItemId === null && b.menuItemId === null) return near * (0.5 + alike / 2)
  return alike >= SAME_WISH ? near * alike : 0
}
