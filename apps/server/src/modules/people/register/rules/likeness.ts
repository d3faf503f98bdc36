import type { LikenessReason } from '@kepu/contract/people-merge'

/** What two records are compared by. The telephone is its keyed hash: equal numbers have equal hashes. */
export interface Identity {
  readonly name: string
  readonly phonePrint: string | null
  readonly volunteerNumber: string | null
  readonly unitId: string
  readonly employer: string | null
  readonly birthYear: number | null
}

export interface Likeness {
  /** 0 … 100. */
  readonly score: number
  readonly reasons: readonly { readonly reason: LikenessReason; readonly points: number }[]
}

/** From here on, whoever adds a person is asked first whether it's the one in the register. */
export const ASK = 55

/** Width and spaces of a name don't tell people apart. */
export function plainName(name: string): string {
  return name.normalize('NFKC').replaceAll(/[\s·•]/gu, '')
}

function sameButOne(a: string, b: string): boolean {
  const [left, right] = [[...a], [...b]]
  return left.length === right.length && left[0] === right[0] && left.filter((one, i) => one !== right[i]).length === 1
}

/** How alike two records are: points that anybody can add up. Symmetric; the sum is cut to 0 … 100. */
export function likeness(a: Identity, b: Identity): Likeness {
  const [nameA, nameB] = [plainName(a.name), plainName(b.name)]
  const reasons: { reason: LikenessReason; points: number }[] = []
  const add = (holds: boolean, reason: LikenessReason, points: number) => {
    if (holds) reasons.push({ reason, points })
  }
  const both = <T>(left: T | null, right: T | null, compare: (x: T, y: T) => boolean) =>
    left !== null && right !== null && compare(left, right)
  add(nameA === nameB, 'sameName', 45)
  add(nameA !== nameB && sameButOne(nameA, nameB), 'similarName', 20)
  add(
    both(a.phonePrint, b.phonePrint, (x, y) => x === y),
    'samePhone',
    45,
  )
  add(
    both(a.phonePrint, b.phonePrint, (x, y) => x !== y),
    'otherPhone',
    -15,
  )
  add(
    both(a.volunteerNumber, b.volunteerNumber, (x, y) => x === y),
    'sameNumber',
    60,
  )
  add(a.unitId === b.unitId, 'sameUnit', 10)
  add(
    both(a.employer, b.employer, (x, y) => plainName(x) === plainName(y)),
    'sameEmployer',
    10,
  )
  add(
    both(a.birthYear, b.birthYear, (x, y) => x === y),
    'sameBirthYear',
    15,
  )
  add(
    both(a.birthYear, b.birthYear, (x, y) => Math.abs(x - y) > 2),
    'otherBirthYear',
    -25,
  )
  const sum = reasons.reduce((total, { points }) => total + points, 0)
  return { score: Math.min(100, Math.max(0, sum)), reasons }
}
