import { chiSquareCdf, choleskyFactor, choleskyInverse, type Matrix, matrix, NumericError, newton } from '@kepu/numeric'
import { type Items, MISSING, orderedItems } from '../model/items.ts'
import type { Responses } from '../model/responses.ts'
import { type AnswerSet, answerSets, symmetricFunctions } from './symmetric.ts'

/** A Rasch or rating-scale model fitted without any assumption on the distribution of ability. */
export interface ConditionalFit {
  /** slope 1, partial credit form, on a scale where the difficulties sum to 0 */
  readonly items: Items
  /** [J] β, sum 0 */
  readonly difficulty: Float64Array
  /** [J] */
  readonly difficultyError: Float64Array
  /** [K − 2] ω₂ … ω_{K−1} of the rating scale, ω₁ = 0; empty for binary items */
  readonly step: Float64Array
  /** [K − 2] */
  readonly stepError: Float64Array
  readonly logLikelihood: number
  readonly converged: boolean
  readonly iterations: number
}

/**
 * Conditional maximum likelihood for binary items (Rasch) or items of one rating scale: given the sum score, ability drops out of the likelihood.
 *
 *   P(x = k) ∝ exp(kθ − kβ_j − ω_k),  Σβ = 0,  ω₀ = ω₁ = 0;  log L = −Σ n_jk(kβ_j + ω_k) − Σ_r N_r log γ_r
 *
 * @param responses  [N × J] all items with the same categories; gaps are allowed as long as the items hang together
 * @throws NumericError irt.shape · irt.itemConstant · irt.categoryEmpty (name item or category) · irt.notIdentified when items do not hang together
 * Validity: slopes must be equal in truth; nothing is learnt from persons with the lowest or highest sum.
 * Time O(cycles·sets·J³·K²·S) for the information. Source: Andersen (1973), Br. J. Math. Stat. Psychol. 26, 31–44; Fischer & Molenaar (1995), Rasch Models, ch. 3.
 * Checked: R eRm 1.0.2 RM and RSM.
 */
export function calibrateConditional(responses: Responses): ConditionalFit {
  const { items: count } = responses
  const { categories, counts } = categoryCounts(responses)
  const sets = answerSets(responses, categories)
  const design = intercepts(count, categories)
  const evaluate = (free: Float64Array) => conditionalLikelihood(design, sets, counts, categories, free)
  const found = newton(evaluate, new Float64Array(design.cols), { gradientTolerance: 1e-12, maxIterations: 100 })
  const information = evaluate(found.x).hessian
  const covariance = invert(information)
  const difficulty = new Float64Array(count)
  const difficultyError = new Float64Array(count)
  for (let j = 1; j < count; j++) {
    difficulty[j] = found.x[j - 1]
    difficulty[0] -= found.x[j - 1]
    difficultyError[j] = Math.sqrt(covariance.data[(j - 1) * (design.cols + 1)])
    for (let l = 1; l < count; l++) difficultyError[0] += covariance.data[j - 1 + (l - 1) * design.cols]
  }
  difficultyError[0] = Math.sqrt(difficultyError[0])
  const steps = Array.from({ length: categories - 2 }, (_, s) => count - 1 + s)
  const d = applied(design, found.x)
  return {
    items: orderedItems('partialCredit', new Float64Array(count).fill(1), listsOf(d, count, categories)),
    difficulty,
    difficultyError,
    step: Float64Array.from(steps, (f) => found.x[f]),
    stepError: Float64Array.from(steps, (f) => Math.sqrt(covariance.data[f * (design.cols + 1)])),
    logLikelihood: -found.value,
    converged: found.converged || found.reason === 'lineSearch',
    iterations: found.iterations,
  }
}

/** Andersen's likelihood-ratio test that the items are equally difficult in all groups of persons. */
export interface AndersenTest {
  readonly statistic: number
  readonly df: number
  readonly p: number
}

