import { NumericError } from '@kepu/numeric'
import { derivativeRoom, informationFrom } from '../information/information.ts'
import { abilityDerivatives, categoryProbabilities } from '../model/probability.ts'
import { type AbilityMethod, estimateAbility, posteriorMean } from './ability.ts'
import { type AdaptiveBank, type History, likelihoodAt } from './bank.ts'

/**
 * What makes an item the best next one.
 *
 * - `information`                      most Fisher information at the ability estimated (MFI)
 * - `difficulty`                       difficulty nearest to the ability (bOpt), binary items
 * - `peak`                             most informative point nearest to the ability (thOpt)
 * - `likelihoodWeightedInformation`    ∫ L·I (MLWI);  `posteriorWeightedInformation` ∫ π·L·I (MPWI)
 * - `expectedInformation`              observed information expected after the answer (MEI)
 * - `expectedPosteriorVariance`        least posterior variance expected after the answer (MEPV)
 * - `kullbackLeibler`                  ∫ L·K, K the divergence of the answer at the estimate from that at θ;  `posteriorKullbackLeibler` ∫ π·L·K (KLP)
 * - `globalDiscrimination`             variance of the answer's probabilities under L (GDI);  `posteriorDiscrimination` under π·L (GDIP)
 */
export type Criterion =
  | 'information'
  | 'difficulty'
  | 'peak'
  | 'likelihoodWeightedInformation'
  | 'posteriorWeightedInformation'
  | 'expectedInformation'
  | 'expectedPosteriorVariance'
  | 'kullbackLeibler'
  | 'posteriorKullbackLeibler'
  | 'globalDiscrimination'
  | 'posteriorDiscrimination'

/** Criteria of which the smallest value is the best. */
const smallerIsBetter: ReadonlySet<Criterion> = new Set(['difficulty', 'peak', 'expectedPosteriorVariance'])

/**
 * Value of each candidate under a criterion, larger better: criteria to be made small come with a minus.
 *
 * @param theta       ability estimated so far
 * @param candidates  items that may be asked
 * @param method      how ability is estimated after the answer, for `expectedInformation`
 * @returns           [candidates]
 * @throws NumericError irt.item for `difficulty` with an item of several categories
 *
 * Integrals over the bank's nodes, the likelihood scaled to 1 at its largest: values of one step compare, not those of different steps.
 * Source: van der Linden (1998), Psychometrika 63, 201–216; Chang & Ying (1996), Appl. Psychol. Meas. 20, 213–229; Veerkamp & Berger (1997), J. Educ. Behav. Stat.
 * 22, 203–226; Kaplan, de la Torre & Barrada (2015), Appl. Psychol. Meas. 39, 167–188. Checked: R catR 3.17 nextItem, all criteria.
 */
export function criterionValues(
  bank: AdaptiveBank,
  criterion: Criterion,
  history: History,
  theta: number,
  candidates: readonly number[],
  method: AbilityMethod = { kind: 'eap' },
): Float64Array {
  const value = criterionOf(bank, criterion, history, theta, method)
  const sign = smallerIsBetter.has(criterion) ? -1 : 1
  return Float64Array.from(candidates, (item) => sign * value(item))
}

function criterionOf(
  bank: AdaptiveBank,
  criterion: Criterion,
  history: History,
  theta: number,
  method: AbilityMethod,
): (item: number) => number {
  const room = derivativeRoom(bank.items)
  if (criterion === 'information') return (item) => informationAt(bank, item, theta, room)
  if (criterion === 'difficulty') return (item) => Math.abs(theta - difficultyOf(bank, item))
  if (criterion === 'peak') return (item) => Math.abs(theta - bank.peak[item])
  if (criterion === 'expectedInformation') return (item) => expectedInformation(bank, history, theta, item, method)
  if (criterion === 'expectedPosteriorVariance') return (item) => expectedVariance(bank, history, theta, item)
  const byPosterior = criterion.startsWith('posterior')
  const weight = nodeWeights(bank, history, byPosterior, criterion === 'globalDiscrimination')
  if (criterion.endsWith('WeightedInformation')) return (item) => weightedInformation(bank, weight, item)
  if (criterion.endsWith('Discrimination')) return (item) => discrimination(bank, weight, item)
  return (item) => divergence(bank, weight, theta, item, room)
}

