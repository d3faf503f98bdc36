import type { Items } from '../model/items.ts'
import type { Ability } from './specification.ts'

/** Something about a calibration that a person must know before its numbers are used. */
export interface Notice {
  readonly code: 'irt.notConverged' | 'irt.steepSlope' | 'irt.asymptoteAtBorder' | 'irt.narrowAbility'
  /** where: the item, parameter or group */
  readonly message: string
}

/** A curve whose odds grow more than fiftyfold (e⁴) from one node to the next is a jump for the nodes. */
const STEEP = 4
const BORDER = 1e-4

/**
 * What is odd about estimates: slopes so steep that the nodes do not see them (an item that separates persons perfectly, or is solved by guessing
 * only: give a prior), asymptotes at their border, ability narrower than the step between nodes.
 */
export function noticesOf(
  items: readonly Items[],
  ability: readonly Ability[],
  node: Float64Array,
  estimated: (group: number, place: number) => boolean,
): Notice[] {
  const step = node[1] - node[0]
  const found: Notice[] = []
  items.forEach((ofGroup, g) => {
    const { model, start, parameter, categories } = ofGroup
    for (let j = 0; j < model.length; j++) {
      const slopes = model[j] === 'nominal' ? categories[j] - 1 : 1
      for (let p = start[j]; p < start[j] + slopes; p++) {
        if (!estimated(g, p) || Math.abs(parameter[p]) * step < STEEP) continue
        found.push({ code: 'irt.steepSlope', message: `group ${g}, item ${j}: slope ${parameter[p].toPrecision(3)}` })
      }
      const lower = start[j] + 2
      if (model[j] === 'logistic' && estimated(g, lower) && parameter[lower] < BORDER) {
        const message = `group ${g}, item ${j}: the lower asymptote goes to 0`
        found.push({ code: 'irt.asymptoteAtBorder', message })
      }
    }
  })
  ability.forEach(({ variance, estimateVariance }, g) => {
    if (!estimateVariance || variance > step * step) return
    found.push({
      code: 'irt.narrowAbility',
      message: `group ${g}: variance ${variance.toPrecision(3)} between nodes ${step} apart`,
    })
  })
  return found
}
