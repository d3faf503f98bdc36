import { NumericError } from '@kepu/numeric'
import type { Ability } from './specification.ts'

/**
 * The normal distribution on the nodes: w_q ∝ exp(−(θ_q − μ)²/(2σ²)), sum 1.
 *
 * @throws NumericError irt.ability when no node has weight
 */
export function abilityWeights(node: Float64Array, mean: number, variance: number): Float64Array {
  let nearest = Number.POSITIVE_INFINITY
  for (const x of node) nearest = Math.min(nearest, (x - mean) ** 2)
  const weight = node.map((x) => Math.exp((-0.5 * ((x - mean) ** 2 - nearest)) / variance))
  let sum = 0
  for (const w of weight) sum += w
  if (!(sum > 0))
    throw new NumericError('irt.ability', `ability of mean ${mean} and variance ${variance} has no weight on the nodes`)
  return weight.map((w) => w / sum)
}

/** Mean and variance of weights that sum to any positive number. */
export function weightMoments(node: Float64Array, weight: ArrayLike<number>): { mean: number; variance: number } {
  let sum = 0
  let mean = 0
  for (let q = 0; q < node.length; q++) {
    sum += weight[q]
    mean += weight[q] * node[q]
  }
  mean /= sum
  let variance = 0
  for (let q = 0; q < node.length; q++) variance += weight[q] * (node[q] - mean) ** 2
  return { mean, variance: variance / sum }
}

/**
 * The mean and variance under which expected weights of persons at the nodes are likeliest: the M-step of a group's ability.
 *
 * The discrete normal's own moments must equal the observed ones; they differ from μ and σ² by the cut tails, so a few fixed-point steps are needed.
 *
 * @param count  [Q] expected weight of persons at each node
 */
export function maximiseAbility(node: Float64Array, count: ArrayLike<number>, ability: Ability): Ability {
  if (!ability.estimateMean && !ability.estimateVariance) return ability
  const target = weightMoments(node, count)
  let mean = ability.estimateMean ? target.mean : ability.mean
  const wanted = target.variance + (ability.estimateMean ? 0 : (target.mean - mean) ** 2)
  let variance = ability.estimateVariance ? wanted : ability.variance
  for (let step = 0; step < 100; step++) {
    const has = weightMoments(node, abilityWeights(node, mean, variance))
    const meanGap = ability.estimateMean ? target.mean - has.mean : 0
    const about = has.variance + (ability.estimateMean ? 0 : (has.mean - mean) ** 2)
    const varianceGap = ability.estimateVariance ? wanted - about : 0
    mean += meanGap
    variance += varianceGap
    if (!(variance > 0)) throw new NumericError('irt.ability', `the variance of ability falls to ${variance}`)
    if (Math.abs(meanGap) + Math.abs(varianceGap) < 1e-13 * variance) break
  }
  return { ...ability, mean, variance }
}

/**
 * Throws unless nodes are evenly spaced and rise: only then are the weights of a distribution its density at the nodes.
 *
 * @throws NumericError irt.node
 */
export function requireEvenNodes(node: Float64Array): void {
  const step = (node[node.length - 1] - node[0]) / (node.length - 1)
  const bad = node.findIndex((x, q) => !(Math.abs(x - node[0] - q * step) <= 1e-9 * Math.abs(step)))
  if (node.length < 2 || !(step > 0) || bad >= 0) {
    throw new NumericError(
      'irt.node',
      `nodes must rise in even steps: ${node.length} of them, node ${bad} is ${node[bad]}`,
    )
  }
}
