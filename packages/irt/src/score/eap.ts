import { NumericError, rectangularNodes } from '@kepu/numeric'
import { requireEvenNodes } from '../fit/ability.ts'
import { multiplyRows } from '../fit/expectation.ts'
import { type PackedResponses, packResponses, personOf } from '../fit/pack.ts'
import { type BlockTables, blockTables } from '../fit/tables.ts'
import type { Items } from '../model/items.ts'
import { checkResponses, type Responses } from '../model/responses.ts'
import { type AbilityPrior, checkPrior, isCommon, nodePriors, standardAbility } from './prior.ts'

/** Abilities of N persons. */
export interface Scores {
  /** [N] */
  readonly theta: Float64Array
  /** [N] */
  readonly standardError: Float64Array
}

/** Posterior means with the marginal log-likelihoods. */
export interface PosteriorScores extends Scores {
  /** [N] log Σ_q π_q P(answers | θ_q) */
  readonly logMarginal: Float64Array
}

/** How abilities are scored. */
export interface ScoreOptions {
  /** N(0, 1) when not said */
  readonly prior?: AbilityPrior
  /** where ability is looked at; when not said, 61 evenly spaced nodes on [−6, 6], twice as many as long as some posterior is narrower than the step */
  readonly node?: Float64Array
}

/**
 * Expected a posteriori ability: the posterior's mean and standard deviation.
 *
 *   θ̂ = Σ_q θ_q π_q L(θ_q)/Σ_q π_q L(θ_q)
 *
 * A person without answers gets the prior's mean and deviation.
 *
 * @param responses  [N × J]
 * @returns          in units of the items' scale
 * @throws NumericError irt.shape · irt.answer · irt.ability · irt.node · irt.impossible · irt.gridTooCoarse when a standard error is below the step of the given nodes
 *                      (above it, and with slope·step up to 1.25, doubling the nodes moves θ̂ by less than 1e-4)
 * Time O(N·blocks·Q). Source: Bock & Mislevy (1982), Appl. Psychol. Meas. 6, 431–444. Checked: R mirt 1.47 fscores; the sum done item by item in logs.
 */
export function scoreEap(responses: Responses, items: Items, options: ScoreOptions = {}): PosteriorScores {
  const { prior = standardAbility } = options
  checkResponses(responses, items)
  checkPrior(prior, responses.persons)
  const packed = packResponses(responses, items.categories, { collapse: isCommon(prior) })
  if (options.node !== undefined) {
    requireEvenNodes(options.node)
    return byPerson(packed, scoreRows(packed, items, options.node, prior))
  }
  for (let nodes = 61; ; nodes = 2 * nodes - 1) {
    const { node } = rectangularNodes(-6, 6, nodes)
    try {
      return byPerson(packed, scoreRows(packed, items, node, prior))
    } catch (error) {
      if (!(error instanceof NumericError && error.code === 'irt.gridTooCoarse' && nodes < 2000)) throw error
    }
  }
}

/** Rows whose priors are laid out at one time, so that memory stays small. */
const CHUNK = 4096

function scoreRows(packed: PackedResponses, items: Items, node: Float64Array, prior: AbilityPrior): PosteriorScores {
  const tables = blockTables(packed, items, node)
  const { rows } = packed
  const result = {
    theta: new Float64Array(rows),
    standardError: new Float64Array(rows),
    logMarginal: new Float64Array(rows),
  }
  for (let from = 0; from < rows; from += CHUNK) {
    const to = Math.min(from + CHUNK, rows)
    const { weight, stride } = nodePriors(prior, node, from, to)
    scoreChunk(packed, tables, node, weight, stride, from, to, result)
  }
  return result
}

function scoreChunk(
  packed: PackedResponses,
  { nodes, likelihood, logScale }: BlockTables,
  node: Float64Array,
  prior: Float64Array,
  stride: number,
  from: number,
  to: number,
  { theta, standardError, logMarginal }: PosteriorScores,
): void {
  const { blocks, code, stateStart } = packed
  const posterior = new Float64Array(nodes)
  const at = new Int32Array(blocks)
  const step = nodes > 1 ? (node[nodes - 1] - node[0]) / (nodes - 1) : 0
  for (let r = from; r < to; r++) {
    let scale = 0
    for (let b = 0; b < blocks; b++) {
      const state = stateStart[b] + code[r * blocks + b]
      at[b] = state * nodes
      scale += logScale[state]
    }
    multiplyRows(posterior, likelihood, at, blocks, prior, (r - from) * stride)
    let sum = 0
    let first = 0
    for (let q = 0; q < nodes; q++) {
      sum += posterior[q]
      first += posterior[q] * node[q]
    }
    if (!(sum > 1e-280))
      throw new NumericError('irt.impossible', `${personOf(packed, r)} has no likelihood at any node`)
    const mean = first / sum
    let second = 0
    for (let q = 0; q < nodes; q++) second += posterior[q] * (node[q] - mean) * (node[q] - mean)
    const deviation = Math.sqrt(second / sum)
    if (deviation < step) {
      throw new NumericError(
        'irt.gridTooCoarse',
        `${personOf(packed, r)}: standard error ${deviation} < step ${step} between nodes`,
      )
    }
    theta[r] = mean
    standardError[r] = deviation
    logMarginal[r] = scale + Math.log(sum)
  }
}

function byPerson({ rowOf }: PackedResponses, rows: PosteriorScores): PosteriorScores {
  const pick = (values: Float64Array): Float64Array => Float64Array.from(rowOf, (r) => values[r])
  return { theta: pick(rows.theta), standardError: pick(rows.standardError), logMarginal: pick(rows.logMarginal) }
}
