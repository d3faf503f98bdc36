import { NumericError, type Random } from '@kepu/numeric'
import { type AbilityEstimate, type AbilityMethod, estimateAbility } from './ability.ts'
import { type AdaptiveBank, checkHistory, type History } from './bank.ts'
import { type Criterion, criterionValues } from './criterion.ts'

/** How often items may be seen. */
export type ExposureControl =
  /** one of the best so many, with equal chance */
  | { readonly kind: 'randomesque'; readonly among: number }
  /** the best item is asked with its probability, otherwise the next best is looked at; [J] from `sympsonHetterProbabilities` */
  | { readonly kind: 'sympsonHetter'; readonly probability: ArrayLike<number> }
  /** chance at the start gives way to information at the end: (1 − w)·random + w·criterion, w from 0 to 1 over the planned length */
  | { readonly kind: 'progressive'; readonly length: number }

/** Shares of the test that belong to parts of the content. */
export interface ContentBalance {
  /** [J] part of each item, 0 … G−1 */
  readonly part: ArrayLike<number>
  /** [G] wanted shares, scaled to sum 1 */
  readonly share: ArrayLike<number>
}

/** When a test ends: at the first that holds. */
export interface StoppingRule {
  readonly maxItems: number
  /** nothing else ends it before so many; 1 when not said */
  readonly minItems?: number
  /** the standard error is at most this */
  readonly standardError?: number
  /** the cut lies outside θ ± z·standard error: the person is classified */
  readonly cut?: { readonly theta: number; readonly z: number }
  /** no item left tells at least this much at the ability estimated */
  readonly leastInformation?: number
}

/** An adaptive test as planned. */
export interface AdaptivePlan {
  readonly bank: AdaptiveBank
  readonly method: AbilityMethod
  readonly criterion: Criterion
  readonly stop: StoppingRule
  /** ability assumed before the first answer; 0 when not said. The first item is the most informative there. */
  readonly start?: number
  readonly exposure?: ExposureControl
  readonly content?: ContentBalance
}

/** Why a test ended. */
export type StopReason = 'standardError' | 'classified' | 'maxItems' | 'leastInformation' | 'bankEmpty'

/** What comes next in a test. */
export interface NextStep extends AbilityEstimate {
  /** the item to ask, or null at the end */
  readonly item: number | null
  readonly reason: StopReason | null
}

/**
 * The next item of a person, or the end, from what has been asked and answered: no state is kept between calls.
 *
 * Content first: the part that lags most behind its share; within it the criterion; then exposure control.
 *
 * @param random  used by exposure control only; the same history and generator give the same item
 * @throws NumericError irt.shape · irt.item · irt.answer (names the step) · irt.plan
 * Source: van der Linden & Glas (2010), Elements of Adaptive Testing; Kingsbury & Zara (1989), Appl. Meas. Educ. 2, 359–375 (content, randomesque);
 * Sympson & Hetter (1985); Revuelta & Ponsoda (1998), J. Educ. Meas. 35, 311–327 (progressive). Checked: R catR 3.17 randomCAT, whole tests item by item.
 */
export function nextStep(plan: AdaptivePlan, history: History, random: Random): NextStep {
  checkPlan(plan)
  checkHistory(plan.bank, history)
  const asked = history.asked.length
  const estimate =
    asked === 0
      ? { theta: plan.start ?? 0, standardError: Number.POSITIVE_INFINITY }
      : estimateAbility(plan.bank, history, plan.method)
  const ended = (reason: StopReason): NextStep => ({ ...estimate, item: null, reason })
  const reason = stopReason(plan.stop, asked, estimate)
  if (reason !== null) return ended(reason)
  const left = remaining(plan, history)
  if (left.length === 0) return ended('bankEmpty')
  const criterion = asked === 0 ? 'information' : plan.criterion
  const { stop, bank, method } = plan
  if (stop.leastInformation !== undefined && asked >= (stop.minItems ?? 1)) {
    const information = criterionValues(bank, 'information', history, estimate.theta, left)
    if (Math.max(...information) < stop.leastInformation) return ended('leastInformation')
  }
  const candidates = plan.content === undefined ? left : laggingPart(plan.content, history, left)
  const values = criterionValues(bank, criterion, history, estimate.theta, candidates, method)
  return { ...estimate, item: choose(plan.exposure, candidates, values, asked, random), reason: null }
}

