import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** One reference value: what R answered to `code`, or that it refused. */
export interface ReferenceCase {
  readonly id: string
  readonly code: string
  readonly result: unknown
  /** R's message when it refused */
  readonly error: string | null
  readonly note: string | null
}

/** A file of reference values with the versions that made it. */
export interface ReferenceFile {
  readonly meta: Readonly<Record<string, unknown>>
  readonly cases: readonly ReferenceCase[]
}

const root = resolve(import.meta.dirname, '../..')

/** Where the reference values lie: `KEPU_SHARED`, or the folder `shared` beside the checkout. */
export const referenceFolder = resolve(process.env.KEPU_SHARED ?? resolve(root, '../shared'), 'reference')

/** True when the reference values are on this machine: for `describe.runIf`. */
export const referencePresent = existsSync(referenceFolder)

if (!referencePresent) {
  console.warn(
    'NO REFERENCE VALUES: set KEPU_SHARED to the folder that holds reference/. Comparisons with R are not run.',
  )
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function toCase(item: unknown): ReferenceCase {
  if (!isRecord(item) || typeof item.id !== 'string') throw new Error('a reference case without id')
  return {
    id: item.id,
    code: text(item.code) ?? '',
    result: item.result,
    error: text(item.error),
    note: text(item.note),
  }
}

/**
 * The cases of a file such as `survey/api_taylor.json`, or null when this machine has no reference values.
 *
 * @throws Error when the folder is there but the file is not, or is no reference file
 */
export function referenceCases(file: string): ReferenceFile | null {
  if (!referencePresent) return null
  const parsed: unknown = JSON.parse(readFileSync(resolve(referenceFolder, file), 'utf8'))
  if (!isRecord(parsed) || !Array.isArray(parsed.cases)) throw new Error(`${file} is not a reference file`)
  const meta = parsed.meta
  return { meta: isRecord(meta) ? meta : {}, cases: parsed.cases.map(toCase) }
}

/** The text of a data file beside the cases, such as `survey/data/apistrat.csv`; null when this machine has no reference values. */
export function referenceText(file: string): string | null {
  return referencePresent ? readFileSync(resolve(referenceFolder, file), 'utf8') : null
}

/** A CSV's columns by name, as R's write.csv makes it; `NA` and the empty cell are null. */
export function referenceTable(file: string): ReadonlyMap<string, readonly (string | null)[]> | null {
  const content = referenceText(file)
  if (content === null) return null
  const [header, ...lines] = content
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map(splitLine)
  const columns = new Map<string, (string | null)[]>()
  header?.forEach((name, j) => {
    columns.set(
      name,
      lines.map((cells) => blankToNull(cells[j])),
    )
  })
  return columns
}

function blankToNull(cell: string | undefined): string | null {
  return cell === undefined || cell === '' || cell === 'NA' ? null : cell
}

function splitLine(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .map((match) => match[1] ?? '')
    .map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell))
    .slice(0, -1)
}

/** A named column as numbers; null cells are NaN. @throws Error when there is no such column, or a cell is no number. */
export function numericColumn(table: ReadonlyMap<string, readonly (string | null)[]>, name: string): Float64Array {
  const column = table.get(name)
  if (column === undefined) throw new Error(`no column ${name} among ${[...table.keys()].join(', ')}`)
  return Float64Array.from(column, (cell, i) => {
    if (cell === null) return Number.NaN
    const value = Number(cell)
    if (Number.isNaN(value)) throw new Error(`${name}[${i}] is '${cell}'`)
    return value
  })
}

/** The member of an R list by name; undefined when there is none. `member(result, 'coef', 'api00')` goes down two levels. */
export function member(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), value)
}

/**
 * All numbers of an R result in its order: a number, a vector (named or not), a matrix (its values by row). R's NA, "NaN" is NaN; "Inf" is Infinity.
 *
 * @throws Error when something in it is no number
 */
export function numbers(value: unknown): Float64Array {
  return Float64Array.from(flatten(value))
}

function flatten(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (typeof value === 'boolean') return [value ? 1 : 0]
  if (value === null || value === 'NA' || value === 'NaN') return [Number.NaN]
  if (value === 'Inf') return [Number.POSITIVE_INFINITY]
  if (value === '-Inf') return [Number.NEGATIVE_INFINITY]
  if (Array.isArray(value)) return value.flatMap(flatten)
  if (isRecord(value)) return 'dim' in value ? flatten(value.values) : Object.values(value).flatMap(flatten)
  throw new Error(`${JSON.stringify(value)} is not a number`)
}
