import { type Matrix, matrix, matVec, NumericError, type Random } from '@kepu/numeric'
import { requireValues, rowQuadratic } from './model-matrix.ts'
import { refitUnitLevel, type UnitLevelFit } from './unit-level.ts'
import { areaTerms, varianceMoments } from './unit-variance.ts'

/** What is known of the population of each area. */
export interface AreaPopulation {
  /** [D × p] population means of the covariates, in the columns of the fit */
  readonly mean: Matrix
  /** [D] number of units; Infinity where the sample is a negligible part */
  readonly size: ArrayLike<number>
}

/** Area means. */
export interface AreaMeans {
  readonly estimate: Float64Array
  readonly mse: Float64Array
}

/**
 * Empirical best linear unbiased prediction of the area means, and its mean squared error.
 *
 *   estimate = f·ȳ + (X̄ − f·x̄)ᵀβ̂ + (1 − f)·û,  f = n/N
 *   MSE = (1 − f)²·(g₁ + g₂ + 2g₃ − bᵀ∇g₁) + (1 − f)·σ²ₑ/N
 *   g₁ = γσ²ₑ/n,  g₂ = (x̄ᵣ − γx̄)ᵀQ(x̄ᵣ − γx̄) with x̄ᵣ the mean of the units not sampled,
 *   g₃ = n⁻²(σ²ᵤ + σ²ₑ/n)⁻³·Var(σ²ₑσ̂²ᵤ − σ²ᵤσ̂²ₑ),  b the bias of ML's variances (0 for REML)
 *
 * An area without a sample gets X̄ᵀβ̂, MSE σ²ᵤ + X̄ᵀQX̄ + σ²ₑ/N.
 *
 * @throws NumericError survey.shape · survey.value · survey.size (names the area) when N is below the sample
 * Source: Prasad & Rao (1990), JASA 85, 163–171; Datta & Lahiri (2000), Stat. Sinica 10, 613–627; Rao & Molina (2015), §7.2. Checked: estimates R sae 1.3;
 * MSE against the parametric bootstrap, ours and sae's.
 */
export function estimateAreaMeans(fit: UnitLevelFit, population: AreaPopulation): AreaMeans {
  requirePopulation(fit, population)
  const { moments, coefficient, areaEffect, sampleMean: yMean, errorVariance } = fit
  const { size, mean: xMean } = moments
  const areas = size.length
  const p = coefficient.length
  const fitted = matVec(population.mean, coefficient)
  const sampleFitted = matVec(xMean, coefficient)
  const variances = varianceMoments(fit)
  const rest = matrix(areas, p)
  const estimate = new Float64Array(areas)
  const mse = new Float64Array(areas)
  for (let d = 0; d < areas; d++) {
    const f = size[d] / population.size[d]
    estimate[d] = f * yMean[d] + fitted[d] - f * sampleFitted[d] + (1 - f) * areaEffect[d]
    if (f === 1) continue
    const gamma = fit.shrinkage[d]
    for (let j = 0; j < p; j++) {
      const sampled = xMean.data[d + j * areas]
      rest.data[d + j * areas] = (population.mean.data[d + j * areas] - f * sampled) / (1 - f) - gamma * sampled
    }
    const g2 = rowQuadratic(rest, d, fit.covariance)
    const variance = areaTerms(fit, size[d], variances) + g2
    mse[d] = (1 - f) ** 2 * variance + ((1 - f) * errorVariance) / population.size[d]
  }
  return { estimate, mse }
}

function requirePopulation({ moments, coefficient }: UnitLevelFit, { mean, size }: AreaPopulation): void {
  const areas = moments.size.length
  if (mean.rows !== areas || size.length !== areas || mean.cols !== coefficient.length) {
    throw new NumericError(
      'survey.shape',
      `population of ${mean.rows} × ${mean.cols} means, ${size.length} sizes; the fit has ${areas} areas, ${coefficient.length} covariates`,
    )
  }
  requireValues(mean.data, 'mean')
  for (let d = 0; d < areas; d++) {
    if (!(size[d] >= moments.size[d] && size[d] > 0)) {
      throw new NumericError('survey.size', `area ${d}: ${moments.size[d]} sampled of ${size[d]}`)
    }
  }
}

/**
 * Mean squared error of the area means by parametric bootstrap: new populations from the fit, sampled, refitted and predicted again.
 *
 *   MSE_d = mean over replicates of (estimate*_d − mean*_d)²
 *
 * @param from, to  replicates from … to − 1; replicate b draws from random.fork(b), so ranges can run on several workers and be averaged
 * @returns         [D] mean over these replicates
 * @throws NumericError as `estimateAreaMeans` · survey.argument for an empty range
 * Source: González-Manteiga, Lombardía, Molina, Morales & Santamaría (2008), J. Stat. Comput. Simul. 78, 443–462. Checked: R sae 1.3 pbmseBHF within
 * Monte-Carlo error; the analytic MSE.
 */
export function bootstrapAreaMse(
  fit: UnitLevelFit,
  population: AreaPopulation,
  random: Random,
  from: number,
  to: number,
): Float64Array {
  requirePopulation(fit, population)
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to > from)) {
    throw new NumericError('survey.argument', `replicates ${from} … ${to}`)
  }
  const areas = fit.moments.size.length
  const mse = new Float64Array(areas)
  for (let b = from; b < to; b++) {
    const { truth, y } = drawPopulation(fit, population, random.fork(b))
    const { estimate } = estimateAreaMeans(refitUnitLevel(fit.moments, y, fit.method), population)
    for (let d = 0; d < areas; d++) mse[d] += (estimate[d] - truth[d]) ** 2 / (to - from)
  }
  return mse
}

/** One population of the model: the sample's responses and the area means they came from. */
function drawPopulation(fit: UnitLevelFit, population: AreaPopulation, random: Random) {
  const { moments, coefficient, areaVariance, errorVariance } = fit
  const { x, area, size } = moments
  const areas = size.length
  const effect = Float64Array.from({ length: areas }, () => Math.sqrt(areaVariance) * random.normal())
  const sampledError = new Float64Array(areas)
  const fitted = matVec(x, coefficient)
  const y = fitted.map((value, i) => {
    const error = Math.sqrt(errorVariance) * random.normal()
    sampledError[area[i]] += error
    return value + effect[area[i]] + error
  })
  const centre = matVec(population.mean, coefficient)
  const truth = centre.map((value, d) => {
    const unsampled = population.size[d] - size[d]
    const restError =
      unsampled > 0 && Number.isFinite(unsampled) ? Math.sqrt(errorVariance * unsampled) * random.normal() : 0
    const meanError = Number.isFinite(population.size[d]) ? (sampledError[d] + restError) / population.size[d] : 0
    return value + effect[d] + meanError
  })
  return { y, truth }
}
