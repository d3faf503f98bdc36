import { choleskyFactor, choleskySolve, type Matrix, matrix, NumericError } from '@kepu/numeric'
import { categoryCount } from '../design/cluster.ts'
import type { SurveyDesign } from '../design/types.ts'
import { checkedColumns } from '../estimate/columns.ts'
import { replicateWeights } from '../variance/replicate-weights.ts'
import { withRowFactors } from './cells.ts'
import { type CalibrationDistance, type DistanceFunction, distanceFunction, type WeightBounds } from './distance.ts'
import { adjusted } from './rake.ts'

/** Known totals of auxiliary variables, and how the weights are moved to meet them. */
export interface Calibration {
  /** [n × q] auxiliary variables; a column of 1 for the population size */
  readonly x: Matrix
  /** [q] their population totals */
  readonly totals: ArrayLike<number>
  readonly distance: CalibrationDistance
  /** of the factor; left out: none */
  readonly bounds?: WeightBounds
  /** [n] variance of each row's residual up to scale; left out: 1 (the ratio estimator has variance x and x alone) */
  readonly variance?: Float64Array
  /** [n] codes of clusters whose rows get the same factor: persons of a household; left out: each row by itself */
  readonly cluster?: ArrayLike<number>
  /** largest relative misfit of a total; 1e-11 when left out */
  readonly tolerance?: number
  /** 200 when left out */
  readonly maxIterations?: number
}

interface Problem {
  /** [n × q] averaged within clusters where there are some */
  readonly x: Matrix
  readonly totals: Float64Array
  readonly variance: Float64Array | null
  readonly cluster: Int32Array | null
  readonly clusters: number
  readonly g: DistanceFunction
  readonly tolerance: number
  readonly maxIterations: number
}

/** Means of a column by cluster, given back to the rows. */
function averaged(values: Float64Array, cluster: Int32Array | null, clusters: number): Float64Array {
  if (cluster === null) return values
  const sum = new Float64Array(clusters)
  const size = new Float64Array(clusters)
  for (let i = 0; i < values.length; i++) {
    sum[cluster[i]] += values[i]
    size[cluster[i]] += 1
  }
  return values.map((_, i) => sum[cluster[i]] / size[cluster[i]])
}

function problemOf(calibration: Calibration, design: SurveyDesign): Problem {
  const columns = checkedColumns(calibration.x, design, 'x')
  const { rows: n, cols: q } = columns
  const totals = Float64Array.from(calibration.totals)
  if (totals.length !== q) throw new NumericError('survey.shape', `${totals.length} totals for ${q} columns`)
  const bad = totals.findIndex((total) => !Number.isFinite(total))
  if (bad >= 0) throw new NumericError('survey.margin', `total ${bad} is ${totals[bad]}`)
  const cluster = calibration.cluster === undefined ? null : Int32Array.from(calibration.cluster)
  if (cluster !== null && cluster.length !== n)
    throw new NumericError('survey.shape', `${cluster.length} cluster codes`)
  const clusters = cluster === null ? 0 : categoryCount(cluster, 'cluster')
  const x = matrix(n, q)
  for (let j = 0; j < q; j++) x.data.set(averaged(columns.data.slice(j * n, (j + 1) * n), cluster, clusters), j * n)
  const variance = calibration.variance ?? null
  if (
    variance?.some((value, i) => design.weight[i] !== 0 && !(value > 0)) ||
    (variance !== null && variance.length !== n)
  ) {
    throw new NumericError('survey.shape', 'variance must hold a positive number for each row')
  }
  const bounds = calibration.bounds ?? { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY }
  return {
    x,
    totals,
    variance: variance === null ? null : averaged(variance, cluster, clusters),
    cluster,
    clusters,
    g: distanceFunction(calibration.distance, bounds),
    tolerance: calibration.tolerance ?? 1e-11,
    maxIterations: calibration.maxIterations ?? 200,
  }
}

/** Misfit of the totals and the slope matrix Σ w·g′·x xᵀ/σ² at λ; g of each row is written to `factor`. */
function evaluate(
  problem: Problem,
  weight: Float64Array,
  lambda: Float64Array,
  factor: Float64Array,
  slope: Matrix,
): Float64Array {
  const { x, totals, variance, g } = problem
  const { rows: n, cols: q } = x
  const curvature = new Float64Array(n)
  const misfit = totals.slice()
  for (let i = 0; i < n; i++) {
    let u = 0
    for (let j = 0; j < q; j++) u += lambda[j] * x.data[i + j * n]
    const sigma = variance === null ? 1 : variance[i]
    const [value, derivative] = g(u / sigma)
    factor[i] = value
    curvature[i] = (weight[i] * derivative) / sigma
    const w = weight[i] * value
    for (let j = 0; j < q; j++) misfit[j] -= w * x.data[i + j * n]
  }
  for (let j = 0; j < q; j++) {
    for (let k = j; k < q; k++) {
      let sum = 0
      for (let i = 0; i < n; i++) sum += curvature[i] * x.data[i + j * n] * x.data[i + k * n]
      slope.data[k + j * q] = sum
      slope.data[j + k * q] = sum
    }
  }
  return misfit
}

