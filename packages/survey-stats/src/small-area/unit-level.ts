import { findRoot, type Matrix, matrix, matVec, NumericError } from '@kepu/numeric'
import { requireValues } from './model-matrix.ts'
import {
  type AtRatio,
  atRatio,
  type ResponseMoments,
  responseMoments,
  type UnitMoments,
  unitMoments,
} from './unit-moments.ts'

export type UnitLevelMethod = 'reml' | 'ml'

/** A nested-error model as fitted. */
export interface UnitLevelFit {
  readonly method: UnitLevelMethod
  /** σ²ᵤ between areas and σ²ₑ within, in U² */
  readonly areaVariance: number
  readonly errorVariance: number
  /** [p] β and its covariance [p × p] given the variances */
  readonly coefficient: Float64Array
  readonly covariance: Matrix
  /** [D] û, 0 where there is no sample; in U */
  readonly areaEffect: Float64Array
  /** [D] γ = σ²ᵤ/(σ²ᵤ + σ²ₑ/n) */
  readonly shrinkage: Float64Array
  readonly logLikelihood: number
  /** what was condensed from the sample: for the area means and the bootstrap */
  readonly moments: UnitMoments
  /** [D] mean response of the sample, 0 where there is none */
  readonly sampleMean: Float64Array
}

/**
 * Unit-level model of Battese, Harter and Fuller: one intercept per area around a regression of persons.
 *
 *   y_di = x_diᵀβ + u_d + e_di,  u_d ~ N(0, σ²ᵤ),  e_di ~ N(0, σ²ₑ)
 *
 * The ratio σ²ᵤ/σ²ₑ is the root of the exact slope of the profile likelihood; of several roots the highest is taken; 0 when the likelihood falls from there.
 *
 * @param y          [n] response in some unit U
 * @param x          [n × p] covariates, a column of ones among them if an intercept is wanted
 * @param area       [n] area of each row, 0 … areaCount − 1; an area may be without rows
 * @throws NumericError survey.shape · survey.value · survey.collinear · survey.group (name the place) · survey.notIdentified when no area has two rows,
 *                      or when the covariates leave no variation within areas
 *
 * Validity: the sample must carry no information beyond x (weights that depend on y given x bias it); normal errors for the likelihood and MSE, not for the EBLUP.
 * Time O(n·p² + 80·D·p²). Source: Battese, Harter & Fuller (1988), JASA 83, 28–36. Checked: R sae 1.3 eblupBHF, REML and ML.
 */
export function fitUnitLevel(
  y: ArrayLike<number>,
  x: Matrix,
  area: ArrayLike<number>,
  areaCount: number,
  method: UnitLevelMethod = 'reml',
): UnitLevelFit {
  if (area.length !== y.length) throw new NumericError('survey.shape', `${y.length} values, ${area.length} areas`)
  requireValues(y, 'y')
  return refitUnitLevel(unitMoments(x, area, areaCount), y, method)
}

/** The fit, the covariates condensed before: what each bootstrap replicate repeats. */
export function refitUnitLevel(moments: UnitMoments, y: ArrayLike<number>, method: UnitLevelMethod): UnitLevelFit {
  const response = responseMoments(moments, y)
  requireWithin(moments, response)
  const theta = bestRatio(moments, response, method === 'reml')
  const at = atRatio(moments, response, theta, method === 'reml')
  const { size } = moments
  const shrinkage = size.map((n) => (n * theta) / (1 + n * theta))
  return {
    method,
    areaVariance: theta * at.errorVariance,
    errorVariance: at.errorVariance,
    coefficient: at.coefficient,
    covariance: matrix(
      at.inverse.rows,
      at.inverse.cols,
      at.inverse.data.map((value) => value * at.errorVariance),
    ),
    areaEffect: at.meanResidual.map((r, d) => shrinkage[d] * r),
    shrinkage,
    logLikelihood: at.logLikelihood,
    moments,
    sampleMean: sampleMean(moments, response),
  }
}

function requireWithin({ x, size }: UnitMoments, { square }: ResponseMoments): void {
  const sampled = size.filter((n) => n > 0).length
  if (sampled === x.rows)
    throw new NumericError('survey.notIdentified', 'every area has one row: use the area-level model')
  if (!(square > 0)) throw new NumericError('survey.notIdentified', 'the response does not vary within any area')
}

function sampleMean({ mean, size }: UnitMoments, { ordinary, mean: rest }: ResponseMoments): Float64Array {
  return matVec(mean, ordinary).map((value, d) => (size[d] > 0 ? value + rest[d] : 0))
}

const LOWEST = -18
const HIGHEST = 18
const STEPS = 72

/** The ratio with the highest profile likelihood: every sign change of its slope on a grid of log θ, made exact, against θ = 0. */
function bestRatio(moments: UnitMoments, response: ResponseMoments, restricted: boolean): number {
  const at = (logTheta: number): AtRatio => atRatio(moments, response, Math.exp(logTheta), restricted)
  let best = 0
  let highest = atRatio(moments, response, 0, restricted).logLikelihood
  let before = at(LOWEST).score
  for (let k = 1; k <= STEPS; k++) {
    const high = LOWEST + ((HIGHEST - LOWEST) * k) / STEPS
    const score = at(high).score
    if (before > 0 && score <= 0) {
      const low = high - (HIGHEST - LOWEST) / STEPS
      const theta = Math.exp(findRoot((logTheta) => at(logTheta).score, low, high, 1e-15))
      const value = atRatio(moments, response, theta, restricted).logLikelihood
      if (value > highest) {
        best = theta
        highest = value
      }
    }
    before = score
  }
  return best
}
