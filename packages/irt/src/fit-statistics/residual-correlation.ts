import { type Matrix, matrix } from '@kepu/numeric'
import type { Items } from '../model/items.ts'
import type { Responses } from '../model/responses.ts'
import type { ItemMoments } from './moments.ts'

/** Root mean square of observed minus expected correlations over the pairs. */
export function residualCorrelation(
  { persons, answer }: Responses,
  items: Items,
  at: ItemMoments,
  weight: Float64Array,
): number {
  const count = items.model.length
  const nodes = weight.length
  const observed = matrix(count, count)
  const expected = matrix(count, count)
  const mean = (values: (q: number) => number): number => weight.reduce((sum, w, q) => sum + w * values(q), 0)
  const averages = Float64Array.from({ length: count }, (_, j) => {
    let sum = 0
    for (let i = 0; i < persons; i++) sum += answer[i + j * persons]
    return sum / persons
  })
  for (let a = 0; a < count; a++) {
    for (let b = 0; b <= a; b++) {
      let product = 0
      for (let i = 0; i < persons; i++) product += answer[i + a * persons] * answer[i + b * persons]
      observed.data[a + b * count] = product / persons - averages[a] * averages[b]
      const both = mean((q) => (a === b ? at.square[a * nodes + q] : at.mean[a * nodes + q] * at.mean[b * nodes + q]))
      expected.data[a + b * count] = both - mean((q) => at.mean[a * nodes + q]) * mean((q) => at.mean[b * nodes + q])
    }
  }
  const correlation = ({ data }: Matrix, a: number, b: number): number => {
    return data[a + b * count] / Math.sqrt(data[a * (count + 1)] * data[b * (count + 1)])
  }
  let sum = 0
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < a; b++) sum += (correlation(observed, a, b) - correlation(expected, a, b)) ** 2
  }
  return Math.sqrt(sum / ((count * (count - 1)) / 2))
}
