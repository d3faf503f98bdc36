import {
  compare,
  member,
  numbers,
  numericColumn,
  type ReferenceCase,
  referenceCases,
  referenceTable,
} from '../../../tools/reference/index.ts'
import type { Tolerance } from '../../../tools/reference/record.ts'

/** A file of reference values of this package: results by case, comparisons that keep the score, data tables. */
export function referenceOf(folder: string, name: string) {
  const cases: readonly ReferenceCase[] = referenceCases(`${folder}/${name}.json`)?.cases ?? []
  const resultOf = (id: string): unknown => {
    const found = cases.find((item) => item.id === id)
    if (found === undefined) throw new Error(`no case ${id}`)
    return found.result
  }
  return {
    ids: cases.map(({ id }) => id),
    resultOf,
    /** a column of a data frame that R wrote as a list of rows */
    column: (id: string, title: string): Float64Array => {
      const rows = resultOf(id)
      if (!Array.isArray(rows)) throw new Error(`${id} is no list of rows`)
      return numbers(rows.map((row: unknown) => member(row, title) ?? null))
    },
    check: (
      id: string,
      ours: number | ArrayLike<number>,
      theirs: number | ArrayLike<number>,
      tolerance: Tolerance,
    ): void => {
      compare('irt', id.split('/').slice(0, 2).join('/'), id, ours, theirs, tolerance)
    },
    table: (data: string) => {
      const found = referenceTable(`${folder}/data/${data}.csv`)
      if (found === null) throw new Error(`no data ${data}`)
      return {
        names: [...found.keys()],
        numeric: (title: string): Float64Array => numericColumn(found, title),
        text: (title: string): readonly (string | null)[] => found.get(title) ?? [],
      }
    },
  }
}
