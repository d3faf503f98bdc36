import { type Matrix, matrix, NumericError, transpose } from '@kepu/numeric'
import { type Items, makeItems } from '../model/items.ts'

/** A change of scale: θ on the new scale = slope·θ + intercept. */
export interface Link {
  /** A, positive */
  readonly slope: number
  /** B */
  readonly intercept: number
}

/** @throws NumericError irt.link */
export function requireLink({ slope, intercept }: Link): void {
  if (!(slope > 0) || !Number.isFinite(slope) || !Number.isFinite(intercept)) {
    throw new NumericError('irt.link', `slope ${slope}, intercept ${intercept}`)
  }
}

/** @throws NumericError irt.shape · irt.item unless the two lists hold items of the same models and categories in the same order */
export function requireSameItems(from: Items, to: Items): void {
  const count = from.model.length
  if (to.model.length !== count) throw new NumericError('irt.shape', `${count} and ${to.model.length} common items`)
  for (let j = 0; j < count; j++) {
    if (from.model[j] !== to.model[j] || from.categories[j] !== to.categories[j]) {
      throw new NumericError('irt.item', `common item ${j} is ${from.model[j]} here and ${to.model[j]} there`)
    }
  }
}

/**
 * Item parameters carried to another scale, so that each category's probability stays what it was.
 *
 *   slopes a/A, intercepts d − (slope)·B/A (of category k: its own slope), asymptotes as they are; difficulty b becomes A·b + B
 *
 * @throws NumericError irt.link
 * Source: Kolen & Brennan (2014), Test Equating, Scaling, and Linking, §6.2. Checked: probabilities at carried abilities are unchanged, all models.
 */
export function rescaleItems(items: Items, link: Link): Items {
  requireLink(link)
  return makeItems(items.model, items.categories, rescaled(items, items.parameter, link))
}

/** Parameters of such items on the other scale: a linear map. */
function rescaled({ model, categories, start }: Items, given: Float64Array, link: Link): Float64Array {
  const parameter = Float64Array.from(given)
  const shift = link.intercept / link.slope
  for (let j = 0; j < model.length; j++) {
    const first = start[j]
    const steps = categories[j] - 1
    if (model[j] === 'nominal') {
      for (let k = 0; k < steps; k++) {
        parameter[first + steps + k] -= parameter[first + k] * shift
        parameter[first + k] /= link.slope
      }
      continue
    }
    const slope = parameter[first]
    parameter[first] = slope / link.slope
    if (model[j] === 'logistic') parameter[first + 1] -= slope * shift
    else for (let k = 1; k <= steps; k++) parameter[first + k] -= (model[j] === 'graded' ? 1 : k) * slope * shift
  }
  return parameter
}

/**
 * Covariance of item parameters carried to another scale, the link taken as known: J·Σ·Jᵀ, J the linear map of `rescaleItems`.
 *
 * @param covariance  [P × P] in the order of `items.parameter`
 * @throws NumericError irt.link · irt.shape
 * Validity: leaves out the link's own error (`linkCovariance`), which in a test of one item against many anchors is small.
 * Checked: variances of difficulties scale by A²; there and back.
 */
export function rescaleCovariance(items: Items, covariance: Matrix, link: Link): Matrix {
  requireLink(link)
  const count = items.parameter.length
  if (covariance.rows !== count || covariance.cols !== count) {
    throw new NumericError('irt.shape', `covariance ${covariance.rows} × ${covariance.cols} of ${count} parameters`)
  }
  const carry = ({ data }: Matrix): Matrix => {
    const result = matrix(count, count)
    for (let p = 0; p < count; p++) {
      result.data.set(rescaled(items, data.subarray(p * count, (p + 1) * count), link), p * count)
    }
    return result
  }
  return carry(transpose(carry(covariance)))
}

/** Abilities carried to another scale: A·θ + B. @throws NumericError irt.link */
export function rescaleAbilities(theta: ArrayLike<number>, link: Link): Float64Array {
  requireLink(link)
  return Float64Array.from(theta, (value) => link.slope * value + link.intercept)
}

/** The way back: θ = (θ* − B)/A. @throws NumericError irt.link */
export function invertLink(link: Link): Link {
  requireLink(link)
  return { slope: 1 / link.slope, intercept: -link.intercept / link.slope }
}

/** Several changes of scale one after another, the first first. @throws NumericError irt.link */
export function composeLinks(...links: readonly Link[]): Link {
  return links.reduce<Link>(
    (before, link) => {
      requireLink(link)
      return { slope: link.slope * before.slope, intercept: link.slope * before.intercept + link.intercept }
    },
    { slope: 1, intercept: 0 },
  )
}
