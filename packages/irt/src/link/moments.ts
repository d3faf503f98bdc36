import { NumericError } from '@kepu/numeric'
import type { Items } from '../model/items.ts'
import { type Link, requireSameItems } from './scale.ts'

/** What of the common items is made equal: means of slopes and difficulties, geometric mean of slopes, or mean and deviation of difficulties. */
export type MomentMethod = 'mean-mean' | 'mean-geometric' | 'mean-sigma'

/**
 * Difficulties of all steps of an item: where a curve crosses (graded), or where neighbouring categories are equally likely (partial credit).
 *
 * @returns  [categories − 1]
 * @throws NumericError irt.item for a nominal item, and for one of slope 0
 */
export function stepDifficulties(items: Items, item: number): Float64Array {
  const first = items.start[item]
  const slope = items.parameter[first]
  const model = items.model[item]
  if (model === 'nominal') throw new NumericError('irt.item', `item ${item} is nominal: its steps have no order`)
  if (slope === 0) throw new NumericError('irt.item', `item ${item} has slope 0`)
  const steps = items.categories[item] - 1
  return Float64Array.from({ length: steps }, (_, k) => {
    const intercept = items.parameter[first + 1 + k]
    const before = model === 'partialCredit' && k > 0 ? items.parameter[first + k] : 0
    return -(intercept - before) / slope
  })
}

function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let j = 0; j < values.length; j++) sum += values[j]
  return sum / values.length
}

/**
 * Link of two calibrations by the moments of their common items.
 *
 *   mean-mean: A = ā/ā*;  mean-geometric: A = (Π a/a*)^{1/J};  mean-sigma: A = sd(b*)/sd(b);  each B = b̄* − A·b̄
 *
 * @param from  [J] the common items as calibrated on the scale to be left
 * @param to    [J] the same items on the scale to be reached (starred)
 * @throws NumericError irt.shape · irt.item · irt.link when the difficulties do not vary, or slopes are not positive
 * Validity: every common item counts alike, however badly estimated; look at the curves' criterion too.
 * Source: Marco (1977), J. Educ. Meas. 14, 139–160; Loyd & Hoover (1980), 17, 179–193; Mislevy & Bock (1990) for the geometric mean.
 * Checked: R equateIRT 2.5 direc, plink 1.5.
 */
export function linkByMoments(from: Items, to: Items, method: MomentMethod): Link {
  requireSameItems(from, to)
  const difficulties = [from, to].map((items) => {
    return items.model.flatMap((_, j) => Array.from(stepDifficulties(items, j)))
  })
  const slopes = [from, to].map((items) => items.model.map((_, j) => items.parameter[items.start[j]]))
  const slope = ratioOf(method, slopes, difficulties)
  if (!(slope > 0) || !Number.isFinite(slope)) {
    throw new NumericError('irt.link', `${method}: slope ${slope} from ${from.model.length} common items`)
  }
  return { slope, intercept: mean(difficulties[1]) - slope * mean(difficulties[0]) }
}

function ratioOf(method: MomentMethod, slopes: readonly number[][], difficulties: readonly number[][]): number {
  if (method === 'mean-mean') return mean(slopes[0]) / mean(slopes[1])
  if (method === 'mean-geometric') return Math.exp(mean(slopes[0].map((a, j) => Math.log(a / slopes[1][j]))))
  const [before, after] = difficulties.map((b) => {
    const centre = mean(b)
    return Math.sqrt(mean(b.map((value) => (value - centre) ** 2)))
  })
  return after / before
}