function difficultyOf({ items }: AdaptiveBank, item: number): number {
  if (items.model[item] !== 'logistic') throw new NumericError('irt.item', `item ${item} has several categories`)
  const first = items.start[item]
  return -items.parameter[first + 1] / items.parameter[first]
}

function informationAt({ items }: AdaptiveBank, item: number, theta: number, room: Float64Array): number {
  abilityDerivatives(items, item, theta, room)
  return informationFrom(room, items.categories[item])
}

/** [Q] prior × likelihood, or likelihood × the width that a node stands for (`plain`: without it, as the discrimination index is defined on nodes). */
function nodeWeights(bank: AdaptiveBank, history: History, byPosterior: boolean, plain: boolean): Float64Array {
  const { node, weight } = bank.ability
  const likelihood = likelihoodAt(bank, history)
  if (byPosterior) return likelihood.map((value, q) => value * weight[q])
  if (plain) return likelihood
  return likelihood.map((value, q) => {
    const left = q === 0 ? node[0] : node[q - 1]
    const right = q === node.length - 1 ? node[q] : node[q + 1]
    return 0.5 * value * (right - left)
  })
}

function weightedInformation({ information }: AdaptiveBank, weight: Float64Array, item: number): number {
  let sum = 0
  for (let q = 0; q < weight.length; q++) sum += weight[q] * information[item * weight.length + q]
  return sum
}

function discrimination({ items, row, probability }: AdaptiveBank, weight: Float64Array, item: number): number {
  const nodes = weight.length
  const mass = weight.reduce((a, b) => a + b, 0)
  let sum = 0
  for (let k = 0; k < items.categories[item]; k++) {
    const at = (row[item] + k) * nodes
    let mean = 0
    for (let q = 0; q < nodes; q++) mean += (weight[q] * probability[at + q]) / mass
    let spread = 0
    for (let q = 0; q < nodes; q++) spread += (weight[q] * (probability[at + q] - mean) ** 2) / mass
    // A binary item's two categories vary alike: one of them says it.
    if (items.categories[item] === 2) return spread
    sum += mean > 0 ? spread : 0
  }
  return sum
}

function divergence(bank: AdaptiveBank, weight: Float64Array, theta: number, item: number, room: Float64Array): number {
  const { items, row, logProbability } = bank
  const nodes = weight.length
  categoryProbabilities(items, item, theta, room)
  let sum = 0
  for (let k = 0; k < items.categories[item]; k++) {
    const here = room[k]
    if (!(here > 0)) continue
    const logHere = Math.log(here)
    const at = (row[item] + k) * nodes
    for (let q = 0; q < nodes; q++) sum += weight[q] * here * (logHere - logProbability[at + q])
  }
  return sum
}

function after({ asked, answers }: History, item: number, answer: number): History {
  return { asked: [...asked, item], answers: [...answers, answer] }
}

/** Σ_k P_k(θ̂)·J(θ̂_k), J the item's observed information at the ability that answer k would give. */
function expectedInformation(
  bank: AdaptiveBank,
  history: History,
  theta: number,
  item: number,
  method: AbilityMethod,
): number {
  const count = bank.items.categories[item]
  const probability = derivativeRoom(bank.items)
  categoryProbabilities(bank.items, item, theta, probability)
  const room = derivativeRoom(bank.items)
  let sum = 0
  for (let k = 0; k < count; k++) {
    const next = estimateAbility(bank, after(history, item, k), method).theta
    abilityDerivatives(bank.items, item, next, room)
    const ratio = room[count + k] / room[k]
    sum += probability[k] * (ratio * ratio - room[2 * count + k] / room[k])
  }
  return sum
}

function expectedVariance(bank: AdaptiveBank, history: History, theta: number, item: number): number {
  const probability = derivativeRoom(bank.items)
  categoryProbabilities(bank.items, item, theta, probability)
  let sum = 0
  for (let k = 0; k < bank.items.categories[item]; k++) {
    sum += probability[k] * posteriorMean(bank, after(history, item, k)).standardError ** 2
  }
  return sum
}
