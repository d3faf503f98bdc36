import { type Matrix, NumericError, rectangularNodes } from '@kepu/numeric'
import type { Items } from '../model/items.ts'
import { checkResponses, type Responses } from '../model/responses.ts'
import { requireEvenNodes } from './ability.ts'
import { type AbilityModel, groupAbility, regressionAbility } from './ability-model.ts'
import { Anderson } from './accelerate.ts'
import { itemCounts } from './counts.ts'
import { type Expectation, expectRows, type Moments, type NodePrior } from './expectation.ts'
import { components, maximise } from './maximise.ts'
import { type Notice, noticesOf } from './notice.ts'
import { type PackedResponses, packResponses } from './pack.ts'
import { logPrior } from './prior.ts'
import { requireSeenCategories } from './seen.ts'
import { type Ability, checkSpecification, itemsAt, possible, type Specification } from './specification.ts'
import { type BlockTables, blockTables } from './tables.ts'

/** How a calibration is done. */
export interface CalibrateOptions {
  /** [N] positive weights of the persons */
  readonly weight?: ArrayLike<number>
  /** [N] group codes 0 … G − 1 */
  readonly group?: ArrayLike<number>
  /** [N × C] covariates of a latent regression, without a column of ones; one group only */
  readonly covariate?: Matrix
  /** where ability is looked at; 61 evenly spaced nodes on [−6, 6] when not said */
  readonly node?: Float64Array
  /** converged when an EM step moves no free parameter by more than this; 1e-6 when not said */
  readonly tolerance?: number
  /** EM cycles; 2000 when not said */
  readonly maxIterations?: number
}

/** Item parameters and ability distribution of largest marginal likelihood, or posterior density when there are priors. */
export interface Calibration {
  /** [G] */
  readonly items: readonly Items[]
  /** [G]; with covariates, the distribution at covariates of zero */
  readonly ability: readonly Ability[]
  /** [F + A] free item parameters (asymptotes as logits), then those of ability: means, log variances, regression coefficients */
  readonly free: Float64Array
  readonly names: readonly string[]
  readonly logLikelihood: number
  readonly logPrior: number
  /** Σ weight */
  readonly persons: number
  readonly aic: number
  readonly bic: number
  readonly converged: boolean
  /** E-steps */
  readonly iterations: number
  /** log-likelihood + log prior at each E-step */
  readonly trace: readonly number[]
  /** the free parameter that the last EM step moved most: where to look when it has not converged */
  readonly lastMove: { readonly name: string; readonly size: number }
  /** what must be known before the numbers are used; empty when nothing is odd */
  readonly notices: readonly Notice[]
  /** what was fitted to, for standard errors and fit statistics */
  readonly fitted: FittedTo
}

/** The data and grid of a calibration. */
export interface FittedTo {
  readonly specification: Specification
  readonly packed: PackedResponses
  readonly node: Float64Array
  readonly abilityModel: AbilityModel
}

/** One E-step for the rows of one group: the arguments of `expectRows`. A pool may split from … to and add the answers. */
export interface ExpectationJob {
  readonly packed: PackedResponses
  readonly tables: BlockTables
  readonly prior: NodePrior
  readonly node: Float64Array
  readonly from: number
  readonly to: number
  readonly moments: Moments | null
}

/**
 * Marginal maximum likelihood (or maximum posterior) calibration by EM.
 *
 *   Σᵢ wᵢ log Σ_q π_q Πⱼ P_j(x_ij | θ_q)  →  max over the free parameters
 *
 * E-step by table rows of up to 256 joint states (`packResponses`), M-step by Fisher scoring, Anderson acceleration of the whole; a step that lowers
 * the objective is taken back. Missing answers drop out (missing by design, or at random).
 *
 * @param responses      [N × J]
 * @param specification  from `specify`, or your own
 * @returns              look at `converged`: a fit that has not converged is returned, not thrown
 * @throws NumericError irt.shape · irt.answer · irt.weight · irt.group · irt.specification · irt.categoryEmpty · irt.node · irt.impossible · irt.ability · irt.covariate
 * Validity: abilities beyond the nodes do not exist; the posterior must not be narrower than the step between nodes (tests of some hundred items).
 * Time O(cycles·N·blocks·Q). Source: Bock & Aitkin (1981), Psychometrika 46, 443–459. Checked: maxima found directly (truth_direct_mml), R mirt 1.47, TAM 4.3.
 */
