import { NumericError } from '@kepu/numeric'

/** The code of an answer that was not given, or not asked for. */
export const MISSING = 255

/**
 * How an item's categories depend on ability θ. Parameters in this order; a slope–intercept form throughout (difficulty b = −intercept/slope).
 *
 * - `logistic`       slope a, intercept d, lower g, upper u:  P₁ = g + (u − g)/(1 + exp(−(aθ + d))); Rasch, 2PL, 3PL and 4PL
 * - `graded`         slope a, intercepts d₁ > d₂ > … > d_{K−1}:  P(X ≥ k) = 1/(1 + exp(−(aθ + d_k)))
 * - `partialCredit`  slope a, intercepts d₁ … d_{K−1}:  Pₖ ∝ exp(k·aθ + d_k), d₀ = 0; a = 1 is the partial credit model, free a the generalised
 * - `nominal`        slopes a₁ … a_{K−1}, intercepts d₁ … d_{K−1}:  Pₖ ∝ exp(a_kθ + d_k), a₀ = d₀ = 0
 */
export type ItemModel = 'logistic' | 'graded' | 'partialCredit' | 'nominal'

/** J items with their parameters, flat. */
export interface Items {
  /** [J] */
  readonly model: readonly ItemModel[]
  /** [J] categories of each item, 2 … 254; answers are codes 0 … categories − 1 */
  readonly categories: Uint8Array
  /** [J + 1] item j's parameters are `parameter[start[j]]` … `parameter[start[j + 1] − 1]` */
  readonly start: Uint32Array
  /** [start[J]] in the order that `ItemModel` says */
  readonly parameter: Float64Array
}

/** How many parameters an item of this model and number of categories has. */
export function parameterCount(model: ItemModel, categories: number): number {
  if (model === 'logistic') return 4
  return model === 'nominal' ? 2 * (categories - 1) : categories
}

/**
 * Items from their models, categories and parameters.
 *
 * @param model       [J]
 * @param categories  [J]
 * @param parameter   [Σ parameters] item after item, in the order that `ItemModel` says
 * @throws NumericError irt.shape · irt.item (names item and parameter: not finite, asymptotes not 0 ≤ g < u ≤ 1, graded intercepts not falling)
 */
export function makeItems(
  model: readonly ItemModel[],
  categories: ArrayLike<number>,
  parameter: ArrayLike<number>,
): Items {
  const count = model.length
  if (count === 0 || categories.length !== count) {
    throw new NumericError('irt.shape', `${count} models, ${categories.length} numbers of categories`)
  }
  const start = new Uint32Array(count + 1)
  for (let j = 0; j < count; j++) {
    const wrong = model[j] === 'logistic' ? categories[j] !== 2 : !(categories[j] >= 2 && categories[j] <= 254)
    if (wrong) throw new NumericError('irt.item', `item ${j} (${model[j]}) has ${categories[j]} categories`)
    start[j + 1] = start[j] + parameterCount(model[j], categories[j])
  }
  if (parameter.length !== start[count]) {
    throw new NumericError('irt.shape', `${parameter.length} parameters for items that have ${start[count]}`)
  }
  const items = {
    model: [...model],
    categories: Uint8Array.from(categories),
    start,
    parameter: Float64Array.from(parameter),
  }
  for (let j = 0; j < count; j++) checkItem(items, j)
  return items
}

function checkItem({ model, start, parameter }: Items, j: number): void {
  const first = start[j]
  for (let p = first; p < start[j + 1]; p++) {
    if (!Number.isFinite(parameter[p])) {
      throw new NumericError('irt.item', `item ${j}: parameter ${p - first} is ${parameter[p]}`)
    }
  }
  if (model[j] === 'logistic') {
    const lower = parameter[first + 2]
    const upper = parameter[first + 3]
    if (!(lower >= 0 && lower < upper && upper <= 1)) {
      throw new NumericError('irt.item', `item ${j}: lower asymptote ${lower}, upper ${upper}`)
    }
  }
  if (model[j] !== 'graded') return
  for (let p = first + 2; p < start[j + 1]; p++) {
    if (!(parameter[p] < parameter[p - 1])) {
      throw new NumericError(
        'irt.item',
        `item ${j}: graded intercepts must fall, ${parameter[p]} after ${parameter[p - 1]}`,
      )
    }
  }
}

