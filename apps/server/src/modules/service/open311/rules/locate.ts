import { type Point, straightKilometres } from '../../match/rules/travel.ts'

export interface Region {
  readonly code: string
  readonly name: string
}

/** The village or township that the words name: the longest name in them, a village before its township. */
export function regionNamed(words: string, regions: readonly Region[]): Region | null {
  const named = regions.filter(({ name }) => words.includes(name))
  const townships = named.filter(({ code }) => code.length === 9)
  const villages = named.filter(({ code }) => code.length === 12)
  // A village's name alone may be that of several: with its township it is one.
  const within = villages.filter(({ code }) => townships.some((one) => code.startsWith(one.code)))
  const [only, ...others] = within.length > 0 ? within : villages
  if (only && others.length === 0) return only
  return longest(townships)
}

function longest(regions: readonly Region[]): Region | null {
  return regions.toSorted((a, b) => b.name.length - a.name.length || (a.code < b.code ? -1 : 1))[0] ?? null
}

/** Farther than this from every place that is known it isn't in the county. */
const REACH_KM = 30

/** The place that lies nearest to a point. */
export function regionNear(
  point: Point,
  places: readonly { readonly code: string; readonly point: Point }[],
): string | null {
  let best: { code: string; km: number } | null = null
  for (const { code, point: other } of places) {
    const km = straightKilometres(point, other)
    if (km <= REACH_KM && (best === null || km < best.km)) best = { code, km }
  }
  return best?.code ?? null
}
