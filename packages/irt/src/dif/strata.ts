import { NumericError } from '@kepu/numeric'
import type { Responses } from '../model/responses.ts'

/** Persons of several groups who answered binary items, all of them. */
export interface GroupedAnswers {
  readonly responses: Responses
  /** [N] 0 the reference group, 1 … G−1 focal groups */
  readonly group: ArrayLike<number>
  readonly groups: number
}

/**
 * Checks answers and groups for methods that match persons by sum score.
 *
 * @throws NumericError irt.shape · irt.group · irt.answer (names person and item: missing, or not 0 or 1)
 */
export function groupedAnswers(responses: Responses, group: ArrayLike<number>): GroupedAnswers {
  const { persons, items, answer } = responses
  if (group.length !== persons || answer.length !== persons * items) {
    throw new NumericError('irt.shape', `${persons} persons, ${group.length} groups, ${answer.length} answers`)
  }
  const size: number[] = []
  for (let i = 0; i < persons; i++) {
    if (!Number.isInteger(group[i]) || group[i] < 0 || group[i] > 50) {
      throw new NumericError('irt.group', `person ${i} has group ${group[i]}`)
    }
    while (size.length <= group[i]) size.push(0)
    size[group[i]]++
  }
  const empty = size.indexOf(0)
  if (empty >= 0 || size.length < 2) {
    throw new NumericError('irt.group', empty >= 0 ? `nobody in group ${empty}` : 'one group: nothing to compare')
  }
  for (let at = 0; at < answer.length; at++) {
    if (answer[at] > 1) {
      throw new NumericError(
        'irt.answer',
        `person ${at % persons}, item ${Math.floor(at / persons)}: answer ${answer[at]}; matching by score needs 0 or 1 everywhere`,
      )
    }
  }
  return { responses, group, groups: size.length }
}

/** Sum of each person's answers to the anchor items. */
export function anchorScores({ persons, items, answer }: Responses, anchor: ArrayLike<number>): Uint16Array {
  const score = new Uint16Array(persons)
  for (let j = 0; j < items; j++) {
    if (anchor[j] === 0) continue
    for (let i = 0; i < persons; i++) score[i] += answer[i + j * persons]
  }
  return score
}

/** Right and wrong answers to one item by matching score and group. */
export interface Strata {
  readonly levels: number
  readonly groups: number
  /** [levels × G] at s·G + g: right answers, and answers */
  readonly right: Float64Array
  readonly count: Float64Array
}

/**
 * The tables of one item: persons are matched on the anchor items and the item itself.
 *
 * @param score   [N] from `anchorScores`
 * @param inside  whether the item is one of the anchors, so that the score has it already
 */
export function itemStrata(data: GroupedAnswers, score: Uint16Array, item: number, inside: boolean): Strata {
  const { responses, group, groups } = data
  const { persons, items, answer } = responses
  const levels = items + 1
  const right = new Float64Array(levels * groups)
  const count = new Float64Array(levels * groups)
  for (let i = 0; i < persons; i++) {
    const x = answer[i + item * persons]
    const at = (score[i] + (inside ? 0 : x)) * groups + group[i]
    right[at] += x
    count[at]++
  }
  return { levels, groups, right, count }
}

/** Which items serve as anchors: all when not said. @throws NumericError irt.shape · irt.anchor when there are none */
export function anchorsOf(items: number, anchor: ArrayLike<number> | undefined): Uint8Array {
  if (anchor === undefined) return new Uint8Array(items).fill(1)
  if (anchor.length !== items) throw new NumericError('irt.shape', `${anchor.length} anchor marks for ${items} items`)
  const marks = Uint8Array.from(anchor, (value) => (value === 0 ? 0 : 1))
  if (!marks.includes(1)) throw new NumericError('irt.anchor', 'no anchor item')
  return marks
}

/** A result after the anchors have settled. */
export interface Purified<T> {
  readonly results: readonly T[]
  /** [J] 1 where the item is flagged */
  readonly flagged: Uint8Array
  readonly iterations: number
  /** false when the set of flagged items still changed at the limit: it may go round in a circle */
  readonly settled: boolean
}

/**
 * Item purification: items that are flagged stop serving as anchors, and all are tested again, until the set stays the same.
 *
 * @param test           results of all items for given anchor marks [J]
 * @param isFlagged      whether a result shows differential functioning
 * @param maxIterations  10 when not said
 * @throws NumericError irt.anchor when all items are flagged
 * Source: Candell & Drasgow (1988), Appl. Psychol. Meas. 12, 253–260. Checked: R difR 5.1 difMH(purify = TRUE).
 */
export function purifyAnchors<T>(
  items: number,
  test: (anchor: Uint8Array) => readonly T[],
  isFlagged: (result: T) => boolean,
  maxIterations = 10,
): Purified<T> {
  let results = test(new Uint8Array(items).fill(1))
  let flagged = Uint8Array.from(results, (result) => (isFlagged(result) ? 1 : 0))
  for (let iteration = 0; ; iteration++) {
    const anchor = flagged.map((mark) => 1 - mark)
    if (!anchor.includes(1)) throw new NumericError('irt.anchor', 'every item is flagged: no anchor is left')
    const next = test(anchor)
    const now = Uint8Array.from(next, (result) => (isFlagged(result) ? 1 : 0))
    const same = now.every((mark, j) => mark === flagged[j])
    results = next
    flagged = now
    if (same || iteration + 1 >= maxIterations) return { results, flagged, iterations: iteration + 1, settled: same }
  }
}
