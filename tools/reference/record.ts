import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { afterAll, expect } from 'vitest'
import { type CaseRecord, type NotMetRecord, type ReferenceRecord, recordFolder } from './record-file.ts'

/** How near we must come, and the sentence that defends it. */
export interface Tolerance {
  /** largest allowed |ours − theirs| / |theirs| */
  readonly relative: number
  /** differences up to this count as none: for values that are zero but for rounding */
  readonly absolute?: number
  readonly why: string
}

const cases = new Map<string, Map<string, CaseRecord>>()
const notMets = new Map<string, NotMetRecord[]>()

/** Largest relative difference of two numbers or two sequences; Infinity when their shapes, NaNs or infinities differ. */
export function relativeDifference(
  ours: number | ArrayLike<number>,
  theirs: number | ArrayLike<number>,
  absolute: number,
): number {
  const a = typeof ours === 'number' ? [ours] : ours
  const b = typeof theirs === 'number' ? [theirs] : theirs
  if (a.length !== b.length) return Number.POSITIVE_INFINITY
  let largest = 0
  for (let i = 0; i < a.length; i++) {
    const x = a[i] ?? Number.NaN
    const y = b[i] ?? Number.NaN
    if (x === y || (Number.isNaN(x) && Number.isNaN(y)) || Math.abs(x - y) <= absolute) continue
    const difference = Math.abs(x - y) / Math.abs(y)
    largest = Math.max(largest, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference)
  }
  return largest
}

/**
 * Asserts that our numbers are the reference's, and keeps the difference for `REFERENCE.md`.
 *
 * Call it as often as a case has parts: the largest difference of the case is kept. `ours` null means: refused, as the reference did (`theirs` null too).
 */
export function compare(
  pkg: string,
  family: string,
  caseId: string,
  ours: number | ArrayLike<number> | null,
  theirs: number | ArrayLike<number> | null,
  tolerance: Tolerance,
): void {
  const { relative, absolute = 0, why } = tolerance
  const bothRefuse = ours === null && theirs === null
  const difference =
    ours === null || theirs === null
      ? bothRefuse
        ? 0
        : Number.POSITIVE_INFINITY
      : relativeDifference(ours, theirs, absolute)
  keep(pkg, {
    family,
    caseId,
    relativeDifference: difference,
    within: difference <= relative,
    tolerance: relative,
    absolute,
    why,
  })
  expect(difference, `${family} ${caseId}: ours ${show(ours)}, reference ${show(theirs)}`).toBeLessThanOrEqual(relative)
}

function show(value: number | ArrayLike<number> | null): string {
  if (value === null) return 'refused'
  if (typeof value === 'number') return String(value)
  return `[${Array.from(value).slice(0, 8).join(', ')}${value.length > 8 ? ` … ${value.length} values` : ''}]`
}

function keep(pkg: string, entry: CaseRecord): void {
  const ofPackage = cases.get(pkg) ?? new Map<string, CaseRecord>()
  cases.set(pkg, ofPackage)
  const before = ofPackage.get(entry.caseId)
  if (before === undefined) {
    ofPackage.set(entry.caseId, entry)
    return
  }
  const why = before.why === entry.why ? before.why : [...new Set([...before.why.split('; '), entry.why])].join('; ')
  ofPackage.set(entry.caseId, {
    ...entry,
    relativeDifference: Math.max(before.relativeDifference, entry.relativeDifference),
    within: before.within && entry.within,
    tolerance: Math.max(before.tolerance, entry.tolerance),
    absolute: Math.max(before.absolute, entry.absolute),
    why,
  })
}

/** Lists a family, or the cases named, as not met, with the reason. Nothing is asserted. */
export function notMet(pkg: string, family: string, why: string, caseIds?: readonly string[]): void {
  const list = notMets.get(pkg) ?? []
  list.push({ family, why, cases: caseIds ?? null })
  notMets.set(pkg, list)
}

afterAll(() => {
  const testFile = expect.getState().testPath ?? 'unknown'
  const name = `${basename(dirname(testFile))}.${basename(testFile, '.test.ts')}.json`
  for (const pkg of new Set([...cases.keys(), ...notMets.keys()])) {
    const record: ReferenceRecord = { cases: [...(cases.get(pkg)?.values() ?? [])], notMet: notMets.get(pkg) ?? [] }
    mkdirSync(resolve(recordFolder, pkg), { recursive: true })
    const file = resolve(recordFolder, pkg, name)
    rmSync(file, { force: true })
    writeFileSync(file, JSON.stringify(record))
  }
  cases.clear()
  notMets.clear()
})