function checkPlan({ bank, stop, content, exposure }: AdaptivePlan): void {
  const count = bank.items.model.length
  if (!(Number.isInteger(stop.maxItems) && stop.maxItems >= 1)) {
    throw new NumericError('irt.plan', `at most ${stop.maxItems} items`)
  }
  if (content !== undefined && content.part.length !== count) {
    throw new NumericError('irt.plan', `${content.part.length} content marks for ${count} items`)
  }
  if (exposure?.kind === 'randomesque' && !(exposure.among >= 1)) {
    throw new NumericError('irt.plan', `randomesque among ${exposure.among}`)
  }
  if (exposure?.kind === 'sympsonHetter' && exposure.probability.length !== count) {
    throw new NumericError('irt.plan', `${exposure.probability.length} exposure probabilities for ${count} items`)
  }
}

function stopReason(stop: StoppingRule, asked: number, { theta, standardError }: AbilityEstimate): StopReason | null {
  if (asked > 0 && asked >= (stop.minItems ?? 1)) {
    if (stop.standardError !== undefined && standardError <= stop.standardError) return 'standardError'
    if (stop.cut !== undefined && Math.abs(theta - stop.cut.theta) > stop.cut.z * standardError) return 'classified'
  }
  return asked >= stop.maxItems ? 'maxItems' : null
}

function remaining({ bank }: AdaptivePlan, { asked }: History): number[] {
  const seen = new Set(asked)
  return [...bank.items.model.keys()].filter((item) => !seen.has(item))
}

/** The items left of the part that is farthest behind its share of what has been asked; of parts equally far the first. */
function laggingPart({ part, share }: ContentBalance, { asked }: History, left: readonly number[]): number[] {
  const total = Array.from(share).reduce((a, b) => a + b, 0)
  const count = new Float64Array(share.length)
  for (const item of asked) count[part[item]]++
  const parts = [...new Set(left.map((item) => part[item]))].sort((a, b) => a - b)
  const gap = (p: number): number => share[p] / total - (asked.length === 0 ? 0 : count[p] / asked.length)
  const wanted = parts.reduce((best, p) => (gap(p) > gap(best) + 1e-12 ? p : best), parts[0])
  return left.filter((item) => part[item] === wanted)
}

function choose(
  exposure: ExposureControl | undefined,
  candidates: readonly number[],
  values: Float64Array,
  asked: number,
  random: Random,
): number {
  const order = [...candidates.keys()].sort((a, b) => values[b] - values[a] || candidates[a] - candidates[b])
  if (exposure === undefined) return candidates[order[0]]
  if (exposure.kind === 'randomesque') {
    return candidates[order[random.integer(Math.min(exposure.among, order.length))]]
  }
  if (exposure.kind === 'sympsonHetter') {
    for (const place of order) if (random.uniform() < exposure.probability[candidates[place]]) return candidates[place]
    return candidates[order[0]]
  }
  return progressive(exposure.length, candidates, values, asked, random)
}

function progressive(
  length: number,
  candidates: readonly number[],
  values: Float64Array,
  asked: number,
  random: Random,
): number {
  const share = Math.min(1, asked / Math.max(1, length - 1))
  const low = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const high = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  let best = candidates[0]
  let most = Number.NEGATIVE_INFINITY
  candidates.forEach((item, place) => {
    const value = (1 - share) * random.uniform() * (high - low) + share * (values[place] - low)
    if (value > most) {
      best = item
      most = value
    }
  })
  return best
}
