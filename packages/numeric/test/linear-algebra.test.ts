import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as numeric from '../src/index.ts'
import { distance, normalMatrix, positiveDefinite, product, shapes } from './support.ts'

describe('Cholesky', () => {
  test.prop([shapes])('L·Lᵀ is A, and A times its inverse is I', ({ n, seed }) => {
    const a = positiveDefinite(n, seed)
    const factor = numeric.choleskyFactor(a)
    expect(distance(numeric.matMul(factor.lower, numeric.transpose(factor.lower)), a)).toBeLessThan(1e-11)
    expect(distance(numeric.matMul(a, numeric.choleskyInverse(factor)), numeric.identity(n))).toBeLessThan(1e-10)
  })

  test.prop([shapes])('solves as Gaussian elimination and as QR do', ({ n, seed }) => {
    const a = positiveDefinite(n, seed)
    const b = normalMatrix(n, 1, seed + 1)
    const x = numeric.choleskySolve(numeric.choleskyFactor(a), b.data)
    const lu = numeric.solveLinear(a, b).data
    const qr = numeric.qrSolve(numeric.qrPivoted(a), b.data)
    for (let i = 0; i < n; i++) {
      expect(lu[i]).toBeCloseTo(x[i]!, 10)
      expect(qr[i]).toBeCloseTo(x[i]!, 10)
    }
  })

  test('a dependent column is refused by its place, and so is NaN', () => {
    const a = numeric.matrixFromRows([
      [1, 1],
      [1, 1],
    ])
    expect(() => numeric.choleskyFactor(a)).toThrow('column 1')
    expect(() => numeric.solveLinear(a, numeric.identity(2))).toThrow('column 1')
    const bad = numeric.matrixFromRows([
      [1, Number.NaN],
      [Number.NaN, 1],
    ])
    expect(() => numeric.choleskyFactor(bad)).toThrow('(1, 0)')
    expect(() => numeric.qrPivoted(bad)).toThrow(numeric.NumericError)
    expect(() => numeric.symmetricEigen(bad)).toThrow(numeric.NumericError)
  })
})

describe('pivoted QR', () => {
  test.prop([shapes, fc.integer({ min: 0, max: 6 })])(
    'least squares: the residual is orthogonal to the columns',
    ({ n, seed }, extra) => {
      const a = normalMatrix(n + extra, n, seed)
      const b = normalMatrix(n + extra, 1, seed + 1).data
      const fitted = numeric.matVec(a, numeric.qrSolve(numeric.qrPivoted(a), b))
      const residual = numeric.matrix(
        n + extra,
        1,
        b.map((value, i) => value - fitted[i]!),
      )
      expect(Math.max(...numeric.transposeMul(a, residual).data.map(Math.abs))).toBeLessThan(1e-9)
    },
  )

  test.prop([shapes])(
    'finds built-in dependence: the second column a multiple of the first goes last, the others keep their order',
    ({ n, seed }) => {
      const independent = normalMatrix(n + 3, n, seed)
      const rows = n + 3
      const data = new Float64Array(rows * (n + 1))
      data.set(independent.data.subarray(0, rows), 0)
      data.set(
        independent.data.subarray(0, rows).map((value) => -3 * value),
        rows,
      )
      data.set(independent.data.subarray(rows), 2 * rows)
      const { rank, pivot } = numeric.qrPivoted(numeric.matrix(rows, n + 1, data))
      expect(rank).toBe(n)
      expect([...pivot]).toEqual([0, ...Array.from({ length: n - 1 }, (_, j) => j + 2), 1])
    },
  )
})