export function calibrate(
  responses: Responses,
  specification: Specification,
  options: CalibrateOptions = {},
): Calibration {
  const cycles = emCycles(prepare(responses, specification, options), options)
  let step = cycles.next()
  while (!step.done) step = cycles.next(step.value.map(runExpectation))
  return step.value
}

/**
 * `calibrate` with the E-steps done elsewhere: by worker threads, web workers, other machines.
 *
 * @param expect  answers one job, for example by splitting its rows over a pool, `expectRows` on each part and `addExpectation`; jobs with moments must be run
 *                with `expectRows` on this thread
 * @throws as `calibrate`, and whatever `expect` rejects with
 */
export async function calibrateWith(
  expect: (job: ExpectationJob) => Promise<Expectation>,
  responses: Responses,
  specification: Specification,
  options: CalibrateOptions = {},
): Promise<Calibration> {
  const cycles = emCycles(prepare(responses, specification, options), options)
  let step = cycles.next()
  while (!step.done) {
    const answers: Expectation[] = []
    for (const job of step.value) answers.push(await expect(job))
    step = cycles.next(answers)
  }
  return step.value
}

/** Answers a job on this thread. */
export function runExpectation({ packed, tables, prior, node, from, to, moments }: ExpectationJob): Expectation {
  return expectRows(packed, tables, prior, node, from, to, moments)
}

function prepare(responses: Responses, specification: Specification, options: CalibrateOptions): FittedTo {
  checkSpecification(specification)
  const { weight, group, covariate } = options
  const groups = specification.items.length
  checkResponses(responses, specification.items[0])
  if (covariate !== undefined) checkCovariate(covariate, responses.persons, groups)
  const collapse = covariate === undefined
  const packed = packResponses(responses, specification.items[0].categories, { weight, group, collapse })
  if (packed.groupStart.length !== groups + 1) {
    throw new NumericError(
      'irt.group',
      `${packed.groupStart.length - 1} groups of persons, ${groups} in the specification`,
    )
  }
  requireSeenCategories(specification, responses, group)
  const node = options.node ?? rectangularNodes(-6, 6, 61).node
  requireEvenNodes(node)
  const abilityModel =
    covariate === undefined
      ? groupAbility(specification, node)
      : regressionAbility(specification, node, covariate, packed.weight)
  return { specification, packed, node, abilityModel }
}

function checkCovariate({ rows, data }: Matrix, persons: number, groups: number): void {
  if (rows !== persons || groups !== 1) {
    throw new NumericError('irt.shape', `covariates of ${rows} persons for ${persons}, in ${groups} groups`)
  }
  const bad = data.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0)
    throw new NumericError('irt.covariate', `person ${bad % rows}, covariate ${Math.floor(bad / rows)} is ${data[bad]}`)
}

/** The jobs of one E-step at the given free parameters. */
export function expectationJobs(
  { specification, packed, node, abilityModel }: FittedTo,
  x: Float64Array,
): ExpectationJob[] {
  const own = x.subarray(specification.map.free)
  const priors = abilityModel.priors(own)
  const moments = abilityModel.needsMoments ? emptyMoments(packed.rows) : null
  return specification.items.map((_, g) => {
    const tables = blockTables(packed, itemsAt(specification, g, x), node)
    return { packed, tables, prior: priors[g], node, from: packed.groupStart[g], to: packed.groupStart[g + 1], moments }
  })
}

function emptyMoments(rows: number): Moments {
  return { mean: new Float64Array(rows), square: new Float64Array(rows), logMarginal: new Float64Array(rows) }
}

