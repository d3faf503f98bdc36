import {
  choleskyFactor,
  choleskySolve,
  gaussHermite,
  type Matrix,
  matrix,
  NumericError,
  newton,
  type Quadrature,
  type ValueAndGradient,
} from '@kepu/numeric'
import { derivativeRoom } from '../information/information.ts'
import type { Items } from '../model/items.ts'
import { abilityDerivatives } from '../model/probability.ts'
import { linkByMoments } from './moments.ts'
import { type Link, requireSameItems } from './scale.ts'

/** Which curves are brought together: each category of each item (Haebara), or the expected score of the whole set (Stocking–Lord). */
export type CurveMethod = 'haebara' | 'stocking-lord'

/** How curves are compared. */
export interface CurveOptions {
  /** abilities and their weights, on either scale; 30 Gauss–Hermite nodes of N(0, 1) when not said */
  readonly quadrature?: Quadrature
  /** on the scale reached (when not said), on the scale left, or the sum of both, which does not depend on which form is called which */
  readonly direction?: 'to' | 'from' | 'both'
  /** true keeps the slope at 1, for models without slopes; false when not said */
  readonly unitSlope?: boolean
}

/** One side of the criterion: which scale the nodes are on, and room to work in. */
interface Side {
  readonly moving: Items
  readonly still: Items
  readonly method: CurveMethod
  readonly roomMoving: Float64Array
  readonly roomStill: Float64Array
}

/** Adds the weighted squared difference at one node to `sum`: value, and slope by the moving side's ability. */
function addDifference(side: Side, thetaMoving: number, thetaStill: number): { value: number; slope: number } {
  const { moving, still, method, roomMoving, roomStill } = side
  let value = 0
  let slope = 0
  let score = 0
  let scoreSlope = 0
  for (let j = 0; j < moving.model.length; j++) {
    const count = moving.categories[j]
    abilityDerivatives(moving, j, thetaMoving, roomMoving)
    abilityDerivatives(still, j, thetaStill, roomStill)
    for (let k = 1; k < count; k++) {
      const difference = roomMoving[k] - roomStill[k]
      if (method === 'haebara') {
        value += difference * difference
        slope += 2 * difference * roomMoving[count + k]
      } else {
        score += k * difference
        scoreSlope += k * roomMoving[count + k]
      }
    }
    if (method === 'haebara' && count > 2) {
      const difference = roomMoving[0] - roomStill[0]
      value += difference * difference
      slope += 2 * difference * roomMoving[count]
    }
  }
  return method === 'haebara' ? { value, slope } : { value: score * score, slope: 2 * score * scoreSlope }
}

function criterion(from: Items, to: Items, method: CurveMethod, quadrature: Quadrature, direction: string) {
  const roomMoving = derivativeRoom(from)
  const roomStill = derivativeRoom(from)
  const onTo: Side = { moving: from, still: to, method, roomMoving, roomStill }
  const onFrom: Side = { moving: to, still: from, method, roomMoving, roomStill }
  return (a: number, b: number): ValueAndGradient => {
    let value = 0
    const gradient = new Float64Array(2)
    for (let q = 0; q < quadrature.node.length; q++) {
      const theta = quadrature.node[q]
      const weight = quadrature.weight[q]
      if (direction !== 'from') {
        const t = (theta - b) / a
        const at = addDifference(onTo, t, theta)
        value += weight * at.value
        gradient[0] -= (weight * at.slope * t) / a
        gradient[1] -= (weight * at.slope) / a
      }
      if (direction !== 'to') {
        const at = addDifference(onFrom, a * theta + b, theta)
        value += weight * at.value
        gradient[0] += weight * at.slope * theta
        gradient[1] += weight * at.slope
      }
    }
    return { value, gradient }
  }
}

/**
 * Link of two calibrations by the curves of their common items.
 *
 *   Haebara:        Σ_q w_q Σ_jk (P_jk((θ_q − B)/A) − P*_jk(θ_q))²
 *   Stocking–Lord:  Σ_q w_q (Σ_jk k·P_jk((θ_q − B)/A) − Σ_jk k·P*_jk(θ_q))²
 * or the same with the scales in each other's place, at Aθ + B, or the sum. Of a binary item one of the two categories counts.
 *
 * @param from, to  [J] the common items on the scale to be left and on the one to be reached
 * @throws NumericError irt.shape · irt.item · irt.link when no minimum is found
 * Source: Haebara (1980), Japanese Psych. Res. 22, 144–149; Stocking & Lord (1983), Appl. Psychol. Meas. 7, 201–210; symmetric criterion: Kim & Lee (2006), J. Educ.
 * Meas. 43, 53–76. Checked: R equateIRT 2.5 direc, plink 1.5; a known link is found again.
 */
export function linkByCurves(from: Items, to: Items, method: CurveMethod, options: CurveOptions = {}): Link {
  requireSameItems(from, to)
  const { quadrature = gaussHermite(30), direction = 'to', unitSlope = false } = options
  const at = criterion(from, to, method, quadrature, direction)
  const nominal = from.model.includes('nominal')
  const start = nominal ? { slope: 1, intercept: 0 } : linkByMoments(from, to, 'mean-mean')
  const gradientAt = (x: Float64Array): ValueAndGradient => {
    const [a, b] = unitSlope ? [1, x[0]] : [x[0], x[1]]
    if (!(a > 0)) return { value: Number.POSITIVE_INFINITY, gradient: new Float64Array(x.length) }
    const { value, gradient } = at(a, b)
    return { value, gradient: unitSlope ? gradient.slice(1) : gradient }
  }
  const best = newton(
    (x) => ({ ...gradientAt(x), hessian: curvatureAt(gradientAt, x) }),
    unitSlope ? [start.intercept] : [start.slope, start.intercept],
    { gradientTolerance: 1e-15, maxIterations: 100 },
  )
  const left = choleskySolve(choleskyFactor(curvatureAt(gradientAt, best.x)), best.gradient)
  if (left.some((step) => Math.abs(step) > 1e-7)) {
    throw new NumericError('irt.link', `${method}: no minimum after ${best.iterations} steps`)
  }
  return unitSlope ? { slope: 1, intercept: best.x[0] } : { slope: best.x[0], intercept: best.x[1] }
}

/** Hessian by central differences of the gradient. */
function curvatureAt(gradientAt: (x: Float64Array) => ValueAndGradient, x: Float64Array): Matrix {
  const n = x.length
  const hessian = matrix(n, n)
  for (let j = 0; j < n; j++) {
    const above = gradientAt(x.with(j, x[j] + 1e-5)).gradient
    const below = gradientAt(x.with(j, x[j] - 1e-5)).gradient
    for (let k = 0; k < n; k++) {
      const slope = (above[k] - below[k]) / 4e-5
      hessian.data[j + k * n] += slope
      hessian.data[k + j * n] += slope
    }
  }
  return hessian
}
