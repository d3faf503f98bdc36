import { fc } from '@fast-check/vitest'
import * as irt from '../../src/index.ts'

const slope = fc.double({ min: 0.2, max: 3, noNaN: true })
const intercept = fc.double({ min: -3, max: 3, noNaN: true })

const logistic = fc
  .tuple(
    slope,
    intercept,
    fc.double({ min: 0.01, max: 0.4, noNaN: true }),
    fc.double({ min: 0.6, max: 0.99, noNaN: true }),
  )
  .map(([a, d, g, u]) => irt.logisticItems([a], [d], [g], [u]))

const steps = fc.array(fc.double({ min: 0.2, max: 2, noNaN: true }), { minLength: 1, maxLength: 5 })

const graded = fc.tuple(slope, fc.double({ min: 0, max: 4, noNaN: true }), steps).map(([a, top, gaps]) => {
  let d = top
  return irt.orderedItems('graded', [a], [gaps.map((gap) => (d -= gap))])
})

const partialCredit = fc
  .tuple(slope, fc.array(intercept, { minLength: 1, maxLength: 5 }))
  .map(([a, d]) => irt.orderedItems('partialCredit', [a], [d]))

const nominal = fc
  .array(fc.tuple(intercept, intercept), { minLength: 1, maxLength: 4 })
  .map((pairs) => irt.nominalItems([pairs.map(([a]) => a)], [pairs.map(([, d]) => d)]))

/** One item of any model with ordinary parameters. */
export const anyItem = fc.oneof(logistic, graded, partialCredit, nominal)

/** Category probabilities of the only item. */
export function probabilities(items: irt.Items, theta: number): Float64Array {
  const out = new Float64Array(items.categories[0]!)
  irt.categoryProbabilities(items, 0, theta, out)
  return out
}

/** The items with one parameter moved. */
export function bumped(items: irt.Items, parameter: number, by: number): irt.Items {
  return { ...items, parameter: items.parameter.map((value, p) => (p === parameter ? value + by : value)) }
}
