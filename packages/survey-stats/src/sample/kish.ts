import { NumericError } from '@kepu/numeric'

/**
 * Kish's eight selection tables for one adult of a household: `number[e − 1]` is the person to interview when e are eligible (six and more count as six),
 * persons numbered by the rule of the survey (men by age, then women by age). `twelfths` of the addresses carry the table.
 *
 * Source: Kish (1949), JASA 44, 380–387, table 1. Checked: each person's exact chance.
 */
export const kishTables = [
  { name: 'A', twelfths: 2, number: [1, 1, 1, 1, 1, 1] },
  { name: 'B1', twelfths: 1, number: [1, 1, 1, 1, 2, 2] },
  { name: 'B2', twelfths: 1, number: [1, 1, 1, 2, 2, 2] },
  { name: 'C', twelfths: 2, number: [1, 1, 2, 2, 3, 3] },
  { name: 'D', twelfths: 2, number: [1, 2, 2, 3, 4, 4] },
  { name: 'E1', twelfths: 1, number: [1, 2, 3, 3, 3, 5] },
  { name: 'E2', twelfths: 1, number: [1, 2, 3, 4, 5, 5] },
  { name: 'F', twelfths: 2, number: [1, 2, 3, 4, 5, 6] },
] as const

/** A table's place in `kishTables`, 0 … 7. */
const tableOfTwelfth = kishTables.flatMap((table, index) => Array.from({ length: table.twelfths }, () => index))

function requireEligible(eligible: number): void {
  if (!Number.isInteger(eligible) || eligible < 1) {
    throw new NumericError('survey.kishEligible', `${eligible} eligible persons: nobody to select`)
  }
  if (eligible > 6) {
    throw new NumericError(
      'survey.kishEligible',
      `${eligible} eligible persons: Kish's tables end at 6, select at random instead`,
    )
  }
}

/**
 * The person to interview, 1 … eligible, by the household's table.
 *
 * @param table     place in `kishTables`, 0 … 7
 * @param eligible  1 … 6; beyond, persons 7 and later would have no chance at all, so it is refused
 * @throws NumericError survey.kishTable · survey.kishEligible
 */
export function kishSelect(table: number, eligible: number): number {
  requireEligible(eligible)
  const row = kishTables[table]
  if (row === undefined) throw new NumericError('survey.kishTable', `there is no Kish table ${table}`)
  return row.number[eligible - 1]
}

/**
 * The exact chance of person number `person` in a household with `eligible` persons: 1/eligible, but for households of five, where it is 1/6 or 1/4.
 *
 * The weight within the household is its reciprocal.
 *
 * @throws NumericError survey.kishEligible
 */
export function kishProbability(eligible: number, person: number): number {
  requireEligible(eligible)
  if (!Number.isInteger(person) || person < 1 || person > eligible) {
    throw new NumericError('survey.kishEligible', `person ${person} of ${eligible}`)
  }
  let twelfths = 0
  for (const table of kishTables) if (table.number[eligible - 1] === person) twelfths += table.twelfths
  return twelfths / 12
}

/**
 * Tables for addresses in the order of the list: the cycle of twelve, from a start that the caller draws (0 … 11), so that each run of twelve holds every table in its share.
 *
 * @throws NumericError survey.kishTable
 */
export function kishAssign(addresses: number, start: number): Uint8Array {
  if (!Number.isInteger(start) || start < 0 || start > 11) throw new NumericError('survey.kishTable', `start ${start}`)
  // 5 is prime to 12: neighbours get distant tables, and a cycle still holds each of the twelve once.
  return Uint8Array.from({ length: addresses }, (_, i) => tableOfTwelfth[((i + start) * 5) % 12])
}
