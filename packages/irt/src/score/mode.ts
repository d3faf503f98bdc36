import { findRoot, NumericError } from '@kepu/numeric'
import { packResponses } from '../fit/pack.ts'
import { categoryStarts, nodeProbabilities } from '../fit/tables.ts'
import { derivativeRoom } from '../information/information.ts'
import { type Items, MISSING } from '../model/items.ts'
import { abilityDerivatives } from '../model/probability.ts'
import { checkResponses, type Responses } from '../model/responses.ts'
import type { Scores } from './eap.ts'
import { type AbilityPrior, checkPrior, isCommon, priorOf, standardAbility } from './prior.ts'

/** Which slope must vanish: of the likelihood, of Warm's weighted likelihood, of likelihood × √information, or of likelihood × normal prior. */
type Target =
  | { readonly kind: 'likelihood' }
  | { readonly kind: 'warm' }
  | { readonly kind: 'jeffreys' }
  | { readonly kind: 'posterior'; readonly mean: number; readonly variance: number }

/** Of the answered items: derivatives of the log-likelihood, information I with I′ and I″, Warm's J = Σ P′P″/P with J′. */
interface Slopes {
  first: number
  second: number
  i0: number
  i1: number
  i2: number
  j0: number
  j1: number
}

/** A maximum may lie this far out; a likelihood that still rises there, or where the items tell nothing any more, has none. */
const FAR = 40
const STEP = 0.25
const NO_INFORMATION = 1e-9

/**
 * Maximum-likelihood ability with its standard error 1/√(observed information).
 *
 * Where the likelihood rises without end (all right, all wrong; under guessing also some low patterns) θ is ±Infinity and the standard error Infinity.
 *
 * @throws NumericError irt.shape · irt.answer · irt.personEmpty (names the person)
 * Validity: the highest of several maxima (3PL) on [−40, 40] is taken, found from a grid of step 0.25.
 * Source: Lord (1980), ch. 4. Checked: R mirt 1.47 fscores(method = 'ML'), which stops at about six digits; the slope of the likelihood is 0 there.
 */
export function scoreMl(responses: Responses, items: Items): Scores {
  return scoreModes(responses, items, () => ({ kind: 'likelihood' }), true)
}

/**
 * Maximum a posteriori ability under a normal prior, standard error 1/√(observed information + 1/σ²).
 *
 * @throws NumericError irt.shape · irt.answer · irt.ability
 * Source: Samejima (1969). Checked: R mirt 1.47 fscores(method = 'MAP'); at the posterior's highest node and where its slope is 0.
 */
export function scoreMap(responses: Responses, items: Items, prior: AbilityPrior = standardAbility): Scores {
  checkPrior(prior, responses.persons)
  return scoreModes(responses, items, (i) => ({ kind: 'posterior', ...priorOf(prior, i) }), isCommon(prior))
}

/**
 * Warm's weighted-likelihood ability: the likelihood's slope is corrected for bias, l′(θ) + J/(2I) = 0 with J = Σ P′P″/P. Finite for every pattern that has answers.
 *
 * @returns  standard error 1/√(−slope of l′ + J/(2I)); without guessing this is the mode under Jeffreys' prior
 * @throws NumericError irt.shape · irt.answer · irt.personEmpty (names the person)
 * Source: Warm (1989), Psychometrika 54, 427–450. Checked: R mirt 1.47 fscores(method = 'WLE') for models without guessing (with guessing mirt's is `scoreJeffreys`).
 */
export function scoreWle(responses: Responses, items: Items): Scores {
  return scoreModes(responses, items, () => ({ kind: 'warm' }), true)
}

/**
 * Mode of the posterior under Jeffreys' prior, the square root of the test information: l′(θ) + I′/(2I) = 0.
 *
 * @returns  standard error 1/√(curvature there)
 * @throws NumericError irt.shape · irt.answer · irt.personEmpty (names the person)
 * Source: Magis & Raîche (2012), J. Stat. Softw. 48(8), §2.2. Checked: R mirt 1.47 fscores(method = 'WLE'), which is this; `scoreWle` where nobody guesses.
 */
export function scoreJeffreys(responses: Responses, items: Items): Scores {
  return scoreModes(responses, items, () => ({ kind: 'jeffreys' }), true)
}

function scoreModes(responses: Responses, items: Items, target: (person: number) => Target, collapse: boolean): Scores {
  checkResponses(responses, items)
  const { persons, answer } = responses
  const count = items.model.length
  const { rows, rowOf } = packResponses(responses, items.categories, { collapse })
  const finder = new ModeFinder(items)
  const theta = new Float64Array(persons)
  const standardError = new Float64Array(persons)
  const firstOf = new Int32Array(rows).fill(-1)
  const codes = new Uint8Array(count)
  for (let i = 0; i < persons; i++) {
    const like = firstOf[rowOf[i]]
    if (like >= 0) {
      theta[i] = theta[like]
      standardError[i] = standardError[like]
      continue
    }
    firstOf[rowOf[i]] = i
    for (let j = 0; j < count; j++) codes[j] = answer[i + j * persons]
    const aim = target(i)
    if (aim.kind !== 'posterior' && codes.every((code) => code === MISSING)) {
      throw new NumericError('irt.personEmpty', `person ${i} answered nothing`)
    }
    const found = finder.find(codes, aim)
    theta[i] = found.theta
    standardError[i] = found.standardError
  }
  return { theta, standardError }
}

