import { gammaLn, type Matrix, matrix, NumericError } from '@kepu/numeric'
import { requireModelMatrix } from './model-matrix.ts'

/** A grouping of the rows whose levels get random intercepts: township, age group, schooling … */
export interface RandomTerm {
  /** [n] level of each row, 0 … levels − 1 */
  readonly level: ArrayLike<number>
  readonly levels: number
}

/** Counts of successes by cell or person, with what explains them. */
export interface MultilevelData {
  /** [n] successes, 0 … trials */
  readonly successes: ArrayLike<number>
  /** [n] trials, at least 1; 1 throughout for persons */
  readonly trials: ArrayLike<number>
  /** [n × p] covariates, a column of ones among them */
  readonly x: Matrix
  readonly terms: readonly RandomTerm[]
}

/** The data laid out for the fit: columns scaled, random effects numbered through. */
export interface MultilevelLayout {
  readonly successes: Float64Array
  readonly trials: Float64Array
  /** columns divided by `scale` */
  readonly x: Matrix
  /** [p] root mean square of each column: the optimiser sees covariates of one size */
  readonly scale: Float64Array
  /** [T × n] by term: number of the row's random effect, 0 … q − 1 */
  readonly effect: Uint32Array
  /** [q] term of each random effect */
  readonly termOf: Uint8Array
  readonly termCount: number
  /** Σ log C(trials, successes) */
  readonly constant: number
}

/**
 * Checks the data and lays them out.
 *
 * @throws NumericError survey.shape · survey.value · survey.collinear · survey.group · survey.separation (name the place)
 */
export function multilevelLayout({ successes, trials, x, terms }: MultilevelData): MultilevelLayout {
  const n = successes.length
  requireModelMatrix(x, n)
  requireCounts(successes, trials)
  if (terms.length === 0 || terms.length > 8)
    throw new NumericError('survey.shape', `${terms.length} random terms, 1 to 8 are possible`)
  const effect = new Uint32Array(terms.length * n)
  const termOf: number[] = []
  terms.forEach(({ level, levels }, t) => {
    if (level.length !== n) throw new NumericError('survey.shape', `term ${t}: ${level.length} levels for ${n} rows`)
    for (let i = 0; i < n; i++) {
      if (!Number.isInteger(level[i]) || level[i] < 0 || level[i] >= levels) {
        throw new NumericError('survey.group', `term ${t}: row ${i} has level ${level[i]} of ${levels}`)
      }
      effect[t * n + i] = termOf.length + level[i]
    }
    for (let j = 0; j < levels; j++) termOf.push(t)
  })
  const scale = Float64Array.from({ length: x.cols }, (_, j) => {
    const column = x.data.subarray(j * n, (j + 1) * n)
    return Math.sqrt(column.reduce((sum, value) => sum + value * value, 0) / n)
  })
  const scaled = matrix(
    n,
    x.cols,
    x.data.map((value, at) => value / scale[Math.floor(at / n)]),
  )
  return {
    successes: Float64Array.from(successes),
    trials: Float64Array.from(trials),
    x: scaled,
    scale,
    effect,
    termOf: Uint8Array.from(termOf),
    termCount: terms.length,
    constant: logChoose(successes, trials),
  }
}

function requireCounts(successes: ArrayLike<number>, trials: ArrayLike<number>): void {
  const n = successes.length
  if (trials.length !== n) throw new NumericError('survey.shape', `${n} rows of successes, ${trials.length} of trials`)
  let hits = 0
  let misses = 0
  for (let i = 0; i < n; i++) {
    if (!Number.isInteger(trials[i]) || trials[i] < 1)
      throw new NumericError('survey.value', `trials[${i}] is ${trials[i]}`)
    if (!Number.isInteger(successes[i]) || successes[i] < 0 || successes[i] > trials[i]) {
      throw new NumericError('survey.value', `successes[${i}] is ${successes[i]} of ${trials[i]}`)
    }
    hits += successes[i]
    misses += trials[i] - successes[i]
  }
  if (hits === 0 || misses === 0) {
    throw new NumericError('survey.separation', hits === 0 ? 'nobody succeeded' : 'everybody succeeded')
  }
}

function logChoose(successes: ArrayLike<number>, trials: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < successes.length; i++) {
    if (trials[i] === 1) continue
    sum += gammaLn(trials[i] + 1) - gammaLn(successes[i] + 1) - gammaLn(trials[i] - successes[i] + 1)
  }
  return sum
}