/** The algorithm itself: asks for E-steps, answers with the result. Knows neither threads nor clocks. */
function* emCycles(
  fitted: FittedTo,
  options: CalibrateOptions,
): Generator<ExpectationJob[], Calibration, Expectation[]> {
  const { tolerance = 1e-6, maxIterations = 2000 } = options
  const { specification, abilityModel } = fitted
  const anderson = new Anderson(8)
  let x: Float64Array = Float64Array.from([...specification.start, ...abilityModel.start])
  let safe: Float64Array | null = null
  const trace: number[] = []
  let best = Number.NEGATIVE_INFINITY
  for (;;) {
    const jobs = expectationJobs(fitted, x)
    const answers: Expectation[] = yield jobs
    const logLikelihood = answers.reduce((sum, answer) => sum + answer.logLikelihood, 0)
    const objective = logLikelihood + logPrior(specification.priors, x)
    trace.push(objective)
    const exhausted = trace.length >= maxIterations
    if (safe !== null && !exhausted && !(objective >= best - 1e-9 * Math.abs(best))) {
      x = safe
      safe = null
      anderson.forget()
      continue
    }
    best = objective
    const mapped = emMap(fitted, jobs, answers, x)
    const move = largestMove(x, mapped)
    const converged = move.size <= tolerance
    if (converged || exhausted) return finish(fitted, x, logLikelihood, trace, converged, move)
    safe = mapped
    const jump = anderson.next(x, mapped)
    x = landsWell(specification, jump) ? jump : mapped
  }
}

/** The point that the plain EM step leads to. */
function emMap(
  { specification, packed, node, abilityModel }: FittedTo,
  jobs: readonly ExpectationJob[],
  answers: readonly Expectation[],
  x: Float64Array,
): Float64Array {
  const counts = answers.map(({ count }, g) => itemCounts(packed, specification.items[g], count, node.length))
  const free = maximise(specification, components(specification), { node, counts }, x.slice(0, specification.map.free))
  const own = abilityModel.maximise(x.slice(specification.map.free), counts, jobs[0].moments)
  return Float64Array.from([...free, ...own])
}

function landsWell(specification: Specification, x: Float64Array): boolean {
  return (
    specification.items.every((_, g) => possible(itemsAt(specification, g, x))) &&
    Number.isFinite(logPrior(specification.priors, x))
  )
}

function largestMove(from: Float64Array, to: Float64Array): { place: number; size: number } {
  let place = 0
  for (let i = 1; i < from.length; i++) if (Math.abs(to[i] - from[i]) > Math.abs(to[place] - from[place])) place = i
  return { place, size: from.length === 0 ? 0 : Math.abs(to[place] - from[place]) }
}

function finish(
  fitted: FittedTo,
  x: Float64Array,
  logLikelihood: number,
  trace: readonly number[],
  converged: boolean,
  move: { place: number; size: number },
): Calibration {
  const { specification, packed, abilityModel } = fitted
  const names = [...specification.names, ...abilityModel.names]
  let persons = 0
  for (const w of packed.weight) persons += w
  const items = specification.items.map((_, g) => itemsAt(specification, g, x))
  const ability = abilityModel.abilities(x.subarray(specification.map.free))
  const lastMove = { name: names[move.place] ?? 'nothing is free', size: move.size }
  return {
    items,
    ability,
    notices: [
      ...unfinished(converged, lastMove),
      ...noticesOf(items, ability, fitted.node, isEstimated(specification)),
    ],
    free: x,
    names,
    logLikelihood,
    logPrior: logPrior(specification.priors, x),
    persons,
    aic: 2 * x.length - 2 * logLikelihood,
    bic: Math.log(persons) * x.length - 2 * logLikelihood,
    converged,
    iterations: trace.length,
    trace,
    lastMove,
    fitted,
  }
}

function unfinished(converged: boolean, { name, size }: { name: string; size: number }): Notice[] {
  return converged
    ? []
    : [{ code: 'irt.notConverged', message: `${name} still moves by ${size.toPrecision(2)} in a cycle` }]
}

function isEstimated({ map, items }: Specification): (group: number, place: number) => boolean {
  return (group, place) => {
    const row = group * items[0].parameter.length + place
    return map.rowStart[row + 1] > map.rowStart[row]
  }
}
