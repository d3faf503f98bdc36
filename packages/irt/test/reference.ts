import { member, numbers, type ReferenceCase, referenceCases, referenceTable } from '../../../tools/reference/cases.ts'
import * as irt from '../src/index.ts'

const files = ['mirt_unidimensional', 'mirt_groups_misc', 'ltm_eRm_TAM', 'truth_direct_mml']
const all = new Map<string, ReferenceCase>(
  files.flatMap((name) => referenceCases(`irt/${name}.json`)?.cases ?? []).map((item) => [item.id, item]),
)

/** All reference cases of the irt folder by id. */
export const cases: ReadonlyMap<string, ReferenceCase> = all

/** R's result of a case, or of a part of it. */
export function theirs(id: string, ...path: string[]): unknown {
  const found = all.get(id)
  if (found === undefined) throw new Error(`no reference case ${id}`)
  return member(found.result, ...path)
}

/** A part of R's result as numbers. */
export function values(id: string, ...path: string[]): Float64Array {
  return numbers(theirs(id, ...path))
}

/** A column of a data frame that R gave row by row; a missing cell is NaN. */
export function frame(id: string, column: string): Float64Array {
  const rows = theirs(id)
  if (!Array.isArray(rows)) throw new Error(`${id} is no list of rows`)
  return Float64Array.from(rows, (row) => numbers(member(row, column) ?? null)[0])
}

/** The answers in a data file, categories from 0; the named columns left out. */
export function dataSet(name: string, leaveOut: readonly string[] = []): irt.Responses {
  const table = referenceTable(`irt/data/${name}.csv`)
  if (table === null) throw new Error('no reference values on this machine')
  const columns = [...table].filter(([title]) => !leaveOut.includes(title)).map(([, cells]) => cells)
  const persons = columns[0].length
  const answer = new Uint8Array(persons * columns.length)
  columns.forEach((cells, j) => {
    const lowest = Math.min(...cells.filter((cell) => cell !== null).map(Number))
    cells.forEach((cell, i) => {
      answer[i + j * persons] = cell === null ? irt.MISSING : Number(cell) - lowest
    })
  })
  return { persons, items: columns.length, answer }
}
