import type { RawCell, TableBlock } from '../blocks.ts'

/** A ruling line along one axis: at `at` on the other one. */
export interface Segment {
  readonly at: number
  readonly from: number
  readonly to: number
}

/** The ruling lines of a page, in points. */
export interface Rules {
  readonly horizontal: Segment[]
  readonly vertical: Segment[]
}

const NEAR = 3

/** A table as its ruling lines show it. Rows from the top; a merged cell has one origin and covers further slots. */
export interface Grid {
  readonly left: number
  readonly right: number
  readonly bottom: number
  readonly top: number
  /** x of the column borders, ascending; y of the row borders, descending. */
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  /** Origin [row, column] of the cell that covers each slot. */
  readonly origin: readonly (readonly (readonly [number, number])[])[]
}

function clusters(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b)
  const found: number[] = []
  for (const value of sorted) if (found.length === 0 || value - (found.at(-1) ?? 0) > NEAR) found.push(value)
  return found
}

const isCovered = (segments: readonly Segment[], at: number, point: number) =>
  segments.some((one) => Math.abs(one.at - at) <= NEAR && one.from - NEAR <= point && point <= one.to + NEAR)

/** Bands of y that ruling lines occupy without a gap: each may be a table. */
function bands({ horizontal, vertical }: Rules): [number, number][] {
  const ranges = [
    ...vertical.map((one): [number, number] => [one.from, one.to]),
    ...horizontal.map((one): [number, number] => [one.at, one.at]),
  ]
  const merged: [number, number][] = []
  for (const [low, high] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && low <= last[1] + NEAR) last[1] = Math.max(last[1], high)
    else merged.push([low, high])
  }
  return merged
}

function gridOf(rules: Rules, low: number, high: number): Grid | null {
  const inside = (y: number) => y >= low - NEAR && y <= high + NEAR
  const vertical = rules.vertical.filter((one) => inside((one.from + one.to) / 2))
  const horizontal = rules.horizontal.filter((one) => inside(one.at))
  const xs = clusters(vertical.map((one) => one.at))
  const ys = clusters(horizontal.map((one) => one.at)).reverse()
  if (xs.length < 3 || ys.length < 3 || xs.length > 30 || ys.length > 400) return null
  const slots = ys.slice(1).map(() => xs.slice(1).map((): readonly [number, number] => [-1, -1]))
  const middle = (line: readonly number[], i: number) => ((line[i] ?? 0) + (line[i + 1] ?? 0)) / 2
  for (let row = 0; row < slots.length; row++) {
    for (let column = 0; column < xs.length - 1; column++) {
      if (slots[row]?.[column]?.[0] !== -1) continue
      let right = column
      while (right + 2 < xs.length && !isCovered(vertical, xs[right + 1] ?? 0, middle(ys, row))) right++
      let bottom = row
      while (bottom + 2 < ys.length && !isCovered(horizontal, ys[bottom + 1] ?? 0, middle(xs, column))) bottom++
      for (let r = row; r <= bottom; r++) for (let c = column; c <= right; c++) slots[r]?.splice(c, 1, [row, column])
    }
  }
  const [left = 0, last = 0] = [xs[0], xs.at(-1)]
  return { left, right: last, bottom: ys.at(-1) ?? 0, top: ys[0] ?? 0, xs, ys, origin: slots }
}

/** The tables that ruling lines draw on a page, from the top. */
export function gridsOf(rules: Rules): Grid[] {
  if (rules.horizontal.length + rules.vertical.length > 20_000) return []
  return bands(rules)
    .flatMap(([low, high]) => gridOf(rules, low, high) ?? [])
    .sort((a, b) => b.top - a.top)
}

/** The slot [row, column] at a point of the page, or null outside the grid. */
export function slotAt(grid: Grid, x: number, y: number): readonly [number, number] | null {
  if (x < grid.left || x > grid.right || y < grid.bottom || y > grid.top) return null
  const column = grid.xs.findLastIndex((border) => border <= x)
  const row = grid.ys.findLastIndex((border) => border >= y)
  return grid.origin[row]?.[column] ?? null
}

/** The table with the words of each cell, by origin `row/column`. */
export function tableBlock(grid: Grid, words: ReadonlyMap<string, string>): TableBlock {
  const rows = grid.origin.map((slots, row) => {
    const cells: RawCell[] = []
    slots.forEach(([top, left], column) => {
      if (left !== column) return
      const columnSpan = slots.filter(([r, c]) => r === top && c === left).length
      const goesOn = grid.origin[row + 1]?.[column]?.[0] === top
      const vertical = top < row ? 'continue' : goesOn ? 'restart' : 'single'
      const text = top === row ? (words.get(`${row}/${column}`) ?? '') : ''
      cells.push({ blocks: [{ kind: 'paragraph', text, level: null }], columnSpan, vertical })
    })
    return { before: 0, cells }
  })
  return { kind: 'table', rows }
}
