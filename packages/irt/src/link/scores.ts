import { findRoot, NumericError, type Quadrature } from '@kepu/numeric'
import { expectedScore } from '../information/information.ts'
import type { Items } from '../model/items.ts'
import { sumScoreDistribution } from '../score/sum-score.ts'
import { equateEquipercentile } from './equipercentile.ts'

/** Sum scores of one form as sum scores of another. */
export interface TrueScoreEquating {
  /** [S + 1] for score 0 … S of form X: the score of form Y */
  readonly score: Float64Array
  /** [S + 1] ability at which form X is expected to give the score; NaN at and below the sum of the lower asymptotes, and at the top */
  readonly theta: Float64Array
}

/**
 * True-score equating: the score of form Y that is expected at the ability at which form X is expected to give a score.
 *
 *   T_X(θ) = x,  y = T_Y(θ)
 *
 * At or below the sum of the lower asymptotes, where no ability gives x, y = x·(sum of Y's asymptotes)/(sum of X's) (Kolen's interpolation); the top score goes to
 * the top score.
 *
 * @param x, y  both forms on one scale of ability
 * @throws NumericError irt.item when a lower asymptote leaves no room, or a curve does not rise (negative slopes)
 * Validity: applied to observed scores it is a convention; a true score is not one.
 * Source: Kolen & Brennan (2014), §6.5. Checked: R plink 1.5 equate (Kolen and Brennan's forms); a form is equated to itself.
 */
export function equateTrueScores(x: Items, y: Items): TrueScoreEquating {
  const top = topScore(x)
  const floorX = lowestExpected(x)
  const floorY = lowestExpected(y)
  const theta = new Float64Array(top + 1).fill(Number.NaN)
  const score = new Float64Array(top + 1)
  score[top] = topScore(y)
  for (let s = 0; s < top; s++) {
    if (s <= floorX) {
      score[s] = floorX === 0 ? 0 : (s * floorY) / floorX
      continue
    }
    theta[s] = abilityAtScore(x, s)
    score[s] = expectedScore(y, [theta[s]])[0]
  }
  return { score, theta }
}

function topScore({ categories }: Items): number {
  return categories.reduce((sum, count) => sum + count - 1, 0)
}

/** Sum of the lower asymptotes: the expected score of somebody who knows nothing. */
function lowestExpected({ model, start, parameter }: Items): number {
  return model.reduce((sum, kind, j) => sum + (kind === 'logistic' ? parameter[start[j] + 2] : 0), 0)
}

/** The ability at which a score is expected. @throws NumericError irt.item when there is none within ±1000 */
function abilityAtScore(items: Items, score: number): number {
  const above = (theta: number): number => expectedScore(items, [theta])[0] - score
  for (let reach = 8; reach <= 1000; reach *= 2) {
    if (above(-reach) < 0 && above(reach) > 0) return findRoot(above, -reach, reach, 1e-13)
  }
  throw new NumericError('irt.item', `no ability is expected to score ${score}: an upper asymptote, or a falling curve`)
}

/**
 * Observed-score equating: equipercentile equating of the sum-score distributions that the model gives both forms in one population.
 *
 * @param x, y      both forms on one scale of ability
 * @param ability   nodes and weights of the (synthetic) population
 * @returns         [S + 1] score of form Y for score 0 … S of form X
 * @throws NumericError irt.frequency
 * Source: Kolen & Brennan (2014), §6.6, with the recursion of Lord & Wingersky (1984). Checked: R plink 1.5 equate (Kolen and Brennan's forms).
 */
export function equateObservedScores(x: Items, y: Items, ability: Quadrature): Float64Array {
  return equateEquipercentile(scoreShares(x, ability), scoreShares(y, ability))
}

/**
 * Shares of the sum scores in a population: Σ_q w_q·P(score | θ_q).
 *
 * @returns  [S + 1]
 * Source: Lord & Wingersky (1984), Appl. Psychol. Meas. 8, 453–461. Checked: sums to 1; the mean is the mean expected score.
 */
export function scoreShares(items: Items, { node, weight }: Quadrature): Float64Array {
  const distribution = sumScoreDistribution(items, Float64Array.from(node))
  const nodes = node.length
  return Float64Array.from({ length: distribution.length / nodes }, (_, s) => {
    let sum = 0
    for (let q = 0; q < nodes; q++) sum += weight[q] * distribution[s * nodes + q]
    return sum
  })
}
