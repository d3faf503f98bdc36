import type { ParameterMap, Prior } from './specification.ts'

/** Collects free parameters and what moves with them. */
export class Plan {
  readonly groups: number
  readonly start: number[] = []
  readonly names: string[] = []
  readonly priors: Prior[] = []
  private readonly entries: (readonly (readonly [number, number])[])[][]

  constructor(groups: number) {
    this.groups = groups
    this.entries = Array.from({ length: groups }, () => [])
  }

  column(start: number, name: string): number {
    this.names.push(name)
    return this.start.push(start) - 1
  }

  fixed(place: number): void {
    for (const group of this.entries) group[place] = []
  }

  shared(place: number, entries: readonly (readonly [number, number])[]): void {
    for (const group of this.entries) group[place] = entries
  }

  /** A free parameter for the place: one for all groups, or one each. */
  own(place: number, start: number, name: string, perGroup: boolean): number[] {
    if (!perGroup || this.groups === 1) {
      const column = this.column(start, name)
      this.shared(place, [[column, 1]])
      return [column]
    }
    return this.entries.map((group, g) => {
      const column = this.column(start, `${name}, group ${g}`)
      group[place] = [[column, 1]]
      return column
    })
  }

  map(places: number): ParameterMap {
    const rows = this.entries.flatMap((group) => Array.from({ length: places }, (_, p) => group[p] ?? []))
    const rowStart = new Uint32Array(rows.length + 1)
    rows.forEach((row, r) => {
      rowStart[r + 1] = rowStart[r] + row.length
    })
    const flat = rows.flat()
    return {
      free: this.start.length,
      rowStart,
      column: Uint32Array.from(flat, ([column]) => column),
      coefficient: Float64Array.from(flat, ([, coefficient]) => coefficient),
    }
  }
}
