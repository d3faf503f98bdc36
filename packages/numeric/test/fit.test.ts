import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as numeric from '../src/index.ts'
import { positiveDefinite, shapes } from './support.ts'

function rosenbrock(x: Float64Array) {
  const [a = 0, b = 0] = x
  const data = Float64Array.of(1200 * a * a - 400 * b + 2, -400 * a, -400 * a, 200)
  return {
    value: 100 * (b - a * a) ** 2 + (1 - a) ** 2,
    gradient: Float64Array.of(-400 * a * (b - a * a) - 2 * (1 - a), 200 * (b - a * a)),
    hessian: numeric.matrix(2, 2, data),
  }
}

/** ½(x − m)ᵀA(x − m) */
function quadratic(a: numeric.Matrix, m: Float64Array) {
  return (x: Float64Array) => {
    const gradient = numeric.matVec(
      a,
      x.map((value, i) => value - m[i]!),
    )
    return { value: 0.5 * gradient.reduce((sum, g, i) => sum + g * (x[i]! - m[i]!), 0), gradient, hessian: a }
  }
}

describe('minimisers', () => {
  test('a likelihood that sums many rows ends in a few Newton steps, though its rounding hides the last gains', () => {
    const rows = 20_000
    const draw = numeric.random(1)
    const x = numeric.matrix(rows, 2, new Float64Array(2 * rows).fill(1, 0, rows))
    const y = new Uint8Array(rows)
    for (let i = 0; i < rows; i++) {
      x.data[rows + i] = draw.integer(20)
      y[i] = draw.uniform() < 1 / (1 + Math.exp(2 - 0.2 * x.data[rows + i]!)) ? 1 : 0
    }
    const found = numeric.newton(
      (beta) => {
        const eta = numeric.matVec(x, beta)
        const p = eta.map((value) => 1 / (1 + Math.exp(-value)))
        const data = p.map((value, i) => value - y[i]!)
        return {
          value: eta.reduce((sum, value, i) => sum + numeric.log1pExp(value) - y[i]! * value, 0),
          gradient: numeric.transposeMul(x, { rows, cols: 1, data }).data,
          hessian: numeric.transposeMul(
            x,
            x,
            p.map((value) => value * (1 - value)),
          ),
        }
      },
      [0, 0],
      { gradientTolerance: 1e-13 },
    )
    expect(found.converged).toBe(true)
    expect(found.evaluations).toBeLessThan(20)
  })

  test('Rosenbrock from (−1.2, 1): all find (1, 1), and the trace never rises', () => {
    const free = { lower: [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY], upper: [Infinity, Infinity] }
    for (const found of [
      numeric.newton(rosenbrock, [-1.2, 1]),
      numeric.bfgs(rosenbrock, [-1.2, 1]),
      numeric.lbfgsb(rosenbrock, [-1.2, 1], free),
    ]) {
      expect(found).toMatchObject({ converged: true, reason: 'gradient' })
      expect(found.x[0]).toBeCloseTo(1, 7)
      expect(found.x[1]).toBeCloseTo(1, 7)
      expect([...found.trace]).toEqual([...found.trace].sort((p, q) => q - p))
    }
  })

  test.prop([shapes])('a quadratic: Newton in one step, the others at the same place', ({ n, seed }) => {
    const centre = Float64Array.from({ length: n }, (_, i) => i - 1.5)
    const f = quadratic(positiveDefinite(n, seed), centre)
    const start = new Float64Array(n)
    const newton = numeric.newton(f, start)
    expect(newton.iterations).toBe(1)
    const bfgs = numeric.bfgs(f, start)
    centre.forEach((value, i) => {
      expect(newton.x[i]).toBeCloseTo(value, 9)
      expect(bfgs.x[i]).toBeCloseTo(value, 6)
    })
  })

  test.prop([shapes])('inside a box: the best of all active sets', ({ n: size, seed }) => {
    const n = Math.min(size, 4)
    const a = positiveDefinite(n, seed)
    const centre = Float64Array.from({ length: n }, (_, i) => ((seed >> i) % 5) - 2)
    const f = quadratic(a, centre)
    const lower = new Array<number>(n).fill(-0.5)
    const upper = new Array<number>(n).fill(0.75)
    const found = numeric.lbfgsb(f, new Float64Array(n), { lower, upper })
    expect(found.converged).toBe(true)
    expect(found.value).toBeLessThanOrEqual(bestOnFaces(a, centre, f) + 1e-8)
    found.x.forEach((value) => {
      expect(value).toBeGreaterThanOrEqual(-0.5)
      expect(value).toBeLessThanOrEqual(0.75)
    })
  })

  test('a hundred variables, and limits on iterations are told', () => {
    const chain = (x: Float64Array) => {
      const gradient = new Float64Array(100)
      let value = 0
      x.forEach((xi, i) => {
        const next = i < 99 ? x[i + 1]! : 0
        value += Math.cosh(xi - 1) + 0.5 * (xi - next) ** 2
        gradient[i]! += Math.sinh(xi - 1) + (xi - next)
        if (i < 99) gradient[i + 1]! -= xi - next
      })
      return { value, gradient }
    }
    const box = { lower: new Float64Array(100).fill(-5), upper: new Float64Array(100).fill(5) }
    const many = numeric.lbfgsb(chain, new Float64Array(100), box)
    const full = numeric.bfgs(chain, new Float64Array(100))
    expect(many.value).toBeCloseTo(full.value, 8)
    const stopped = numeric.bfgs(chain, new Float64Array(100), { maxIterations: 2 })
    expect(stopped).toMatchObject({ converged: false, reason: 'iterations', iterations: 2 })
  })

  test('a start without a value, limits the wrong way round: refused', () => {
    const broken = () => ({ value: Number.NaN, gradient: Float64Array.of(0) })
    expect(() => numeric.bfgs(broken, [0])).toThrow('NaN at the start')
    expect(() => numeric.lbfgsb(rosenbrock, [0, 0], { lower: [1, 1], upper: [0, 2] })).toThrow('coordinate 0')
  })
})