/**
 * Andersen's test of the Rasch (or rating scale) model: conditional fits in groups of persons against the fit to all.
 *
 *   LR = 2(Σ_g log L_g − log L),  df = (groups − 1)·parameters
 *
 * @param group  [N] codes 0 … G − 1: by sum score, sex, district …
 * @throws as `calibrateConditional`, for each group · NumericError irt.group
 * Source: Andersen (1973), Psychometrika 38, 123–140. Checked: R eRm 1.0.2 LRtest.
 */
export function andersenTest(responses: Responses, group: ArrayLike<number>): AndersenTest {
  const { persons, items, answer } = responses
  if (group.length !== persons)
    throw new NumericError('irt.group', `${group.length} group codes for ${persons} persons`)
  const codes = [...new Set(Array.from(group))]
  if (codes.length < 2) throw new NumericError('irt.group', 'all persons are in one group')
  const whole = calibrateConditional(responses)
  const parts = codes.map((code) => {
    const members = Array.from({ length: persons }, (_, i) => i).filter((i) => group[i] === code)
    const part = new Uint8Array(members.length * items)
    for (let j = 0; j < items; j++) {
      members.forEach((i, m) => {
        part[m + j * members.length] = answer[i + j * persons]
      })
    }
    return calibrateConditional({ persons: members.length, items, answer: part })
  })
  const statistic = 2 * (parts.reduce((sum, { logLikelihood }) => sum + logLikelihood, 0) - whole.logLikelihood)
  const df = (codes.length - 1) * (items - 1 + whole.step.length)
  return { statistic, df, p: chiSquareCdf(Math.max(statistic, 0), df, 'upper') }
}

function categoryCounts({ persons, items, answer }: Responses): { categories: number; counts: Float64Array } {
  if (items < 2 || answer.length !== persons * items) {
    throw new NumericError('irt.shape', `${answer.length} answers of ${persons} persons to ${items} items`)
  }
  let categories = 2
  for (const code of answer) if (code !== MISSING && code >= categories) categories = code + 1
  const counts = new Float64Array(items * categories)
  for (let j = 0; j < items; j++) {
    for (let i = 0; i < persons; i++) {
      const code = answer[i + j * persons]
      if (code !== MISSING) counts[j * categories + code] += 1
    }
    const seen = counts.subarray(j * categories, (j + 1) * categories).filter((n) => n > 0).length
    if (seen < 2)
      throw new NumericError('irt.itemConstant', `item ${j}: all who answered gave the same answer, or nobody answered`)
  }
  for (let k = 0; k < categories; k++) {
    let sum = 0
    for (let j = 0; j < items; j++) sum += counts[j * categories + k]
    if (sum === 0)
      throw new NumericError('irt.categoryEmpty', `nobody is in category ${k} of ${categories} of any item`)
  }
  return { categories, counts }
}

/** d_jk = −kβ_j − ω_k as a matrix on (β₂ … β_J, ω₂ … ω_{K−1}); rows j·K + k. */
function intercepts(count: number, categories: number): Matrix {
  const cols = count - 1 + categories - 2
  const rows = count * categories
  const design = matrix(rows, cols)
  for (let j = 0; j < count; j++) {
    for (let k = 1; k < categories; k++) {
      const row = j * categories + k
      for (let f = 0; f < count - 1; f++) if (j === 0 || f === j - 1) design.data[row + f * rows] = j === 0 ? k : -k
      if (k >= 2) design.data[row + (count - 3 + k) * rows] = -1
    }
  }
  return design
}

function applied({ rows, cols, data }: Matrix, free: ArrayLike<number>): Float64Array {
  const d = new Float64Array(rows)
  for (let f = 0; f < cols; f++) for (let r = 0; r < rows; r++) d[r] += data[r + f * rows] * free[f]
  return d
}

function listsOf(d: Float64Array, count: number, categories: number): Float64Array[] {
  return Array.from({ length: count }, (_, j) => d.slice(j * categories + 1, (j + 1) * categories))
}

