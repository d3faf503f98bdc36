import { NumericError } from '@kepu/numeric'
import { MISSING } from '../model/items.ts'
import type { Responses } from '../model/responses.ts'

/** Answers to one form, and where its items stand in the common list. */
export interface FormResponses {
  readonly responses: Responses
  /** [items of the form] place in the common list, each once */
  readonly place: ArrayLike<number>
}

/** Answers to several forms as one table, what was not asked missing. */
export interface JoinedForms {
  readonly responses: Responses
  /** [N] form of each person */
  readonly group: Uint8Array
}

/**
 * Forms with items in common as one table, for concurrent calibration: `calibrate` it with one group a form, and all items come out on one scale, that of form 0.
 * (For fixed anchors instead, give `specify` the anchor items and free the ability distribution.)
 *
 * @param items  length of the common list
 * @throws NumericError irt.shape · irt.item (names form and item: no such place, twice; or a place that no form has) · irt.anchor when a form has no item in common with the rest
 * Source: Lord (1980), §13.6; Kolen & Brennan (2014), §6.4. Checked: a known link between two simulated forms is found, as by fixed anchors and by Stocking–Lord.
 */
export function joinForms(forms: readonly FormResponses[], items: number): JoinedForms {
  if (forms.length === 0 || forms.length > 255) throw new NumericError('irt.shape', `${forms.length} forms`)
  const uses = new Uint8Array(items)
  forms.forEach((form, f) => {
    requireForm(form, f, items)
    for (const place of Array.from(form.place)) uses[place]++
  })
  const unused = uses.indexOf(0)
  if (unused >= 0) throw new NumericError('irt.item', `item ${unused} is in no form`)
  requireConnected(forms, items)
  const persons = forms.reduce((sum, { responses }) => sum + responses.persons, 0)
  const answer = new Uint8Array(persons * items).fill(MISSING)
  const group = new Uint8Array(persons)
  let first = 0
  forms.forEach(({ responses, place }, f) => {
    for (let j = 0; j < responses.items; j++) {
      const column = responses.answer.subarray(j * responses.persons, (j + 1) * responses.persons)
      answer.set(column, place[j] * persons + first)
    }
    group.fill(f, first, first + responses.persons)
    first += responses.persons
  })
  return { responses: { persons, items, answer }, group }
}

function requireForm({ responses, place }: FormResponses, form: number, items: number): void {
  if (place.length !== responses.items) {
    throw new NumericError('irt.shape', `form ${form}: ${responses.items} items, ${place.length} places`)
  }
  const seen = new Set<number>()
  for (const at of Array.from(place)) {
    if (!Number.isInteger(at) || at < 0 || at >= items || seen.has(at)) {
      throw new NumericError('irt.item', `form ${form}: place ${at}${seen.has(at) ? ' twice' : ` of ${items}`}`)
    }
    seen.add(at)
  }
}

/** Every form must be reached from form 0 over items in common. */
function requireConnected(forms: readonly FormResponses[], items: number): void {
  const reached = new Uint8Array(items)
  const linked = new Set([0])
  for (const place of Array.from(forms[0].place)) reached[place] = 1
  for (let grown = true; grown; ) {
    grown = false
    forms.forEach(({ place }, f) => {
      const places = Array.from(place)
      if (linked.has(f) || !places.some((at) => reached[at] === 1)) return
      for (const at of places) reached[at] = 1
      linked.add(f)
      grown = true
    })
  }
  const apart = forms.findIndex((_, f) => !linked.has(f))
  if (apart >= 0) throw new NumericError('irt.anchor', `form ${apart} has no item in common with the others`)
}
