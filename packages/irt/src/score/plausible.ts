import { type Matrix, matrix, NumericError, type Random, rectangularNodes } from '@kepu/numeric'
import { categoryStarts, nodeProbabilities } from '../fit/tables.ts'
import { type Items, MISSING } from '../model/items.ts'
import { categoryProbabilities } from '../model/probability.ts'
import { checkResponses, type Responses } from '../model/responses.ts'
import { type AbilityPrior, checkPrior, priorOf, standardAbility } from './prior.ts'

/** How far the posterior density may rise above the straight line between two nodes; the bound is 1 + step²/(8σ²) for a normal posterior. */
const ENVELOPE = 1.3

/**
 * Plausible values: independent draws from each person's posterior distribution of ability.
 *
 * Rejection sampling: proposed from the straight lines between the nodes' densities, accepted by the true density; the draws are exact, not rounded to nodes.
 * For unbiased regressions on covariates the prior must hold them: give each person the mean that a latent regression fits.
 *
 * @param draws      D ≥ 1
 * @param generator  the same seed gives the same values
 * @returns          [N × D] column-major
 * @throws NumericError irt.shape · irt.answer · irt.ability · irt.argument · irt.impossible
 * Validity: where a posterior is not narrower than the step between nodes (0.1).
 * Source: Mislevy (1991), Psychometrika 56, 177–196. Checked: means and variances against EAP scores and R mirt 1.47, TAM 4.3.
 */
export function plausibleValues(
  responses: Responses,
  items: Items,
  draws: number,
  generator: Random,
  prior: AbilityPrior = standardAbility,
): Matrix {
  checkResponses(responses, items)
  checkPrior(prior, responses.persons)
  if (!(Number.isInteger(draws) && draws >= 1)) throw new NumericError('irt.argument', `${draws} draws`)
  const { persons, answer } = responses
  const sampler = new PosteriorSampler(items)
  const result = matrix(persons, draws)
  const codes = new Uint8Array(items.model.length)
  for (let i = 0; i < persons; i++) {
    for (let j = 0; j < codes.length; j++) codes[j] = answer[i + j * persons]
    const { mean, variance } = priorOf(prior, i)
    sampler.prepare(codes, mean, variance, i)
    for (let d = 0; d < draws; d++) result.data[i + d * persons] = sampler.draw(codes, mean, variance, generator)
  }
  return result
}

/** Draws from one posterior after another. */
class PosteriorSampler {
  private readonly items: Items
  private readonly node: Float64Array
  private readonly logP: Float64Array
  private readonly categoryStart: Uint32Array
  private readonly density: Float64Array
  private readonly cumulated: Float64Array
  private readonly room = new Float64Array(256)
  private highest = 0

  constructor(items: Items) {
    this.items = items
    this.node = rectangularNodes(-7, 7, 141).node
    this.logP = nodeProbabilities(items, this.node).map((p) => Math.log(Math.max(p, 1e-300)))
    this.categoryStart = categoryStarts(items)
    this.density = new Float64Array(this.node.length)
    this.cumulated = new Float64Array(this.node.length)
  }

  prepare(codes: Uint8Array, mean: number, variance: number, person: number): void {
    const { node, density, cumulated, logP, categoryStart } = this
    const nodes = node.length
    for (let q = 0; q < nodes; q++) density[q] = (-0.5 * (node[q] - mean) ** 2) / variance
    for (let j = 0; j < codes.length; j++) {
      if (codes[j] === MISSING) continue
      const row = (categoryStart[j] + codes[j]) * nodes
      for (let q = 0; q < nodes; q++) density[q] += logP[row + q]
    }
    this.highest = density.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
    if (!Number.isFinite(this.highest)) {
      throw new NumericError('irt.impossible', `person ${person} has no likelihood at any node`)
    }
    for (let q = 0; q < nodes; q++) {
      density[q] = Math.exp(density[q] - this.highest)
      cumulated[q] = q === 0 ? 0 : cumulated[q - 1] + 0.5 * (density[q - 1] + density[q])
    }
  }

  draw(codes: Uint8Array, mean: number, variance: number, generator: Random): number {
    for (;;) {
      const { theta, line } = this.propose(generator)
      if (generator.uniform() * ENVELOPE * line <= this.trueDensity(codes, theta, mean, variance)) return theta
    }
  }

  private propose(generator: Random): { theta: number; line: number } {
    const { node, density, cumulated } = this
    const target = generator.uniform() * cumulated[node.length - 1]
    let low = 0
    let high = node.length - 1
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (cumulated[middle] <= target) low = middle
      else high = middle
    }
    const [a, b] = [density[low], density[high]]
    const area = target - cumulated[low]
    // Root of a·t + (b − a)·t²/2 = area on [0, 1], in the form that does not cancel.
    const t = Math.min((2 * area) / (a + Math.sqrt(Math.max(a * a + 2 * (b - a) * area, 0))) || 0, 1)
    return { theta: node[low] + t * (node[high] - node[low]), line: a + (b - a) * t }
  }

  private trueDensity(codes: Uint8Array, theta: number, mean: number, variance: number): number {
    const { items, room } = this
    let log = (-0.5 * (theta - mean) ** 2) / variance
    for (let j = 0; j < codes.length; j++) {
      if (codes[j] === MISSING) continue
      categoryProbabilities(items, j, theta, room)
      log += Math.log(room[codes[j]])
    }
    return Math.exp(log - this.highest)
  }
}
