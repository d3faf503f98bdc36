import {
  chiSquareCdf,
  choleskyFactor,
  choleskySolve,
  type Matrix,
  matrix,
  NumericError,
  normalCdf,
} from '@kepu/numeric'
import { requireSameItems } from '../link/scale.ts'
import type { Items } from '../model/items.ts'
import type { ChiSquareTest } from './mantel-haenszel.ts'

/** Items calibrated in one group, on the common scale, with the covariance of their parameters. */
export interface GroupItems {
  readonly items: Items
  /** [P × P] in the order of `items.parameter`; zero rows for parameters that were fixed */
  readonly covariance: Matrix
}

/**
 * Lord's test: the item's parameters in two groups, by their difference and its covariance.
 *
 *   χ² = dᵀ(Σ_R + Σ_F)⁻¹d over the parameters that were estimated
 *
 * @param reference, focal  calibrated separately and brought to one scale (`rescaleItems`, `rescaleCovariance`)
 * @returns                 [J]
 * @throws NumericError irt.shape · irt.item (names the item: nothing estimated, or a singular covariance)
 * Source: Lord (1980), §14.4. Checked: R difR 5.1 difLord (1PL).
 */
export function lordDif(reference: GroupItems, focal: GroupItems): ChiSquareTest[] {
  requireSameItems(reference.items, focal.items)
  requireCovariances(reference, focal)
  return reference.items.model.map((_, j) => lordItem(reference, focal, j))
}

function requireCovariances(...groups: readonly GroupItems[]): void {
  for (const { items, covariance } of groups) {
    const count = items.parameter.length
    if (covariance.rows !== count || covariance.cols !== count) {
      throw new NumericError('irt.shape', `covariance ${covariance.rows} × ${covariance.cols} of ${count} parameters`)
    }
  }
}

function lordItem(reference: GroupItems, focal: GroupItems, item: number): ChiSquareTest {
  const { start, parameter } = reference.items
  const total = parameter.length
  const sum = (p: number, q: number) => reference.covariance.data[p + q * total] + focal.covariance.data[p + q * total]
  const places: number[] = []
  for (let p = start[item]; p < start[item + 1]; p++) if (sum(p, p) > 0) places.push(p)
  if (places.length === 0) throw new NumericError('irt.item', `item ${item}: no parameter was estimated`)
  const covariance = matrix(places.length, places.length)
  places.forEach((p, a) => {
    places.forEach((q, b) => {
      covariance.data[a + b * places.length] = sum(p, q)
    })
  })
  const difference = Float64Array.from(places, (p) => parameter[p] - focal.items.parameter[p])
  const solved = choleskySolve(choleskyFactor(covariance), difference)
  const chiSquare = solved.reduce((total_, value, a) => total_ + value * difference[a], 0)
  const degreesOfFreedom = places.length
  return { chiSquare, degreesOfFreedom, probability: chiSquareCdf(chiSquare, degreesOfFreedom, 'upper') }
}

/** Areas between an item's curves in two groups. */
export interface AreaDif {
  /** ∫(P_R − P_F)dθ: positive when the item is easier for the reference group */
  readonly signed: number
  /** ∫|P_R − P_F|dθ */
  readonly unsigned: number
  /** signed area over its standard error, and the two-sided probability of one as large */
  readonly z: number
  readonly probability: number
}

/**
 * Raju's areas between the response curves of binary items with equal lower asymptotes.
 *
 *   signed = (u − g)(b_F − b_R)
 *   unsigned = (u − g)·|2(a_F − a_R)/(a_F a_R)·log(1 + exp(a_F a_R(b_F − b_R)/(a_F − a_R))) − (b_F − b_R)|
 *
 * The asymptotes count as known in the standard error.
 *
 * @returns  [J]
 * @throws NumericError irt.shape · irt.item (names the item: not binary, asymptotes differ, slope not positive)
 * Source: Raju (1988), Psychometrika 53, 495–502; (1990), Appl. Psychol. Meas. 14, 197–207. Checked: R difR 5.1 difRaju (1PL); numerical areas.
 */
export function rajuDif(reference: GroupItems, focal: GroupItems): AreaDif[] {
  requireSameItems(reference.items, focal.items)
  requireCovariances(reference, focal)
  return reference.items.model.map((_, j) => {
    const [r, f] = [reference.items, focal.items].map((items) => curveOf(items, j))
    const sameRange = Math.abs(r.lower - f.lower) < 1e-9 && Math.abs(r.upper - f.upper) < 1e-9
    if (!sameRange) throw new NumericError('irt.item', `item ${j}: asymptotes differ, the area is infinite`)
    const range = r.upper - r.lower
    const shift = f.difficulty - r.difficulty
    const signed = range * shift
    const error = range * Math.sqrt(difficultyVariance(reference, j) + difficultyVariance(focal, j))
    const z = signed / error
    const unsigned = range * areaBetween(r.slope, f.slope, shift)
    return { signed, unsigned, z, probability: 2 * normalCdf(-Math.abs(z)) }
  })
}

function curveOf({ model, start, parameter }: Items, item: number) {
  const [slope, intercept, lower, upper] = parameter.subarray(start[item], start[item] + 4)
  if (model[item] !== 'logistic') throw new NumericError('irt.item', `item ${item} is not binary`)
  if (!(slope > 0)) throw new NumericError('irt.item', `item ${item} has slope ${slope}`)
  return { slope, difficulty: -intercept / slope, lower, upper }
}

function areaBetween(reference: number, focal: number, shift: number): number {
  const gap = focal - reference
  if (Math.abs(gap) < 1e-9 * reference) return Math.abs(shift)
  const x = (focal * reference * shift) / gap
  const soft = x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x))
  return Math.abs(((2 * gap) / (focal * reference)) * soft - shift)
}

/** Variance of b = −d/a by the delta method. */
function difficultyVariance({ items, covariance }: GroupItems, item: number): number {
  const first = items.start[item]
  const total = items.parameter.length
  const [a, d] = items.parameter.subarray(first, first + 2)
  const [va, vd] = [covariance.data[first * (total + 1)], covariance.data[(first + 1) * (total + 1)]]
  const cross = covariance.data[first + (first + 1) * total]
  return (vd + (d / a) ** 2 * va - 2 * (d / a) * cross) / (a * a)
}
