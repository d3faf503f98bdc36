import { chiSquareCdf, choleskyFactor, type Matrix, matrix, NumericError } from '@kepu/numeric'
import { abilityWeights } from '../fit/ability.ts'
import type { Calibration } from '../fit/calibrate.ts'
import { itemRoom, workingGradient } from '../fit/item-score.ts'
import { normalScores } from '../fit/row-scores.ts'
import { categoryStarts, nodeProbabilities } from '../fit/tables.ts'
import type { Items } from '../model/items.ts'
import { checkResponses, type Responses } from '../model/responses.ts'
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

/** rᵀ(Ξ⁻¹ − Ξ⁻¹Δ(ΔᵀΞ⁻¹Δ)⁻¹ΔᵀΞ⁻¹)r: after division by Ξ's Cholesky factor, what is left of r beside the columns of Δ. */
function projected(covariance: Matrix, slopes: Matrix | null, residual: Float64Array): number {
  const factor = factored(covariance).lower
  const r = forwardSolve(factor, residual)
  if (slopes === null) return r.reduce((sum, value) => sum + value * value, 0)
  const size = residual.length
  const white = matrix(size, slopes.cols)
  for (let c = 0; c < slopes.cols; c++) {
    white.data.set(forwardSolve(factor, slopes.data.subarray(c * size, (c + 1) * size)), c * size)
  }
  return leftOver(white, r)
}

function factored(covariance: Matrix) {
  try {
    return choleskyFactor(covariance)
  } catch (error) {
    if (!(error instanceof NumericError)) throw error
    throw new NumericError('irt.notIdentified', `the moments depend on one another: ${error.message}`)
  }
}

function forwardSolve({ rows, data }: Matrix, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b)
  for (let j = 0; j < rows; j++) {
    x[j] /= data[j + j * rows]
    for (let i = j + 1; i < rows; i++) x[i] -= x[j] * data[i + j * rows]
  }
  return x
}

/** Squared length of r beside the column space, by modified Gram–Schmidt done twice; dependent columns add nothing. */
function leftOver({ rows, cols, data }: Matrix, r: Float64Array): number {
  const basis: Float64Array[] = []
  const rest = Float64Array.from(r)
  const remove = (from: Float64Array, along: Float64Array): void => {
    let inner = 0
    for (let i = 0; i < rows; i++) inner += from[i] * along[i]
    for (let i = 0; i < rows; i++) from[i] -= inner * along[i]
  }
  for (let c = 0; c < cols; c++) {
    const column = data.slice(c * rows, (c + 1) * rows)
    const before = Math.hypot(...column)
    for (let pass = 0; pass < 2; pass++) for (const along of basis) remove(column, along)
    const length = Math.hypot(...column)
    if (!(length > 1e-9 * before)) continue
    basis.push(column.map((value) => value / length))
  }
  for (let pass = 0; pass < 2; pass++) for (const along of basis) remove(rest, along)
  return rest.reduce((sum, value) => sum + value * value, 0)
}

/** The statistic of independent items with the observed shares, and its degrees of freedom. */
function independenceFit(
  { persons, answer }: Responses,
  items: Items,
  observed: Float64Array,
  moments: readonly Moment[],
): { statistic: number; df: number } {
  const start = categoryStarts(items)
  const probability = new Float64Array(start[items.model.length])
  for (let j = 0; j < items.model.length; j++) {
    for (let i = 0; i < persons; i++) probability[start[j] + answer[i + j * persons]] += 1 / persons
  }
  const at = itemMoments(items, start, probability, 1)
  const one = Float64Array.of(1)
  const residual = observed.map((value, m) => value - conditionalMoment(at, moments[m], 0, 1))
  const slopes = independenceSlopes(items, at, moments)
  return {
    statistic: persons * projected(momentCovariance(at, moments, one), slopes, residual),
    df: moments.length - slopes.cols,
  }
}

/** [M × Σ(K − 1)] slopes of the moments by the shares of the categories. */
function independenceSlopes(items: Items, at: ItemMoments, moments: readonly Moment[]): Matrix {
  const columns: [number, number][] = []
  for (let j = 0; j < items.model.length; j++) {
    for (let k = 1; k < items.categories[j]; k++) columns.push([j, k])
  }
  const result = matrix(moments.length, columns.length)
  columns.forEach(([j, k], c) => {
    moments.forEach(({ first, second, category }, m) => {
      let slope = 0
      if (second === null && first === j) slope = category === 0 ? k : Number(category === k)
      if (second !== null && (first === j || second === j)) slope = k * at.mean[first === j ? second : first]
      result.data[m + c * moments.length] = slope
    })
  })
  return result
}

function comparison(
  statistic: number,
  df: number,
  nothing: { statistic: number; df: number },
): { tli: number; cfi: number } {
  const tli = (nothing.statistic / nothing.df - statistic / df) / (nothing.statistic / nothing.df - 1)
  const cfi = 1 - (statistic - df) / (nothing.statistic - nothing.df)
  return { tli, cfi: Math.min(Math.max(cfi, 0), 1) }
}

/** Root mean square of observed minus expected correlations over the pairs. */
function residualCorrelation(
  { persons, answer }: Responses,
  items: Items,
  at: ItemMoments,
  weight: Float64Array,
): number {
  const count = items.model.length
  const nodes = weight.length
  const observed = matrix(count, count)
  const expected = matrix(count, count)
  const mean = (values: (q: number) => number): number => weight.reduce((sum, w, q) => sum + w * values(q), 0)
  const averages = Float64Array.from({ length: count }, (_, j) => {
    let sum = 0
    for (let i = 0; i < persons; i++) sum += answer[i + j * persons]
    return sum / persons
  })
  for (let a = 0; a < count; a++) {
    for (let b = 0; b <= a; b++) {
      let product = 0
      for (let i = 0; i < persons; i++) product += answer[i + a * persons] * answer[i + b * persons]
      observed.data[a + b * count] = product / persons - averages[a] * averages[b]
      const both = mean((q) => (a === b ? at.square[a * nodes + q] : at.mean[a * nodes + q] * at.mean[b * nodes + q]))
      expected.data[a + b * count] = both - mean((q) => at.mean[a * nodes + q]) * mean((q) => at.mean[b * nodes + q])
    }
  }
  const correlation = ({ data }: Matrix, a: number, b: number): number => {
    return data[a + b * count] / Math.sqrt(data[a * (count + 1)] * data[b * (count + 1)])
  }
  let sum = 0
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < a; b++) sum += (correlation(observed, a, b) - correlation(expected, a, b)) ** 2
  }
  return Math.sqrt(sum / ((count * (count - 1)) / 2))
}
