import { findRoot, NumericError } from '@kepu/numeric'
import { derivativeRoom, informationFrom } from '../information/information.ts'
import { abilityDerivatives } from '../model/probability.ts'
import { type AdaptiveBank, type History, likelihoodAt } from './bank.ts'

/** How ability is estimated between items. */
export interface AbilityMethod {
  /** posterior mean on the bank's nodes, posterior mode, maximum likelihood, Warm's weighted likelihood, or likelihood in which items far from the ability count less */
  readonly kind: 'eap' | 'map' | 'ml' | 'wle' | 'robust'
  /** normal prior of 'map'; N(0, 1) when not said. ('eap' takes the prior that the bank carries.) */
  readonly prior?: { readonly mean: number; readonly variance: number }
  /** 'robust': binary items with |aθ + d| beyond this get Huber's weight, this over it; 1 when not said */
  readonly tuning?: number
  /** modes are looked for between these; −4 and 4 when not said */
  readonly range?: readonly [number, number]
}

/** Ability and its standard error. */
export interface AbilityEstimate {
  readonly theta: number
  readonly standardError: number
}

/**
 * Ability from the answers so far. Outside the range of a mode the end of the range is answered: all right, all wrong.
 *
 *   standard error: posterior deviation (eap), 1/√(I + 1/σ²) (map), 1/√I (ml, wle), √Σw²I/Σ wI (robust), I the Fisher information of the items asked
 *
 * @throws NumericError irt.ability for a range, prior or tuning that is none · irt.item for 'robust' with items of several categories
 * Source: Bock & Mislevy (1982), Appl. Psychol. Meas. 6, 431–444; Warm (1989), Psychometrika 54, 427–450;
 * Schuster & Yuan (2011), J. Educ. Behav. Stat. 36, 720–735 (robust). Checked: R catR 3.17 thetaEst and semTheta.
 */
export function estimateAbility(bank: AdaptiveBank, history: History, method: AbilityMethod): AbilityEstimate {
  if (method.kind === 'eap') return posteriorMean(bank, history)
  const { prior = { mean: 0, variance: 1 }, range = [-4, 4] } = method
  if (method.kind === 'robust') return robustAbility(bank, history, range, method.tuning ?? 1)
  if (!(range[0] < range[1]) || !(prior.variance > 0) || !Number.isFinite(prior.mean)) {
    throw new NumericError('irt.ability', `range ${range[0]} … ${range[1]}, prior variance ${prior.variance}`)
  }
  const room = derivativeRoom(bank.items)
  const slope = (theta: number): number => slopeOf(bank, history, method.kind, prior, theta, room)
  const theta = history.asked.length === 0 && method.kind !== 'map' ? clamp(0, range) : highestRoot(slope, range)
  const information = informationOf(bank, history, theta, room)
  return { theta, standardError: 1 / Math.sqrt(information + (method.kind === 'map' ? 1 / prior.variance : 0)) }
}

/** Root of Σ w·(P′/P(1 − P))(x − P) with Huber's weights w of the distance |aθ + d| between item and ability. */
function robustAbility(
  bank: AdaptiveBank,
  history: History,
  range: readonly [number, number],
  tuning: number,
): AbilityEstimate {
  if (!(range[0] < range[1]) || !(tuning > 0)) {
    throw new NumericError('irt.ability', `range ${range[0]} … ${range[1]}, tuning ${tuning}`)
  }
  const { items } = bank
  const coded = history.asked.find((item) => items.model[item] !== 'logistic')
  if (coded !== undefined) throw new NumericError('irt.item', `item ${coded} has several categories`)
  const room = derivativeRoom(items)
  const weightOf = (item: number, theta: number): number => {
    const [slope, intercept] = items.parameter.subarray(items.start[item], items.start[item] + 2)
    return Math.min(1, tuning / Math.abs(slope * theta + intercept))
  }
  const slope = (theta: number): number => {
    return history.asked.reduce((sum, item, step) => {
      abilityDerivatives(items, item, theta, room)
      return sum + (weightOf(item, theta) * room[2 + history.answers[step]]) / room[history.answers[step]]
    }, 0)
  }
  const theta = history.asked.length === 0 ? clamp(0, range) : highestRoot(slope, range)
  let bread = 0
  let meat = 0
  for (const item of history.asked) {
    abilityDerivatives(items, item, theta, room)
    const weight = weightOf(item, theta)
    const information = informationFrom(room, 2)
    bread += weight * information
    meat += weight * weight * information
  }
  return { theta, standardError: bread > 0 ? Math.sqrt(meat) / bread : Number.POSITIVE_INFINITY }
}

function clamp(value: number, [low, high]: readonly [number, number]): number {
  return Math.min(Math.max(value, low), high)
}

/** Posterior mean and deviation at the bank's nodes. */
export function posteriorMean(bank: AdaptiveBank, history: History): AbilityEstimate {
  const { node, weight } = bank.ability
  const likelihood = likelihoodAt(bank, history)
  let mass = 0
  let first = 0
  for (let q = 0; q < node.length; q++) {
    const share = weight[q] * likelihood[q]
    mass += share
    first += share * node[q]
  }
  const theta = first / mass
  let second = 0
  for (let q = 0; q < node.length; q++) second += weight[q] * likelihood[q] * (node[q] - theta) ** 2
  return { theta, standardError: Math.sqrt(second / mass) }
}

function informationOf({ items }: AdaptiveBank, { asked }: History, theta: number, room: Float64Array): number {
  let sum = 0
  for (const item of asked) {
    abilityDerivatives(items, item, theta, room)
    sum += informationFrom(room, items.categories[item])
  }
  return sum
}

/** Slope of the log-likelihood, with Warm's correction J/(2I) or the prior's slope where the method has them. */
function slopeOf(
  { items }: AdaptiveBank,
  { asked, answers }: History,
  kind: AbilityMethod['kind'],
  prior: { readonly mean: number; readonly variance: number },
  theta: number,
  room: Float64Array,
): number {
  let slope = 0
  let information = 0
  let bias = 0
  for (let step = 0; step < asked.length; step++) {
    const item = asked[step]
    const count = items.categories[item]
    abilityDerivatives(items, item, theta, room)
    slope += room[count + answers[step]] / room[answers[step]]
    if (kind !== 'wle') continue
    information += informationFrom(room, count)
    for (let k = 0; k < count; k++) if (room[k] > 0) bias += (room[count + k] * room[2 * count + k]) / room[k]
  }
  if (kind === 'wle') return slope + bias / (2 * information)
  return kind === 'map' ? slope - (theta - prior.mean) / prior.variance : slope
}

const STEPS = 80

/** The place in the range where the slope falls through zero and the area under it is largest; an end where it does not. */
function highestRoot(slope: (theta: number) => number, [low, high]: readonly [number, number]): number {
  const at = Float64Array.from({ length: STEPS + 1 }, (_, k) => low + ((high - low) * k) / STEPS)
  const value = at.map(slope)
  const width = (high - low) / STEPS
  let height = 0
  let best = { theta: low, height: 0 }
  for (let k = 1; k <= STEPS; k++) {
    const rise = 0.5 * width * (value[k - 1] + value[k])
    if (value[k - 1] > 0 && value[k] <= 0) {
      const theta = findRoot(slope, at[k - 1], at[k], 1e-12)
      const here = height + 0.5 * (theta - at[k - 1]) * value[k - 1]
      if (here > best.height) best = { theta, height: here }
    }
    height += rise
  }
  return height > best.height ? high : best.theta
}
