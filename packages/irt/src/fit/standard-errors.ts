import { choleskyFactor, choleskyInverse, type Matrix, matMul, matrix, NumericError } from '@kepu/numeric'
import { abilityWeights } from './ability.ts'
import type { Calibration, FittedTo } from './calibrate.ts'
import type { ItemCounts } from './counts.ts'
import { completeInformation, countsAt, itemGradient, rowSums } from './information-matrix.ts'
import { workingScale } from './item-score.ts'
import { priorAt } from './prior.ts'
import { normalScores } from './row-scores.ts'
import { itemsAt } from './specification.ts'

/**
 * Which information matrix the standard errors come from.
 *
 * - `observed`      the exact curvature of the marginal log-likelihood, by Louis's identity
 * - `oakes`         the same by Oakes's identity with differences: two E-steps a parameter, for many persons and parameters; not with covariates
 * - `crossProduct`  outer products of the persons' scores
 * - `sandwich`      observed⁻¹ · crossProduct · observed⁻¹: right also when the model is wrong
 */
export type InformationKind = 'observed' | 'oakes' | 'crossProduct' | 'sandwich'

/** Standard errors of a calibration. */
export interface StandardErrors {
  /** [T × T] covariance of `calibration.free` */
  readonly covariance: Matrix
  /** [T] */
  readonly free: Float64Array
  /** [G] of the items' parameters, in their order and scale; 0 where fixed */
  readonly items: readonly Float64Array[]
}

/**
 * Standard errors of item and ability parameters at a calibration's maximum.
 *
 * @throws NumericError irt.argument · irt.notIdentified when the information matrix is not positive definite (names the first parameter that depends on others)
 * Validity: at a maximum inside the parameter space; look at `converged` first. With priors, their curvature is added.
 * Time O(rows·Q·T²) for `observed`, 2T E-steps for `oakes`.
 * Source: Louis (1982), J. R. Stat. Soc. B 44, 226–233; Oakes (1999), 61, 479–482. Checked: R mirt 1.47 (Oakes, Louis, crossprod, sandwich); truth_direct_mml; differences.
 */
export function standardErrors(calibration: Calibration, kind: InformationKind = 'observed'): StandardErrors {
  const { fitted, free, names } = calibration
  const covariance = covarianceOf(fitted, free, kind, names)
  const t = free.length
  const errors = Float64Array.from({ length: t }, (_, a) => Math.sqrt(covariance.data[a * (t + 1)]))
  const items = calibration.items.map((_, g) => itemErrors(fitted, free, covariance, g))
  return { covariance, free: errors, items }
}

function covarianceOf(fitted: FittedTo, x: Float64Array, kind: InformationKind, names: readonly string[]): Matrix {
  if (kind === 'oakes') {
    if (fitted.abilityModel.needsMoments) {
      throw new NumericError('irt.argument', "with covariates take 'observed': every person has a prior of the own")
    }
    return inverse(oakesInformation(fitted, x), names)
  }
  const { missing, crossProduct } = rowSums(fitted, x)
  for (const prior of fitted.specification.priors) {
    crossProduct.data[prior.column * (x.length + 1)] += priorAt(prior, x).curvature
  }
  if (kind === 'crossProduct') return inverse(crossProduct, names)
  const complete = completeInformation(fitted, x)
  const observed = matrix(
    x.length,
    x.length,
    complete.data.map((value, i) => value - missing.data[i]),
  )
  const bread = inverse(observed, names)
  return kind === 'sandwich' ? matMul(matMul(bread, crossProduct), bread) : bread
}

/** Inverse by way of a correlation-like scaling, so that parameters of very different size do not look dependent. */
function inverse(information: Matrix, names: readonly string[]): Matrix {
  const t = information.rows
  const scale = Float64Array.from({ length: t }, (_, a) => 1 / Math.sqrt(Math.abs(information.data[a * (t + 1)]) || 1))
  const scaled = matrix(t, t)
  for (let a = 0; a < t; a++) {
    for (let b = 0; b < t; b++) scaled.data[a + b * t] = information.data[a + b * t] * scale[a] * scale[b]
  }
  try {
    const result = choleskyInverse(choleskyFactor(scaled))
    for (let a = 0; a < t; a++) for (let b = 0; b < t; b++) result.data[a + b * t] *= scale[a] * scale[b]
    return result
  } catch (error) {
    if (!(error instanceof NumericError)) throw error
    const column = /column (\d+)/.exec(error.message)?.[1]
    const name = column === undefined ? 'a parameter' : names[Number(column)]
    throw new NumericError('irt.notIdentified', `${name} is not determined: ${error.message}`)
  }
}

/** −∂²Q/∂x² − ∂²Q/∂x∂x₀: the second term from counts made at x₀ a little off. */
function oakesInformation(fitted: FittedTo, x: Float64Array): Matrix {
  const t = x.length
  const result = completeInformation(fitted, x)
  for (let a = 0; a < t; a++) {
    const h = 1e-4 * Math.max(1, Math.abs(x[a]))
    const change = difference(fitted, x, a, h)
    for (let b = 0; b < t; b++) result.data[b + a * t] -= change[b]
  }
  for (let a = 0; a < t; a++) {
    for (let b = 0; b < a; b++) {
      const mean = 0.5 * (result.data[a + b * t] + result.data[b + a * t])
      result.data[a + b * t] = mean
      result.data[b + a * t] = mean
    }
  }
  return result
}

function difference(fitted: FittedTo, x: Float64Array, a: number, h: number): Float64Array {
  const at = (step: number): Float64Array => {
    const there = Float64Array.from(x)
    there[a] += step
    return gradientFor(fitted, x, countsAt(fitted, there))
  }
  const high = at(h)
  const low = at(-h)
  return high.map((value, b) => (value - low[b]) / (2 * h))
}

/** ∂Q/∂x at x for counts made elsewhere. */
function gradientFor(fitted: FittedTo, x: Float64Array, counts: readonly ItemCounts[]): Float64Array {
  const { specification, node, abilityModel } = fitted
  const result = itemGradient(fitted, x, counts)
  const { free } = specification.map
  const own = x.slice(free)
  counts.forEach((count, group) => {
    if (abilityModel.start.length === 0) return
    const { mean, variance } = abilityModel.normal(own, group, 0)
    const { byMean, byLogVariance } = normalScores(node, abilityWeights(node, mean, variance), mean, variance)
    for (let a = 0; a < own.length; a++) {
      const [m, v] = abilityModel.loading(a, group, 0)
      for (let q = 0; q < node.length; q++) result[free + a] += count.node[q] * (m * byMean[q] + v * byLogVariance[q])
    }
  })
  return result
}

function itemErrors({ specification }: FittedTo, x: Float64Array, covariance: Matrix, group: number): Float64Array {
  const { map } = specification
  const items = itemsAt(specification, group, x)
  const t = covariance.rows
  const result = new Float64Array(items.parameter.length)
  const offset = group * items.parameter.length
  for (let j = 0; j < items.model.length; j++) {
    for (let p = items.start[j]; p < items.start[j + 1]; p++) {
      let variance = 0
      for (let e = map.rowStart[offset + p]; e < map.rowStart[offset + p + 1]; e++) {
        for (let h = map.rowStart[offset + p]; h < map.rowStart[offset + p + 1]; h++) {
          variance += map.coefficient[e] * map.coefficient[h] * covariance.data[map.column[e] + map.column[h] * t]
        }
      }
      const [scale] = workingScale(items, j, p - items.start[j])
      result[p] = Math.sqrt(Math.max(variance, 0)) * (variance > 0 ? scale : 0)
    }
  }
  return result
}
