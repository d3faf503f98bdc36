import { NumericError } from '@kepu/numeric'
import { type ItemModel, type Items, MISSING } from '../model/items.ts'
import type { Responses } from '../model/responses.ts'
import { Plan } from './plan.ts'
import type { Ability, Prior, Specification } from './specification.ts'
import { startingIntercepts } from './start.ts'

/**
 * A kind of item as it is usually calibrated. `rasch`, `pcm` (partial credit) and `rsm` (rating scale) have slope 1 and leave the variance of
 * ability free; the others have slopes of their own and ability N(0, 1) in group 0.
 */
export type ItemType = 'rasch' | '2pl' | '3pl' | 'graded' | 'pcm' | 'gpcm' | 'rsm' | 'nominal'

/** What of an item may differ between groups. */
export type GroupDifference = 'nothing' | 'intercepts' | 'all'

/** Departures from the usual. */
export interface SpecifyOptions {
  /** [J] categories; one more than the largest answer seen when not said */
  readonly categories?: ArrayLike<number>
  /** groups of persons; 1 when not said */
  readonly groups?: number
  /** for every item, or one for all: what differs between groups; nothing when not said */
  readonly differ?: GroupDifference | readonly GroupDifference[]
  /** one slope for all items (free with ability N(0, 1)); false when not said */
  readonly equalSlopes?: boolean
  /** fixed lower asymptote of the binary items that do not estimate it; 0 when not said */
  readonly guessing?: number
  /** prior of every free lower asymptote: normal on its logit, or beta on itself */
  readonly guessingPrior?:
    | Omit<Extract<Prior, { kind: 'normal' }>, 'column'>
    | Omit<Extract<Prior, { kind: 'beta' }>, 'column'>
  /** log-normal prior of every free slope */
  readonly slopePrior?: { readonly mean: number; readonly deviation: number }
  /** items whose parameters are known: places in the test, and the items themselves in that order */
  readonly anchors?: { readonly place: readonly number[]; readonly items: Items }
  /** [G] ability distributions; when not said, what identifies the scale is fixed */
  readonly ability?: readonly Ability[]
}

const slopeOne: readonly ItemType[] = ['rasch', 'pcm', 'rsm']

function modelOf(type: ItemType): ItemModel {
  if (type === 'rasch' || type === '2pl' || type === '3pl') return 'logistic'
  if (type === 'graded' || type === 'nominal') return type
  return 'partialCredit'
}

/**
 * The usual specification of a calibration, with starting values from the data.
 *
 * @param responses  [N × J]
 * @param types      one kind for all items, or [J]
 * @throws NumericError irt.shape · irt.categoryEmpty (names item and category that nobody chose) · irt.itemConstant (names the item that all answer alike) · irt.specification
 * Source: starting values from marginal proportions. Checked: the maxima that R mirt finds from others.
 */
export function specify(
  responses: Responses,
  types: ItemType | readonly ItemType[],
  options: SpecifyOptions = {},
): Specification {
  const typeOf = typeof types === 'string' ? new Array<ItemType>(responses.items).fill(types) : [...types]
  if (typeOf.length !== responses.items || responses.items === 0) {
    throw new NumericError('irt.shape', `${typeOf.length} item types for ${responses.items} items`)
  }
  const anchored = new Set(options.anchors?.place ?? [])
  const shares = typeOf.map((_, j) => categoryShares(responses, j, options, anchored.has(j)))
  const plan = new Plan(options.groups ?? 1)
  const parameter: number[] = []
  const state = { slope: -1, steps: -1 }
  typeOf.forEach((type, j) => {
    const anchor = anchored.has(j) ? anchorOf(options, j, type, shares[j].length) : null
    if (anchor !== null) {
      for (const value of anchor) plan.fixed(parameter.push(value) - 1)
      return
    }
    addItem(plan, parameter, type, j, shares[j], options, state)
  })
  const items = shapeOf(typeOf, shares, parameter)
  return {
    items: new Array<Items>(plan.groups).fill(items),
    map: plan.map(parameter.length),
    start: Float64Array.from(plan.start),
    names: plan.names,
    ability: options.ability ?? usualAbility(typeOf, options, plan.groups, anchored.size > 0),
    priors: plan.priors,
  }
}

function categoryShares(
  { persons, answer }: Responses,
  j: number,
  { categories }: SpecifyOptions,
  anchored: boolean,
): Float64Array {
  let count = categories === undefined ? 0 : categories[j]
  const column = answer.subarray(j * persons, (j + 1) * persons)
  if (categories === undefined) for (const code of column) if (code !== MISSING && code >= count) count = code + 1
  const share = new Float64Array(anchored ? Math.max(count, 2) : count)
  for (const code of column) if (code !== MISSING && code < share.length) share[code] += 1
  if (anchored) return share
  const used = share.filter((n) => n > 0).length
  if (used < 2)
    throw new NumericError('irt.itemConstant', `item ${j}: all who answered gave the same answer, or nobody answered`)
  const empty = share.indexOf(0)
  if (empty >= 0) throw new NumericError('irt.categoryEmpty', `item ${j}: nobody is in category ${empty} of ${count}`)
  return share
}