/**
 * Binary items: P(1) = g + (u − g)/(1 + exp(−(aθ + d))).
 *
 * @param slope      [J] a
 * @param intercept  [J] d = −a·b
 * @param lower      [J] g; all 0 when not said
 * @param upper      [J] u; all 1 when not said
 * @throws NumericError irt.shape · irt.item
 */
export function logisticItems(
  slope: ArrayLike<number>,
  intercept: ArrayLike<number>,
  lower?: ArrayLike<number>,
  upper?: ArrayLike<number>,
): Items {
  const count = slope.length
  for (const values of [intercept, lower, upper]) {
    if (values !== undefined && values.length !== count) {
      throw new NumericError('irt.shape', `${count} slopes beside ${values.length} values`)
    }
  }
  const parameter = new Float64Array(4 * count)
  for (let j = 0; j < count; j++) {
    parameter.set(
      [slope[j], intercept[j], lower === undefined ? 0 : lower[j], upper === undefined ? 1 : upper[j]],
      4 * j,
    )
  }
  return makeItems(new Array<ItemModel>(count).fill('logistic'), new Uint8Array(count).fill(2), parameter)
}

/**
 * Items whose categories have an order (graded response or partial credit), from slopes and intercepts.
 *
 * @param slope       [J]
 * @param intercepts  J lists of K − 1 intercepts
 * @throws NumericError irt.shape · irt.item
 */
export function orderedItems(
  model: 'graded' | 'partialCredit',
  slope: ArrayLike<number>,
  intercepts: readonly ArrayLike<number>[],
): Items {
  if (slope.length !== intercepts.length) {
    throw new NumericError('irt.shape', `${slope.length} slopes, ${intercepts.length} lists of intercepts`)
  }
  const parameter = intercepts.flatMap((list, j) => [slope[j], ...Array.from(list)])
  const categories = intercepts.map((list) => list.length + 1)
  return makeItems(new Array<ItemModel>(slope.length).fill(model), categories, parameter)
}

/**
 * Nominal items from the slopes and intercepts of the categories after the first, whose own are 0.
 *
 * @param slopes      J lists of K − 1
 * @param intercepts  J lists of K − 1
 * @throws NumericError irt.shape · irt.item
 */
export function nominalItems(slopes: readonly ArrayLike<number>[], intercepts: readonly ArrayLike<number>[]): Items {
  if (slopes.length !== intercepts.length || slopes.some((list, j) => list.length !== intercepts[j].length)) {
    throw new NumericError('irt.shape', 'nominal items: slopes and intercepts differ in shape')
  }
  const parameter = slopes.flatMap((list, j) => [...Array.from(list), ...Array.from(intercepts[j])])
  const categories = slopes.map((list) => list.length + 1)
  return makeItems(new Array<ItemModel>(slopes.length).fill('nominal'), categories, parameter)
}

/** One item list after another. @throws NumericError irt.shape when there is nothing to join */
export function joinItems(...parts: readonly Items[]): Items {
  return makeItems(
    parts.flatMap(({ model }) => model),
    parts.flatMap(({ categories }) => Array.from(categories)),
    parts.flatMap(({ parameter }) => Array.from(parameter)),
  )
}

/** The items at the given places, in that order. @throws NumericError irt.item when there is no such place */
export function selectItems(items: Items, places: ArrayLike<number>): Items {
  const { model, categories, start, parameter } = items
  const chosen = Array.from(places)
  const bad = chosen.find((j) => !(Number.isInteger(j) && j >= 0 && j < model.length))
  if (bad !== undefined) throw new NumericError('irt.item', `item ${bad} of ${model.length}`)
  return makeItems(
    chosen.map((j) => model[j]),
    chosen.map((j) => categories[j]),
    chosen.flatMap((j) => Array.from(parameter.subarray(start[j], start[j + 1]))),
  )
}
