import {
  choleskyFactor,
  choleskySolve,
  matrix,
  normalCdf,
  qrPivoted,
  qrSolve,
  random,
  symmetricEigen,
  tQuantile,
  transposeMul,
} from '@kepu/numeric'
import type { PoolCall, WorkerPool } from '../../../tools/bench/pool.ts'
import { shared, slice } from '../../../tools/bench/pool.ts'
import type { BenchTask } from '../../../tools/bench/task.ts'

function normals(count: number, seed: number): Float64Array {
  const generator = random(seed)
  return Float64Array.from({ length: count }, () => generator.normal())
}

/** Σ Φ(x) over a range: the part of the work that a worker takes. */
export function sumNormalCdf(x: Float64Array, start: number, end: number): number {
  let sum = 0
  for (let i = start; i < end; i++) sum += normalCdf(x[i])
  return sum
}

async function sumInWorkers(x: Float64Array, pool: WorkerPool): Promise<number[]> {
  const parts = pool.size * 2
  const calls = Array.from({ length: parts }, (_, part): PoolCall => {
    return { module: import.meta.url, name: 'sumNormalCdf', args: [x, ...slice(x.length, part, parts)] }
  })
  const sums = await pool.run(calls)
  return [sums.reduce<number>((total, value) => total + Number(value), 0)]
}

/** The building blocks that the statistics spend their time in. */
export const tasks: readonly BenchTask[] = [
  {
    name: 'normal distribution function',
    unit: 'values',
    sizes: [100_000, 1_000_000, 10_000_000],
    prepare(size) {
      const x = shared(normals(size, 1))
      return {
        data: { x },
        single: () => [sumNormalCdf(x, 0, x.length)],
        parallel: (pool) => sumInWorkers(x, pool),
        r: { packages: [], setup: '', run: 'sum(pnorm(x))', tolerance: 1e-11 },
      }
    },
  },
  {
    name: 't quantile, changing degrees of freedom',
    unit: 'values',
    sizes: [20_000],
    prepare(size) {
      const p = normals(size, 2).map((x) => normalCdf(x))
      return {
        data: { p },
        single: () => [p.reduce((sum, value, i) => sum + tQuantile(value, 3 + (i % 97)), 0)],
        r: { packages: [], setup: 'df <- 3 + (seq_along(p) - 1) %% 97', run: 'sum(qt(p, df))', tolerance: 1e-8 },
      }
    },
  },
  {
    name: 'normal random numbers',
    unit: 'values',
    sizes: [1_000_000, 10_000_000],
    prepare(size) {
      return {
        data: {},
        single: () => {
          const generator = random(3)
          let sum = 0
          for (let i = 0; i < size; i++) sum += generator.normal()
          return [sum]
        },
        r: { packages: [], setup: '', run: `sum(rnorm(${size}))`, tolerance: null },
      }
    },
  },
  {
    name: 'least squares by QR, 30 columns',
    unit: 'rows',
    sizes: [10_000, 100_000],
    prepare(size) {
      const x = normals(size * 30, 4)
      const y = normals(size, 5)
      return {
        data: { x, y },
        single: () => qrSolve(qrPivoted(matrix(size, 30, x)), y),
        r: { packages: [], setup: `X <- matrix(x, ${size})`, run: 'qr.coef(qr(X), y)', tolerance: 1e-8 },
      }
    },
  },
  {
    name: 'normal equations and Cholesky, 30 columns',
    unit: 'rows',
    sizes: [10_000, 100_000],
    prepare(size) {
      const x = normals(size * 30, 4)
      const y = normals(size, 5)
      return {
        data: { x, y },
        single: () => {
          const design = matrix(size, 30, x)
          return choleskySolve(
            choleskyFactor(transposeMul(design, design)),
            transposeMul(design, matrix(size, 1, y)).data,
          )
        },
        r: {
          packages: [],
          setup: `X <- matrix(x, ${size})`,
          run: 'solve(crossprod(X), crossprod(X, y))',
          tolerance: 1e-8,
        },
      }
    },
  },
  {
    name: 'eigenvalues and vectors, symmetric',
    unit: 'rows',
    sizes: [50, 200],
    prepare(size) {
      const x = normals(size * (size + 5), 6)
      const a = transposeMul(matrix(size + 5, size, x), matrix(size + 5, size, x)).data
      return {
        data: { a },
        single: () => symmetricEigen(matrix(size, size, a)).values,
        r: {
          packages: [],
          setup: `A <- matrix(a, ${size})`,
          run: 'eigen(A, symmetric = TRUE)$values',
          tolerance: 1e-9,
        },
      }
    },
  },
]
