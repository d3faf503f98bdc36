import { chiSquareCdf, type Matrix, matrix, NumericError } from '@kepu/numeric'
import { abilityWeights } from '../fit/ability.ts'
import type { Calibration } from '../fit/calibrate.ts'
import { itemRoom, workingGradient } from '../fit/item-score.ts'
import { normalScores } from '../fit/row-scores.ts'
import { categoryStarts, nodeProbabilities } from '../fit/tables.ts'
import type { Items } from '../model/items.ts'
import { checkResponses, type Responses } from '../model/responses.ts'
import { comparison, independenceFit } from './independence.ts'
import {
  conditionalMoment,
  firstGap,
  type ItemMoments,
  itemMoments,
  type Moment,
  momentCovariance,
  momentsOf,
  observedMoments,
} from './moments.ts'
import { projected } from './projection.ts'
import { residualCorrelation } from './residual-correlation.ts'
import { rmsea, rmseaInterval } from './rmsea.ts'

/** Fit of a whole model by means and pairs of answers. */
export interface ModelFit {
  readonly statistic: number
  readonly df: number
  readonly p: number
  readonly rmsea: number
  /** 90 % interval of RMSEA */
  readonly rmseaLow: number
  readonly rmseaHigh: number
  /** root mean square of residual correlations; for items with ordered categories */
  readonly srmsr: number
  /** Tucker–Lewis and comparative fit index against independent items */
  readonly tli: number
  readonly cfi: number
}

/**
 * Limited-information fit of a calibration: M₂ (for several categories M₂*, by mean answers) or C₂ (shares of categories, mean products of pairs).
 *
 *   N·rᵀ(Ξ⁻¹ − Ξ⁻¹Δ(ΔᵀΞ⁻¹Δ)⁻¹ΔᵀΞ⁻¹)r,  r observed − expected moments, Ξ their covariance, Δ their slopes by the free parameters
 *
 * @param responses  what the calibration was made from: complete, one group, unweighted
 * @throws NumericError irt.argument (several groups, weights, covariates) · irt.missing (names the person) · irt.degreesOfFreedom when there are no more moments than
 *                      parameters · irt.notIdentified
 * Time O(J⁴·Q). Source: Maydeu-Olivares & Joe (2006), Psychometrika 71, 713–732; Cai & Hansen (2013), Br. J. Math. Stat. Psychol. 66, 245–276; Cai & Monroe (2014),
 * CRESST Report 839. Checked: R mirt 1.47 M2.
 */
export function limitedInformationFit(
  responses: Responses,
  calibration: Calibration,
  kind: 'M2' | 'C2' = 'M2',
): ModelFit {
  requirePlain(responses, calibration)
  const { fitted, free } = calibration
  const items = calibration.items[0]
  const moments = momentsOf(items, kind === 'M2' ? 'means' : 'shares')
  const df = moments.length - free.length
  if (df <= 0) throw new NumericError('irt.degreesOfFreedom', `${moments.length} moments for ${free.length} parameters`)
  const { mean, variance } = calibration.ability[0]
  const weight = abilityWeights(fitted.node, mean, variance)
  const at = momentsAt(items, fitted.node)
  const observed = observedMoments(responses, moments)
  const residual = observed.map((value, m) => value - expectedMoment(at, moments[m], weight))
  const slopes = momentSlopes(calibration, at, moments, weight)
  const statistic = responses.persons * projected(momentCovariance(at, moments, weight), slopes, residual)
  const { low, high } = rmseaInterval(statistic, df, responses.persons)
  const nothing = independenceFit(responses, items, observed, moments)
  return {
    statistic,
    df,
    p: chiSquareCdf(statistic, df, 'upper'),
    rmsea: rmsea(statistic, df, responses.persons),
    rmseaLow: low,
    rmseaHigh: high,
    srmsr: residualCorrelation(responses, items, at, weight),
    ...comparison(statistic, df, nothing),
  }
}

