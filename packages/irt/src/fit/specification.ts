import { NumericError } from '@kepu/numeric'
import type { Items } from '../model/items.ts'

/**
 * Which item parameters are estimated, and which of them move together: parameter (group g, place p) = Σ coefficient · free[column] over its entries.
 * A parameter without entries is fixed at its value in the group's items. Asymptotes are mapped on the logit scale.
 *
 * One entry of 1 is a parameter of its own; a column that several parameters name is an equality constraint between items or groups; several entries
 * are a sum, such as threshold + location in the rating scale model.
 */
export interface ParameterMap {
  /** F */
  readonly free: number
  /** [G·P + 1] entries of group g, place p: rowStart[g·P + p] … */
  readonly rowStart: Uint32Array
  readonly column: Uint32Array
  readonly coefficient: Float64Array
}

/** The normal distribution of ability in a group, and what of it is estimated. */
export interface Ability {
  readonly mean: number
  readonly variance: number
  readonly estimateMean: boolean
  readonly estimateVariance: boolean
}

/** What is believed of a free parameter before the data; `beta` is for an asymptote, its density taken at the asymptote itself. */
export type Prior =
  | { readonly kind: 'normal'; readonly column: number; readonly mean: number; readonly deviation: number }
  | { readonly kind: 'logNormal'; readonly column: number; readonly mean: number; readonly deviation: number }
  | { readonly kind: 'beta'; readonly column: number; readonly a: number; readonly b: number }

/** All that a calibration needs to know beside the answers. */
export interface Specification {
  /** [G] items of the same models and categories in each group: values of the fixed parameters; the others' are not read */
  readonly items: readonly Items[]
  readonly map: ParameterMap
  /** [F] starting values of the free parameters, asymptotes as logits */
  readonly start: Float64Array
  /** [F] what each free parameter is, for messages */
  readonly names: readonly string[]
  /** [G] */
  readonly ability: readonly Ability[]
  readonly priors: readonly Prior[]
}

/** True for an asymptote of a binary item: such a parameter is estimated as its logit. */
export function isAsymptote(items: Items, item: number, place: number): boolean {
  return items.model[item] === 'logistic' && place >= 2
}

/** The item that each parameter place belongs to, [P]. */
export function itemOfPlace({ start, model }: Items): Uint32Array {
  const result = new Uint32Array(start[model.length])
  for (let j = 0; j < model.length; j++) result.fill(j, start[j], start[j + 1])
  return result
}

/** The items of a group at the given free parameters. Nothing is checked: an impossible value shows as NaN likelihood. */
export function itemsAt(specification: Specification, group: number, free: Float64Array): Items {
  const { map } = specification
  const items = specification.items[group]
  const parameter = Float64Array.from(items.parameter)
  const offset = group * parameter.length
  for (let j = 0; j < items.model.length; j++) {
    for (let p = items.start[j]; p < items.start[j + 1]; p++) {
      const first = map.rowStart[offset + p]
      const end = map.rowStart[offset + p + 1]
      if (first === end) continue
      let value = 0
      for (let e = first; e < end; e++) value += map.coefficient[e] * free[map.column[e]]
      parameter[p] = isAsymptote(items, j, p - items.start[j]) ? 1 / (1 + Math.exp(-value)) : value
    }
  }
  return { ...items, parameter }
}

/** True when the parameters are finite, asymptotes in order, graded intercepts falling. */
export function possible({ model, start, parameter }: Items): boolean {
  for (let j = 0; j < model.length; j++) {
    const first = start[j]
    for (let p = first; p < start[j + 1]; p++) {
      if (!Number.isFinite(parameter[p])) return false
      if (model[j] === 'graded' && p >= first + 2 && !(parameter[p] < parameter[p - 1])) return false
    }
    if (model[j] === 'logistic' && !(parameter[first + 2] < parameter[first + 3])) return false
  }
  return true
}

/**
 * Throws unless a specification holds together.
 *
 * @throws NumericError irt.shape · irt.specification (names the group or parameter)
 */
export function checkSpecification({ items, map, start, names, ability, priors }: Specification): void {
  const groups = items.length
  const places = groups > 0 ? items[0].parameter.length : 0
  const entries = map.rowStart[groups * places]
  if (places === 0 || ability.length !== groups || map.rowStart.length !== groups * places + 1) {
    throw new NumericError(
      'irt.shape',
      `${groups} groups of ${places} parameters, ${ability.length} ability distributions`,
    )
  }
  if (start.length !== map.free || names.length !== map.free || map.column.length !== entries) {
    throw new NumericError('irt.shape', `${map.free} free parameters, ${start.length} starting values`)
  }
  const used = new Uint8Array(map.free)
  for (let e = 0; e < entries; e++) used[map.column[e]] = 1
  const idle = used.indexOf(0)
  if (idle >= 0) throw new NumericError('irt.specification', `free parameter ${idle} (${names[idle]}) moves nothing`)
  ability.forEach(({ mean, variance }, g) => {
    if (!(Number.isFinite(mean) && variance > 0 && Number.isFinite(variance))) {
      throw new NumericError('irt.specification', `group ${g}: ability of mean ${mean} and variance ${variance}`)
    }
  })
  for (const prior of priors) {
    const sound = prior.kind === 'beta' ? prior.a > 0 && prior.b > 0 : prior.deviation > 0
    if (!sound || !(prior.column < map.free)) {
      throw new NumericError('irt.specification', `prior ${prior.kind} of free parameter ${prior.column}`)
    }
  }
}