function anchorOf({ anchors }: SpecifyOptions, j: number, type: ItemType, seen: number): number[] {
  if (anchors === undefined) return []
  const { items, place } = anchors
  const at = place.indexOf(j)
  if (place.length !== items.model.length || items.model[at] !== modelOf(type) || items.categories[at] < seen) {
    throw new NumericError(
      'irt.specification',
      `item ${j}: the anchor is ${items.model[at]} with ${items.categories[at]} categories`,
    )
  }
  return Array.from(items.parameter.subarray(items.start[at], items.start[at + 1]))
}

function addItem(
  plan: Plan,
  parameter: number[],
  type: ItemType,
  j: number,
  share: Float64Array,
  options: SpecifyOptions,
  state: { slope: number; steps: number },
): void {
  const model = modelOf(type)
  const count = share.length
  if (model === 'logistic' && count !== 2) {
    throw new NumericError('irt.specification', `item ${j} (${type}) has ${count} categories`)
  }
  const differ = typeof options.differ === 'object' ? options.differ[j] : (options.differ ?? 'nothing')
  const next = (): number => parameter.push(0) - 1
  const guess = type === '3pl' ? 0.15 : (options.guessing ?? 0)
  const intercepts = startingIntercepts(model, share, guess)
  if (model === 'nominal') {
    for (let k = 1; k < count; k++) plan.own(next(), 0.8 * k, `item ${j} slope ${k}`, differ === 'all')
  } else {
    addSlope(plan, parameter, next(), type, j, options, state, differ)
  }
  if (type === 'rsm') addRatingScale(plan, next, j, intercepts, state, differ)
  else {
    intercepts.forEach((value, k) => {
      plan.own(next(), value, `item ${j} intercept ${k + 1}`, differ !== 'nothing')
    })
  }
  if (model === 'logistic') addAsymptotes(plan, parameter, type, j, guess, options, differ)
}

function addAsymptotes(
  plan: Plan,
  parameter: number[],
  type: ItemType,
  j: number,
  guess: number,
  { guessingPrior }: SpecifyOptions,
  differ: GroupDifference,
): void {
  const lower = parameter.push(guess) - 1
  plan.fixed(parameter.push(1) - 1)
  if (type !== '3pl') {
    plan.fixed(lower)
    return
  }
  const columns = plan.own(lower, Math.log(guess / (1 - guess)), `item ${j} logit of guessing`, differ === 'all')
  for (const column of columns) if (guessingPrior !== undefined) plan.priors.push({ ...guessingPrior, column })
}

function addSlope(
  plan: Plan,
  parameter: number[],
  place: number,
  type: ItemType,
  j: number,
  { equalSlopes = false, slopePrior }: SpecifyOptions,
  state: { slope: number },
  differ: GroupDifference,
): void {
  if (slopeOne.includes(type) && !equalSlopes) {
    parameter[place] = 1
    plan.fixed(place)
    return
  }
  if (equalSlopes && state.slope >= 0) {
    plan.shared(place, [[state.slope, 1]])
    return
  }
  const columns = plan.own(
    place,
    1,
    equalSlopes ? 'slope of all items' : `item ${j} slope`,
    differ === 'all' && !equalSlopes,
  )
  state.slope = columns[0]
  for (const column of columns)
    if (slopePrior !== undefined) plan.priors.push({ kind: 'logNormal', column, ...slopePrior })
}

/** d_k = τ_k + k·c: the steps τ are those of all rating-scale items, the location c is the item's own, 0 for the first. */
function addRatingScale(
  plan: Plan,
  next: () => number,
  j: number,
  intercepts: readonly number[],
  state: { steps: number },
  differ: GroupDifference,
): void {
  if (differ !== 'nothing')
    throw new NumericError('irt.specification', `item ${j}: a rating scale that differs between groups`)
  if (state.steps < 0) {
    state.steps = plan.start.length
    intercepts.forEach((value, k) => {
      plan.own(next(), value, `step ${k + 1} of the rating scale`, false)
    })
    return
  }
  const location = plan.column(0, `item ${j} location`)
  intercepts.forEach((_, k) => {
    plan.shared(next(), [
      [state.steps + k, 1],
      [location, k + 1],
    ])
  })
}

function shapeOf(types: readonly ItemType[], shares: readonly Float64Array[], parameter: readonly number[]): Items {
  const model = types.map(modelOf)
  const start = new Uint32Array(model.length + 1)
  model.forEach((name, j) => {
    const count = shares[j].length
    start[j + 1] = start[j] + (name === 'logistic' ? 4 : name === 'nominal' ? 2 * (count - 1) : count)
  })
  return {
    model,
    categories: Uint8Array.from(shares, (share) => share.length),
    start,
    parameter: Float64Array.from(parameter),
  }
}

function usualAbility(
  types: readonly ItemType[],
  options: SpecifyOptions,
  groups: number,
  anchored: boolean,
): Ability[] {
  const rasch = options.equalSlopes !== true && types.some((type) => slopeOne.includes(type))
  const { differ = 'nothing' } = options
  const common = typeof differ === 'object' ? differ.includes('nothing') : differ === 'nothing'
  return Array.from({ length: groups }, (_, g) => {
    const free = anchored || (g > 0 && common)
    return { mean: 0, variance: 1, estimateMean: free, estimateVariance: free || rasch }
  })
}
