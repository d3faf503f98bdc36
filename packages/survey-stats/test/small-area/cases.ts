import { type Matrix, matrix } from '@kepu/numeric'
import {
  compare,
  member,
  numbers,
  numericColumn,
  type ReferenceCase,
  referenceCases,
  referenceTable,
} from '../../../../tools/reference/index.ts'

/** The cases of R sae and lme4; null when this machine has none. */
export const file: { readonly cases: readonly ReferenceCase[] } | null = referenceCases('sae/sae.json')

/** What an iteration carried to 1e-12 may differ by. */
export const iterated = {
  relative: 1e-9,
  absolute: 1e-14,
  why: 'both iterate until the variance moves by less than 1e-12 of itself; 15 digits in the file',
}

/** R's answer to a case. */
export function resultOf(id: string): unknown {
  const found = file?.cases.find((item) => item.id === id)
  if (found === undefined) throw new Error(`no case ${id}`)
  return found.result
}

/** Compares a part of a case (`path` within R's list) and keeps the score. */
export function check(
  id: string,
  path: readonly string[],
  ours: number | ArrayLike<number>,
  tolerance: Parameters<typeof compare>[5] = iterated,
) {
  checkValues(id, ours, numbers(member(resultOf(id), ...path)), tolerance)
}

/** Compares numbers that were cut out of a case by hand. */
export function checkValues(
  id: string,
  ours: number | ArrayLike<number>,
  theirs: number | ArrayLike<number>,
  tolerance: Parameters<typeof compare>[5] = iterated,
) {
  compare('survey-stats', id.split('/').slice(0, 2).join('/'), id, ours, theirs, tolerance)
}

/** β and standard error by row from R's table of coefficients (estimate, error, t, p). */
export function coefficientColumns(id: string): number[] {
  const values = numbers(member(resultOf(id), 'coef'))
  return [...values].filter((_, i) => i % 4 < 2)
}

/** A data frame whose rows R wrote as a list of records: one column of it. */
export function recordColumn(result: unknown, name: string): Float64Array {
  if (!Array.isArray(result)) throw new Error('not a list of rows')
  return numbers(result.map((row: unknown) => member(row, name)))
}

/** The columns of a data file of the reference, by name. */
export function table(name: string) {
  const found = referenceTable(`sae/data/${name}.csv`)
  if (found === null) throw new Error(`no data ${name}`)
  return {
    numeric: (column: string): Float64Array => numericColumn(found, column),
    text: (column: string): readonly (string | null)[] => found.get(column) ?? [],
    names: [...found.keys()],
  }
}

/** A matrix from its columns. */
export function columns(...parts: readonly ArrayLike<number>[]): Matrix {
  const rows = parts[0]?.length ?? 0
  const result = matrix(rows, parts.length)
  parts.forEach((part, j) => {
    result.data.set(Array.from(part), j * rows)
  })
  return result
}

/** A column of ones. */
export function ones(n: number): Float64Array {
  return new Float64Array(n).fill(1)
}
