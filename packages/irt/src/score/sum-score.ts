import { NumericError, rectangularNodes } from '@kepu/numeric'
import { abilityWeights } from '../fit/ability.ts'
import { categoryStarts, nodeProbabilities } from '../fit/tables.ts'
import type { Items } from '../model/items.ts'

/** What each sum score says about ability. */
export interface SumScoreTable {
  /** [S + 1] posterior mean for sum score 0 … S */
  readonly theta: Float64Array
  /** [S + 1] posterior standard deviation */
  readonly standardError: Float64Array
  /** [S + 1] share of persons expected at the sum score */
  readonly probability: Float64Array
}

/**
 * Distribution of the sum score at each node, by Lord and Wingersky's recursion.
 *
 * @returns  [(S + 1) × Q] at s·Q + q, S = Σ (categories − 1)
 * Source: Lord & Wingersky (1984), Appl. Psychol. Meas. 8, 453–461; Thissen et al. (1995), 19, 39–49 for several categories. Checked: all patterns enumerated.
 */
export function sumScoreDistribution(items: Items, node: Float64Array): Float64Array {
  const nodes = node.length
  const probability = nodeProbabilities(items, node)
  const starts = categoryStarts(items)
  let most = 0
  for (const count of items.categories) most += count - 1
  let result = new Float64Array((most + 1) * nodes)
  result.fill(1, 0, nodes)
  let reached = 0
  for (let j = 0; j < items.model.length; j++) {
    const next = new Float64Array(result.length)
    for (let k = 0; k < items.categories[j]; k++) {
      const row = (starts[j] + k) * nodes
      for (let s = 0; s <= reached; s++) {
        for (let q = 0; q < nodes; q++) next[(s + k) * nodes + q] += result[s * nodes + q] * probability[row + q]
      }
    }
    reached += items.categories[j] - 1
    result = next
  }
  return result
}

/**
 * Expected a posteriori ability for every sum score: a conversion table that needs no computer.
 *
 * @param ability  mean and variance of ability before the answers
 * @param node     [Q]; 61 evenly spaced nodes on [−6, 6] when not said
 * @throws NumericError irt.ability
 * Validity: for answers without gaps; a sum over a person's own selection of items needs that person's own table.
 * Source: Thissen, Pommerich, Billeaud & Williams (1995), Appl. Psychol. Meas. 19, 39–49. Checked: R mirt 1.47 fscores(method = 'EAPsum').
 */
export function sumScoreTable(
  items: Items,
  ability: { readonly mean: number; readonly variance: number } = { mean: 0, variance: 1 },
  node: Float64Array = rectangularNodes(-6, 6, 61).node,
): SumScoreTable {
  if (!(ability.variance > 0)) throw new NumericError('irt.ability', `variance ${ability.variance}`)
  const prior = abilityWeights(node, ability.mean, ability.variance)
  const distribution = sumScoreDistribution(items, node)
  const scores = distribution.length / node.length
  const theta = new Float64Array(scores)
  const standardError = new Float64Array(scores)
  const probability = new Float64Array(scores)
  for (let s = 0; s < scores; s++) {
    let sum = 0
    let first = 0
    for (let q = 0; q < node.length; q++) {
      const weight = prior[q] * distribution[s * node.length + q]
      sum += weight
      first += weight * node[q]
    }
    const mean = first / sum
    let second = 0
    for (let q = 0; q < node.length; q++) {
      second += prior[q] * distribution[s * node.length + q] * (node[q] - mean) ** 2
    }
    theta[s] = mean
    standardError[s] = Math.sqrt(second / sum)
    probability[s] = sum
  }
  return { theta, standardError, probability }
}
