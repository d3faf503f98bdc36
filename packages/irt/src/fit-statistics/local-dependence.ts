import { NumericError, rectangularNodes } from '@kepu/numeric'
import { abilityWeights } from '../fit/ability.ts'
import { categoryStarts, nodeProbabilities } from '../fit/tables.ts'
import { type Items, MISSING } from '../model/items.ts'
import { checkResponses, type Responses } from '../model/responses.ts'

/** Local dependence of pairs of items. */
export interface LocalDependence {
  /** [J × J] symmetric: X² of the pair's table against the model, df (K₁ − 1)(K₂ − 1); 0 on the diagonal */
  readonly chiSquare: Float64Array
  /** [J × J] symmetric: Cramér's V with the sign of the dependence left over; 0 on the diagonal */
  readonly cramerV: Float64Array
}

/**
 * Chen and Thissen's LD-X² for every pair of items: the observed two-way table against the one the model expects.
 *
 * The sign is that of the observed minus the expected Goodman–Kruskal γ. Pairs use the persons who answered both.
 *
 * @param ability  mean and variance; N(0, 1) when not said
 * @throws NumericError irt.shape · irt.answer · irt.ability · irt.itemEmpty when nobody answered both items (names them)
 * Source: Chen & Thissen (1997), J. Educ. Behav. Stat. 22, 265–289. Checked: R mirt 1.47 residuals(type = 'LD').
 */
export function localDependence(
  responses: Responses,
  items: Items,
  ability: { readonly mean: number; readonly variance: number } = { mean: 0, variance: 1 },
  node: Float64Array = rectangularNodes(-6, 6, 61).node,
): LocalDependence {
  checkResponses(responses, items)
  const count = items.model.length
  const prior = abilityWeights(node, ability.mean, ability.variance)
  const probability = nodeProbabilities(items, node)
  const starts = categoryStarts(items)
  const chiSquare = new Float64Array(count * count)
  const cramerV = new Float64Array(count * count)
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      const observed = pairTable(responses, items, a, b)
      const persons = observed.reduce((sum, n) => sum + n, 0)
      if (persons === 0) throw new NumericError('irt.itemEmpty', `nobody answered both item ${a} and item ${b}`)
      const expected = observed.map((_, cell) => {
        const [k, m] = [Math.floor(cell / items.categories[b]), cell % items.categories[b]]
        const first = (starts[a] + k) * node.length
        const second = (starts[b] + m) * node.length
        let joint = 0
        for (let q = 0; q < node.length; q++) joint += prior[q] * probability[first + q] * probability[second + q]
        return persons * joint
      })
      let statistic = 0
      for (let cell = 0; cell < observed.length; cell++) {
        statistic += (observed[cell] - expected[cell]) ** 2 / expected[cell]
      }
      const width = items.categories[b]
      const sign = gammaCorrelation(observed, width) - gammaCorrelation(expected, width) < 0 ? -1 : 1
      const v = sign * Math.sqrt(statistic / (persons * (Math.min(items.categories[a], width) - 1)))
      for (const place of [a + b * count, b + a * count]) {
        chiSquare[place] = statistic
        cramerV[place] = v
      }
    }
  }
  return { chiSquare, cramerV }
}

function pairTable({ persons, answer }: Responses, items: Items, a: number, b: number): Float64Array {
  const table = new Float64Array(items.categories[a] * items.categories[b])
  for (let i = 0; i < persons; i++) {
    const k = answer[i + a * persons]
    const m = answer[i + b * persons]
    if (k !== MISSING && m !== MISSING) table[k * items.categories[b] + m] += 1
  }
  return table
}

/** Goodman and Kruskal's γ of a table by rows: (concordant − discordant)/(concordant + discordant); 0 when there is neither. */
function gammaCorrelation(table: Float64Array, width: number): number {
  const height = table.length / width
  let concordant = 0
  let discordant = 0
  for (let k = 0; k < height; k++) {
    for (let m = 0; m < width; m++) {
      for (let r = k + 1; r < height; r++) {
        for (let c = 0; c < width; c++) {
          const product = table[k * width + m] * table[r * width + c]
          if (c > m) concordant += product
          if (c < m) discordant += product
        }
      }
    }
  }
  return concordant + discordant > 0 ? (concordant - discordant) / (concordant + discordant) : 0
}
