/** Observed and expected counts of an item: a row per sum score, a cell per category. */
export interface ScoreTable {
  readonly observed: readonly (readonly number[])[]
  /** null where the category cannot occur at that sum score */
  readonly expected: readonly (readonly (number | null)[])[]
}

interface Row {
  observed: number[]
  expected: number[]
}

/**
 * Merges sparse cells until every expected count is at least `least`, or nothing is left to merge: first sum scores at which some category is
 * impossible, then scores that nobody or one person has, then neighbouring categories within a score, then neighbouring scores.
 *
 * @returns  cells with an expected count, row by row
 * Source: Orlando & Thissen (2000); Kang & Chen (2008), J. Educ. Meas. 45, 391–406, with the order of merging that mirt's itemfit has.
 */
export function collapseTable(table: ScoreTable, least: number): { observed: number[][]; expected: number[][] } {
  let rows = mergeImpossible(table)
  rows = mergeLonely(rows.filter((row) => total(row.observed) > 0))
  if (rows.length > 0 && rows[0].expected.length > 2) {
    for (const row of rows) mergeWithin(row, least)
    rows = dropRareCategories(rows, least)
  }
  mergeAcross(rows, least)
  const kept = rows.map((row) =>
    row.expected.map((value, k) => [value, row.observed[k]] as const).filter(([value]) => value > 0),
  )
  return {
    expected: kept.map((cells) => cells.map(([value]) => value)),
    observed: kept.map((cells) => cells.map(([, value]) => value)),
  }
}

function total(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0)
}

function addRow(to: Row, from: Row): void {
  to.observed = to.observed.map((value, k) => value + from.observed[k])
  to.expected = to.expected.map((value, k) => value + from.expected[k])
}

/** Rows with an impossible cell lie at both ends: they join the first and last row without one. */
function mergeImpossible({ observed, expected }: ScoreTable): Row[] {
  const whole = expected.map((cells) => cells.every((value) => value !== null))
  const first = whole.indexOf(true)
  const last = whole.lastIndexOf(true)
  const rows = observed.map((cells, s) => ({ observed: [...cells], expected: expected[s].map((value) => value ?? 0) }))
  if (first < 0) return []
  for (let s = 0; s < first; s++) addRow(rows[first], rows[s])
  for (let s = last + 1; s < rows.length; s++) addRow(rows[last], rows[s])
  return rows.slice(first, last + 1)
}

function mergeLonely(rows: Row[]): Row[] {
  const kept: Row[] = []
  rows.forEach((row, r) => {
    if (r < rows.length - 1 && total(row.observed) === 1) addRow(rows[r + 1], row)
    else kept.push(row)
  })
  const last = kept[kept.length - 1]
  if (kept.length > 1 && total(last.observed) === 1) {
    addRow(kept[kept.length - 2], last)
    kept.pop()
  }
  return kept
}

/** The smallest cell joins its smaller neighbour, until two are left or all are large enough; empty cells are put at the end. */
function mergeWithin(row: Row, least: number): void {
  if (row.expected.every((value) => value >= least)) return
  const width = row.expected.length
  const expected = [...row.expected]
  const observed = [...row.observed]
  while (expected.length > 2) {
    const at = expected.lastIndexOf(Math.min(...expected))
    const left = at > 0 && (at === expected.length - 1 || expected[at - 1] <= expected[at + 1])
    const to = left ? at - 1 : at + 1
    expected[to] += expected[at]
    observed[to] += observed[at]
    expected.splice(at, 1)
    observed.splice(at, 1)
    if (expected.every((value) => value >= least)) break
  }
  row.expected = Array.from({ length: width }, (_, k) => expected[k] ?? 0)
  row.observed = Array.from({ length: width }, (_, k) => observed[k] ?? 0)
}

function dropRareCategories(rows: Row[], least: number): Row[] {
  const mergeColumn = (k: number): void => {
    for (const row of rows) {
      row.expected[k - 1] += row.expected[k]
      row.observed[k - 1] += row.observed[k]
      row.expected.splice(k, 1)
      row.observed.splice(k, 1)
    }
  }
  const sum = (k: number): number => total(rows.map((row) => row.expected[k]))
  for (let k = rows[0].expected.length - 1; k >= 2; k--) {
    if (!(sum(k) < least * Math.ceil(0.1 * rows.length))) break
    mergeColumn(k)
  }
  for (let k = rows[0].expected.length - 1; k >= 1; k--) {
    if (rows.filter((row) => row.expected[k] > 0).length / rows.length < 0.05) mergeColumn(k)
  }
  return rows
}

function mergeAcross(rows: Row[], least: number): void {
  for (;;) {
    const at = rows.findIndex((row) => row.expected.some((value) => value < least && value !== 0))
    if (at < 0 || rows.length < 2) return
    const before = at > 0 ? total(rows[at - 1].observed) : Number.POSITIVE_INFINITY
    const after = at < rows.length - 1 ? total(rows[at + 1].observed) : Number.POSITIVE_INFINITY
    addRow(rows[before <= after ? at - 1 : at + 1], rows[at])
    rows.splice(at, 1)
  }
}
