import { NumericError, rectangularNodes } from '@kepu/numeric'
import { abilityWeights } from '../fit/ability.ts'
import { categoryStarts, nodeProbabilities } from '../fit/tables.ts'
import { type Items, MISSING, selectItems } from '../model/items.ts'
import { checkResponses, type Responses } from '../model/responses.ts'
import { sumScoreDistribution } from '../score/sum-score.ts'
import { type ItemChiSquare, itemChiSquareOf } from './chi-square.ts'
import { collapseTable } from './collapse.ts'

/** What was estimated, and how the tables are made. */
export interface OrlandoThissenOptions {
  /** [J] parameters estimated for each item */
  readonly estimated: ArrayLike<number>
  /** parameters of the ability distribution that were estimated; 0 when not said */
  readonly abilityParameters?: number
  /** mean and variance of ability; N(0, 1) when not said */
  readonly ability?: { readonly mean: number; readonly variance: number }
  /** least expected count of a cell; 1 when not said */
  readonly leastExpected?: number
  /** 61 evenly spaced nodes on [−6, 6] when not said */
  readonly node?: Float64Array
}

/**
 * Orlando and Thissen's S-X² of each item (Kang and Chen's for several categories): observed against expected answers by sum score.
 *
 *   E_sk = N_s·∫P_k(θ) f(s − k | θ without the item) φ(θ)dθ/∫f(s | θ)φ(θ)dθ,  S-X² = Σ (O − E)²/E after merging sparse cells
 *
 * @throws NumericError irt.shape · irt.answer · irt.missing (S-X² needs complete answers; names the person) · irt.argument for fewer than three items
 * Validity: df ≤ 0 after merging gives p = 1.
 * Source: Orlando & Thissen (2000), Appl. Psychol. Meas. 24, 50–64; Kang & Chen (2008), J. Educ. Meas. 45, 391–406. Checked: R mirt 1.47 itemfit.
 */
export function orlandoThissen(responses: Responses, items: Items, options: OrlandoThissenOptions): ItemChiSquare[] {
  checkResponses(responses, items)
  const count = items.model.length
  const { estimated, abilityParameters = 0, ability = { mean: 0, variance: 1 }, leastExpected = 1 } = options
  if (estimated.length !== count)
    throw new NumericError('irt.shape', `${estimated.length} parameter counts for ${count} items`)
  if (count < 3) throw new NumericError('irt.argument', `S-X² of ${count} items`)
  const gap = responses.answer.indexOf(MISSING)
  if (gap >= 0) {
    const [i, j] = [gap % responses.persons, Math.floor(gap / responses.persons)]
    throw new NumericError('irt.missing', `person ${i} did not answer item ${j}: S-X² needs complete answers`)
  }
  const node = options.node ?? rectangularNodes(-6, 6, 61).node
  const prior = abilityWeights(node, ability.mean, ability.variance)
  const whole = sumScoreDistribution(items, node)
  const sums = sumScores(responses)
  return Array.from({ length: count }, (_, j) => {
    const observed = observedTable(responses, sums, items, j, whole.length / node.length)
    const expected = expectedTable(items, j, node, prior, whole, observed)
    // The lowest and highest sum score say nothing about the item.
    const { observed: o, expected: e } = collapseTable(
      { observed: observed.slice(1, -1), expected: expected.slice(1, -1) },
      leastExpected,
    )
    let statistic = 0
    let cells = 0
    e.forEach((row, s) => {
      row.forEach((value, k) => {
        statistic += (o[s][k] - value) ** 2 / value
        cells++
      })
    })
    return itemChiSquareOf(statistic, cells - e.length - estimated[j] - abilityParameters, responses.persons)
  })
}

function sumScores({ persons, items, answer }: Responses): Uint32Array {
  const sums = new Uint32Array(persons)
  for (let j = 0; j < items; j++) for (let i = 0; i < persons; i++) sums[i] += answer[i + j * persons]
  return sums
}

function observedTable(
  { persons, answer }: Responses,
  sums: Uint32Array,
  items: Items,
  j: number,
  scores: number,
): number[][] {
  const table = Array.from({ length: scores }, () => new Array<number>(items.categories[j]).fill(0))
  for (let i = 0; i < persons; i++) table[sums[i]][answer[i + j * persons]] += 1
  return table
}

function expectedTable(
  items: Items,
  j: number,
  node: Float64Array,
  prior: Float64Array,
  whole: Float64Array,
  observed: readonly (readonly number[])[],
): (number | null)[][] {
  const nodes = node.length
  const others = Array.from({ length: items.model.length }, (_, i) => i).filter((i) => i !== j)
  const rest = sumScoreDistribution(selectItems(items, others), node)
  const restScores = rest.length / nodes
  const probability = nodeProbabilities(items, node)
  const first = categoryStarts(items)[j]
  return observed.map((cells, s) => {
    let share = 0
    for (let q = 0; q < nodes; q++) share += whole[s * nodes + q] * prior[q]
    const persons = cells.reduce((a, b) => a + b, 0)
    return cells.map((_, k) => {
      if (s - k < 0 || s - k >= restScores) return null
      let joint = 0
      for (let q = 0; q < nodes; q++)
        joint += rest[(s - k) * nodes + q] * probability[(first + k) * nodes + q] * prior[q]
      return (persons * joint) / share
    })
  })
}
