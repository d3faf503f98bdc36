import { NumericError } from '@kepu/numeric'
import { type Items, MISSING } from '../model/items.ts'
import { checkResponses, type Responses } from '../model/responses.ts'
import { addResidual, checkAbilities, noResiduals, type ResidualFit, residualFit, residualMatrix } from './residuals.ts'

/**
 * Fit of each person: outfit, infit, Zh of the answers given, at the given abilities.
 *
 *   outfit = mean of (x − E)²/W,  infit = Σ(x − E)²/ΣW,  Zh = (log L − E log L)/√Var log L
 *
 * @param theta  [N] finite
 * @returns      N of them
 * @throws NumericError irt.shape · irt.answer · irt.notFinite · irt.personEmpty (name the person)
 * Validity: Zh is standard normal at the true ability and for long tests; at an estimated ability it varies less.
 * Source: Wright & Masters (1982), Rating Scale Analysis, ch. 5; Drasgow, Levine & Williams (1985), Br. J. Math. Stat. Psychol. 38, 67–86. Checked: R mirt 1.47 personfit.
 */
export function personFit(responses: Responses, items: Items, theta: ArrayLike<number>): ResidualFit[] {
  checkResponses(responses, items)
  checkAbilities(responses, theta)
  const { persons, answer } = responses
  const room = new Float64Array(256)
  return Array.from({ length: persons }, (_, i) => {
    const sums = noResiduals()
    for (let j = 0; j < items.model.length; j++) {
      const code = answer[i + j * persons]
      if (code !== MISSING) addResidual(sums, items, j, code, theta[i], room)
    }
    if (sums.answers === 0) throw new NumericError('irt.personEmpty', `person ${i} answered nothing`)
    return residualFit(sums)
  })
}

/**
 * Fit of each item: outfit, infit, Zh over the persons who answered it, at the given abilities.
 *
 * @param theta  [N] finite; maximum-likelihood scores agree best with programs of conditional likelihood
 * @returns      J of them
 * @throws NumericError irt.shape · irt.answer · irt.notFinite · irt.itemEmpty (name person or item)
 * Source: as `personFit`. Checked: R mirt 1.47 itemfit(fit_stats = 'infit' and 'Zh').
 */
export function itemFit(responses: Responses, items: Items, theta: ArrayLike<number>): ResidualFit[] {
  checkResponses(responses, items)
  checkAbilities(responses, theta)
  const { persons, answer } = responses
  const room = new Float64Array(256)
  return Array.from({ length: items.model.length }, (_, j) => {
    const sums = noResiduals()
    for (let i = 0; i < persons; i++) {
      const code = answer[i + j * persons]
      if (code !== MISSING) addResidual(sums, items, j, code, theta[i], room)
    }
    if (sums.answers === 0) throw new NumericError('irt.itemEmpty', `nobody answered item ${j}`)
    return residualFit(sums)
  })
}

/**
 * Yen's Q3: correlations of the items' residuals at the given abilities, pairs of answers that are both there.
 *
 * @param theta  [N] finite
 * @returns      [J × J] symmetric, 1 on the diagonal
 * @throws NumericError irt.shape · irt.answer · irt.notFinite · irt.itemEmpty when fewer than three persons answered both items (names them)
 * Validity: without dependence Q3 is about −1/(J − 1), not 0.
 * Source: Yen (1984), Appl. Psychol. Meas. 8, 125–145. Checked: R mirt 1.47 residuals(type = 'Q3').
 */
export function residualCorrelations(responses: Responses, items: Items, theta: ArrayLike<number>): Float64Array {
  checkResponses(responses, items)
  checkAbilities(responses, theta)
  const { persons } = responses
  const count = items.model.length
  const residual = residualMatrix(responses, items, theta)
  const result = new Float64Array(count * count)
  for (let a = 0; a < count; a++) {
    result[a * (count + 1)] = 1
    for (let b = 0; b < a; b++) {
      const r = pairCorrelation(residual, persons, a, b)
      result[a + b * count] = r
      result[b + a * count] = r
    }
  }
  return result
}

function pairCorrelation(residual: Float64Array, persons: number, a: number, b: number): number {
  let n = 0
  let meanA = 0
  let meanB = 0
  let squareA = 0
  let squareB = 0
  let product = 0
  for (let i = 0; i < persons; i++) {
    const x = residual[i + a * persons]
    const y = residual[i + b * persons]
    if (Number.isNaN(x) || Number.isNaN(y)) continue
    n++
    const dx = x - meanA
    const dy = y - meanB
    meanA += dx / n
    meanB += dy / n
    squareA += dx * (x - meanA)
    squareB += dy * (y - meanB)
    product += dx * (y - meanB)
  }
  if (n < 3 || !(squareA > 0 && squareB > 0)) {
    throw new NumericError('irt.itemEmpty', `items ${b} and ${a}: ${n} persons answered both, or all alike`)
  }
  return product / Math.sqrt(squareA * squareB)
}
