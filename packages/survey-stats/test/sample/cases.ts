import {
  compare,
  numbers,
  numericColumn,
  type ReferenceCase,
  referenceCases,
  referenceTable,
} from '../../../../tools/reference/index.ts'

/** The cases of R sampling and PracTools; null when this machine has none. */
export const file: { readonly cases: readonly ReferenceCase[] } | null = referenceCases('sampling/sampling.json')
/** What a closed formula may differ by. */
export const rounding = {
  relative: 1e-13,
  why: 'closed formula or finite recursion: rounding only; 15 digits in the file',
}
/** What differences of probabilities may differ by. */
export const cancelling = {
  relative: 1e-12,
  absolute: 1e-14,
  why: 'differences of probabilities: R computes them by another route, pairs that are zero but for rounding within 1e-14',
}

/** R's answer to a case. */
export function resultOf(id: string): unknown {
  const found = file?.cases.find((item) => item.id === id)
  if (found === undefined) throw new Error(`no case ${id}`)
  return found.result
}

/** Compares a case and keeps the score. */
export function check(
  id: string,
  ours: number | ArrayLike<number>,
  theirs: unknown = resultOf(id),
  tolerance: Parameters<typeof compare>[5] = rounding,
) {
  compare('survey-stats', id.split('/').slice(0, 2).join('/'), id, ours, numbers(theirs), tolerance)
}

/** A column of a data file of the reference. */
export function column(name: string, columnName: string): Float64Array {
  return numericColumn(referenceTable(`sampling/data/${name}.csv`)!, columnName)
}
