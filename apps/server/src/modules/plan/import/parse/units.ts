import type { ProposedUnit, Span } from '@kepu/contract/plan-proposal'
import type { Name } from './name-list.ts'
import { groupName, sameBody } from './units-data.ts'

/** The list at a key, a new empty one the first time. */
function listAt<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

/** A name without its local prefix and with its abbreviations undone: equal keys may be one body. */
function keysOf(name: string, locality: string | null): Set<string> {
  const own = locality && name.startsWith(locality) ? name.slice(locality.length) : name
  const stem = own
    .replace(/^(?:团[县市区州]委)$/, '团委')
    .replace(/^共青团[\u4e00-\u9fff]{0,6}[县市区州]委(?:员会)?$/, '团委')
    .replace(/^[县市区州旗](?=.)/, '')
  const keys = new Set([`=${shorten(stem)}`])
  sameBody.forEach((names, index) => {
    if (names.includes(stem) || names.some((one) => shorten(one) === shorten(stem))) keys.add(`#${index}`)
  })
  return keys
}

/** 人力资源和社会保障局 and 人力资源社会保障局, 委员会 and 委, 市场监督管理局 and 市场监管局 come out alike. */
function shorten(stem: string): string {
  return stem
    .replace(/[和与及]/g, '')
    .replace(/委员会(?=$|办公室)/, '委')
    .replace('监督管理', '监管')
    .replace('应急管理', '应急')
    .replace('人力资源社会保障', '人力社保')
    .replace(/办公室$/, '办')
    .replace(/[（(].*[)）]$/, '')
}

/** Every place where one of the names stands; at each place the longest name counts. */
export function placesOf(text: string, names: Iterable<string>): Map<string, Span[]> {
  const byStart = new Map<string, string[]>()
  for (const name of names) {
    const start = name.slice(0, 2)
    listAt(byStart, start).push(name)
  }
  for (const list of byStart.values()) list.sort((a, b) => b.length - a.length)
  const places = new Map<string, Span[]>()
  for (let i = 0; i + 1 < text.length; i++) {
    const name = byStart.get(text.slice(i, i + 2))?.find((one) => text.startsWith(one, i))
    if (name === undefined) continue
    listAt(places, name).push([i, i + name.length])
    i += name.length - 1
  }
  return places
}

/**
 * The units that answer for something, in order of their first duty, with all their places in the text and the names that may be the
 * same body (proposed: a person confirms).
 */
export function findUnits(text: string, names: readonly Name[], locality: string | null): ProposedUnit[] {
  const duties = new Map<string, Span[]>()
  for (const { name, span } of names) listAt(duties, name).push(span)
  const places = duties.size <= 5000 ? placesOf(text, duties.keys()) : new Map<string, Span[]>()
  const sameAs = proposeSame([...duties.keys()], locality)
  return [...duties].map(([name, spans]) => ({
    name,
    kind: groupName.test(name) ? 'openGroup' : 'body',
    sameAs: sameAs.get(name) ?? [],
    spans: distinctSpans([...spans, ...(places.get(name) ?? [])]),
  }))
}

function distinctSpans(spans: readonly Span[]): Span[] {
  const seen = new Set<string>()
  return [...spans]
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .filter((span) => {
      const key = span.join('-')
      return !seen.has(key) && seen.add(key)
    })
}

function proposeSame(names: readonly string[], locality: string | null): Map<string, string[]> {
  const byKey = new Map<string, string[]>()
  for (const name of names) {
    if (groupName.test(name)) continue
    for (const key of keysOf(name, locality)) listAt(byKey, key).push(name)
  }
  const same = new Map<string, string[]>()
  for (const group of byKey.values()) {
    if (group.length < 2 || group.length > 20) continue
    for (const name of group) {
      const others = new Set([...(same.get(name) ?? []), ...group])
      others.delete(name)
      same.set(name, [...others])
    }
  }
  return same
}
