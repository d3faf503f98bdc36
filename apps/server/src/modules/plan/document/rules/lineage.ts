/** What two editions of a plan are compared by. */
export interface Titled {
  readonly category: string | null
  readonly number: number
  readonly title: string
}

/**
 * Which entry of the earlier edition each entry of the later one continues: the same title first, then the same place
 * among those left. Work in the ledger points at tasks, so a task that lives on keeps its id.
 *
 * @returns for each later entry the index of the earlier one, or null for a new entry; no index twice
 */
export function continues(earlier: readonly Titled[], later: readonly Titled[]): (number | null)[] {
  const taken = new Set<number>()
  const take = (matches: (one: Titled) => boolean): number | null => {
    const index = earlier.findIndex((one, i) => !taken.has(i) && matches(one))
    if (index < 0) return null
    taken.add(index)
    return index
  }
  const byTitle = later.map((entry) => take((one) => one.title === entry.title && one.category === entry.category))
  return later.map(
    (entry, i) => byTitle[i] ?? take((one) => one.category === entry.category && one.number === entry.number),
  )
}
