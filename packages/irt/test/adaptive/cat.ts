import * as irt from '../../src/index.ts'
import { referenceOf } from '../cases.ts'

/** The cases of R catR. */
export const reference = referenceOf('cat', 'catR')

/** catR's bank of 85 three-parameter items. */
export function tcals(): irt.Items {
  const table = reference.table('tcals')
  const slope = table.numeric('a')
  const intercept = table.numeric('b').map((b, j) => -slope[j] * b)
  return irt.logisticItems(slope, intercept, table.numeric('c'), table.numeric('d'))
}

/** catR's simulated graded or generalised partial credit bank. */
export function bank100(model: 'grm' | 'gpcm'): irt.Items {
  const table = reference.table(`bank100_${model}`)
  const slope = table.numeric('alphaj')
  const steps = table.names.filter((name) => /^(beta|delta)j/.test(name)).map((name) => table.numeric(name))
  const intercepts = Array.from(slope, (a, j) => {
    const given = steps.map((step) => step[j]).filter((value) => !Number.isNaN(value))
    if (model === 'grm') return given.map((b) => -a * b)
    let sum = 0
    return given.map((delta) => {
      sum -= a * delta
      return sum
    })
  })
  return irt.orderedItems(model === 'grm' ? 'graded' : 'partialCredit', slope, intercepts)
}

/** The answers in a table, by person. */
export function patterns(name: string): number[][] {
  const table = reference.table(name)
  const columns = table.names.map((title) => table.numeric(title))
  return Array.from(columns[0], (_, i) => columns.map((column) => column[i]))
}
