import { chiSquareCdf, choleskyFactor, choleskySolve, type Matrix, matMul, matrix, transpose } from '@kepu/numeric'
import type { ChiSquareTest } from '../dif/mantel-haenszel.ts'
import { type CalibrateOptions, type Calibration, calibrate } from '../fit/calibrate.ts'
import type { Specification } from '../fit/specification.ts'
import { standardErrors } from '../fit/standard-errors.ts'
import { derivativeRoom } from '../information/information.ts'
import { type Items, MISSING, orderedItems } from '../model/items.ts'
import { categoryProbabilities } from '../model/probability.ts'
import { scoreEap } from '../score/eap.ts'
import { layOutRatings, type RatingLayout, type Ratings } from './ratings.ts'

/** Measures of one facet in logits. */
export interface Facet {
  readonly measure: Float64Array
  readonly standardError: Float64Array
}

/** How well the ratings of each judge or criterion agree with the model: means of squared residuals over their expectation, 1 when they agree. */
export interface FacetFit {
  /** weighted by information: unexpected ratings near a project's level */
  readonly infit: Float64Array
  /** unweighted: wild ratings */
  readonly outfit: Float64Array
}

/** A many-facet Rasch analysis of ratings. */
export interface ManyFacetFit {
  readonly converged: boolean
  /** [J] severity, mean 0: positive gives less than others would */
  readonly severity: Facet
  /** that all judges are equally severe: λᵀCov(λ)⁻¹λ; null with one judge */
  readonly equalSeverity: ChiSquareTest | null
  /** share of the spread of severities that is not error, 0 … 1: near 0 the judges can stand for each other */
  readonly severityReliability: number
  /** [I] difficulty of each criterion */
  readonly difficulty: Facet
  /** [K − 1] thresholds between neighbouring categories, mean 0 */
  readonly threshold: Facet
  /** [N] quality of each project, severities and criteria allowed for: posterior mean and deviation */
  readonly quality: Facet
  /** [N] rating that a judge of mean severity would be expected to give on a criterion of mean difficulty, 0 … K − 1 */
  readonly fairAverage: Float64Array
  readonly judgeFit: FacetFit
  readonly criterionFit: FacetFit
  /** variance of the projects' quality */
  readonly variance: number
  /** groups of judges without a project in common: above 1, severities compare only if projects came to the groups by chance */
  readonly subsets: number
  readonly logLikelihood: number
}

/** Columns of the free parameters: criteria, then judges but the last, then thresholds but the last. */
interface Columns {
  readonly judge: number
  readonly threshold: number
  readonly free: number
}

function columnsOf({ criteria, judges, categories }: RatingLayout): Columns {
  const judge = criteria
  const threshold = judge + judges - 1
  return { judge, threshold, free: threshold + categories - 2 }
}

/**
 * Many-facet Rasch model: the quality of projects, the severity of judges and the difficulty of criteria from ratings, each judge having seen only some projects.
 *
 *   log(P_k/P_{k−1}) = θ_project − δ_criterion − λ_judge − τ_k,  Σλ = 0,  Στ = 0,  θ ~ N(0, σ²)
 *
 * By marginal maximum likelihood: the projects' qualities are integrated out, so that few ratings a project do not bias severities as joint estimation does.
 *
 * @throws NumericError irt.shape · irt.rating (names the rating, or the code that never occurs) · what `calibrate` and `standardErrors` throw
 * Validity: look at `converged` and `subsets`. A judge's halo or restriction of range shows in the fit, not in the severity. With subsets > 1, see there.
 * Time as `calibrate` with one item for each pair of criterion and judge. Source: Linacre (1989), Many-Facet Rasch Measurement; Adams, Wilson & Wang (1997), Appl. Psychol.
 * Meas. 21, 1–23, for the marginal likelihood. Checked: the rating scale model of `specify` when there is one judge; simulated severities are found again.
 */
