/** A unit's name or other name that holds on the day of the document. */
export interface KnownName {
  readonly unitId: string
  readonly name: string
  readonly kind: 'name' | 'alias'
}

export interface Suggestion {
  readonly unitId: string | null
  readonly name: string
  readonly why: 'name' | 'alias' | 'proposed' | 'similar'
}

const MOST = 5

/** Characters that tell bodies apart: 县, 委, 局 and the like stand in most names. */
function core(name: string): string {
  return name.replaceAll(/[省市州区县委局办室会（）()]/g, '')
}

function alike(a: string, b: string): boolean {
  const [x, y] = [core(a), core(b)]
  if (x.length < 2 || y.length < 2) return x.length > 0 && x === y
  return shortens(x, y) || shortens(y, x) || (x.slice(0, 2) === y.slice(0, 2) && x.slice(-2) === y.slice(-2))
}

/** 文旅 for 文化旅游, 发改 for 发展改革: a part of the name, or the first characters of its words in their order. */
function shortens(short: string, long: string): boolean {
  if (long.includes(short)) return true
  if (short.charAt(0) !== long.charAt(0)) return false
  let at = 0
  for (const letter of long) if (letter === short.charAt(at)) at += 1
  return at === short.length
}

/** Whom a written name may mean: exact names first, then other names, what the importer proposed, and look-alikes. */
export function suggestUnits(
  written: string,
  proposedSame: readonly string[],
  known: readonly KnownName[],
): Suggestion[] {
  const exact = known
    .filter((one) => one.name === written)
    .map(({ unitId, name, kind }) => ({ unitId, name, why: kind }))
  const proposed = proposedSame.map((name) => ({ unitId: null, name, why: 'proposed' as const }))
  const similar = known
    .filter((one) => one.name !== written && one.kind === 'name' && alike(one.name, written))
    .map(({ unitId, name }) => ({ unitId, name, why: 'similar' as const }))
  const unique = new Map<string, Suggestion>()
  for (const one of [...exact, ...proposed, ...similar])
    unique.set(`${one.unitId} ${one.name}`, unique.get(`${one.unitId} ${one.name}`) ?? one)
  return [...unique.values()].slice(0, MOST)
}
