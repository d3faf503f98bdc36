import { fc } from '@fast-check/vitest'
import { type Matrix, matMul, matrix, random, transposeMul } from '../src/index.ts'

/** A matrix of independent normals, by a seed that fast-check can shrink. */
export function normalMatrix(rows: number, cols: number, seed: number): Matrix {
  const generator = random(seed)
  return matrix(
    rows,
    cols,
    Float64Array.from({ length: rows * cols }, () => generator.normal()),
  )
}

export const shapes = fc.record({ n: fc.integer({ min: 1, max: 8 }), seed: fc.nat() })

/** A well-conditioned positive definite matrix: XᵀX + I. */
export function positiveDefinite(n: number, seed: number): Matrix {
  const x = normalMatrix(n + 2, n, seed)
  const a = transposeMul(x, x)
  for (let i = 0; i < n; i++) a.data[i + i * n] += 1
  return a
}

/** The largest |a − b| of two matrices. */
export function distance(a: Matrix, b: Matrix): number {
  return Math.max(0, ...a.data.map((value, i) => Math.abs(value - b.data[i]!)))
}

/** A·B·C */
export function product(a: Matrix, b: Matrix, c: Matrix): Matrix {
  return matMul(matMul(a, b), c)
}
