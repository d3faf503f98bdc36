/** Linear constraints lower ≤ Σ value·x[column] ≤ upper, row after row. */
export interface ConstraintRows {
  /** [R + 1] entries of row r: rowStart[r] … rowStart[r + 1] − 1 */
  readonly rowStart: Uint32Array
  readonly column: Uint32Array
  readonly value: Float64Array
  /** [R] −Infinity and Infinity where there is no limit */
  readonly lower: Float64Array
  readonly upper: Float64Array
  /** [R] what the row says, for a message when the program has no solution */
  readonly name: readonly string[]
}

/** A mixed-integer linear program as plain arrays, for any solver. */
export interface LinearProgram {
  readonly sense: 'minimise' | 'maximise'
  /** [V] */
  readonly objective: Float64Array
  /** [V] limits of the variables */
  readonly lower: Float64Array
  readonly upper: Float64Array
  /** [V] 1 for whole numbers */
  readonly integer: Uint8Array
  readonly rows: ConstraintRows
}

/** Collects rows. */
export class RowBuilder {
  readonly #rowStart = [0]
  readonly #column: number[] = []
  readonly #value: number[] = []
  readonly #lower: number[] = []
  readonly #upper: number[] = []
  readonly #name: string[] = []

  add(name: string, entries: Iterable<readonly [number, number]>, lower: number, upper: number): void {
    for (const [column, value] of entries) {
      if (value === 0) continue
      this.#column.push(column)
      this.#value.push(value)
    }
    this.#rowStart.push(this.#column.length)
    this.#lower.push(lower)
    this.#upper.push(upper)
    this.#name.push(name)
  }

  rows(): ConstraintRows {
    return {
      rowStart: Uint32Array.from(this.#rowStart),
      column: Uint32Array.from(this.#column),
      value: Float64Array.from(this.#value),
      lower: Float64Array.from(this.#lower),
      upper: Float64Array.from(this.#upper),
      name: this.#name,
    }
  }
}

/**
 * The rows that a solution breaks, by their names; none when it satisfies the program.
 *
 * @param x          [V]
 * @param tolerance  1e-6 when not said
 */
export function violatedRows({ rows }: LinearProgram, x: ArrayLike<number>, tolerance = 1e-6): string[] {
  return rows.name.filter((_, r) => {
    let sum = 0
    for (let at = rows.rowStart[r]; at < rows.rowStart[r + 1]; at++) sum += rows.value[at] * x[rows.column[at]]
    return sum < rows.lower[r] - tolerance || sum > rows.upper[r] + tolerance
  })
}
