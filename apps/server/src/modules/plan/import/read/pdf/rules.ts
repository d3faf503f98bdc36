import type { Rules } from './grid.ts'

/** What pdf.js gives for a page: operators and their arguments. */
export interface Operators {
  readonly fnArray: readonly number[]
  readonly argsArray: readonly unknown[]
}

/** The numbers of the operators that matter here, from pdf.js's own table. */
export interface Codes {
  readonly save: number
  readonly restore: number
  readonly transform: number
  readonly constructPath: number
}

type Matrix = readonly [number, number, number, number, number, number]
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

/** How many numbers follow each step of a path: move, line, curve, quadratic curve, close. */
const STEP_LENGTH = [2, 2, 6, 4, 0]
const THIN = 1
const SHORTEST = 4
const MOST_STATES = 1000

const isNumbers = (value: unknown): value is ArrayLike<number> =>
  typeof value === 'object' && value !== null && 'length' in value

function matrixOf(args: unknown): Matrix {
  const [a, b, c, d, e, f] = isNumbers(args) ? Array.from(args, Number) : []
  return [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0]
}

function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer
  return [
    a * inner[0] + c * inner[1],
    b * inner[0] + d * inner[1],
    a * inner[2] + c * inner[3],
    b * inner[2] + d * inner[3],
    a * inner[4] + c * inner[5] + e,
    b * inner[4] + d * inner[5] + f,
  ]
}

function addLine(rules: Rules, x1: number, y1: number, x2: number, y2: number): void {
  const [width, height] = [Math.abs(x2 - x1), Math.abs(y2 - y1)]
  if (height <= THIN && width >= SHORTEST)
    rules.horizontal.push({ at: (y1 + y2) / 2, from: Math.min(x1, x2), to: Math.max(x1, x2) })
  else if (width <= THIN && height >= SHORTEST)
    rules.vertical.push({ at: (x1 + x2) / 2, from: Math.min(y1, y2), to: Math.max(y1, y2) })
}

function addPath(rules: Rules, path: ArrayLike<number>, [a, b, c, d, e, f]: Matrix): void {
  let start: [number, number] = [0, 0]
  let at: [number, number] = [0, 0]
  for (let i = 0; i < path.length; ) {
    const step = path[i] ?? 4
    const length = STEP_LENGTH[step]
    if (length === undefined) return
    const [x = 0, y = 0] = [path[i + length - 1], path[i + length]]
    const point: [number, number] = step === 4 ? start : [a * x + c * y + e, b * x + d * y + f]
    if (step === 1 || step === 4) addLine(rules, at[0], at[1], point[0], point[1])
    if (step === 0) start = point
    at = point
    i += length + 1
  }
}

/** Straight horizontal and vertical lines of a page, edges of thin rectangles included. */
export function rulesOf({ fnArray, argsArray }: Operators, codes: Codes): Rules {
  const rules: Rules = { horizontal: [], vertical: [] }
  const saved: Matrix[] = []
  let matrix = IDENTITY
  fnArray.forEach((code, i) => {
    const args = argsArray[i]
    if (code === codes.save && saved.length < MOST_STATES) saved.push(matrix)
    else if (code === codes.restore) matrix = saved.pop() ?? IDENTITY
    else if (code === codes.transform) matrix = multiply(matrix, matrixOf(args))
    else if (code === codes.constructPath && Array.isArray(args) && Array.isArray(args[1]) && isNumbers(args[1][0])) {
      addPath(rules, args[1][0], matrix)
    }
  })
  return rules
}
