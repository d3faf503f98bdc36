import { NumericError } from '@kepu/numeric'
import { derivativeRoom, informationFrom } from '../information/information.ts'
import type { Items } from '../model/items.ts'
import { abilityDerivatives, categoryProbabilities } from '../model/probability.ts'
import { type LinearProgram, RowBuilder } from './program.ts'

/** How many items, or how much of something, a form must have. */
export interface Amount {
  /** [J] what each item contributes: 1 or 0 for belonging to a part of the content, seconds, words … */
  readonly of: ArrayLike<number>
  readonly least?: number
  readonly most?: number
  readonly name: string
}

/** What the forms are to be good at. */
export type FormTarget =
  /** information as near as possible to these values at these abilities, the largest distance made small */
  | { readonly kind: 'information'; readonly theta: ArrayLike<number>; readonly value: ArrayLike<number> }
  /** expected scores as near as possible to those of a form that exists: parallel forms */
  | { readonly kind: 'expectedScore'; readonly theta: ArrayLike<number>; readonly value: ArrayLike<number> }
  /** as much information as possible, in these proportions at these abilities */
  | { readonly kind: 'mostInformation'; readonly theta: ArrayLike<number>; readonly weight: ArrayLike<number> }

/** Forms to be put together from a bank. */
export interface FormPlan {
  readonly bank: Items
  readonly forms: number
  /** items in each form */
  readonly length: number
  readonly target: FormTarget
  readonly amounts?: readonly Amount[]
  /** sets of items of which a form may have one at most */
  readonly enemies?: readonly ArrayLike<number>[]
  /** items that every form has: anchors */
  readonly common?: ArrayLike<number>
  /** items that no form has */
  readonly barred?: ArrayLike<number>
  /** how many forms may have an item that is not common; 1 when not said */
  readonly use?: number
}

/**
 * The program whose solution is a set of forms: variable f·J + j is 1 when form f has item j; the last variable is the distance from the target, or the amount of information.
 *
 *   information, expectedScore:  minimise y,  |Σ_j c_j(θ_k)·x_fj − value_k| ≤ y
 *   mostInformation:             maximise y,  Σ_j I_j(θ_k)·x_fj ≥ weight_k·y
 *
 * with the length, amounts, enemies and use of items as further rows. Feed it to a solver such as HiGHS; `formsOfSolution` reads the answer.
 *
 * @throws NumericError irt.plan (names what does not fit) · irt.item
 * Size: forms·J + 1 variables, about forms·(2K + amounts + enemies + 1) + J rows.
 * Source: van der Linden (2005), Linear Models for Optimal Test Design, ch. 3–6. Checked: every form of a small bank enumerated against the rows and the objective.
 */
export function formProgram(plan: FormPlan): LinearProgram {
  const { bank, forms, length, target } = plan
  const count = bank.model.length
  requirePlan(plan)
  const builder = new RowBuilder()
  const last = forms * count
  for (let f = 0; f < forms; f++) {
    const entries = (of: ArrayLike<number>) => Array.from({ length: count }, (_, j) => [f * count + j, of[j]] as const)
    builder.add(`form ${f}: length`, entries(new Float64Array(count).fill(1)), length, length)
    for (const { of, least, most, name } of plan.amounts ?? []) {
      builder.add(
        `form ${f}: ${name}`,
        entries(of),
        least ?? Number.NEGATIVE_INFINITY,
        most ?? Number.POSITIVE_INFINITY,
      )
    }
    for (const set of plan.enemies ?? []) {
      const members = Array.from(set, (j) => [f * count + j, 1] as const)
      builder.add(`form ${f}: one of ${Array.from(set).join(', ')}`, members, Number.NEGATIVE_INFINITY, 1)
    }
    targetRows(builder, plan, f, last)
  }
  const common = new Set(Array.from(plan.common ?? []))
  for (let j = 0; j < count && forms > 1; j++) {
    if (common.has(j)) continue
    const uses = Array.from({ length: forms }, (_, f) => [f * count + j, 1] as const)
    builder.add(`item ${j}: use`, uses, Number.NEGATIVE_INFINITY, plan.use ?? 1)
  }
  const barred = new Set(Array.from(plan.barred ?? []))
  const sizes = last + 1
  return {
    sense: target.kind === 'mostInformation' ? 'maximise' : 'minimise',
    objective: new Float64Array(sizes).fill(1, last),
    lower: Float64Array.from({ length: sizes }, (_, v) => (v < last && common.has(v % count) ? 1 : 0)),
    upper: Float64Array.from({ length: sizes }, (_, v) =>
      v === last ? Number.POSITIVE_INFINITY : barred.has(v % count) ? 0 : 1,
    ),
    integer: new Uint8Array(sizes).fill(1, 0, last),
    rows: builder.rows(),
  }
}

