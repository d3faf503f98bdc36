import { type Matrix, matVec, NumericError } from '@kepu/numeric'
import type { MultilevelFit } from './multilevel-logistic.ts'

/** The population in cells: every combination of area and characteristics, with its number of people. */
export interface PopulationCells {
  /** [C × p] covariates, in the columns of the fit */
  readonly x: Matrix
  /** by term: [C] level, −1 for one that had no sample */
  readonly level: readonly ArrayLike<number>[]
  /** [C] people, not negative */
  readonly count: ArrayLike<number>
  /** [C] area, 0 … A−1 */
  readonly area: ArrayLike<number>
  readonly areaCount: number
}

/** Shares of areas. */
export interface PoststratifiedShare {
  /** [A] between 0 and 1 */
  readonly estimate: Float64Array
  readonly standardError: Float64Array
}

/**
 * Multilevel regression and poststratification: the share of each area from the model's probabilities and the population's cells.
 *
 *   estimate_a = Σ N_c·p̂_c/Σ N_c over the area's cells,  logit p̂_c = x_cᵀβ̂ + Σₜ b̂_t[c]
 *   variance = dᵀVd,  d the derivatives of the share by (β, b), V their covariance given σ
 *
 * An unseen level (−1) has effect 0 and adds its term's whole variance, one new level for each area and term.
 *
 * @throws NumericError survey.shape · survey.group · survey.size (name the cell or area)
 *
 * Validity: plug-in probabilities at the most probable effects; the error leaves out that σ is estimated, so with few levels it is somewhat too small. The sample must be
 * explained by the model's variables.
 * Source: Gelman & Little (1997), Survey Methodology 23, 127–135; Park, Gelman & Bafumi (2004), Political Analysis 12, 375–385.
 * Checked: R lme4 1.1.31 predictions put together by hand; the true shares of a simulated population.
 */
export function poststratify(fit: MultilevelFit, cells: PopulationCells): PoststratifiedShare {
  const probability = cellProbabilities(fit, cells)
  const { x, level, count, area, areaCount } = cells
  const people = new Float64Array(areaCount)
  const hits = new Float64Array(areaCount)
  for (let c = 0; c < x.rows; c++) {
    people[area[c]] += count[c]
    hits[area[c]] += count[c] * probability[c]
  }
  const empty = people.indexOf(0)
  if (empty >= 0) throw new NumericError('survey.size', `area ${empty} has no people`)
  const size = fit.jointCovariance.rows
  const slope = new Float64Array(areaCount * size)
  const unseen = new Float64Array(areaCount * level.length)
  const offset = effectOffsets(fit)
  for (let c = 0; c < x.rows; c++) {
    const at = area[c] * size
    const weight = (count[c] * probability[c] * (1 - probability[c])) / people[area[c]]
    for (let k = 0; k < x.cols; k++) slope[at + k] += weight * x.data[c + k * x.rows]
    for (let t = 0; t < level.length; t++) {
      if (level[t][c] < 0) unseen[area[c] * level.length + t] += weight
      else slope[at + x.cols + offset[t] + level[t][c]] += weight
    }
  }
  const standardError = people.map((_, a) => {
    let variance = quadraticForm(fit.jointCovariance, slope.subarray(a * size, (a + 1) * size))
    for (let t = 0; t < level.length; t++) variance += (unseen[a * level.length + t] * fit.deviation[t]) ** 2
    return Math.sqrt(variance)
  })
  return { estimate: hits.map((value, a) => value / people[a]), standardError }
}

function effectOffsets(fit: MultilevelFit): number[] {
  let next = 0
  return fit.effect.map(({ length }) => {
    const offset = next
    next += length
    return offset
  })
}

function quadraticForm(a: Matrix, v: Float64Array): number {
  const av = matVec(a, v)
  let sum = 0
  for (let j = 0; j < v.length; j++) sum += v[j] * av[j]
  return sum
}

/**
 * Probability of success in each cell at the fitted coefficients and effects.
 *
 * @throws NumericError survey.shape · survey.group · survey.size (name the cell)
 */
export function cellProbabilities(fit: MultilevelFit, cells: PopulationCells): Float64Array {
  requireCells(fit, cells)
  const { x, level } = cells
  const predictor = matVec(x, fit.coefficient)
  level.forEach((levels, t) => {
    for (let c = 0; c < x.rows; c++) if (levels[c] >= 0) predictor[c] += fit.effect[t][levels[c]]
  })
  return predictor.map((eta) => 1 / (1 + Math.exp(-eta)))
}

function requireCells(fit: MultilevelFit, { x, level, count, area, areaCount }: PopulationCells): void {
  if (x.cols !== fit.coefficient.length || level.length !== fit.effect.length) {
    throw new NumericError(
      'survey.shape',
      `cells with ${x.cols} covariates and ${level.length} terms; the fit has ${fit.coefficient.length} and ${fit.effect.length}`,
    )
  }
  const bad = x.data.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0)
    throw new NumericError(
      'survey.value',
      `covariate ${Math.floor(bad / x.rows)} of cell ${bad % x.rows} is ${x.data[bad]}`,
    )
  if (count.length !== x.rows || area.length !== x.rows || level.some((levels) => levels.length !== x.rows)) {
    throw new NumericError('survey.shape', `${x.rows} cells need as many counts, areas and levels`)
  }
  for (let c = 0; c < x.rows; c++) {
    if (!(count[c] >= 0) || !Number.isFinite(count[c]))
      throw new NumericError('survey.size', `cell ${c} has ${count[c]} people`)
    if (!Number.isInteger(area[c]) || area[c] < 0 || area[c] >= areaCount) {
      throw new NumericError('survey.group', `cell ${c} is in area ${area[c]} of ${areaCount}`)
    }
    level.forEach((levels, t) => {
      if (!Number.isInteger(levels[c]) || levels[c] < -1 || levels[c] >= fit.effect[t].length) {
        throw new NumericError(
          'survey.group',
          `cell ${c}: level ${levels[c]} of term ${t}, which has ${fit.effect[t].length}`,
        )
      }
    })
  }
}
