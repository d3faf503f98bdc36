import type { ItemModel } from '../model/items.ts'

/** √(1 + 1/1.7²): what a logit of a marginal proportion must be stretched by for a slope of 1 and ability N(0, 1). */
const STRETCH = 1.16

function clippedLogit(p: number): number {
  const safe = Math.min(Math.max(p, 0.005), 0.995)
  return Math.log(safe / (1 - safe))
}

/** Starting intercepts from how many chose each category; they fall strictly for graded items. */
export function startingIntercepts(model: ItemModel, share: Float64Array, guessing: number): number[] {
  let total = 0
  for (const n of share) total += n
  const count = share.length
  if (model === 'logistic') {
    return [STRETCH * clippedLogit(Math.max(share[1] / total - guessing, 0) / (1 - guessing))]
  }
  if (model !== 'graded') {
    return Array.from({ length: count - 1 }, (_, k) => Math.log(share[k + 1] / share[0]))
  }
  const result: number[] = []
  let above = total
  for (let k = 1; k < count; k++) {
    above -= share[k - 1]
    // The slight slope keeps the intercepts apart where clipping would make them equal.
    result.push(STRETCH * clippedLogit(above / total) - 1e-3 * k)
  }
  return result
}