function requirePlan({ bank, forms, length, target, amounts, enemies, common, barred }: FormPlan): void {
  const count = bank.model.length
  if (!(Number.isInteger(forms) && forms >= 1) || !(Number.isInteger(length) && length >= 1 && length <= count)) {
    throw new NumericError('irt.plan', `${forms} forms of ${length} items from ${count}`)
  }
  const values = target.kind === 'mostInformation' ? target.weight : target.value
  if (target.theta.length === 0 || values.length !== target.theta.length) {
    throw new NumericError('irt.plan', `target at ${target.theta.length} abilities with ${values.length} values`)
  }
  for (let k = 0; k < values.length; k++) {
    if (!Number.isFinite(target.theta[k]) || !(values[k] >= 0) || !Number.isFinite(values[k])) {
      throw new NumericError('irt.plan', `target ${values[k]} at ability ${target.theta[k]}`)
    }
  }
  for (const { of, name } of amounts ?? []) {
    if (of.length !== count) throw new NumericError('irt.plan', `${name}: ${of.length} values for ${count} items`)
  }
  const fixed = new Set(Array.from(common ?? []))
  for (const list of [...(enemies ?? []), common ?? [], barred ?? []]) {
    for (const j of Array.from(list)) {
      if (!(Number.isInteger(j) && j >= 0 && j < count)) throw new NumericError('irt.item', `item ${j} of ${count}`)
    }
  }
  const both = Array.from(barred ?? []).find((j) => fixed.has(j))
  if (both !== undefined) throw new NumericError('irt.plan', `item ${both} is common and barred`)
}

function targetRows(builder: RowBuilder, { bank, target }: FormPlan, form: number, last: number): void {
  const count = bank.model.length
  for (let k = 0; k < target.theta.length; k++) {
    const theta = target.theta[k]
    const contribution = target.kind === 'expectedScore' ? scoresAt(bank, theta) : informationsAt(bank, theta)
    const entries = Array.from(contribution, (value, j) => [form * count + j, value] as const)
    const name = `form ${form}: target at ${theta}`
    if (target.kind === 'mostInformation') {
      builder.add(name, [...entries, [last, -target.weight[k]]], 0, Number.POSITIVE_INFINITY)
      continue
    }
    builder.add(`${name}, not above`, [...entries, [last, -1]], Number.NEGATIVE_INFINITY, target.value[k])
    builder.add(`${name}, not below`, [...entries, [last, 1]], target.value[k], Number.POSITIVE_INFINITY)
  }
}

function informationsAt(bank: Items, theta: number): Float64Array {
  const room = derivativeRoom(bank)
  return Float64Array.from(bank.model, (_, j) => {
    abilityDerivatives(bank, j, theta, room)
    return informationFrom(room, bank.categories[j])
  })
}

function scoresAt(bank: Items, theta: number): Float64Array {
  const room = derivativeRoom(bank)
  return Float64Array.from(bank.model, (_, j) => {
    categoryProbabilities(bank, j, theta, room)
    let score = 0
    for (let k = 1; k < bank.categories[j]; k++) score += k * room[k]
    return score
  })
}

/**
 * The items of each form in a solver's answer.
 *
 * @param x  [forms·J + 1]
 * @throws NumericError irt.plan when a variable is not near 0 or 1
 */
export function formsOfSolution({ bank, forms }: FormPlan, x: ArrayLike<number>): number[][] {
  const count = bank.model.length
  if (x.length !== forms * count + 1)
    throw new NumericError('irt.plan', `${x.length} values for ${forms} forms of ${count} items`)
  return Array.from({ length: forms }, (_, f) => {
    return Array.from({ length: count }, (__, j) => j).filter((j) => {
      const value = x[f * count + j]
      if (Math.min(Math.abs(value), Math.abs(value - 1)) > 1e-4) {
        throw new NumericError('irt.plan', `item ${j} of form ${f} is ${value}: not a whole solution`)
      }
      return value > 0.5
    })
  })
}
