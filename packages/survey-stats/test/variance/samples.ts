import { fc } from '@fast-check/vitest'
import { type ClusterDesign, clusterDesign } from '../../src/design/index.ts'

/** An invented survey: two or three strata of two to four clusters of one to four persons. */
export interface Sample {
  readonly stratum: number[]
  readonly psu: number[]
  readonly weight: number[]
  readonly y: Float64Array
  readonly x: Float64Array
  /** 0 or 1, both present */
  readonly group: Int32Array
}

const value = fc.double({ min: -100, max: 100, noNaN: true }).map((v) => Math.round(v * 1000) / 1000)
const person = fc.record({
  y: value,
  x: fc.double({ min: 1, max: 10, noNaN: true }),
  weight: fc.integer({ min: 1, max: 50 }),
})
const cluster = fc.array(person, { minLength: 1, maxLength: 4 })
const stratum = fc.array(cluster, { minLength: 2, maxLength: 4 })

/** Samples for laws. */
export const samples = fc.array(stratum, { minLength: 2, maxLength: 3 }).map((strata): Sample => {
  const rows = strata.flatMap((clusters, h) => clusters.flatMap((persons, j) => persons.map((p) => ({ ...p, h, j }))))
  return {
    stratum: rows.map((row) => row.h),
    psu: rows.map((row) => row.j),
    weight: rows.map((row) => row.weight),
    y: Float64Array.from(rows, (row) => row.y),
    x: Float64Array.from(rows, (row) => row.x),
    group: Int32Array.from(rows, (_, i) => i % 2),
  }
})

/** The design of a sample: 12 clusters a stratum in the population, or all of them, or with replacement. */
export function designOf(
  { stratum: h, psu, weight }: Sample,
  population: 'some' | 'all' | 'replacement' = 'some',
): ClusterDesign {
  const sampled = (code: number): number => new Set(psu.filter((_, i) => h[i] === code)).size
  const sizes = h.map((code) =>
    population === 'all' ? sampled(code) : population === 'some' ? 12 : Number.POSITIVE_INFINITY,
  )
  return clusterDesign({ stages: [{ unit: psu, stratum: h, populationSize: sizes }], weight, lonelyPsu: 'fail' })
}

/** The sample with its rows in another order. */
export function reordered(sample: Sample, order: readonly number[]): Sample {
  return {
    stratum: order.map((i) => sample.stratum[i]!),
    psu: order.map((i) => sample.psu[i]!),
    weight: order.map((i) => sample.weight[i]!),
    y: Float64Array.from(order, (i) => sample.y[i]!),
    x: Float64Array.from(order, (i) => sample.x[i]!),
    group: Int32Array.from(order, (i) => sample.group[i]!),
  }
}