function requirePlain(responses: Responses, { items, fitted, persons }: Calibration): void {
  checkResponses(responses, items[0])
  const plain = items.length === 1 && !fitted.abilityModel.needsMoments && Math.abs(persons - responses.persons) < 1e-9
  if (!plain)
    throw new NumericError('irt.argument', 'limited-information fit is for one unweighted group without covariates')
  const gap = firstGap(responses)
  if (gap !== null) {
    throw new NumericError(
      'irt.missing',
      `person ${gap.person} did not answer item ${gap.item}: complete answers are needed`,
    )
  }
}

/** Conditional moments of the items at the nodes. */
export function momentsAt(items: Items, node: Float64Array): ItemMoments {
  return itemMoments(items, categoryStarts(items), nodeProbabilities(items, node), node.length)
}

/** The moment over all abilities. */
export function expectedMoment(at: ItemMoments, moment: Moment, weight: Float64Array): number {
  let sum = 0
  for (let q = 0; q < weight.length; q++) sum += weight[q] * conditionalMoment(at, moment, q, weight.length)
  return sum
}

/** [M × T] slopes of the moments by the free parameters. */
export function momentSlopes(
  calibration: Calibration,
  at: ItemMoments,
  moments: readonly Moment[],
  weight: Float64Array,
): Matrix {
  const { fitted, free } = calibration
  const { map } = fitted.specification
  const nodes = weight.length
  const items = calibration.items[0]
  const result = matrix(moments.length, free.length)
  const bySlope = itemSlopes(items, fitted.node)
  moments.forEach(({ first, second, category }, m) => {
    const members =
      second === null
        ? [[first, null]]
        : [
            [first, second],
            [second, first],
          ]
    for (const [item, other] of members) {
      if (item === null) continue
      for (let p = items.start[item]; p < items.start[item + 1]; p++) {
        const slope = bySlope(p, category)
        let sum = 0
        for (let q = 0; q < nodes; q++) {
          sum += weight[q] * slope[q] * (other === null ? 1 : at.mean[other * nodes + q])
        }
        for (let e = map.rowStart[p]; e < map.rowStart[p + 1]; e++) {
          result.data[m + map.column[e] * moments.length] += map.coefficient[e] * sum
        }
      }
    }
  })
  addAbilitySlopes(calibration, at, moments, weight, result)
  return result
}

/** For a parameter place and a category (0: the answer itself), the slope of E(f | θ_q) at each node. */
function itemSlopes(items: Items, node: Float64Array): (place: number, category: number) => Float64Array {
  const room = itemRoom(items)
  const table = new Map<string, Float64Array>()
  const at = (place: number, category: number): Float64Array => {
    const key = `${place} ${category}`
    const found = table.get(key) ?? new Float64Array(node.length)
    table.set(key, found)
    return found
  }
  for (let j = 0; j < items.model.length; j++) {
    const n = items.start[j + 1] - items.start[j]
    for (let q = 0; q < node.length; q++) {
      workingGradient(items, j, node[q], room)
      for (let p = 0; p < n; p++) {
        for (let k = 1; k < items.categories[j]; k++) {
          const slope = room.probability[k] > 0 ? room.probability[k] * room.gradient[k * n + p] : 0
          at(items.start[j] + p, k)[q] += slope
          at(items.start[j] + p, 0)[q] += k * slope
        }
      }
    }
  }
  return at
}

function addAbilitySlopes(
  { fitted, free, ability }: Calibration,
  at: ItemMoments,
  moments: readonly Moment[],
  weight: Float64Array,
  result: Matrix,
): void {
  const nodes = weight.length
  const { byMean, byLogVariance } = normalScores(fitted.node, weight, ability[0].mean, ability[0].variance)
  for (let a = 0; a < fitted.abilityModel.start.length; a++) {
    const [byM, byV] = fitted.abilityModel.loading(a, 0, 0)
    const column = (fitted.specification.map.free + a) * moments.length
    if (column >= free.length * moments.length) return
    moments.forEach((moment, m) => {
      for (let q = 0; q < nodes; q++) {
        const score = byM * byMean[q] + byV * byLogVariance[q]
        result.data[m + column] += weight[q] * score * conditionalMoment(at, moment, q, nodes)
      }
    })
  }
}