/** −log L with gradient and Hessian by the free parameters. */
function conditionalLikelihood(
  design: Matrix,
  sets: readonly AnswerSet[],
  counts: Float64Array,
  categories: number,
  free: Float64Array,
): { value: number; gradient: Float64Array; hessian: Matrix } {
  const d = applied(design, free)
  const epsilon = d.map(Math.exp)
  const size = d.length
  const expected = new Float64Array(size)
  const second = matrix(size, size)
  let value = 0
  for (let c = 0; c < size; c++) value -= counts[c] * d[c]
  for (const set of sets) value += addSet(set, epsilon, categories, expected, second)
  const byD = expected.map((e, c) => e - counts[c])
  const gradient = new Float64Array(design.cols)
  for (let f = 0; f < design.cols; f++) for (let c = 0; c < size; c++) gradient[f] += design.data[c + f * size] * byD[c]
  return { value, gradient, hessian: sandwiched(design, second) }
}

/** Adds a set's expected counts and the covariance of its counts given the sums; answers Σ N_r log γ_r. */
function addSet(
  set: AnswerSet,
  epsilon: Float64Array,
  categories: number,
  expected: Float64Array,
  second: Matrix,
): number {
  const { items, persons } = set
  const size = expected.length
  const gamma = symmetricFunctions(epsilon, categories, items)
  let value = 0
  for (let r = 0; r < gamma.length; r++) if (persons[r] > 0) value += persons[r] * Math.log(gamma[r])
  const share = new Map<number, Float64Array>()
  for (const j of items) {
    const rest = symmetricFunctions(
      epsilon,
      categories,
      items.filter((i) => i !== j),
    )
    for (let k = 1; k < categories; k++) {
      const c = j * categories + k
      const p = gamma.map((whole, r) => (r >= k && r - k < rest.length ? (epsilon[c] * rest[r - k]) / whole : 0))
      share.set(c, p)
      for (let r = 0; r < gamma.length; r++) expected[c] += persons[r] * p[r]
    }
  }
  for (const [c, p] of share) {
    for (const [e, o] of share) {
      if (e > c) continue
      const joint = jointShare(c, e, items, epsilon, categories, gamma, p)
      let sum = 0
      for (let r = 0; r < gamma.length; r++) sum += persons[r] * (joint[r] - p[r] * o[r])
      second.data[c + e * size] += sum
      if (e !== c) second.data[e + c * size] += sum
    }
  }
  return value
}

/** Probability, given each sum, that both cells occur: c and e are item·K + category. */
function jointShare(
  c: number,
  e: number,
  items: readonly number[],
  epsilon: Float64Array,
  categories: number,
  gamma: Float64Array,
  own: Float64Array,
): Float64Array {
  const [j, l] = [Math.floor(c / categories), Math.floor(e / categories)]
  if (j === l) return c === e ? own : new Float64Array(gamma.length)
  const rest = symmetricFunctions(
    epsilon,
    categories,
    items.filter((i) => i !== j && i !== l),
  )
  const points = (c % categories) + (e % categories)
  return gamma.map((whole, r) => {
    return r >= points && r - points < rest.length ? (epsilon[c] * epsilon[e] * rest[r - points]) / whole : 0
  })
}

function sandwiched(design: Matrix, second: Matrix): Matrix {
  const { rows, cols, data } = design
  const half = matrix(rows, cols)
  for (let f = 0; f < cols; f++) {
    for (let e = 0; e < rows; e++) {
      const factor = data[e + f * rows]
      if (factor === 0) continue
      for (let c = 0; c < rows; c++) half.data[c + f * rows] += second.data[c + e * rows] * factor
    }
  }
  const result = matrix(cols, cols)
  for (let f = 0; f < cols; f++) {
    for (let g = 0; g < cols; g++) {
      for (let c = 0; c < rows; c++) result.data[f + g * cols] += data[c + f * rows] * half.data[c + g * rows]
    }
  }
  return result
}

function invert(information: Matrix): Matrix {
  try {
    return choleskyInverse(choleskyFactor(information))
  } catch (error) {
    if (!(error instanceof NumericError)) throw error
    throw new NumericError('irt.notIdentified', `the items do not hang together: ${error.message}`)
  }
}
