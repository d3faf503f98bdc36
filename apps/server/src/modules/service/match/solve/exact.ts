import type { Highs } from 'highs'
import { costOf } from '../rules/check.ts'
import { type Column, columnsWithin } from '../rules/columns.ts'
import type { PlanInstance, Trip } from '../rules/instance.ts'
import type { Priced } from '../rules/prices.ts'
import type { TripTables } from '../rules/trips.ts'
import { keyOf, programOf } from './program.ts'

/** The choice of the integer program, or the known one when the solver finds none better. */
function choose(
  highs: Highs,
  instance: PlanInstance,
  columns: readonly Column[],
  known: readonly Trip[],
  seconds: number,
) {
  const chosen = new Set(known.map(keyOf))
  const model = highs.createModel(programOf(instance, columns))
  try {
    model.options.set({ output_flag: false, random_seed: 1, time_limit: Math.max(1, seconds), mip_rel_gap: 1e-6 })
    model.setSolution({ colValue: Float64Array.from(columns, (column) => (chosen.has(keyOf(column)) ? 1 : 0)) })
    model.run()
    const { colValue } = model.getSolution()
    const optimal = model.getModelStatus() === highs.constants.modelStatus.optimal
    return { optimal, trips: columns.filter((_, i) => (colValue[i] ?? 0) > 0.5) }
  } finally {
    model.dispose()
  }
}

/** The trips within the slack and those of the known proposal; with a smaller slack where there are too many. */
function columnsFor(tables: TripTables, { prices }: Priced, slack: number, known: readonly Trip[], limit: number) {
  let width = slack
  let columns = columnsWithin(tables, prices, width, limit)
  while (columns === null && width > slack / 1000) {
    width /= 2
    columns = columnsWithin(tables, prices, width, limit)
  }
  const own = columns ?? []
  const held = new Set(own.map(keyOf))
  for (const trip of known) {
    if (held.has(keyOf(trip))) continue
    const { travel, waiting, misfit } = costOf(tables.instance, [trip])
    own.push({ ...trip, cost: travel + waiting + misfit })
  }
  return { columns: own, width: columns === null ? 0 : width }
}

export interface Exact {
  readonly trips: readonly Trip[]
  readonly proven: boolean
  /** Trips that the last program chose from. */
  readonly columns: number
}

/**
 * The best choice of trips: an integer program over the trips within a small slack of the bound, then over those within what
 * the proposal still lies above it. Proven when no trip that could better it was left out and the program was solved to the end.
 *
 * @param left seconds that may still be spent
 */
export function solveExactly(
  highs: Highs,
  tables: TripTables,
  priced: Priced,
  known: readonly Trip[],
  { columns: limit, left }: { readonly columns: number; readonly left: () => number },
): Exact {
  const { instance } = tables
  let trips = known
  let cost = costOf(instance, known).total
  let count = 0
  let slack = Math.min(cost - priced.bound, Math.max(2, 0.003 * priced.bound)) + 1e-6
  while (left() > 1) {
    if (cost - priced.bound <= 1e-6 * Math.max(1, cost)) return { trips, proven: true, columns: count }
    const { columns, width } = columnsFor(tables, priced, slack, trips, limit)
    count = columns.length
    const choice = choose(highs, instance, columns, trips, left())
    const found = costOf(instance, choice.trips).total
    if (found < cost) {
      trips = choice.trips
      cost = found
    }
    if (!choice.optimal || width < slack) break
    if (cost - priced.bound <= width) return { trips, proven: true, columns: count }
    slack = cost - priced.bound + 1e-6
  }
  return { trips, proven: false, columns: count }
}
