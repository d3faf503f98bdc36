import type { AskedField } from '../fields.ts'

/**
 * Seconds by the keystroke-level model: key 0.28 (average typist, not a secretary), pointing 1.1, pressing a button 0.1, thinking
 * 1.35 before each step. How many characters somebody writes isn't measured; the usual lengths below are ours and stand on the page.
 * Left out, and so to the disadvantage of nobody's form: finding out what to write, which takes longest.
 *
 * Source: Card, Moran & Newell (1980), Communications of the ACM 23(7), 396–410; the button: Kieras (1993).
 */
export const METHOD = {
  key: 0.28,
  point: 1.1,
  press: 0.1,
  think: 1.35,
  /** Pinyin with a choice now and then. */
  keysPerCharacter: 2.5,
  shortText: 10,
  longText: 30,
  digits: 3,
} as const

/** A body's forms in a year: half a day a month is what counties that cut theirs say is left (20 minutes a working week here). */
export const UNIT_MINUTES_CAP = 1_000
/** More things to type than this on one form, and somebody should ask whether all are needed. */
export const FORM_FIELDS_CAP = 12

const { key, point, press, think, keysPerCharacter, shortText, longText, digits } = METHOD
const CLICK = think + point + press

/** Seconds for one field; one that is filled in already is looked at. */
export function fieldSeconds({ type }: Pick<AskedField, 'type'>, prefilled: boolean): number {
  if (type === 'carried') return 0
  if (prefilled) return think
  if (type === 'choice') return CLICK + point + press
  if (type === 'number') return think + digits * key
  if (type === 'day') return CLICK + point + press
  return think + (type === 'shortText' ? shortText : longText) * keysPerCharacter * key
}

/** Seconds for a form: to open it, its fields, to send it. What need not be filled in is counted by half. */
export function formSeconds(fields: readonly AskedField[], prefilled: ReadonlySet<string>): number {
  const sum = fields.reduce((seconds, field) => {
    const share = field.required || prefilled.has(field.path) ? 1 : 0.5
    return seconds + share * fieldSeconds(field, prefilled.has(field.path))
  }, 0)
  return Math.round((2 * CLICK + sum) * 10) / 10
}

/** A number into a cell of a table: think, type, on to the next. */
export const CELL_SECONDS = think + digits * key + key
/** Opening the report, reading a line each, one click. */
export function reportSeconds(lines: number): number {
  return 2 * CLICK + lines * think
}

/** Columns of the report's table that somebody would type a number into: period, sum, share, deliveries, 人次, 人数. */
export const NUMBERS_A_LINE = 6