describe('eigenvalues', () => {
  test.prop([shapes])('V·Λ·Vᵀ is A, V is orthonormal, values fall', ({ n, seed }) => {
    const x = normalMatrix(n, n, seed)
    const a = numeric.matrix(
      n,
      n,
      x.data.map((value, i) => value + x.data[Math.floor(i / n) + (i % n) * n]!),
    )
    const { values, vectors } = numeric.symmetricEigen(a)
    const diagonal = numeric.matrix(n, n)
    values.forEach((value, j) => {
      diagonal.data[j + j * n] = value
    })
    expect(distance(product(vectors, diagonal, numeric.transpose(vectors)), a)).toBeLessThan(1e-11)
    expect(distance(numeric.transposeMul(vectors, vectors), numeric.identity(n))).toBeLessThan(1e-12)
    expect([...values]).toEqual([...values].sort((p, q) => q - p))
  })

  test('graded matrix: the small eigenvalue keeps its digits', () => {
    const { values } = numeric.symmetricEigen(
      numeric.matrixFromRows([
        [1e20, 1e9, 1e9],
        [1e9, 1, 0.5],
        [1e9, 0.5, 1],
      ]),
    )
    // 1e20 decouples: what is left is the Schur complement [[0.99, 0.49], [0.49, 0.99]] with eigenvalues 1.48 and 0.5.
    expect(values[1]).toBeCloseTo(1.48, 10)
    expect(values[2]).toBeCloseTo(0.5, 10)
  })
})

describe('matrices and sums', () => {
  test.prop([shapes, fc.array(fc.double({ min: 0.1, max: 5, noNaN: true }), { minLength: 10, maxLength: 10 })])(
    'transposeMul is the product with the transpose, weighted or not',
    ({ n, seed }, weight) => {
      const a = normalMatrix(10, n, seed)
      const b = normalMatrix(10, 3, seed + 1)
      const scaled = numeric.matrix(
        10,
        3,
        b.data.map((value, i) => value * weight[i % 10]!),
      )
      expect(distance(numeric.transposeMul(a, b), numeric.matMul(numeric.transpose(a), b))).toBeLessThan(1e-12)
      expect(distance(numeric.transposeMul(a, b, weight), numeric.matMul(numeric.transpose(a), scaled))).toBeLessThan(
        1e-11,
      )
      expect([...numeric.matVec(a, b.data.subarray(0, n))]).toEqual([
        ...numeric.matMul(a, numeric.matrix(n, 1, b.data.slice(0, n))).data,
      ])
    },
  )

  test('shapes that do not fit are refused', () => {
    expect(() => numeric.matMul(numeric.matrix(2, 3), numeric.matrix(2, 3))).toThrow('2 × 3 times 2 × 3')
    expect(() => numeric.matrix(2, 2, new Float64Array(3))).toThrow(numeric.NumericError)
    expect(() => numeric.matrixFromRows([[1, 2], [3]])).toThrow('row 1')
    expect(() => numeric.requireFinite([1, Number.NaN], 'weight')).toThrow('weight[1] is NaN')
  })

  test.prop([fc.array(fc.maxSafeInteger(), { maxLength: 50 })])(
    'the compensated sum of whole numbers is the exact sum, rounded',
    (values) => {
      const exact = Number(values.reduce((sum, value) => sum + BigInt(value), 0n))
      expect(numeric.compensatedSum(values)).toBe(exact + 0)
    },
  )

  test('a sum that cancels: 1 + 1e100 + 1 − 1e100', () => {
    expect(numeric.compensatedSum([1, 1e100, 1, -1e100])).toBe(2)
    expect(numeric.compensatedSum([1, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY)
  })

  test.prop([fc.double({ min: -800, max: 800, noNaN: true })])('log(1 + eˣ) − log(1 + e⁻ˣ) = x', (x) => {
    expect(Math.abs(numeric.log1pExp(x) - numeric.log1pExp(-x) - x)).toBeLessThanOrEqual(
      4e-16 * Math.max(1, Math.abs(x)),
    )
    expect(numeric.logSumExp([0, x])).toBeCloseTo(numeric.log1pExp(x), 12)
  })

  test('the logarithm of a sum of nothing is −∞', () => {
    expect(numeric.logSumExp([])).toBe(Number.NEGATIVE_INFINITY)
    expect(numeric.logSumExp([Number.NEGATIVE_INFINITY, 3])).toBe(3)
  })
})
