import { NumericError, type Random } from '@kepu/numeric'
import { derivativeRoom } from '../information/information.ts'
import { categoryProbabilities } from '../model/probability.ts'
import { categoryAt } from '../simulate/responses.ts'
import type { AbilityEstimate } from './ability.ts'
import type { History } from './bank.ts'
import { type AdaptivePlan, nextStep, type StopReason } from './plan.ts'

/** A whole adaptive test. */
export interface AdaptiveSession extends AbilityEstimate, History {
  readonly reason: StopReason
  /** estimate after each answer */
  readonly path: readonly AbilityEstimate[]
}

/**
 * Runs an adaptive test to its end.
 *
 * @param answer  the category that the person gives to an item
 * @throws NumericError as `nextStep`
 * Checked: R catR 3.17 randomCAT.
 */
export function runAdaptiveTest(plan: AdaptivePlan, answer: (item: number) => number, random: Random): AdaptiveSession {
  const asked: number[] = []
  const answers: number[] = []
  const path: AbilityEstimate[] = []
  for (;;) {
    const { theta, standardError, item, reason } = nextStep(plan, { asked, answers }, random)
    if (asked.length > 0) path.push({ theta, standardError })
    if (item === null || reason !== null)
      return { asked, answers, theta, standardError, path, reason: reason ?? 'bankEmpty' }
    asked.push(item)
    answers.push(answer(item))
  }
}

/**
 * An adaptive test of somebody with a known ability, answers drawn from the model.
 *
 * @throws NumericError as `nextStep`
 */
export function simulateAdaptiveTest(plan: AdaptivePlan, theta: number, random: Random): AdaptiveSession {
  const { items } = plan.bank
  const probability = derivativeRoom(items)
  const draw = random.fork(1)
  const answer = (item: number): number => {
    categoryProbabilities(items, item, theta, probability)
    return categoryAt(probability, items.categories[item], draw.uniform())
  }
  return runAdaptiveTest(plan, answer, random.fork(2))
}

/** How a plan does in a population. */
export interface AdaptiveReport {
  /** mean and root mean square of (estimated − true ability) */
  readonly bias: number
  readonly rootMeanSquareError: number
  readonly meanLength: number
  /** [J] share of persons who saw each item */
  readonly exposure: Float64Array
}

/**
 * Simulates a plan for some persons.
 *
 * @param theta  [N] true abilities
 * @param random  person i draws from random.fork(from + i): ranges can run on several workers
 * @throws NumericError as `nextStep` · irt.shape when there is nobody
 */
export function simulatePlan(plan: AdaptivePlan, theta: ArrayLike<number>, random: Random, from = 0): AdaptiveReport {
  const persons = theta.length
  if (persons === 0) throw new NumericError('irt.shape', 'no person to simulate')
  const exposure = new Float64Array(plan.bank.items.model.length)
  let bias = 0
  let squares = 0
  let length = 0
  for (let i = 0; i < persons; i++) {
    const session = simulateAdaptiveTest(plan, theta[i], random.fork(from + i))
    bias += (session.theta - theta[i]) / persons
    squares += (session.theta - theta[i]) ** 2 / persons
    length += session.asked.length / persons
    for (const item of session.asked) exposure[item] += 1 / persons
  }
  return { bias, rootMeanSquareError: Math.sqrt(squares), meanLength: length, exposure }
}

/**
 * Exposure probabilities of Sympson and Hetter: how often an item that is selected may be asked, so that no more than a given share of persons sees it.
 *
 * Each round simulates the plan; an item selected by more than `most` of the persons gets probability most/selected, the others 1.
 *
 * @param theta   [N] abilities that stand for the population
 * @param most    largest share of persons to see an item, 0 … 1
 * @param rounds  10 when not said; look at the exposure of a last simulation
 * @throws NumericError irt.plan · as `simulatePlan`
 * Validity: holds in the population simulated; the test's length over the bank's size is a lower bound of the largest exposure.
 * Source: Sympson & Hetter (1985), Controlling item-exposure rates in computerized adaptive testing. Checked: exposures after it within Monte-Carlo error of the limit.
 */
export function sympsonHetterProbabilities(
  plan: AdaptivePlan,
  theta: ArrayLike<number>,
  most: number,
  random: Random,
  rounds = 10,
): Float64Array {
  if (!(most > 0 && most <= 1)) throw new NumericError('irt.plan', `largest exposure ${most}`)
  let probability = new Float64Array(plan.bank.items.model.length).fill(1)
  for (let round = 0; round < rounds; round++) {
    const current: AdaptivePlan = { ...plan, exposure: { kind: 'sympsonHetter', probability } }
    const { exposure } = simulatePlan(current, theta, random.fork(round))
    // An item's exposure is its selection times its probability.
    probability = probability.map((chance, j) => {
      const selected = exposure[j] / chance
      return selected > most ? most / selected : 1
    })
  }
  return probability
}