function worst(misfit: Float64Array, totals: Float64Array): number {
  return misfit.reduce((most, value, j) => Math.max(most, Math.abs(value) / (1 + Math.abs(totals[j]))), 0)
}

/** [n] factors g by Newton's method with halved steps. @throws NumericError survey.collinear · survey.notConverged (names the worst total) */
function factors(problem: Problem, weight: Float64Array, place: string): Float64Array {
  const { x, totals, cluster, clusters, tolerance, maxIterations } = problem
  const own = averaged(weight, cluster, clusters)
  const factor = new Float64Array(x.rows)
  const slope = matrix(x.cols, x.cols)
  let lambda: Float64Array = new Float64Array(x.cols)
  let misfit = evaluate(problem, own, lambda, factor, slope)
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (worst(misfit, totals) < tolerance) return factor
    const step = solveSlope(slope, misfit, place)
    const before = worst(misfit, totals)
    let share = 1
    for (; share > 1e-6; share /= 2) {
      const candidate = lambda.map((value, j) => value + share * step[j])
      const next = evaluate(problem, own, candidate, factor, slope)
      if (!(worst(next, totals) < before * (1 - 1e-4 * share) || worst(next, totals) < tolerance)) continue
      lambda = candidate
      misfit = next
      break
    }
    if (share <= 1e-6) break
  }
  if (worst(misfit, totals) < tolerance * 100) return factor
  const at = misfit.findIndex((value, j) => Math.abs(value) / (1 + Math.abs(totals[j])) === worst(misfit, totals))
  throw new NumericError(
    'survey.notConverged',
    `${place}: total ${at} is missed by ${misfit[at]}: the totals can't be met within the bounds`,
  )
}

function solveSlope(slope: Matrix, misfit: Float64Array, place: string): Float64Array {
  try {
    return choleskySolve(choleskyFactor(slope), misfit)
  } catch (error) {
    if (error instanceof NumericError) {
      throw new NumericError(
        'survey.collinear',
        `${place}: auxiliary variables depend on each other, or all weights are at their bounds (${error.message})`,
      )
    }
    throw error
  }
}

/** Orthonormal basis of the columns diag(root)·X by modified Gram–Schmidt, twice. */
function orthonormalBasis(x: Matrix, root: Float64Array): Matrix {
  const { rows: n, cols: q } = x
  const basis = matrix(n, q)
  for (let j = 0; j < q; j++) {
    const column = basis.data.subarray(j * n, (j + 1) * n)
    for (let i = 0; i < n; i++) column[i] = root[i] * x.data[i + j * n]
    for (let pass = 0; pass < 2; pass++) {
      for (let k = 0; k < j; k++) {
        let dot = 0
        for (let i = 0; i < n; i++) dot += basis.data[i + k * n] * column[i]
        for (let i = 0; i < n; i++) column[i] -= dot * basis.data[i + k * n]
      }
    }
    const norm = Math.sqrt(column.reduce((sum, value) => sum + value * value, 0))
    for (let i = 0; i < n; i++) column[i] /= norm
  }
  return basis
}

/**
 * Calibration: the weights nearest to the given ones that meet known totals. The variance is that of the residuals from a regression on the auxiliary
 * variables; replicate weights are calibrated each by itself.
 *
 *   w′ᵢ = wᵢ·g(xᵢλ/σᵢ²),  Σ w′x = totals;  g(u) = 1 + u, eᵘ, the logit or the sinh distance, cut at the bounds
 *
 * @throws NumericError survey.margin · survey.bounds (1 is not between them) · survey.collinear · survey.notConverged (totals that can't be met within the
 *         bounds; names the total) · survey.shape · survey.notFinite (names the row)
 * Validity: 'linear' without bounds may give negative weights, which regressions refuse. Memory of a replicate design: n × R factors; for categories alone use
 * `rake`. Time O(n·q²) an iteration and replicate. Source: Deville & Särndal (1992), JASA 87, 376–382. Checked: R survey 4.5 calibrate, R sampling 2.11 calib.
 */
export function calibrate<D extends SurveyDesign>(design: D, calibration: Calibration): D {
  const problem = problemOf(calibration, design)
  const full = factors(problem, design.weight, 'the sample')
  if (design.kind === 'replicate') {
    const value = matrix(design.rows, design.replicates)
    for (let r = 0; r < design.replicates; r++) {
      value.data.set(factors(problem, replicateWeights(design, r), `replicate ${r}`), r * design.rows)
    }
    return { ...design, ...withRowFactors(design, value, full) }
  }
  const own = averaged(design.weight, problem.cluster, problem.clusters)
  const { variance } = problem
  const exact = calibration.distance === 'linear' && calibration.bounds === undefined
  const sigma = (i: number): number => (variance === null || !exact ? 1 : Math.sqrt(variance[i]))
  const root = own.map((w, i) => Math.sqrt(w) / sigma(i))
  const scale = full.map((g, i) => g * Math.sqrt(own[i]) * sigma(i))
  const weight = design.weight.map((w, i) => w * full[i])
  return adjusted(design, weight, { kind: 'regression', basis: orthonormalBasis(problem.x, root), scale })
}
