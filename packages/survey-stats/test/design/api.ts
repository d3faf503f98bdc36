import { type Matrix, matrix } from '@kepu/numeric'
import {
  compare,
  numbers,
  numericColumn,
  type ReferenceCase,
  referenceCases,
  referenceTable,
  type Tolerance,
} from '../../../../tools/reference/index.ts'
import { type ClusterDesign, clusterDesign, codesOf } from '../../src/design/index.ts'

/** Closed formulas over some hundred rows. */
export const rounding: Tolerance = {
  relative: 1e-10,
  absolute: 1e-12,
  why: 'closed formula: rounding of sums in another order; 15 digits in the file, zeros within 1e-12',
}

const files = [
  'survey/api_taylor.json',
  'survey/replicates_multistage_pps_lonely.json',
  'survey/weighting.json',
  'survey/twophase.json',
  'sampling/sampling.json',
]
const byId = new Map<string, ReferenceCase>()
for (const file of files) for (const item of referenceCases(file)?.cases ?? []) byId.set(item.id, item)

/** The names of all cases of the survey package. */
export const caseIds: readonly string[] = [...byId.keys()]

/** R's case by name. */
export function caseOf(id: string): ReferenceCase {
  const found = byId.get(id)
  if (found === undefined) throw new Error(`no case ${id}`)
  return found
}

/** Compares with R and keeps the score. */
export function check(
  id: string,
  ours: number | ArrayLike<number>,
  theirs: unknown,
  tolerance: Tolerance = rounding,
): void {
  compare('survey-stats', id.split('/').slice(0, 2).join('/'), id, ours, numbers(theirs), tolerance)
}

/** A data file with its columns as numbers and as categories in the order of their labels, as R's factors have them. */
export interface Data {
  readonly rows: number
  number(name: string): Float64Array
  columns(...names: string[]): Matrix
  labels(name: string): readonly (string | null)[]
  /** codes in the order of the sorted labels */
  codes(name: string): { code: Int32Array; levels: string[] }
  /** 1 where the label is this, else 0; NaN where it is missing */
  is(name: string, label: string): Float64Array
}

/** A file of survey/data. */
export function data(file: string): Data {
  const table = referenceTable(`survey/data/${file}.csv`)!
  const labels = (name: string): readonly (string | null)[] => {
    const column = table.get(name)
    if (column === undefined) throw new Error(`no column ${name}`)
    return column
  }
  const rows = [...table.values()][0]!.length
  const number = (name: string): Float64Array => numericColumn(table, name)
  return {
    rows,
    number,
    labels,
    columns: (...names) => bind(...names.map(number)),
    codes(name) {
      const found = labels(name)
      const present = found.filter((label) => label !== null)
      const numeric = present.every((label) => !Number.isNaN(Number(label)))
      const levels = [...new Set(present)].sort((a, b) => (numeric ? Number(a) - Number(b) : a < b ? -1 : 1))
      return { code: Int32Array.from(found, (label) => (label === null ? -1 : levels.indexOf(label))), levels }
    },
    is: (name, label) => Float64Array.from(labels(name), (l) => (l === null ? Number.NaN : l === label ? 1 : 0)),
  }
}

/** Columns side by side. */
export function bind(...columns: readonly ArrayLike<number>[]): Matrix {
  const rows = columns[0]!.length
  const result = matrix(rows, columns.length)
  columns.forEach((column, j) => {
    result.data.set(Array.from(column), j * rows)
  })
  return result
}

/** A matrix's values by row, as the reference files have them. */
export function byRow(m: Matrix): Float64Array {
  return Float64Array.from(
    { length: m.rows * m.cols },
    (_, p) => m.data[Math.floor(p / m.cols) + (p % m.cols) * m.rows]!,
  )
}

/** 1 where all columns are numbers. */
export function complete(...columns: readonly ArrayLike<number>[]): Uint8Array {
  return Uint8Array.from({ length: columns[0]!.length }, (_, i) =>
    columns.every((column) => !Number.isNaN(column[i])) ? 1 : 0,
  )
}

/** The designs of api_taylor.json with their data. */
export const apiDesigns: Readonly<Record<string, () => { design: ClusterDesign; d: Data }>> = {
  srs: () => {
    const d = data('apisrs')
    return { d, design: clusterDesign({ stages: [{ populationSize: d.number('fpc') }], lonelyPsu: 'fail' }) }
  },
  srs_nofpc: () => {
    const d = data('apisrs')
    return { d, design: clusterDesign({ stages: [{}], weight: d.number('pw'), lonelyPsu: 'fail' }) }
  },
  strat: () => {
    const d = data('apistrat')
    const stage = { stratum: d.codes('stype').code, populationSize: d.number('fpc') }
    return { d, design: clusterDesign({ stages: [stage], weight: d.number('pw'), lonelyPsu: 'fail' }) }
  },
  strat_nofpc: () => {
    const d = data('apistrat')
    const stage = { stratum: d.codes('stype').code }
    return { d, design: clusterDesign({ stages: [stage], weight: d.number('pw'), lonelyPsu: 'fail' }) }
  },
  clus1: () => {
    const d = data('apiclus1')
    const stage = { unit: d.codes('dnum').code, populationSize: d.number('fpc') }
    return { d, design: clusterDesign({ stages: [stage], weight: d.number('pw'), lonelyPsu: 'fail' }) }
  },
  clus1_nofpc: () => {
    const d = data('apiclus1')
    return {
      d,
      design: clusterDesign({ stages: [{ unit: d.codes('dnum').code }], weight: d.number('pw'), lonelyPsu: 'fail' }),
    }
  },
  clus2: () => {
    const d = data('apiclus2')
    const first = { unit: codesOf([...d.number('dnum')]), populationSize: d.number('fpc1') }
    const second = { unit: codesOf([...d.number('snum')]), populationSize: d.number('fpc2') }
    return { d, design: clusterDesign({ stages: [first, second], lonelyPsu: 'fail' }) }
  },
  clus2_wr: () => {
    const d = data('apiclus2')
    const stages = [{ unit: codesOf([...d.number('dnum')]) }, { unit: codesOf([...d.number('snum')]) }]
    return { d, design: clusterDesign({ stages, weight: d.number('pw'), lonelyPsu: 'fail' }) }
  },
}

/** The designs of api_taylor.json that the file has cases of. */
export const apiNames: readonly string[] = Object.keys(apiDesigns).filter((name) => byId.has(`api/${name}/mean`))