/** Finds modes for many patterns of the same items: tables of log P on a grid are made once. */
class ModeFinder {
  private readonly items: Items
  private readonly grid: Float64Array
  private readonly logP: Float64Array
  private readonly categoryStart: Uint32Array
  private readonly room: Float64Array
  private readonly slopes: Slopes = { first: 0, second: 0, i0: 0, i1: 0, i2: 0, j0: 0, j1: 0 }

  constructor(items: Items) {
    this.items = items
    this.grid = Float64Array.from({ length: (2 * FAR) / STEP + 1 }, (_, q) => -FAR + STEP * q)
    this.logP = nodeProbabilities(items, this.grid).map(Math.log)
    this.categoryStart = categoryStarts(items)
    this.room = derivativeRoom(items)
  }

  find(codes: Uint8Array, target: Target): { theta: number; standardError: number } {
    const best = this.bestNode(codes, target)
    const theta = this.bracketedRoot(codes, target, this.grid[best])
    if (!Number.isFinite(theta)) return { theta, standardError: Number.POSITIVE_INFINITY }
    this.differentiate(codes, theta)
    return { theta, standardError: 1 / Math.sqrt(this.curvature(target)) }
  }

  private bestNode(codes: Uint8Array, target: Target): number {
    const { grid, logP, categoryStart } = this
    let best = 0
    let highest = Number.NEGATIVE_INFINITY
    for (let q = 0; q < grid.length; q++) {
      let value = target.kind === 'posterior' ? (-0.5 * (grid[q] - target.mean) ** 2) / target.variance : 0
      for (let j = 0; j < codes.length; j++) {
        if (codes[j] !== MISSING) value += logP[(categoryStart[j] + codes[j]) * grid.length + q]
      }
      if (target.kind === 'warm' || target.kind === 'jeffreys') {
        this.differentiate(codes, grid[q])
        value += 0.5 * Math.log(this.slopes.i0)
      }
      if (value > highest) {
        highest = value
        best = q
      }
    }
    return best
  }

  /** The zero of the slope next to a start, uphill; ±Infinity when it rises to the end of the grid. */
  private bracketedRoot(codes: Uint8Array, target: Target, start: number): number {
    const slope = (theta: number): number => {
      this.differentiate(codes, theta)
      return this.slope(target, theta)
    }
    const up = slope(start) > 0
    const direction = up ? STEP : -STEP
    let from = start
    for (let to = start + direction; Math.abs(to) <= FAR + STEP; to += direction) {
      const there = slope(to)
      if (target.kind === 'likelihood' && this.slopes.i0 < NO_INFORMATION) break
      if (there > 0 !== up) return findRoot(slope, Math.min(from, to), Math.max(from, to), 1e-12)
      from = to
    }
    return up ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
  }

  private slope(target: Target, theta: number): number {
    const { first, i0, i1, j0 } = this.slopes
    if (target.kind === 'likelihood') return first
    if (target.kind === 'warm') return first + j0 / (2 * i0)
    if (target.kind === 'jeffreys') return first + i1 / (2 * i0)
    return first - (theta - target.mean) / target.variance
  }

  private curvature(target: Target): number {
    const { second, i0, i1, i2, j0, j1 } = this.slopes
    if (target.kind === 'likelihood') return -second
    if (target.kind === 'warm') return -second - (j1 * i0 - j0 * i1) / (2 * i0 * i0)
    if (target.kind === 'jeffreys') return -second - (i2 * i0 - i1 * i1) / (2 * i0 * i0)
    return -second + 1 / target.variance
  }

  private differentiate(codes: Uint8Array, theta: number): void {
    const { items, room, slopes } = this
    slopes.first = slopes.second = slopes.i0 = slopes.i1 = slopes.i2 = slopes.j0 = slopes.j1 = 0
    for (let j = 0; j < codes.length; j++) {
      if (codes[j] === MISSING) continue
      const count = items.categories[j]
      abilityDerivatives(items, j, theta, room)
      const ratio = room[count + codes[j]] / room[codes[j]]
      slopes.first += ratio
      slopes.second += room[2 * count + codes[j]] / room[codes[j]] - ratio * ratio
      for (let k = 0; k < count; k++) {
        const p = room[k]
        if (!(p > 0)) continue
        // With relative derivatives a = P′/P, b = P″/P, c = P‴/P every sum is Σ P·(polynomial).
        const a = room[count + k] / p
        const b = room[2 * count + k] / p
        const c = room[3 * count + k] / p
        slopes.i0 += p * a * a
        slopes.i1 += p * (2 * a * b - a * a * a)
        slopes.i2 += p * (2 * b * b + 2 * a * c - 5 * a * a * b + 2 * a * a * a * a)
        slopes.j0 += p * a * b
        slopes.j1 += p * (b * b + a * c - a * a * b)
      }
    }
  }
}
