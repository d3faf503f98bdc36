import type { Topic } from '@kepu/contract/people'
import type { Classification } from '@kepu/contract/service'

/** What the classification knows of a service: its words are data that the coordinator changes. */
export interface Offer {
  readonly id: string
  readonly title: string
  readonly topic: Topic
  readonly keywords: readonly string[]
}

/** As people write it, without spaces, in one width and case. */
export function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
}

/**
 * The words that stand in a text, longest first, none inside another that was found: «柑橘» isn't counted again within
 * «柑橘溃疡病».
 */
export function wordsIn(text: string, words: readonly string[]): string[] {
  let rest = plain(text)
  const found: string[] = []
  for (const word of [...new Set(words)].sort((a, b) => b.length - a.length || a.localeCompare(b))) {
    const needle = plain(word)
    if (needle === '' || !rest.includes(needle)) continue
    found.push(word)
    rest = rest.replaceAll(needle, '\n')
  }
  return found
}

const weight = (words: readonly string[]) => words.reduce((sum, word) => sum + [...plain(word)].length, 0)

/**
 * What a wish may be, best first: each service scores a point for every character of its words in the text, so a longer word
 * says more. A topic without a service comes after them, by its own words. Nothing found: an empty list.
 */
export function classify(
  text: string,
  offers: readonly Offer[],
  topicWords: ReadonlyMap<Topic, readonly string[]>,
): Classification[] {
  const services = offers.map((offer): Classification => {
    const words = wordsIn(text, [...offer.keywords, offer.title])
    return { menuItemId: offer.id, menuTitle: offer.title, topic: offer.topic, words, score: weight(words) }
  })
  const themes = [...topicWords].map(([topic, known]): Classification => {
    const words = wordsIn(text, known)
    return { menuItemId: null, menuTitle: null, topic, words, score: weight(words) }
  })
  const ofTopic = new Map(themes.map(({ topic, score }) => [topic, score]))
  // Between two services of equal words, the one whose topic the text speaks of.
  const rank = ({ score, topic }: Classification) => score + (ofTopic.get(topic) ?? 0) / 100
  const best = services.filter(({ score }) => score > 0).sort((a, b) => rank(b) - rank(a) || byTitle(a, b))
  const named = new Set(best.map(({ topic }) => topic))
  const rest = themes.filter(({ score, topic }) => score > 0 && !named.has(topic)).sort((a, b) => b.score - a.score)
  return [...best, ...rest]
}

function byTitle(a: Classification, b: Classification): number {
  return (a.menuTitle ?? '').localeCompare(b.menuTitle ?? '')
}

const TITLE = 24

/** A line for lists: the service's name, or the beginning of the wish. */
export function titleOf(wish: string, menuTitle: string | null): string {
  if (menuTitle !== null) return menuTitle
  const line = [...wish.replaceAll(/\s+/g, ' ').trim()]
  return line.length <= TITLE ? line.join('') : `${line.slice(0, TITLE - 1).join('')}…`
}
