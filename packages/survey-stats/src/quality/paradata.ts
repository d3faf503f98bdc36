import { type Matrix, NumericError, quantile } from '@kepu/numeric'

/** Interviews that went faster than a person can read. */
export interface SpeedFlags {
  /** [n] 1 where flagged */
  readonly flag: Uint8Array
  /** [n] duration over the median duration of all */
  readonly relative: Float64Array
  /** durations below this are flagged */
  readonly threshold: number
}

/**
 * Flags interviews shorter than a share of the median duration.
 *
 * A flag asks for a second look; it is no proof of cheating and must not by itself remove an interview.
 *
 * @param duration  [n] any unit, positive
 * @param share     of the median; 0.5 is common for face-to-face, 0.3 for web
 * @throws NumericError survey.duration (names the row) · survey.argument
 * Source: Greszki, Meyer & Schoen (2015), Public Opin. Q. 79, 471–503. Checked: scale-free, monotone.
 */
export function flagSpeeders(duration: ArrayLike<number>, share: number): SpeedFlags {
  if (!(share > 0 && share < 1)) throw new NumericError('survey.argument', `share is ${share}`)
  for (let i = 0; i < duration.length; i++) {
    if (!(duration[i] > 0) || !Number.isFinite(duration[i])) {
      throw new NumericError('survey.duration', `duration[${i}] is ${duration[i]}`)
    }
  }
  if (duration.length === 0) throw new NumericError('survey.duration', 'no durations')
  const median = quantile(duration, 0.5)
  const relative = Float64Array.from(duration, (value) => value / median)
  return { flag: Uint8Array.from(relative, (value) => (value < share ? 1 : 0)), relative, threshold: share * median }
}

/** How evenly a person answered a battery. */
export interface StraightLines {
  /** [n] 1 where every answered item has the same answer and at least `minimum` were answered */
  readonly flag: Uint8Array
  /** [n] longest run of equal answers over the items answered, 0 … 1 */
  readonly longestRun: Float64Array
  /** [n] mean absolute root difference of pairs, scaled to 0 (all equal) … 1; NaN is never given: 0 for fewer than two answers */
  readonly differentiation: Float64Array
}

/**
 * Flags straight-lining in a battery of items with one scale.
 *
 *   differentiation = mean over pairs of √|aⱼ − aₖ| / √(top − bottom)
 *
 * @param answers  [n × J] codes on the common scale, NaN where not answered, in the order asked
 * @param bottom   and `top`: the scale's ends
 * @param minimum  items answered below which nobody is flagged
 * @throws NumericError survey.answer (names row and item) · survey.argument
 * Validity: items should be worded in both directions, else an honest opinion looks like a straight line.
 * Source: Kim, Dykema, Stevenson, Black & Moberg (2019), Soc. Sci. Comput. Rev. 37, 214–233. Checked: the slow road over all pairs.
 */
export function flagStraightLines(answers: Matrix, bottom: number, top: number, minimum: number): StraightLines {
  if (!(top > bottom)) throw new NumericError('survey.argument', `a scale from ${bottom} to ${top}`)
  const { rows: n, cols } = answers
  const flag = new Uint8Array(n)
  const longestRun = new Float64Array(n)
  const differentiation = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const given = answeredItems(answers, i, bottom, top)
    if (given.length === 0) continue
    longestRun[i] = longest(given) / given.length
    differentiation[i] = meanRootDifference(given) / Math.sqrt(top - bottom)
    if (given.length >= Math.max(2, Math.min(minimum, cols)) && longestRun[i] === 1) flag[i] = 1
  }
  return { flag, longestRun, differentiation }
}

function answeredItems(answers: Matrix, i: number, bottom: number, top: number): number[] {
  const given: number[] = []
  for (let j = 0; j < answers.cols; j++) {
    const value = answers.data[i + j * answers.rows]
    if (Number.isNaN(value)) continue
    if (!(value >= bottom && value <= top)) {
      throw new NumericError('survey.answer', `row ${i}, item ${j}: ${value} is outside ${bottom} … ${top}`)
    }
    given.push(value)
  }
  return given
}

function longest(values: readonly number[]): number {
  let best = 0
  let run = 0
  values.forEach((value, j) => {
    run = j > 0 && value === values[j - 1] ? run + 1 : 1
    best = Math.max(best, run)
  })
  return best
}

function meanRootDifference(values: readonly number[]): number {
  if (values.length < 2) return 0
  let sum = 0
  for (let j = 1; j < values.length; j++) for (let k = 0; k < j; k++) sum += Math.sqrt(Math.abs(values[j] - values[k]))
  return sum / ((values.length * (values.length - 1)) / 2)
}

/** An interviewer whose mean stands out. */
export interface InterviewerDeviation {
  /** interviews */
  readonly count: number
  readonly mean: number
  /** (mean − mean of all others)/its standard error */
  readonly z: number
}

/**
 * How far each interviewer's mean of a quantity (minutes, share of "don't know", distance from the address) is from that of all the others: a first screen for invented interviews.
 *
 *   zₖ = (ȳₖ − ȳ₋ₖ)/√(s²(1/nₖ + 1/n₋ₖ)),  s² pooled within interviewers
 *
 * @param y            [n] finite
 * @param interviewer  [n] codes 0 … K−1, all used, at least two
 * @throws NumericError survey.interviewer · survey.notFinite (name the row) · survey.noVariation
 * Validity: areas differ too; compare interviewers who share an area, or put residuals in.
 * Source: the pooled two-sample z of any textbook. Checked: laws of shift and sign; an interviewer with invented short interviews stands out.
 */
export function interviewerDeviations(y: ArrayLike<number>, interviewer: ArrayLike<number>): InterviewerDeviation[] {
  const { count, sum } = groupSums(y, interviewer)
  let within = 0
  let total = 0
  for (let i = 0; i < y.length; i++) {
    within += (y[i] - sum[interviewer[i]] / count[interviewer[i]]) ** 2
    total += y[i]
  }
  const freedom = y.length - count.length
  if (freedom < 1 || within === 0) {
    throw new NumericError('survey.noVariation', 'no variation within interviewers: nothing to compare with')
  }
  const variance = within / freedom
  return Array.from(count, (n, k) => {
    const rest = y.length - n
    const mean = sum[k] / n
    const z = (mean - (total - sum[k]) / rest) / Math.sqrt(variance * (1 / n + 1 / rest))
    return { count: n, mean, z }
  })
}

function groupSums(y: ArrayLike<number>, group: ArrayLike<number>): { count: Float64Array; sum: Float64Array } {
  if (group.length !== y.length) {
    throw new NumericError('survey.interviewer', `${y.length} values, ${group.length} interviewer codes`)
  }
  let groups = 0
  for (let i = 0; i < y.length; i++) {
    if (!Number.isFinite(y[i])) throw new NumericError('survey.notFinite', `y[${i}] is ${y[i]}`)
    if (!Number.isInteger(group[i]) || group[i] < 0) {
      throw new NumericError('survey.interviewer', `row ${i} has interviewer ${group[i]}`)
    }
    groups = Math.max(groups, group[i] + 1)
  }
  const count = new Float64Array(groups)
  const sum = new Float64Array(groups)
  for (let i = 0; i < y.length; i++) {
    count[group[i]] += 1
    sum[group[i]] += y[i]
  }
  const unused = count.indexOf(0)
  if (groups < 2 || unused >= 0) {
    throw new NumericError(
      'survey.interviewer',
      groups < 2 ? 'one interviewer' : `interviewer ${unused} has no interview`,
    )
  }
  return { count, sum }
}