export function fitManyFacets(ratings: Ratings, options: Omit<CalibrateOptions, 'group'> = {}): ManyFacetFit {
  const layout = layOutRatings(ratings)
  const calibration = calibrate(layout.responses, specificationOf(layout), options)
  const items = calibration.items[0]
  const { mean, variance } = calibration.ability[0]
  const scores = scoreEap(layout.responses, items, { prior: { mean, variance } })
  const facets = facetsOf(layout, calibration)
  return {
    converged: calibration.converged,
    ...facets,
    quality: { measure: scores.theta, standardError: scores.standardError },
    fairAverage: fairAverages(scores.theta, facets.difficulty.measure, facets.threshold.measure),
    ...fitOf(layout, items, scores.theta),
    variance,
    subsets: layout.subsets,
    logLikelihood: calibration.logLikelihood,
  }
}

function specificationOf(layout: RatingLayout): Specification {
  const { criterionOf, judgeOf, categories } = layout
  const steps = categories - 1
  const columns = columnsOf(layout)
  const rowStart = [0]
  const column: number[] = []
  const coefficient: number[] = []
  criterionOf.forEach((criterion, item) => {
    rowStart.push(column.length)
    for (let k = 1; k <= steps; k++) {
      column.push(criterion)
      coefficient.push(-k)
      for (const [at, value] of deviation(judgeOf[item], layout.judges, -k)) {
        column.push(columns.judge + at)
        coefficient.push(value)
      }
      for (let v = 0; v < k && k < steps; v++) {
        column.push(columns.threshold + v)
        coefficient.push(-1)
      }
      rowStart.push(column.length)
    }
  })
  const zeros = criterionOf.map(() => new Float64Array(steps))
  return {
    items: [
      orderedItems(
        'partialCredit',
        criterionOf.map(() => 1),
        zeros,
      ),
    ],
    map: {
      free: columns.free,
      rowStart: Uint32Array.from(rowStart),
      column: Uint32Array.from(column),
      coefficient: Float64Array.from(coefficient),
    },
    start: new Float64Array(columns.free),
    names: namesOf(layout),
    ability: [{ mean: 0, variance: 1, estimateMean: false, estimateVariance: true }],
    priors: [],
  }
}

/** A measure of a facet that sums to 0 in terms of all but the last: one column, or minus all of them. */
function deviation(level: number, levels: number, factor: number): [number, number][] {
  if (level < levels - 1) return [[level, factor]]
  return Array.from({ length: levels - 1 }, (_, at) => [at, -factor])
}

function namesOf({ criteria, judges, categories }: RatingLayout): string[] {
  const list = (count: number, what: string) => Array.from({ length: count }, (_, at) => `${what} ${at}`)
  return [...list(criteria, 'criterion'), ...list(judges - 1, 'judge'), ...list(categories - 2, 'threshold')]
}

function facetsOf(layout: RatingLayout, calibration: Calibration) {
  const { criteria, judges, categories } = layout
  const columns = columnsOf(layout)
  const { covariance } = standardErrors(calibration)
  const total = calibration.free.length
  const facet = (levels: number, first: number, centred: boolean): Facet => {
    const contrast = matrix(levels, total)
    for (let level = 0; level < levels; level++) {
      const entries = centred ? deviation(level, levels, 1) : [[level, 1]]
      for (const [at, value] of entries) contrast.data[level + (first + at) * levels] = value
    }
    return measured(contrast, calibration.free, covariance)
  }
  const severity = facet(judges, columns.judge, true)
  return {
    difficulty: facet(criteria, 0, false),
    severity,
    equalSeverity: waldTest(calibration.free, covariance, columns.judge, judges - 1),
    severityReliability: reliabilityOf(severity),
    threshold: facet(categories - 1, columns.threshold, true),
  }
}

