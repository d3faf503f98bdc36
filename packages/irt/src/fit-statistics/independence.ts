import { type Matrix, matrix } from '@kepu/numeric'
import { categoryStarts } from '../fit/tables.ts'
import type { Items } from '../model/items.ts'
import type { Responses } from '../model/responses.ts'
import { conditionalMoment, type ItemMoments, itemMoments, type Moment, momentCovariance } from './moments.ts'
import { projected } from './projection.ts'

/** The statistic of independent items with the observed shares, and its degrees of freedom. */
export function independenceFit(
  { persons, answer }: Responses,
  items: Items,
  observed: Float64Array,
  moments: readonly Moment[],
): { statistic: number; df: number } {
  const start = categoryStarts(items)
  const probability = new Float64Array(start[items.model.length])
  for (let j = 0; j < items.model.length; j++) {
    for (let i = 0; i < persons; i++) probability[start[j] + answer[i + j * persons]] += 1 / persons
  }
  const at = itemMoments(items, start, probability, 1)
  const one = Float64Array.of(1)
  const residual = observed.map((value, m) => value - conditionalMoment(at, moments[m], 0, 1))
  const slopes = independenceSlopes(items, at, moments)
  return {
    statistic: persons * projected(momentCovariance(at, moments, one), slopes, residual),
    df: moments.length - slopes.cols,
  }
}

/** [M × Σ(K − 1)] slopes of the moments by the shares of the categories. */
function independenceSlopes(items: Items, at: ItemMoments, moments: readonly Moment[]): Matrix {
  const columns: [number, number][] = []
  for (let j = 0; j < items.model.length; j++) {
    for (let k = 1; k < items.categories[j]; k++) columns.push([j, k])
  }
  const result = matrix(moments.length, columns.length)
  columns.forEach(([j, k], c) => {
    moments.forEach(({ first, second, category }, m) => {
      let slope = 0
      if (second === null && first === j) slope = category === 0 ? k : Number(category === k)
      if (second !== null && (first === j || second === j)) slope = k * at.mean[first === j ? second : first]
      result.data[m + c * moments.length] = slope
    })
  })
  return result
}

/** Tucker–Lewis and comparative fit index from the statistics of the model and of independent items. */
export function comparison(
  statistic: number,
  df: number,
  nothing: { statistic: number; df: number },
): { tli: number; cfi: number } {
  const tli = (nothing.statistic / nothing.df - statistic / df) / (nothing.statistic / nothing.df - 1)
  const cfi = 1 - (statistic - df) / (nothing.statistic - nothing.df)
  return { tli, cfi: Math.min(Math.max(cfi, 0), 1) }
}