/** The slow road: every choice of lower, upper or free for each coordinate, the free ones solved for. */
function bestOnFaces(a: numeric.Matrix, centre: Float64Array, f: (x: Float64Array) => { value: number }): number {
  const n = centre.length
  let best = Number.POSITIVE_INFINITY
  for (let code = 0; code < 3 ** n; code++) {
    const state = Array.from({ length: n }, (_, i) => Math.floor(code / 3 ** i) % 3)
    const x = Float64Array.from(state, (s) => (s === 0 ? -0.5 : 0.75))
    const free = [...state.keys()].filter((i) => state[i] === 2)
    if (free.length > 0) {
      const inner = numeric.matrix(free.length, free.length)
      const right = numeric.matrix(free.length, 1)
      free.forEach((i, p) => {
        free.forEach((j, q) => {
          inner.data[p + q * free.length] = a.data[i + j * n]!
        })
        for (let j = 0; j < n; j++)
          right.data[p]! += a.data[i + j * n]! * (state[j] === 2 ? centre[j]! : centre[j]! - x[j]!)
      })
      const solved = numeric.solveLinear(inner, right).data
      free.forEach((i, p) => {
        x[i] = solved[p]!
      })
    }
    if (x.every((value) => value >= -0.5 && value <= 0.75)) best = Math.min(best, f(x).value)
  }
  return best
}

describe('roots', () => {
  test.prop([fc.double({ min: -50, max: 50, noNaN: true })])('of x³ − k: the cube root', (k) => {
    expect(Math.abs(numeric.findRoot((x) => x ** 3 - k, -60, 60) - Math.cbrt(k))).toBeLessThan(1e-10)
  })

  test.prop([fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true })])('of Φ(x) − p: the quantile', (p) => {
    expect(numeric.findRoot((x) => numeric.normalCdf(x) - p, -10, 10)).toBeCloseTo(numeric.normalQuantile(p), 9)
  })

  test('no change of sign is refused', () => {
    expect(() => numeric.findRoot((x) => x * x + 1, -1, 1)).toThrow(numeric.NumericError)
  })
})

describe('quadrature', () => {
  test.each([1, 2, 7, 20, 61, 150, 300])(
    'Gauss–Hermite with %i nodes: the moments of the normal up to its degree',
    (n) => {
      const { node, weight } = numeric.gaussHermite(n)
      let moment = 1
      for (let degree = 0; degree <= Math.min(2 * n - 1, 40); degree++) {
        if (degree >= 2 && degree % 2 === 0) moment *= degree - 1
        const sum = numeric.compensatedSum(Array.from(node, (x, k) => weight[k]! * x ** degree))
        const size = degree % 2 === 0 ? moment : 1
        expect(Math.abs(sum - (degree % 2 === 0 ? moment : 0)) / size).toBeLessThan(
          degree % 2 === 0 ? 1e-12 : 1e-12 * 1e24,
        )
      }
      expect([...node]).toEqual([...node].sort((p, q) => p - q))
    },
  )

  test.prop([fc.double({ min: 0.1, max: 2, noNaN: true })])('both grids give E exp(tZ) = exp(t²/2)', (t) => {
    const mean = ({ node, weight }: numeric.Quadrature) =>
      node.reduce((sum, x, k) => sum + weight[k]! * Math.exp(t * x), 0)
    expect(mean(numeric.gaussHermite(40)) / Math.exp((t * t) / 2)).toBeCloseTo(1, 11)
    expect(mean(numeric.rectangularNodes(-12, 12, 121)) / Math.exp((t * t) / 2)).toBeCloseTo(1, 11)
  })

  test('grids that are none are refused', () => {
    expect(() => numeric.gaussHermite(0)).toThrow(numeric.NumericError)
    expect(() => numeric.rectangularNodes(1, 1, 5)).toThrow(numeric.NumericError)
  })
})

describe('fixed points', () => {
  test('an objective that must not fall is kept from falling, and a map that gives NaN is told', () => {
    const cosine = (x: Float64Array) => x.map(Math.cos)
    const found = numeric.squarem(cosine, [1], {
      tolerance: 1e-13,
      objective: (x) => -Math.abs(x[0]! - 0.7390851332151607),
    })
    expect(found.x[0]).toBeCloseTo(0.7390851332151607, 12)
    expect(() => numeric.squarem(() => Float64Array.of(Number.NaN), [1])).toThrow('coordinate 0')
    expect(numeric.squarem((x) => x.map((value) => value + 1), [0], { maxIterations: 5 }).converged).toBe(false)
  })
})
