import type { ModelData } from 'highs'
import type { Column } from '../rules/columns.ts'
import type { PlanInstance, Trip } from '../rules/instance.ts'

/**
 * The choice of trips as an integer program: minimise Σ cost·x with x ∈ {0, 1}, each order in at most one trip, each team on
 * at most one trip a day, each team's week within its visits. An order in no trip costs «unserved»: that is the constant,
 * and each trip takes off what its orders would have cost.
 */
export function programOf(instance: PlanInstance, columns: readonly Column[]): ModelData {
  const { minutesUnserved } = instance.settings.plan
  const rows = new Map<string, { at: number; most: number }>()
  const rowOf = (key: string, most: number) => {
    const known = rows.get(key) ?? { at: rows.size, most }
    rows.set(key, known)
    return known.at
  }
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  for (const { team, day, orders } of columns) {
    const week = instance.weeks[day] ?? 0
    const entries: [row: number, value: number][] = [
      ...orders.map((o): [number, number] => [rowOf(`order ${o}`, 1), 1]),
      [rowOf(`day ${team} ${day}`, 1), 1],
      [rowOf(`week ${team} ${week}`, instance.teams[team]?.weekVisits[week] ?? 0), orders.length],
    ]
    for (const [row, value] of entries) {
      indices.push(row)
      values.push(value)
    }
    starts.push(indices.length)
  }
  const numCols = columns.length
  const numRows = rows.size
  return {
    numCols,
    numRows,
    offset: instance.orders.length * minutesUnserved,
    colCost: Float64Array.from(columns, ({ cost, orders }) => cost - orders.length * minutesUnserved),
    colLower: new Float64Array(numCols),
    colUpper: new Float64Array(numCols).fill(1),
    rowLower: new Float64Array(numRows).fill(Number.NEGATIVE_INFINITY),
    rowUpper: Float64Array.from(rows.values(), ({ most }) => most),
    matrix: {
      format: 'csc',
      numRows,
      numCols,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    },
    integrality: new Int32Array(numCols).fill(1),
  }
}

export const keyOf = ({ team, day, orders }: Trip) => `${team}/${day}/${orders.join(',')}`