function measured(contrast: Matrix, free: Float64Array, covariance: Matrix): Facet {
  const measure = matMul(contrast, { rows: free.length, cols: 1, data: free }).data
  const spread = matMul(contrast, matMul(covariance, transpose(contrast)))
  const standardError = measure.map((_, level) => Math.sqrt(Math.max(0, spread.data[level * (measure.length + 1)])))
  return { measure, standardError }
}

/** Wald test that `count` free parameters from `first` on are all 0. */
function waldTest(free: Float64Array, covariance: Matrix, first: number, count: number): ChiSquareTest | null {
  if (count === 0) return null
  const part = matrix(count, count)
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) part.data[a + b * count] = covariance.data[first + a + (first + b) * free.length]
  }
  const tested = free.slice(first, first + count)
  const chiSquare = choleskySolve(choleskyFactor(part), tested).reduce((sum, value, a) => sum + value * tested[a], 0)
  return { chiSquare, degreesOfFreedom: count, probability: chiSquareCdf(chiSquare, count, 'upper') }
}

/** (variance of the measures − mean squared error)/variance, not below 0. */
function reliabilityOf({ measure, standardError }: Facet): number {
  const levels = measure.length
  if (levels < 2) return 0
  const variance = measure.reduce((sum, value) => sum + value ** 2, 0) / (levels - 1)
  const error = standardError.reduce((sum, value) => sum + value ** 2, 0) / levels
  return Math.max(0, 1 - error / variance)
}

function fairAverages(quality: Float64Array, difficulty: Float64Array, threshold: Float64Array): Float64Array {
  const middle = difficulty.reduce((a, b) => a + b, 0) / difficulty.length
  let passed = 0
  const intercepts = threshold.map((tau, k) => {
    passed += tau
    return -(k + 1) * middle - passed
  })
  const item = orderedItems('partialCredit', [1], [intercepts])
  const room = derivativeRoom(item)
  return quality.map((theta) => momentsAt(item, 0, theta, room).expected)
}

function momentsAt(items: Items, item: number, theta: number, room: Float64Array) {
  categoryProbabilities(items, item, theta, room)
  let expected = 0
  let squares = 0
  for (let k = 1; k < items.categories[item]; k++) {
    expected += k * room[k]
    squares += k * k * room[k]
  }
  return { expected, variance: squares - expected * expected }
}

interface FitSums {
  readonly squares: Float64Array
  readonly variance: Float64Array
  readonly standardised: Float64Array
  readonly count: Float64Array
}

function emptySums(levels: number): FitSums {
  const zeros = () => new Float64Array(levels)
  return { squares: zeros(), variance: zeros(), standardised: zeros(), count: zeros() }
}

/** Residual mean squares at the projects' posterior means. */
function fitOf(layout: RatingLayout, items: Items, theta: Float64Array) {
  const { responses, criterionOf, judgeOf, projects } = layout
  const byJudge = emptySums(layout.judges)
  const byCriterion = emptySums(layout.criteria)
  const room = derivativeRoom(items)
  for (let item = 0; item < responses.items; item++) {
    for (let n = 0; n < projects; n++) {
      const answer = responses.answer[n + item * projects]
      if (answer === MISSING) continue
      const { expected, variance } = momentsAt(items, item, theta[n], room)
      const square = (answer - expected) ** 2
      addTo(byJudge, judgeOf[item], square, variance)
      addTo(byCriterion, criterionOf[item], square, variance)
    }
  }
  return { judgeFit: meanSquares(byJudge), criterionFit: meanSquares(byCriterion) }
}

function addTo(sums: FitSums, level: number, square: number, variance: number): void {
  sums.squares[level] += square
  sums.variance[level] += variance
  sums.standardised[level] += square / variance
  sums.count[level]++
}

function meanSquares({ squares, variance, standardised, count }: FitSums): FacetFit {
  return {
    infit: squares.map((value, level) => value / variance[level]),
    outfit: standardised.map((value, level) => value / count[level]),
  }
}
