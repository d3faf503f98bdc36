import { member, numbers, referencePresent } from '../../../tools/reference/cases.ts'
import * as irt from '../src/index.ts'
import { dataSet, theirs } from './reference.ts'

/** A model fitted by mirt: its items, ability variance and the data it was fitted to. */
export interface MirtFit {
  readonly family: string
  readonly items: irt.Items
  readonly variance: number
  readonly responses: irt.Responses
}

const all: readonly (readonly [string, string, irt.ItemType | 'grsm', object])[] = [
  ['LSAT6/Rasch', 'LSAT6', 'rasch', {}],
  ['LSAT6/1PL_equal_slope', 'LSAT6', '2pl', { equalSlopes: true }],
  ['LSAT6/2PL', 'LSAT6', '2pl', {}],
  ['LSAT7/Rasch', 'LSAT7', 'rasch', {}],
  ['LSAT7/2PL', 'LSAT7', '2pl', {}],
  ['LSAT7/1PL_equal_slope', 'LSAT7', '2pl', { equalSlopes: true }],
  ['LSAT7/3PL_item3_only', 'LSAT7', '3pl', {}],
  ['LSAT7/3PL_prior', 'LSAT7', '3pl', { guessingPrior: { kind: 'normal', mean: -1.5, deviation: 0.5 } }],
  ['LSAT7/3PL_beta_prior', 'LSAT7', '3pl', { guessingPrior: { kind: 'beta', a: 5, b: 17 } }],
  ['Science/graded', 'Science', 'graded', {}],
  ['Science/gpcm', 'Science', 'gpcm', {}],
  ['Science/nominal', 'Science', 'nominal', {}],
  ['Science/pcm', 'Science', 'pcm', {}],
  ['Science/rsm', 'Science', 'rsm', {}],
  ['Science/grsm', 'Science', 'grsm', {}],
  ['WIRS/2PL', 'WIRS', '2pl', {}],
  ['Abortion/2PL', 'Abortion', '2pl', {}],
  ['TAM_gpcm/gpcm', 'TAM_data_gpcm', 'gpcm', {}],
  ['TAM_gpcm/graded', 'TAM_data_gpcm', 'graded', {}],
  ['TAM_gpcm/pcm', 'TAM_data_gpcm', 'pcm', {}],
  ['LSAT7_missing/2PL', 'LSAT7_missing', '2pl', {}],
]

/** Every family of models that mirt fitted to one group of persons, with its data file and our name of the model; none where there are no reference values. */
export const families: typeof all = referencePresent ? all : []

/** The model that mirt fitted (15 digits of its parameters), in our terms. */
export function mirtFit(family: string): MirtFit {
  const found = families.find(([name]) => name === family)
  if (found === undefined) throw new Error(`no family ${family}`)
  const [variance] = numbers(theirs(`${family}/pars`, 'cov'))
  return { family, items: mirtItems(family, found[2]), variance, responses: dataSet(found[1]) }
}

function mirtItems(family: string, type: irt.ItemType | 'grsm'): irt.Items {
  const table = theirs(`${family}/pars`, 'items')
  const flat = numbers(table)
  const titles = strings(member(table, 'cols'))
  const rows = Array.from({ length: flat.length / titles.length }, (_, j) => {
    return new Map(titles.map((title, c) => [title, flat[j * titles.length + c]]))
  })
  const several = (row: Map<string, number>, pattern: RegExp): number[] => {
    return [...row].filter(([title]) => pattern.test(title)).map(([, value]) => value)
  }
  const one = (title: string): number[] => rows.map((row) => row.get(title) ?? Number.NaN)
  const steps = rows.map((row) => several(row, /^d[1-9]$/))
  if (type === 'graded') return irt.orderedItems('graded', one('a1'), steps)
  if (type === 'gpcm' || type === 'pcm') return irt.orderedItems('partialCredit', one('a1'), steps)
  if (type === 'nominal') {
    const slopes = rows.map((row) => several(row, /^ak[1-9]$/).map((ak) => ak * (row.get('a1') ?? Number.NaN)))
    return irt.nominalItems(slopes, steps)
  }
  const shared = rows.map((row) => several(row, /^b[1-9]$/))
  const location = one('c')
  if (type === 'rsm') {
    const intercepts = shared.map((b, j) =>
      b.map((_, k) => sum(b.slice(0, k + 1).map((v) => -v)) + (k + 1) * location[j]),
    )
    return irt.orderedItems('partialCredit', one('a1'), intercepts)
  }
  if (type === 'grsm') {
    const slope = one('a1')
    const intercepts = shared.map((b, j) => b.map((value) => slope[j] * (value + location[j])))
    return irt.orderedItems('graded', slope, intercepts)
  }
  return irt.logisticItems(one('a1'), one('d'), one('g'), one('u'))
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0)
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** The response patterns that mirt scored, as our responses; categories from 0. */
export function patternsOf(id: string, responses: irt.Responses): irt.Responses {
  const rows = theirs(id)
  if (!Array.isArray(rows)) throw new Error(`${id} is no list of rows`)
  const titles = Object.keys(rows[0] ?? {}).slice(0, responses.items)
  const cells = rows.map((row) => titles.map((title) => numbers(member(row, title) ?? null)[0]))
  const lowest = titles.map((_, j) => Math.min(...cells.map((row) => row[j]).filter((v) => !Number.isNaN(v))))
  return irt.responsesFromRows(cells.map((row) => row.map((v, j) => (Number.isNaN(v) ? null : v - lowest[j]))))
}
