import { type Matrix, matrix } from '@kepu/numeric'
import { abilityWeights } from './ability.ts'
import { expectationJobs, type FittedTo, runExpectation } from './calibrate.ts'
import { type ItemCounts, itemCounts } from './counts.ts'
import { itemCurvature, itemRoom, itemScore } from './item-score.ts'
import { priorAt } from './prior.ts'
import { normalScores, visitRows } from './row-scores.ts'
import { itemsAt } from './specification.ts'

/** The two sums over the rows that information matrices are made of, [T × T] over all free parameters. */
export interface RowSums {
  /** Σ weight · covariance of the complete-data score over the posterior: the information that is missing */
  readonly missing: Matrix
  /** Σ weight · (posterior mean of the score)(…)ᵀ: outer products of the observed-data score */
  readonly crossProduct: Matrix
}

/** Both sums in one pass over the rows. Time O(rows·Q·T²). */
export function rowSums(fitted: FittedTo, x: Float64Array): RowSums {
  const t = x.length
  const nodes = fitted.node.length
  const missing = matrix(t, t)
  const crossProduct = matrix(t, t)
  const mean = new Float64Array(t)
  visitRows(fitted, x, ({ weight, posterior, score }) => {
    let low = 0
    let high = nodes
    while (posterior[low] < 1e-18) low++
    while (posterior[high - 1] < 1e-18) high--
    for (let a = 0; a < t; a++) {
      mean[a] = 0
      for (let q = low; q < high; q++) mean[a] += posterior[q] * score[a * nodes + q]
    }
    for (let a = 0; a < t; a++) {
      for (let b = 0; b <= a; b++) {
        let product = 0
        for (let q = low; q < high; q++) product += posterior[q] * score[a * nodes + q] * score[b * nodes + q]
        missing.data[a + b * t] += weight * (product - mean[a] * mean[b])
        crossProduct.data[a + b * t] += weight * mean[a] * mean[b]
      }
    }
  })
  for (const { data } of [missing, crossProduct]) mirror(data, t)
  return { missing, crossProduct }
}

function mirror(data: Float64Array, t: number): void {
  for (let a = 0; a < t; a++) for (let b = 0; b < a; b++) data[b + a * t] = data[a + b * t]
}

/** Expected counts of each group at the given free parameters. */
export function countsAt(fitted: FittedTo, x: Float64Array): ItemCounts[] {
  const { specification, packed, node } = fitted
  return expectationJobs(fitted, x).map((job, g) => {
    return itemCounts(packed, specification.items[g], runExpectation(job).count, node.length)
  })
}

/** −∂²Q/∂x²: curvature of the complete data's expected log-likelihood, of item and ability parameters, and of the priors. */
export function completeInformation(fitted: FittedTo, x: Float64Array): Matrix {
  const { specification, node } = fitted
  const { map } = specification
  const t = x.length
  const result = matrix(t, t)
  countsAt(fitted, x).forEach((counts, group) => {
    const items = itemsAt(specification, group, x)
    const room = itemRoom(items)
    for (let j = 0; j < items.model.length; j++) {
      const n = items.start[j + 1] - items.start[j]
      const hessian = new Float64Array(n * n)
      itemCurvature(items, j, node, counts, room, hessian)
      const row = group * items.parameter.length + items.start[j]
      for (let p = 0; p < n; p++) {
        for (let e = map.rowStart[row + p]; e < map.rowStart[row + p + 1]; e++) {
          for (let s = 0; s < n; s++) {
            for (let h = map.rowStart[row + s]; h < map.rowStart[row + s + 1]; h++) {
              const value = map.coefficient[e] * map.coefficient[h] * hessian[p * n + s]
              result.data[map.column[e] + map.column[h] * t] -= value
            }
          }
        }
      }
    }
  })
  for (const prior of specification.priors) {
    result.data[prior.column * (t + 1)] += priorAt(prior, x).curvature
  }
  addAbilityCurvature(fitted, x, result)
  return result
}

/**
 * Curvature by ability's own parameters: E_w(A″) + Cov_w(A′) − E_posterior(A″), A = −(θ − μ)²/(2σ²) − ½·log σ² cut to the nodes.
 */
function addAbilityCurvature(fitted: FittedTo, x: Float64Array, result: Matrix): void {
  const { specification, node, abilityModel } = fitted
  const { free } = specification.map
  const count = abilityModel.start.length
  if (count === 0) return
  const own = x.slice(free)
  const t = x.length
  visitRows(fitted, x, ({ weight, posterior, group, row }) => {
    const { mean, variance } = abilityModel.normal(own, group, row)
    const prior = abilityWeights(node, mean, variance)
    const { byMean, byLogVariance } = normalScores(node, prior, mean, variance)
    let mm = 0
    let mv = 0
    let vv = 0
    for (let q = 0; q < node.length; q++) {
      const gap = posterior[q] - prior[q]
      mm += prior[q] * byMean[q] * byMean[q]
      mv += prior[q] * byMean[q] * byLogVariance[q] + (gap * (node[q] - mean)) / variance
      vv += prior[q] * byLogVariance[q] ** 2 + (gap * (node[q] - mean) ** 2) / (2 * variance)
    }
    for (let a = 0; a < count; a++) {
      const [ma, va] = abilityModel.loading(a, group, row)
      for (let b = 0; b < count; b++) {
        const [mb, vb] = abilityModel.loading(b, group, row)
        const value = ma * mb * mm + (ma * vb + va * mb) * mv + va * vb * vv
        result.data[free + a + (free + b) * t] += weight * value
      }
    }
  })
}

/** ∂Q/∂x of the item parameters for given counts, at x: zero at a maximum when the counts were made there. */
export function itemGradient(fitted: FittedTo, x: Float64Array, counts: readonly ItemCounts[]): Float64Array {
  const { specification, node } = fitted
  const { map } = specification
  const result = new Float64Array(x.length)
  counts.forEach((count, group) => {
    const items = itemsAt(specification, group, x)
    const room = itemRoom(items)
    for (let j = 0; j < items.model.length; j++) {
      const n = items.start[j + 1] - items.start[j]
      const score = new Float64Array(n)
      itemScore(items, j, node, count, room, score, new Float64Array(n * n))
      const row = group * items.parameter.length + items.start[j]
      for (let p = 0; p < n; p++) {
        for (let e = map.rowStart[row + p]; e < map.rowStart[row + p + 1]; e++) {
          result[map.column[e]] += map.coefficient[e] * score[p]
        }
      }
    }
  })
  return result
}
